"""Who visits the same unit in the same month, and the plans of the supervising bodies."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.results import joining
from xuncha.cycle.results.joining import Meeting
from xuncha.cycle.results.services import joint
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.acting import form_page
from xuncha.web.handing import rows_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn, told
from xuncha.web.results.audience import JOINING, WRITING_PLANS, desk_tabs
from xuncha.web.results.forms import JointForm, JointReasonForm

MOST = 600


def _asked_year(request: Request) -> int:
    told_year = request.GET.get("year", "")
    year = int(told_year) if told_year.isascii() and told_year.isdecimal() else 0
    return year if 2000 <= year <= 2100 else clock.today().year


@read_view(JOINING)
def board(request: Request) -> HttpResponse:
    """By month and unit who comes, and the inspection in that month; ``only=meet`` keeps those that
    more than one body visits."""
    actor = request.actor
    year = _asked_year(request)
    unit = request.GET.get("organisation", "")
    visits = joining.meetings(
        actor, year, organisation_id=int(unit) if unit.isdecimal() and len(unit) < 19 else None
    )
    found = [one for one in visits if one.plans]  # inspections alone stand in their own lists
    meet = [one for one in found if one.visitors > 1]
    only = request.GET.get("only") == "meet"
    shown = meet if only else found
    context = {
        "year": year, "years": joining.years(actor, clock.today()), "only": only,
        "rows": [_row(actor, one) for one in shown[:MOST]], "left": max(0, len(shown) - MOST),
        "all": len(found), "meet": len(meet), "counts": joining.area_counts(found),
        "organisation": unit, "tabs": desk_tabs(actor, "results_joint"),
        "may_write": actor.has(*WRITING_PLANS), "may_export": actor.has(*OFFICE),
    }  # fmt: skip
    return render(request, "results/joint.html", context)


def _row(actor: Actor, one: Meeting) -> dict[str, Any]:
    plans = [(plan, bool(access.can(actor, "withdraw", plan))) for plan in one.plans]
    return {"one": one, "plans": plans, "meets": one.visitors > 1}


@write_view(WRITING_PLANS)
def add(request: Request) -> HttpResponse:
    """Plans of one body, typed or pasted out of a workbook."""
    begun = {"year": clock.today().year}
    form = JointForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            number = joint.add_plans(
                request.actor, area=BriefingSource(data["area"]), year=data["year"],
                text=data["text"],
            )  # fmt: skip
            messages.success(request, f"登记了 {number} 条监督计划。")
            return redirect(f"{reverse('results_joint')}?year={data['year']}")
    return form_page(
        request, form, "登记监督计划", reverse("results_joint"), draft="joint-new",
        sub="有一行看不懂，就一行也不登记；已经登记过的不重复登记。",
    )  # fmt: skip


@write_view(WRITING_PLANS, form=False)
def withdraw(request: Request, joint_id: int) -> HttpResponse:
    """It will not be."""
    row = joint.withdraw_plan(
        request.actor, joint_id=joint_id, **told(JointReasonForm(request.POST))
    )
    messages.success(request, "已撤回这条监督计划。")
    return redirect(f"{reverse('results_joint')}?year={row.year}")


COLUMNS = [
    OutColumn("月份", 8, "number"), OutColumn("单位", 28), OutColumn("几家", 8, "number"),
    OutColumn("监督计划", 60), OutColumn("巡察", 40),
]  # fmt: skip


@write_view(OFFICE, form=False)
def export(request: Request) -> FileResponse:
    """The year's visits as a workbook."""
    told_year = request.POST.get("year", "")
    year = int(told_year) if told_year.isdecimal() else clock.today().year
    found = [one for one in joining.meetings(request.actor, year) if one.plans]
    record_export(request.actor, what="监督合力", rows=len(found), filters={"year": str(year)})
    lines: Any = (
        [
            one.month, one.organisation.name, one.visitors,
            "；".join(f"{plan.get_area_display()}：{plan.what}" for plan in one.plans),
            "；".join(str(row.round) for row in one.inspections),
        ]
        for one in found
    )  # fmt: skip
    return rows_out(request, "监督合力", COLUMNS, lines, len(found))
