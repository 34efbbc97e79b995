"""Machines that are out, one machine with its packages, the hand-over list."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS
from xuncha.cycle.outings import selectors
from xuncha.cycle.outings.exports import COLUMNS, TITLE, lines_out
from xuncha.cycle.outings.models import Exchange
from xuncha.cycle.outings.services import keeping
from xuncha.cycle.outings.standing import standing_of
from xuncha.foundation import access
from xuncha.foundation.kits.registry import kinds
from xuncha.kernel import clock
from xuncha.web.acting import form_page
from xuncha.web.handing import list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.outings.filters import MachineFilter
from xuncha.web.outings.forms import HandOverForm, WipeForm
from xuncha.web.problems import ProblemsIn

AUDIENCE = READERS | {INSPECTOR}
SORTS = (Sort("new", "最近配置", "pk", descending=True),)


@read_view(AUDIENCE)
def rows(request: Request) -> HttpResponse:
    """All in sight, each with how it stands."""
    actor = request.actor
    chosen = MachineFilter(request.GET, queryset=selectors.list_machines(actor), request=request)
    page = page_of(request, chosen.qs, SORTS)
    context = {
        "filter": chosen, "page": page, "sorts": SORTS,
        "lines": [(one, standing_of(one)) for one in page.rows],
        "may_export": actor.has(*READERS),
    }  # fmt: skip
    return render(request, "outings/list.html", context)


@read_view(AUDIENCE)
def one(request: Request, machine_id: int) -> HttpResponse:
    """What went out and came back, and what clashed."""
    actor = request.actor
    row = selectors.get_machine(actor, machine_id)
    clashes = selectors.list_clashes(actor).filter(exchange__machine=row)
    context = {
        "row": row, "standing": standing_of(row),
        "exchanges": [(each, _counted(each)) for each in selectors.exchanges_of(actor, row)],
        "clashes": clashes.order_by("state", "pk")[:200],
        "why_not_hand": _why(actor, "hand_over", row), "why_not_wipe": _why(actor, "wipe", row),
        "is_office": actor.has(*OFFICE),
    }  # fmt: skip
    return render(request, "outings/machine.html", context)


def _why(actor: Any, action: str, row: Any) -> str:
    return access.can(actor, action, row).reason


def _counted(row: Exchange) -> str:
    told = [
        f"{kinds()[label].model._meta.verbose_name} {count}"
        for label, count in sorted(row.counts.items()) if label in kinds()
    ]  # fmt: skip
    return "，".join(told) or "没有改动"


@write_view(OFFICE)
def hand_over(request: Request, machine_id: int) -> HttpResponse:
    """Note that it was looked through and given back."""
    row = selectors.get_machine(request.actor, machine_id)
    access.require(request.actor, "hand_over", row)
    form = HandOverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            keeping.hand_over(request.actor, machine_id=row.pk, **form.cleaned_data)
            messages.success(request, "已登记移交。")
            return redirect("outings_machine", row.pk)
    return form_page(request, form, f"登记设备 {row.code} 移交", _back(row.pk))


@write_view(OFFICE)
def wipe(request: Request, machine_id: int) -> HttpResponse:
    """Note from the signed paper that it was wiped."""
    row = selectors.get_machine(request.actor, machine_id)
    access.require(request.actor, "wipe", row)
    form = WipeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            keeping.note_wiped(request.actor, machine_id=row.pk, **form.cleaned_data)
            messages.success(request, "已登记清理。")
            return redirect("outings_machine", row.pk)
    return form_page(
        request, form, f"登记设备 {row.code} 清理", _back(row.pk),
        sub="按签了字的清理证明登记；有证明文件的，用 xuncha kit merge 登记更稳妥。",
    )  # fmt: skip


def _back(machine_id: int) -> str:
    return reverse("outings_machine", args=[machine_id])


@write_view(READERS, form=False)
def export(request: Request) -> FileResponse:
    """The hand-over list as a workbook."""
    chosen = MachineFilter(
        request.POST, queryset=selectors.list_machines(request.actor), request=request
    )
    lines = lines_out(chosen.qs.order_by("pk"))
    return list_out(request, f"{TITLE}{clock.today():%Y}", COLUMNS, lines, chosen, unit="台")
