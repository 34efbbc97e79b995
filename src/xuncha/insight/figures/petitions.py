"""Figures about letters, calls and visits: for those who see their rows. Leaders have a page of
counts that opens none."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE
from xuncha.cycle.petitions.models import Petition
from xuncha.cycle.petitions.selectors import UNFINISHED, overdue
from xuncha.insight.figures.figure import Figure

_ROWS, _WHO = "petitions_list", OFFICE | {INSPECTOR}


def _all(_: dt.date) -> Q:
    return Q()


PETITIONS = Figure(
    "petitions", "信访件", "登记的全部来信、来电、来访，属于上级没有登记的除外", Petition, _all,
    _ROWS, {}, _WHO,
)  # fmt: skip
PETITIONS_OPEN = Figure(
    "petitions_open", "没有办结的信访", "待受理、办理中和已转送还没有报结的信访件", Petition,
    lambda _: UNFINISHED, _ROWS, {"due": "open"}, _WHO,
)  # fmt: skip
PETITIONS_OVERDUE = Figure(
    "petitions_overdue", "信访有超期的", "有一个时限已过还没有办的信访件", Petition, overdue,
    _ROWS, {"due": "overdue"}, _WHO,
)  # fmt: skip

PETITION_FIGURES = (PETITIONS, PETITIONS_OPEN, PETITIONS_OVERDUE)
