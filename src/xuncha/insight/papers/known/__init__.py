"""Which papers there are: one module a step of the work, each registering its papers."""

from xuncha.insight.papers.known import (
    feedback,
    fieldwork,
    letters,
    petitions,
    planning,
    rectification,
    talks,
    teams,
    workpapers,
)

MODULES = (
    planning, teams, fieldwork, talks, petitions, workpapers, feedback, rectification, letters,
)  # fmt: skip
"""All of them; loading one registers its papers."""
