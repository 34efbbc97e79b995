"""The desk, a scheme's page, and what is done on it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import READERS, UNIT
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection, list_inspections
from xuncha.cycle.schemes import selectors
from xuncha.cycle.schemes.enums import EDITABLE, SchemeState
from xuncha.cycle.schemes.models import Scheme
from xuncha.cycle.schemes.rules import rules_on
from xuncha.cycle.schemes.services import approving, changing, drafting, sending
from xuncha.cycle.schemes.standing import standing_of
from xuncha.cycle.schemes.states import CHANGE_STATES, SCHEME_STATES
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.acting import Deed, buttons_for, do
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.rounds.tabs import tabs_for
from xuncha.web.schemes import forms
from xuncha.web.schemes.audience import DIRECTOR, EVERYBODY, WRITERS
from xuncha.web.schemes.filters import SchemeFilter, overdue
from xuncha.web.schemes.showing import (
    facts_of,
    groups_of,
    is_open,
    late_words,
    may_write,
    next_step,
    own_seat,
)
from xuncha.web.schemes.tabs import desk_tabs

MOST_OWING = 200
SORTS = (
    Sort("new", "最近起草", "pk", descending=True),
    Sort("due", "期限由近到远", "due_on"),
)
COLUMNS = (
    OutColumn("轮次", 18), OutColumn("单位", 30), OutColumn("状态", 10),
    OutColumn("版次", 8, "number"),
    OutColumn("报送期限", 12, "date"), OutColumn("原定期限", 12, "date"),
    OutColumn("首次报送", 12, "date"), OutColumn("批准日期", 12, "date"), OutColumn("批准人", 10),
)  # fmt: skip


def _unless_approved(row: Scheme) -> str:
    return "" if row.state == SchemeState.APPROVED else "批准以后才需要申请变更。"


DEEDS = (
    Deed(
        "send", sending.send_scheme, "已报送巡察办。", forms.SendForm, style="main",
        note="报送以后内容不能再改；要改可以撤回，另起一版。",
    ),
    Deed(
        "take_back", sending.take_back, "已撤回，可以修改了。", forms.ReasonForm,
        note="报送过的一版留着，另起一版修改，改好以后重新走联审和批准。",
    ),
    Deed(
        "hand_back", sending.hand_back, "已退回单位补正。", forms.ReasonForm, style="danger",
        note="明显缺项、不宜送审的直接退回；理由单位看得到。",
    ),
    Deed(
        "approve", approving.approve_scheme, "已批准，条目已转为整改事项。", forms.ApproveForm,
        style="main", note="批准和您看到的内容绑定；之后改动须申请变更、重新批准。",
    ),
    Deed("refuse", approving.refuse_scheme, "已退回单位。", forms.ReasonForm, style="danger"),
    Deed(
        "ask_change", changing.ask_change, "变更申请已提交。", forms.ReasonForm, label="申请变更",
        unless=_unless_approved, note="写明改哪几条、为什么。批准的一版在新版批准之前一直有效。",
    ),
)  # fmt: skip
CHANGE_DEEDS = (
    Deed("grant", changing.grant_change, "已同意变更。", forms.DecisionForm, style="main"),
    Deed("refuse", changing.refuse_change, "已答复不同意。", forms.DecisionForm),
)


@read_view(EVERYBODY)
def desk(request: Request) -> HttpResponse:
    """All schemes in sight, and inspections of the unit that still have none."""
    actor = request.actor
    rows = selectors.list_schemes(actor)
    chosen = SchemeFilter(request.GET, queryset=rows, request=request)
    context = {
        "filter": chosen, "sorts": SORTS, "page": page_of(request, chosen.qs, SORTS),
        "tabs": desk_tabs(actor, "schemes_list"), "today": clock.today(),
        "lacking": _lacking(actor), "owing": _owing(actor), "is_unit": actor.has(*UNIT),
        "overdue": rows.filter(overdue(clock.today())).count(),
        "seats": list(selectors.seats_waiting_for(actor)[:20]),
        "changes": list(selectors.list_changes(actor)[:20]) if actor.has(*DIRECTOR) else [],
    }  # fmt: skip
    return render(request, "schemes/list.html", context)


def _lacking(actor: Actor) -> list[Inspection]:
    """Inspections whose scheme this person may begin."""
    return list(selectors.inspections_without(actor)[:5]) if actor.has(*WRITERS) else []


def _owing(actor: Actor) -> list[tuple[Inspection, dt.date, bool]]:
    """For whoever runs the work: units that have begun none, the day it is due, whether it is past
    that day."""
    if not actor.has(*READERS):
        return []
    days = dt.timedelta(days=rules_on(clock.today()).settings.plan_days)
    rows = list(selectors.inspections_without(actor)[:MOST_OWING])
    told = [(one, one.feedback_on + days) for one in rows if one.feedback_on]
    return [(one, due, due < clock.today()) for one, due in told]


@write_view(EVERYBODY, form=False)
def export(request: Request) -> FileResponse:
    """What the desk shows, as a workbook."""
    rows = selectors.list_schemes(request.actor)
    chosen = SchemeFilter(request.POST, queryset=rows, request=request)
    told = (
        [
            str(one.inspection.round), one.inspection.organisation.name, one.get_state_display(),
            one.revision, one.due_on, one.original_due_on, one.first_sent_on,
            one.approved_at.astimezone(clock.CHINA).date() if one.approved_at else None,
            one.approved_by.name if one.approved_by else "",
        ]
        for one in chosen.qs.order_by("-pk")
    )  # fmt: skip
    return list_out(request, "整改方案", COLUMNS, told, chosen, unit="份")


@read_view(EVERYBODY)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """The scheme of an inspection, or how it comes to be."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    row = selectors.scheme_of(actor, inspection_id)
    if row is not None:
        return redirect("schemes_scheme", row.pk)
    may = access.can(actor, "create", Scheme(inspection=inspection))
    context = {
        "inspection": inspection, "tabs": tabs_for(actor, inspection, "schemes_inspection"),
        "may_begin": bool(may) and inspection.state in AFTER_FEEDBACK,
        "is_fed_back": inspection.state in AFTER_FEEDBACK,
    }  # fmt: skip
    return render(request, "schemes/none.html", context)


@write_view(WRITERS, form=False)
def begin(request: Request, inspection_id: int) -> HttpResponse:
    """Begin the scheme, filled from the findings."""
    made = drafting.begin_scheme(request.actor, inspection_id=inspection_id)
    messages.success(request, "已按反馈问题逐条、逐个方面列好，请逐条写措施、责任和时限。")
    return redirect("schemes_scheme", made.pk)


@read_view(EVERYBODY)
def scheme(request: Request, scheme_id: int) -> HttpResponse:
    """One scheme; ``version`` in the address shows an earlier one as it was."""
    row = selectors.get_scheme(request.actor, scheme_id)
    return render(request, "schemes/scheme.html", _context(request, row))


def _context(request: Request, row: Scheme) -> dict[str, Any]:
    actor = request.actor
    asked = request.GET.get("version", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 6 else row.revision
    versions = selectors.versions_of(actor, row)
    version = selectors.get_version(actor, row, number)
    reviews = selectors.reviews_of(actor, row)
    review = next((one for one in reviews if one.version_id == version.pk), None)
    shown = review or next((one for one in reviews if one.outcome), None)
    rows = selectors.rows_in(actor, version)
    groups, looked = groups_of(actor, row, rows, shown)
    is_now = version.number == row.revision
    sees = list_inspections(actor).filter(pk=row.inspection_id).exists()
    return {
        "scheme": row, "inspection": row.inspection, "version": version, "versions": versions,
        "is_now": is_now, "groups": groups, "rows": rows, "looked": looked,
        "told_lines": [
            line.row.line for group in groups for line in group.lines if line.opinions
        ],
        "shows_checks": is_now and row.state in EDITABLE | {SchemeState.SENT},
        "standing": standing_of(row), "facts": facts_of(row, version), "late": late_words(row),
        "step": next_step(actor, row, looked, review) if is_now else None,
        "buttons": _buttons(actor, row, version.digest) if is_now else [],
        "may_write": is_now and may_write(actor, row),
        "latest": reviews[:1], "earlier": reviews[1:],
        "seat": own_seat(actor, review), "steps": selectors.steps_of(actor, row),
        "may_open": is_open(row, "open_review") and bool(access.can(actor, "open_review", row)),
        "may_merge": is_open(row, "pass") and bool(access.can(actor, "merge", row)),
        "changes": [
            (one, buttons_for(actor, one, CHANGE_DEEDS, CHANGE_STATES))
            for one in selectors.changes_of(actor, row)
        ],
        "tabs": tabs_for(actor, row.inspection, "schemes_inspection") if sees else [],
        "sees_inspection": sees, "is_unit": actor.has(*UNIT), "today": clock.today(),
    }  # fmt: skip


def _buttons(actor: Actor, row: Scheme, digest: str) -> list[Any]:
    deeds = [
        one for one in DEEDS
        if one.action != "ask_change" or row.state == SchemeState.APPROVED
    ]  # fmt: skip
    return buttons_for(actor, row, deeds, SCHEME_STATES, {"approve": {"digest": digest}})


@write_view(EVERYBODY, form=False)
def act(request: Request, scheme_id: int) -> HttpResponse:
    """One deed on a scheme. What the service finds missing is told on the scheme's page."""
    selectors.get_scheme(request.actor, scheme_id)
    try:
        do(request, DEEDS, scheme_id=scheme_id)
    except Invalid as problem:
        messages.error(request, problem.sentence)
        row = selectors.get_scheme(request.actor, scheme_id)
        return render(request, "schemes/scheme.html", _context(request, row), status=400)
    return redirect("schemes_scheme", scheme_id)


@write_view(DIRECTOR, form=False)
def answer_change(request: Request, change_id: int) -> HttpResponse:
    """Agree to a change of an approved scheme, or not."""
    made = do(request, CHANGE_DEEDS, change_id=change_id)
    return redirect("schemes_scheme", made.scheme_id)
