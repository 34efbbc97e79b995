"""Which papers there are: one module a step of the work, each registering its papers."""

from xuncha.insight.papers.known import (
    deeds,
    draws,
    evaluation,
    feedback,
    fieldwork,
    hearings,
    ledger,
    letters,
    petitions,
    planning,
    rectification,
    results,
    statistics,
    talks,
    teams,
    workpapers,
)
from xuncha.insight.papers.registry import arrange

MODULES = (
    planning, statistics, teams, draws, fieldwork, talks, petitions, workpapers, feedback, hearings,
    rectification, ledger, letters, evaluation, results, deeds,
)  # fmt: skip
"""All of them, in the order of the work; loading one registers its papers."""

arrange([one.__name__ for one in MODULES])
