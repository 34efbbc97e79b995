"""The five ledgers in one table, the table by village, one deed."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import Count
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.deeds import selectors, services
from xuncha.cycle.deeds.calling import holds
from xuncha.cycle.deeds.enums import MEANING, STATES_OF, DeedState, Ledger
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.deeds.policies import may_photo, reads_source
from xuncha.cycle.deeds.states import DEED_STATES
from xuncha.cycle.deeds.turns import lacking_photos
from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.acting import Deed as Act
from xuncha.web.acting import buttons_for, do
from xuncha.web.deeds.audience import EVERYBODY, MOVING, TEAM, desk_tabs, module_name
from xuncha.web.deeds.filters import DeedFilter
from xuncha.web.deeds.following import next_of
from xuncha.web.deeds.forms import ReasonForm
from xuncha.web.handing import handed_out, list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.narrowing import visible_rounds

SORTS = (
    Sort("new", "最近登记", "pk", descending=True),
    Sort("due", "承诺时限由近到远", "promise_due_on"),
)
ACTS = (
    Act("start", services.start_deed, "已开始办理。", style="main"),
    Act("redo", services.redo_deed, "已要求重办。", ReasonForm, style="main"),
    Act("drop", services.drop_deed, "已不列实事，经过保留。", ReasonForm, style="danger"),
)
_FORMS = {
    "verify": ("deeds_verify", "核实"), "claim": ("deeds_claim", "认领"),
    "finish": ("deeds_finish", "办结"),
}  # fmt: skip


@read_view(EVERYBODY)
def rows(request: Request) -> HttpResponse:
    """All in sight: one table, the five ledgers above it as ways in."""
    actor = request.actor
    found = selectors.list_deeds(actor)
    chosen = DeedFilter(request.GET, queryset=found, request=request)
    context = {
        "filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS,
        "name": module_name(), "tabs": desk_tabs(actor, "deeds_list"), "today": clock.today(),
        "ledgers": _ledgers(actor), "may_add": actor.has(*TEAM),
        "may_export": actor.has(*OFFICE), "may_print": actor.has(*READERS),
    }  # fmt: skip
    return render(request, "deeds/list.html", context)


def _ledgers(actor: Actor) -> list[dict[str, Any]]:
    """The five ledgers with how many are in each: one query."""
    counted = selectors.list_deeds(actor).order_by().values_list("state").annotate(n=Count("pk"))
    told = dict(counted)
    base = reverse("deeds_list")
    return [
        {
            "name": one.value, "label": one.label, "definition": MEANING[one],
            "value": sum(told.get(state, 0) for state in STATES_OF[one]),
            "url": f"{base}?ledger={one.value}",
        }
        for one in Ledger
    ]  # fmt: skip


@read_view(EVERYBODY)
def villages(request: Request) -> HttpResponse:
    """Counted by village, for all rounds or one."""
    actor = request.actor
    found = selectors.list_deeds(actor)
    rounds = list(visible_rounds(request))
    asked = request.GET.get("round", "")
    chosen = next((one for one in rounds if str(one.pk) == asked), None)
    if chosen is not None:
        found = found.filter(inspection__round=chosen)
    told = selectors.by_village(found, clock.today())
    context = {
        "rows": told, "ledgers": list(Ledger), "rounds": rounds, "round": chosen,
        "name": module_name(), "tabs": desk_tabs(actor, "deeds_villages"),
        "total": sum(one.total for one in told), "people": sum(one.people for one in told),
        "money": sum((one.money for one in told), Decimal(0)),
    }  # fmt: skip
    return render(request, "deeds/villages.html", context)


@read_view(EVERYBODY)
def one(request: Request, deed_id: int) -> HttpResponse:
    """One whole: what was promised, photos before and after, what residents say."""
    actor = request.actor
    row = selectors.get_deed(actor, deed_id)
    calls = selectors.calls_of(actor, row)
    today = clock.today()
    context = {
        "row": row, "photos": selectors.photos_of(actor, row), "name": module_name(),
        "next": next_of(actor, row),
        "calls": [(call, holds(call)) for call in calls],
        "steps": selectors.steps_of(actor, row), "reads_source": reads_source(actor),
        "buttons": buttons_for(actor, row, ACTS, DEED_STATES), "forms": _open_forms(actor, row),
        "act_url": reverse("deeds_move", args=[row.pk]), "may_photo": may_photo(actor, row),
        "late": bool(row.promise_due_on and (row.done_on or today) > row.promise_due_on),
    }  # fmt: skip
    return render(request, "deeds/deed.html", context)


def _open_forms(actor: Actor, row: Deed) -> list[tuple[str, str, str]]:
    """What is done on a page of its own now: address, label, and the sentence why not."""
    found = []
    for action, (name, label) in _FORMS.items():
        if row.state in DEED_STATES.transitions[action].sources and _by_role(actor, action, row):
            why = access.can(actor, action, row).reason
            if action == "finish" and not why and (lacking := lacking_photos(row)):
                why = f"先上传{'、'.join(lacking)}的照片。"
            found.append((reverse(name, args=[row.pk]), label, why))
    if row.state == DeedState.DONE and _by_role(actor, "call", row):
        drawn = row.calls.filter(turn=row.redone + 1).exists()
        name, label = ("deeds_call", "登记回访") if drawn else ("deeds_draw", "抽取回访住户")
        why = access.can(actor, "call" if drawn else "draw", row).reason
        found.append((reverse(name, args=[row.pk]), label, why))
    return found


def _by_role(actor: Actor, action: str, row: Deed) -> bool:
    policy: Any = access.policy_for(type(row))
    return actor.has(*policy.acts[action].roles)


@write_view(MOVING, form=False)
def move(request: Request, deed_id: int) -> HttpResponse:
    """Start, have it done anew, drop."""
    do(request, ACTS, deed_id=deed_id)
    return redirect("deeds_deed", deed_id)


@write_view(EVERYBODY, form=False)
def opened(request: Request, deed_photo_id: int) -> HttpResponseBase:
    """A photo; each download goes into the log."""
    return handed_out(services.note_photo(request.actor, deed_photo_id=deed_photo_id).file)


COLUMNS = [
    OutColumn("轮次", 14), OutColumn("编号", 10), OutColumn("村（社区）", 24),
    OutColumn("类别", 14),
    OutColumn("实事", 40), OutColumn("来源", 12), OutColumn("责任单位", 28), OutColumn("状态", 12),
    OutColumn("承诺时限", 12, "date"), OutColumn("首次办结", 12, "date"),
    OutColumn("受益人数", 10, "number"), OutColumn("投入（元）", 14, "money"),
    OutColumn("回访日期", 12, "date"), OutColumn("重办次数", 10, "number"),
]  # fmt: skip


@write_view(OFFICE, form=False)
def export(request: Request) -> FileResponse:
    """What the table shows, as a workbook; what people said stays here."""
    found = selectors.list_deeds(request.actor)
    chosen = DeedFilter(request.POST, queryset=found, request=request)
    lines: Any = (
        [
            str(one.inspection.round), one.code, one.village.name, one.get_kind_display(),
            one.title, one.get_heard_display(), one.owner.name if one.owner else "",
            one.get_state_display(), one.promise_due_on, one.done_on, one.people_served,
            one.money_yuan, one.called_on, one.redone,
        ]
        for one in chosen.qs.order_by("-pk")
    )  # fmt: skip
    return list_out(request, "民生实事台账", COLUMNS, lines, chosen)


@write_view(READERS, form=False)
def summary(request: Request) -> HttpResponse:
    """The public summary: deeds that residents were satisfied with, without source and without any
    person; each printing goes into the log."""
    actor = request.actor
    found = selectors.list_deeds(actor)
    chosen = DeedFilter(request.POST, queryset=found, request=request)
    rows = list(chosen.qs.filter(state=DeedState.SATISFIED).order_by("village__code", "pk")[:500])
    services.note_summary(actor, rows=len(rows), round_name=request.POST.get("round", "")[:20])
    context = {
        "rows": rows, "name": module_name(), "today": clock.today(),
        "people": sum(one.people_served or 0 for one in rows),
        "money": sum((one.money_yuan or Decimal(0) for one in rows), Decimal(0)),
    }  # fmt: skip
    return render(request, "deeds/summary.html", context)
