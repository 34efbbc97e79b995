"""Institutions: the list with what came back, one of them, reporting one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import OFFICE, READERS, UNIT
from xuncha.cycle.results import recurring, selectors
from xuncha.cycle.results.models import Institution
from xuncha.cycle.results.services import institutions
from xuncha.cycle.results.states import INSTITUTION_STATES
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.handing import handed_out, list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn
from xuncha.web.results.audience import EVERYBODY, REPORTING, desk_tabs
from xuncha.web.results.choices import MOST, as_pairs, units, usable
from xuncha.web.results.filters import InstitutionFilter
from xuncha.web.results.forms import InstitutionForm, ReasonForm, RepealForm, UnitForm

SORTS = (
    Sort("new", "最近登记", "pk", descending=True),
    Sort("force", "施行由近到远", "in_force_on", descending=True),
)
DEEDS = (
    Deed("keep", institutions.keep_institution, "已核对收录。", style="main"),
    Deed("repeal", institutions.repeal_institution, "已登记废止。", RepealForm),
    Deed(
        "withdraw", institutions.withdraw_institution, "已撤回，经过保留。", ReasonForm,
        style="danger",
    ),
)  # fmt: skip


@read_view(EVERYBODY)
def rows(request: Request) -> HttpResponse:
    """All in sight, each with whether the problem came back."""
    actor = request.actor
    found = selectors.list_institutions(actor)
    chosen = InstitutionFilter(request.GET, queryset=found, request=request)
    context = {
        "filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS,
        "tabs": desk_tabs(actor, "results_institutions"), "is_unit": actor.has(*UNIT),
        "may_report": actor.has(*REPORTING), "may_export": actor.has(*OFFICE),
    }  # fmt: skip
    return render(request, "results/institutions.html", context)


@write_view(REPORTING)
def report(request: Request) -> HttpResponse:
    """Put one down: a unit its own, the office any unit's."""
    actor = request.actor
    asked = request.GET.get("organisation", "")
    unit_id = actor.unit_id if actor.has(*UNIT) else int(asked) if asked.isdecimal() else None
    if unit_id is None:
        start = UnitForm(request.POST or None, units=units(actor))
        if request.method == "POST" and start.is_valid():
            chosen = start.cleaned_data["organisation"]
            return redirect(f"{reverse('results_report_institution')}?organisation={chosen}")
        return form_page(request, start, "登记制度", reverse("results_institutions"), save="下一步")
    unit = access.get_or_404(actor, Organisation, pk=unit_id)
    found = usable(actor).filter(organisation=unit).order_by("-pk")[:MOST]
    form = InstitutionForm(
        request.POST or None, request.FILES or None, findings=as_pairs(found, with_unit=False)
    )
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = institutions.report_institution(
                actor, organisation_id=unit.pk, built=form.built(),
                finding_ids=form.cleaned_data["findings"], uploads=form.cleaned_data["uploads"],
            )  # fmt: skip
            messages.success(request, "已登记，由巡察办另一个人核对收录。")
            return redirect("results_institution", row.pk)
    return form_page(
        request, form, "登记制度", reverse("results_institutions"), sub=unit.name,
        draft="institution-new",
    )  # fmt: skip


@read_view(EVERYBODY)
def one(request: Request, institution_id: int) -> HttpResponse:
    """One whole: its text, which findings it answers, which came after it."""
    actor = request.actor
    row = selectors.get_institution(actor, institution_id)
    context = {
        "row": row, "ties": selectors.ties_of(actor, row), "files": selectors.files_of(actor, row),
        "returned": recurring.returned_of(actor, row),
        "steps": selectors.steps_of(actor, institution=row) if actor.has(*READERS) else [],
        "buttons": buttons_for(actor, row, DEEDS, INSTITUTION_STATES),
        "act_url": reverse("results_move_institution", args=[row.pk]),
        "is_reader": actor.has(*READERS),
    }  # fmt: skip
    return render(request, "results/institution.html", context)


@write_view(REPORTING, form=False)
def move(request: Request, institution_id: int) -> HttpResponse:
    """Keep, repeal, withdraw."""
    do(request, DEEDS, institution_id=institution_id)
    return redirect("results_institution", institution_id)


@write_view(EVERYBODY, form=False)
def opened(request: Request, institution_file_id: int) -> HttpResponseBase:
    """Its text; each download goes into the log."""
    found = institutions.note_institution_file(
        request.actor, institution_file_id=institution_file_id
    )
    return handed_out(found.file)


COLUMNS = [
    OutColumn("单位", 28), OutColumn("制度", 36), OutColumn("文号", 18),
    OutColumn("针对的原因", 40), OutColumn("施行日期", 12, "date"),
    OutColumn("废止日期", 12, "date"),
    OutColumn("状态", 12),
    OutColumn("施行以后", 16),
]  # fmt: skip


@write_view(OFFICE, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    found = selectors.list_institutions(request.actor)
    chosen = InstitutionFilter(request.POST, queryset=found, request=request)
    lines: Any = (_line(one) for one in chosen.qs.order_by("-pk"))
    return list_out(request, "制度", COLUMNS, lines, chosen)


def _line(one: Institution) -> list[object]:
    back = "问题又出现" if getattr(one, "came_back", False) else "没有再出现"
    return [
        one.organisation.name, one.title, one.paper, one.cause, one.in_force_on, one.repealed_on,
        one.get_state_display(), back,
    ]  # fmt: skip
