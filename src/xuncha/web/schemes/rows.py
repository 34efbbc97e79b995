"""The unit writes its rows, and brings them in from a file."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.schemes import selectors
from xuncha.cycle.schemes.coverage import findings_of
from xuncha.cycle.schemes.enums import SchemeImportState
from xuncha.cycle.schemes.importing import read_scheme
from xuncha.cycle.schemes.models import RowOpinion, Scheme, SchemeRow
from xuncha.cycle.schemes.services import drafting, importing
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn, told
from xuncha.web.schemes.audience import UNITS, WRITERS
from xuncha.web.schemes.forms import BringForm, RowForm, row_initial
from xuncha.web.schemes.showing import demand_writable

_SHOWN = 300


@write_view(WRITERS)
def add(request: Request, scheme_id: int) -> HttpResponse:
    """One more task; ``finding`` in the address says for which finding."""
    scheme = selectors.get_scheme(request.actor, scheme_id)
    access.require(request.actor, "write", scheme)
    demand_writable(scheme)
    asked = request.GET.get("finding", "")
    chosen = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    form = RowForm(
        request.POST or None, findings=findings_of(scheme.inspection_id), chosen=chosen,
        initial={"finding": chosen},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            made = drafting.add_row(request.actor, scheme_id=scheme.pk, told=form.told())
            messages.success(request, f"第 {made.line} 条已加上。")
            return redirect(_at(scheme, made.line))
    return _page(request, form, scheme, "增加任务", f"scheme-{scheme.pk}-new")


@write_view(WRITERS)
def change(request: Request, row_id: int) -> HttpResponse:
    """Write one task."""
    row = selectors.get_row(request.actor, row_id)
    scheme = row.version.scheme
    access.require(request.actor, "write", scheme)
    demand_writable(scheme)
    form = RowForm(
        request.POST or None, findings=findings_of(scheme.inspection_id), chosen=row.finding_id,
        initial=row_initial(row),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            drafting.change_row(
                request.actor,
                row_id=row.pk,
                told=form.told(),
                seen=form.cleaned_data["seen"] or None,
            )
            messages.success(request, f"第 {row.line} 条已保存。")
            return redirect(_after(request, scheme, row.line))
    return _page(
        request, form, scheme, f"第 {row.line} 条", f"scheme-row-{row.pk}", row=row,
        next_id=_next_id(request, row), opinions=_opinions(request, row),
    )  # fmt: skip


def _opinions(request: Request, row: SchemeRow) -> list[RowOpinion]:
    """What the last joint review wants changed in this row, beside the fields to change."""
    reviews = selectors.reviews_of(request.actor, row.version.scheme)
    answered = next((one for one in reviews if one.outcome), None)
    if answered is None:
        return []
    return selectors.opinions_of(request.actor, answered).get(row.line, [])


def _next_id(request: Request, row: Any) -> int | None:
    """The row after this one, so that a clerk goes through them without the list between."""
    rows = [one.pk for one in selectors.rows_in(request.actor, row.version)]
    at = rows.index(row.pk) + 1
    return rows[at] if at < len(rows) else None


def _after(request: Request, scheme: Scheme, line: int) -> str:
    following = request.POST.get("next", "")
    if request.POST.get("again") and following.isdecimal():
        return reverse("schemes_row", args=[int(following)])
    return _at(scheme, line)


def _at(scheme: Scheme, line: int) -> str:
    return f"{reverse('schemes_scheme', args=[scheme.pk])}#line-{line}"


def _page(
    request: Request, form: RowForm, scheme: Scheme, title: str, draft: str, **more: Any
) -> HttpResponse:
    context = {"form": form, "scheme": scheme, "title": title, "draft": draft, "row": None,
               "next_id": None, **more}  # fmt: skip
    return render(request, "schemes/row.html", context, status=400 if form.errors else 200)


@write_view(WRITERS, form=False)
def drop(request: Request, row_id: int) -> HttpResponse:
    """Take a task out."""
    scheme = drafting.remove_row(request.actor, row_id=row_id)
    messages.info(request, "这一条已经删去。")
    return redirect("schemes_scheme", scheme.pk)


@write_view(WRITERS)
def bring(request: Request, scheme_id: int) -> HttpResponse:
    """Hand a workbook or Word table in for a dry run."""
    scheme = selectors.get_scheme(request.actor, scheme_id)
    access.require(request.actor, "write", scheme)
    demand_writable(scheme)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = importing.bring_rows(
                request.actor, scheme_id=scheme.pk, stream=upload, name=upload.name
            )
        except Invalid as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("schemes_import", made.pk)
    context = {"form": form, "scheme": scheme}
    return render(request, "schemes/bring.html", context, status=400 if form.errors else 200)


@read_view(UNITS)
def detail(request: Request, scheme_import_id: int) -> HttpResponse:
    """The dry run, or what became of it."""
    row = selectors.get_import(request.actor, scheme_import_id)
    context: dict[str, Any] = {"row": row, "scheme": row.scheme}
    if row.state == SchemeImportState.READ:
        reading = read_scheme(row)
        context |= {"reading": reading, "counts": reading.counts(),
                    "shown": reading.rows[:_SHOWN]}  # fmt: skip
    return render(request, "schemes/import.html", context)


@write_view(WRITERS, form=False)
def take(request: Request, scheme_import_id: int) -> HttpResponse:
    """Take the file in."""
    row = importing.take_rows(
        request.actor, import_id=scheme_import_id, **told(VersionForm(request.POST))
    )
    messages.success(request, "已导入，请看“报送以前的核对”还缺什么。")
    return redirect("schemes_scheme", row.scheme_id)


@write_view(WRITERS, form=False)
def leave(request: Request, scheme_import_id: int) -> HttpResponse:
    """Leave the file."""
    row = importing.drop_rows(
        request.actor, import_id=scheme_import_id, **told(VersionForm(request.POST))
    )
    messages.info(request, "这份文件没有导入，方案没有任何改动。")
    return redirect("schemes_scheme", row.scheme_id)
