"""Every figure of today's pages, by stable name."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, PARTNER, READERS
from xuncha.cycle.findings.enums import FindingState, Recurrence
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.enums import AFTER_ENTRY, AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ItemState, Level, SignalState
from xuncha.cycle.rectification.models import Extension, Item, Signal
from xuncha.cycle.rectification.selectors import LEVELS, due_within, overdue
from xuncha.cycle.rectification.selectors import QUESTIONED as HAS_QUESTIONS
from xuncha.insight.figures.field import FIELD_FIGURES
from xuncha.insight.figures.figure import Figure
from xuncha.insight.figures.inquiry import INQUIRY_FIGURES
from xuncha.insight.figures.oversight import OVERSIGHT_FIGURES
from xuncha.insight.figures.papers import PAPER_FIGURES
from xuncha.insight.figures.petitions import PETITION_FIGURES
from xuncha.insight.figures.points import POINT_FIGURES
from xuncha.insight.figures.pool import POOL_FIGURES

_ITEMS = "rectification_list"
DUE_DAYS = 30


def _always(_: dt.date) -> Q:
    return Q()


ITEMS = Figure(
    "items_total", "整改事项", "已登记的全部整改事项", Item, _always, _ITEMS
)  # fmt: skip
CLAIMED = Figure(
    "items_claimed", Level.CLAIMED.label, "被巡察单位自己申报完成、未被退回的事项", Item,
    lambda _: LEVELS[Level.CLAIMED], _ITEMS, {"level": Level.CLAIMED},
)  # fmt: skip
VERIFIED = Figure(
    "items_verified", Level.VERIFIED.label, "申报后经另一个人核实的事项", Item,
    lambda _: LEVELS[Level.VERIFIED], _ITEMS, {"level": Level.VERIFIED},
)  # fmt: skip
SUSTAINED = Figure(
    "items_sustained", Level.SUSTAINED.label, "核实之后再次回访、确认没有反弹的事项", Item,
    lambda _: LEVELS[Level.SUSTAINED], _ITEMS, {"level": Level.SUSTAINED},
)  # fmt: skip
WAITING = Figure(
    "items_waiting", "待核实", "已申报、还没有核实也没有退回的事项", Item,
    lambda _: Q(state=ItemState.CLAIMED), _ITEMS, {"state": ItemState.CLAIMED},
)  # fmt: skip
RETURNED = Figure(
    "items_returned", "已退回", "被退回、单位还没有重新申报的事项", Item,
    lambda _: Q(state=ItemState.RETURNED), _ITEMS, {"state": ItemState.RETURNED},
)  # fmt: skip
OVERDUE = Figure(
    "items_overdue", "已逾期", "过了整改时限还没有申报完成的事项，长期坚持的除外", Item,
    overdue, _ITEMS, {"due": "overdue"},
)  # fmt: skip
DUE_SOON = Figure(
    "items_due_soon", f"{DUE_DAYS}天内到期",
    f"{DUE_DAYS}天内到整改时限、还没有申报完成的事项", Item,
    lambda today: due_within(today, DUE_DAYS), _ITEMS, {"due": "soon"},
)  # fmt: skip
QUESTIONED = Figure(
    "items_questioned", "有疑点", "至少有一个疑点待处理的事项", Item,
    lambda _: HAS_QUESTIONS, _ITEMS, {"signals": "open"}, READERS | {PARTNER},
)  # fmt: skip
SIGNALS_OPEN = Figure(
    "signals_open", "待处理疑点", "系统提出、还没有人排除或认定的疑点", Signal,
    lambda _: Q(state=SignalState.OPEN), "rectification_signals", {"state": SignalState.OPEN},
)  # fmt: skip
EXTENSIONS_ASKED = Figure(
    "extensions_asked", "待审批延期", "单位提出、还没有审批的延期申请", Extension,
    lambda _: Q(state="asked"), "rectification_extensions", {},
)  # fmt: skip
FINDINGS = Figure(
    "findings_fed_back", "反馈问题", "已经向被巡察单位反馈的问题", Finding,
    lambda _: Q(state=FindingState.FED_BACK), "findings_list", {"state": FindingState.FED_BACK},
)  # fmt: skip
FINDINGS_OLD = Figure(
    "findings_old", Recurrence.OLD.label, "经人判断、以前就发现过的问题", Finding,
    lambda _: Q(recurrence=Recurrence.OLD), "findings_list", {"recurrence": Recurrence.OLD},
    READERS | {INSPECTOR},
)  # fmt: skip
FINDINGS_NEW_FORM = Figure(
    "findings_new_form", Recurrence.NEW_FORM.label, "经人判断、以前的问题换了表现的", Finding,
    lambda _: Q(recurrence=Recurrence.NEW_FORM), "findings_list",
    {"recurrence": Recurrence.NEW_FORM}, READERS | {INSPECTOR},
)  # fmt: skip
FINDINGS_NEW = Figure(
    "findings_new", Recurrence.NEW.label, "经人判断、以前没有发现过的问题", Finding,
    lambda _: Q(recurrence=Recurrence.NEW), "findings_list", {"recurrence": Recurrence.NEW},
    READERS | {INSPECTOR},
)  # fmt: skip
INSPECTIONS = Figure(
    "inspections", "巡察任务", "已经安排的巡察任务", Inspection, _always, "rounds_inspections"
)  # fmt: skip
INSPECTIONS_ENTERED = Figure(
    "inspections_entered", "已进驻", "已经进驻过的巡察任务", Inspection,
    lambda _: Q(state__in=AFTER_ENTRY), "rounds_inspections", {"stage": "entered"},
)  # fmt: skip
INSPECTIONS_FED_BACK = Figure(
    "inspections_fed_back", "已反馈", "已经反馈的巡察任务", Inspection,
    lambda _: Q(state__in=AFTER_FEEDBACK), "rounds_inspections", {"stage": "fed_back"},
)  # fmt: skip

THREE_LEVELS = (CLAIMED, VERIFIED, SUSTAINED)
ITEM_FIGURES = (
    ITEMS, *THREE_LEVELS, WAITING, RETURNED, OVERDUE, DUE_SOON, QUESTIONED,
)  # fmt: skip
EVERY = (
    *ITEM_FIGURES, SIGNALS_OPEN, EXTENSIONS_ASKED, FINDINGS, FINDINGS_OLD, FINDINGS_NEW_FORM,
    FINDINGS_NEW, INSPECTIONS, INSPECTIONS_ENTERED,
    *FIELD_FIGURES,
    INSPECTIONS_FED_BACK, *POINT_FIGURES, *POOL_FIGURES, *PAPER_FIGURES, *INQUIRY_FIGURES,
    *PETITION_FIGURES, *OVERSIGHT_FIGURES,
)  # fmt: skip
