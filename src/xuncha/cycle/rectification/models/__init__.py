"""Tables of the rectification room."""

from xuncha.cycle.rectification.models.imports import LedgerImport
from xuncha.cycle.rectification.models.items import Item, ItemStep, Measure, Progress, Proof
from xuncha.cycle.rectification.models.moves import DueMove
from xuncha.cycle.rectification.models.questions import Extension, ExtensionRules, Signal
from xuncha.cycle.rectification.models.tallies import ItemTally

__all__ = [
    "DueMove",
    "Extension",
    "ExtensionRules",
    "Item",
    "ItemStep",
    "ItemTally",
    "LedgerImport",
    "Measure",
    "Progress",
    "Proof",
    "Signal",
]
