"""Models of oversight, one file a theme."""

from xuncha.cycle.oversight.models.alerts import AlertStep, Charge
from xuncha.cycle.oversight.models.checks import CheckAsked, CheckFile, SpotCheck
from xuncha.cycle.oversight.models.draws import Draw
from xuncha.cycle.oversight.models.letters import Letter, LetterAnswer, LetterFile, LetterItem
from xuncha.cycle.oversight.models.rules import OversightRules
from xuncha.cycle.oversight.models.steps import OversightStep

__all__ = [
    "AlertStep",
    "Charge",
    "CheckAsked",
    "CheckFile",
    "Draw",
    "Letter",
    "LetterAnswer",
    "LetterFile",
    "LetterItem",
    "OversightRules",
    "OversightStep",
    "SpotCheck",
]
