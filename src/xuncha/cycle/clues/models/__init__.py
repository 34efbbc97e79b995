"""The tables of the sealed store."""

from xuncha.cycle.clues.models.clues import Clue, ClueText
from xuncha.cycle.clues.models.handing import Copy, CopyClock, Handover, Outcome
from xuncha.cycle.clues.models.keys import ClueKey
from xuncha.cycle.clues.models.knowing import ClueGrant, ClueRead
from xuncha.cycle.clues.models.rules import ClueRules

__all__ = [
    "Clue",
    "ClueGrant",
    "ClueKey",
    "ClueRead",
    "ClueRules",
    "ClueText",
    "Copy",
    "CopyClock",
    "Handover",
    "Outcome",
]
