"""One draw with its items, and giving them to two persons: a unit at a time, or a page."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.checkers import candidates, unfit
from xuncha.cycle.oversight.enums import CheckState
from xuncha.cycle.oversight.models import Draw, SpotCheck
from xuncha.cycle.oversight.services import checks
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.acting import Next
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.oversight.common import OFFICE_ONLY
from xuncha.web.oversight.forms import AssignForm
from xuncha.web.problems import ProblemsIn

SHOWN = 100
_NOBODY = "pending"
_SORTS = (Sort("number", "序号", "number"),)
_TO_GIVE = (CheckState.PENDING, CheckState.ASSIGNED)
_DONE = (CheckState.CONCLUDED, CheckState.DROPPED)


@read_view(READERS)
def one(request: Request, draw_id: int) -> HttpResponse:
    """One draw: how it was done, that it can be done again, and how far its checks are."""
    row = selectors.get_draw(request.actor, draw_id)
    return render(request, "oversight/draw.html", _context(request, row))


@write_view(OFFICE_ONLY, form=False)
def assign(request: Request, draw_id: int) -> HttpResponse:
    """Give the chosen items to two persons; then the next unit comes by itself."""
    row = selectors.get_draw(request.actor, draw_id)
    form = _assign_form(request.actor, row, request.POST)
    ticked: set[int] | None = None
    if form.is_valid():
        data = dict(form.cleaned_data)  # a refusal takes its field out of the form's own
        with ProblemsIn(form):
            given = checks.assign_checks(
                request.actor, draw_id=row.pk, check_ids=data["checks"],
                first_id=data["first_id"], second_id=data["second_id"],
            )  # fmt: skip
            messages.success(request, f"{len(given)} 件已派人，并通知了两名核查人。")
            return redirect(_onward(request, row))
        ticked = _still_open(request.actor, form, data)
    context = _context(request, row, form, ticked)
    return render(request, "oversight/draw.html", context, status=400)


def _context(
    request: Request, row: Draw, form: AssignForm | None = None,
    ticked: Collection[int] | None = None,
) -> dict[str, Any]:  # fmt: skip
    actor, all_of_it = request.actor, _checks(request.actor, row)
    page = page_of(request, _narrowed(request, all_of_it), _SORTS, size=SHOWN)
    waiting = {one.pk for one in page if one.state in _TO_GIVE}
    may_assign = any(access.can(actor, "assign", one) for one in page.rows[:1])
    if form is None and may_assign and waiting:
        form = _assign_form(actor, row)
    if ticked is None:
        ticked = {one.pk for one in page if one.state == CheckState.PENDING}
    numbers = all_of_it.aggregate(
        seen=Count("pk"), risky=Count("pk", filter=Q(is_risky=True)),
        done=Count("pk", filter=Q(state__in=_DONE)),
        pending=Count("pk", filter=Q(state=CheckState.PENDING)),
    )  # fmt: skip
    return numbers | {
        "row": row, "page": page, "form": form, "again": selectors.repeated(row),
        "waiting": waiting if form is not None else set(), "ticked": ticked,
        "units": _units(all_of_it), "unit": request.GET.get("inspection", ""),
        "hidden": row.picked - numbers["seen"],
        "may_export": bool(access.can(actor, "export", row)),
        "next": _next(all_of_it, numbers["pending"]) if may_assign else None,
    }  # fmt: skip


def _checks(actor: Actor, row: Draw) -> QuerySet[SpotCheck]:
    return selectors.list_checks(actor).filter(draw=row)


def _narrowed(request: Request, rows: QuerySet[SpotCheck]) -> QuerySet[SpotCheck]:
    told = request.GET.get("inspection", "")
    if told == _NOBODY:
        return rows.filter(state=CheckState.PENDING)
    is_number = told.isascii() and told.isdecimal() and len(told) < 19
    return rows.filter(inspection_id=int(told)) if is_number else rows


def _units(rows: QuerySet[SpotCheck]) -> list[dict[str, Any]]:
    """The draw's units, each with how many of its items still have nobody."""
    unit = "inspection__organisation"
    name = Coalesce(NullIf(f"{unit}__short_name", Value("")), f"{unit}__name")
    told = rows.order_by().values("inspection_id", f"{unit}__code", name=name)
    pending = Count("pk", filter=Q(state=CheckState.PENDING))
    return list(told.annotate(pending=pending).order_by(f"{unit}__code"))


def _next(rows: QuerySet[SpotCheck], pending: int) -> Next | None:
    if pending:
        return Next(
            f"还有 {pending} 件没有派人：勾选事项，选两名核查人。",
            "派人",
            f"?inspection={_NOBODY}#assign",
        )
    confirmed = rows.filter(state=CheckState.CONFIRMED).order_by("number")
    if first := confirmed.first():
        url = reverse("oversight_check", args=[first.pk])
        return Next(f"有 {confirmed.count()} 件核查完了，等着定处理。", "定处理", url)
    return None


def _assign_form(actor: Actor, row: Draw, data: Any = None) -> AssignForm:
    people = [(str(one.pk), one.name) for one in candidates() if one.pk != row.drawn_by_id]
    waiting = _checks(actor, row).filter(state__in=_TO_GIVE).values_list("pk", flat=True)
    return AssignForm(data, waiting=[(str(pk), str(pk)) for pk in waiting], people=people)


def _still_open(actor: Actor, form: AssignForm, data: dict[str, Any]) -> set[int]:
    """What stays ticked after a refusal: all but those that one of the two may not look at."""
    chosen = {data["first_id"], data["second_id"]}
    rows = list(selectors.list_checks(actor).filter(pk__in=data["checks"]))
    barred = {pk for one in candidates() if one.pk in chosen for pk in unfit(one, rows)}
    left = {one.pk for one in rows} - barred
    if barred and left:
        form.add_error(
            None, f"这 {len(barred)} 件的勾已经去掉，其余 {len(left)} 件可以直接派，或者换人。"
        )
    return left


def _onward(request: Request, row: Draw) -> str:
    """Back to the draw; where its items were gone through unit by unit, to the next unit."""
    url = reverse("oversight_draw", args=[row.pk])
    told = request.GET.get("inspection", "")
    if not told:
        return url
    if told == _NOBODY:
        return f"{url}?inspection={_NOBODY}#assign"
    left = (one for one in _units(_checks(request.actor, row)) if one["pending"])
    following = next(left, None)
    return f"{url}?inspection={following['inspection_id']}#assign" if following else url
