"""Figures of the talent pool, by stable name."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from xuncha.cycle.pool.enums import InspectorState
from xuncha.cycle.pool.models import Inspector, Qualification
from xuncha.cycle.pool.rules import rules_on
from xuncha.cycle.pool.selectors import expiring
from xuncha.insight.figures.figure import Figure

_LIST = "pool_list"
_ADMITTED = Q(state=InspectorState.ADMITTED)


def _expiring(today: dt.date) -> Q:
    soon = Qualification.objects.filter(expiring(today, rules_on(today).expiring_days))
    return Q(pk__in=soon.values("inspector_id"))


POOL_ADMITTED = Figure(
    "pool_admitted", "在库人员", "已审定入库、没有暂停也没有退出的人", Inspector,
    lambda _: _ADMITTED, _LIST, {"state": InspectorState.ADMITTED},
)  # fmt: skip
POOL_LEADERS = Figure(
    "pool_leaders", "可任组长", "在库人员里可以担任组长的人", Inspector,
    lambda _: _ADMITTED & Q(can_lead=True), _LIST,
    {"state": InspectorState.ADMITTED, "can": "lead"},
)  # fmt: skip
POOL_NOMINATED = Figure(
    "pool_nominated", "待资格审查", "已登记推荐、巡察办还没有审查资格的人", Inspector,
    lambda _: Q(state=InspectorState.NOMINATED), _LIST, {"state": InspectorState.NOMINATED},
)  # fmt: skip
POOL_CHECKED = Figure(
    "pool_checked", "待审定", "资格审查通过、还没有审定入库的人", Inspector,
    lambda _: Q(state=InspectorState.CHECKED), _LIST, {"state": InspectorState.CHECKED},
)  # fmt: skip
POOL_EXPIRING = Figure(
    "pool_expiring", "证书将到期", "有证书在提醒天数之内到期的人（天数见人才库规则）", Inspector,
    _expiring, _LIST, {"certificates": "expiring"},
)  # fmt: skip

POOL_FIGURES = (POOL_ADMITTED, POOL_LEADERS, POOL_NOMINATED, POOL_CHECKED, POOL_EXPIRING)
