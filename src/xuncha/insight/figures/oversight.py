"""Figures of oversight: items by the colour of their alert, checks on the spot."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import READERS, UNIT
from xuncha.cycle.oversight.bands import bands_on
from xuncha.cycle.oversight.enums import Found
from xuncha.cycle.oversight.letters.proposing import late_on
from xuncha.cycle.oversight.models import Letter, SpotCheck
from xuncha.cycle.oversight.selectors import WAITING
from xuncha.cycle.rectification.models import Item
from xuncha.insight.figures.figure import Figure

_ITEMS, _CHECKS = "oversight_items", "oversight_checks"
_WHO = READERS | UNIT


def _coloured(colour: str, label: str, definition: str) -> Figure:
    def where(today: Any) -> Q:
        return bands_on(today).coloured(colour)

    return Figure(f"items_{colour}", label, definition, Item, where, _ITEMS, {"colour": colour},
                  _WHO)  # fmt: skip


ITEMS_RED = _coloured("red", "红色预警", "过了整改时限还没有申报完成的事项，长期坚持的除外")
ITEMS_YELLOW = _coloured(
    "yellow", "黄色预警", "离整改时限不到规定的工作日（默认 10 个）还没有申报完成的事项"
)
ITEMS_GREEN = _coloured(
    "green", "绿色提醒", "离整改时限不到规定的工作日（默认 20 个）还没有申报完成的事项"
)
CHECKS_WAITING = Figure(
    "checks_waiting", "待核查", "抽中以后还没有办完的实地核查", SpotCheck, lambda _: WAITING,
    _CHECKS, {"open": "yes"}, READERS,
)  # fmt: skip
CHECKS_FALSE = Figure(
    "checks_not_true", "核查不属实", "实地核查结论是不属实的事项", SpotCheck,
    lambda _: Q(found=Found.NOT), _CHECKS, {"found": Found.NOT}, READERS,
)  # fmt: skip
LETTERS_LATE = Figure(
    "letters_late", "督办超期未答复", "发给单位、过了答复期限还没有答复的督办文书", Letter, late_on,
    "oversight_letters", {"due": "late"}, _WHO,
)  # fmt: skip

ALERT_FIGURES = (ITEMS_RED, ITEMS_YELLOW, ITEMS_GREEN)
OVERSIGHT_FIGURES = (*ALERT_FIGURES, CHECKS_WAITING, CHECKS_FALSE, LETTERS_LATE)
