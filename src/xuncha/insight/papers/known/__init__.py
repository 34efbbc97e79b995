"""Which papers there are: one module a step of the work, each registering its papers."""

from xuncha.insight.papers.known import fieldwork, letters, talks, workpapers

MODULES = (fieldwork, talks, workpapers, letters)
"""In the order of the work, which is the order in which papers are listed."""
