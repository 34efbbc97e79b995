"""Hints for whoever drafts a finding: what is vague, unsaid, too strong, or said twice."""

from xuncha.engines.drafting.draft import Draft, Row, Source
from xuncha.engines.drafting.engine import hints_of, lint
from xuncha.engines.drafting.report import Hint, Span
from xuncha.engines.drafting.settings import Settings
from xuncha.engines.drafting.sources import read_source, source_of

__all__ = [
    "Draft",
    "Hint",
    "Row",
    "Settings",
    "Source",
    "Span",
    "hints_of",
    "lint",
    "read_source",
    "source_of",
]
