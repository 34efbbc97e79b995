"""Bringing lists about people in: hand in, look at the dry run, correct the columns, take."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.pool import selectors
from xuncha.cycle.pool.enums import PoolImportKind, PoolImportState
from xuncha.cycle.pool.importing.columns import columns_of
from xuncha.cycle.pool.importing.plan import Fate, Plan
from xuncha.cycle.pool.importing.reading import open_sheets, read_plan
from xuncha.cycle.pool.models import PoolImport, Training
from xuncha.cycle.pool.services import importing
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel.errors import Absent, Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.handing import refused_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.pool.columns import ColumnsForm
from xuncha.web.pool.forms import BringForm, TakeForm
from xuncha.web.term.steps import next_step

PREVIEW = 200
SORTS = (Sort("new", "最近上传", "pk", descending=True),)


@write_view(OFFICE)
def bring(request: Request) -> HttpResponse:
    """Hand a list in; below stand those that came before."""
    actor = request.actor
    access.require(actor, "bring", PoolImport())
    form = BringForm(
        request.POST or None, request.FILES or None,
        initial={"kind": request.GET.get("kind", PoolImportKind.PEOPLE)},
    )  # fmt: skip
    courses: Any = form.fields["training"]
    courses.queryset = access.visible(actor, Training).order_by("-held_on", "-pk")
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = importing.bring_list(
                actor, kind=PoolImportKind(data["kind"]), stream=data["file"],
                name=data["file"].name,
                training_id=data["training"].pk if data["training"] else None,
            )  # fmt: skip
        except Invalid as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("pool_import", made.pk)
    context = {
        "form": form,
        "page": page_of(request, selectors.list_pool_imports(actor), SORTS),
        "kinds": [(kind.label, columns_of(kind)) for kind in PoolImportKind],
    }
    return render(request, "pool/imports.html", context, status=400 if form.errors else 200)


@read_view(OFFICE)
def detail(request: Request, list_id: int) -> HttpResponse:
    """The dry run, or what became of it."""
    row = _row(request, list_id)
    context: dict[str, Any] = {
        "row": row, "form": TakeForm(initial={"version": row.version}),
        "next_step": next_step(request.actor),
    }  # fmt: skip
    if row.state == PoolImportState.READ:
        context |= _dry_run(read_plan(request.actor, row), row)
    return render(request, "pool/import.html", context)


def _dry_run(plan: Plan, row: PoolImport) -> dict[str, Any]:
    keys = [one.key for one in columns_of(row.kind)]
    labels = {one.key: one.label for one in columns_of(row.kind)}
    used = [key for key in keys if any(key in sheet.layout.mapping for sheet in plan.sheets)]
    troubled = [one for one in plan.rows if one.fate == Fate.REFUSED or one.notes]
    return {
        "plan": plan,
        "counts": plan.counts,
        "heads": [labels[key] for key in used],
        "mappings": [
            (sheet.table.sheet, [(labels[key], head) for key, head in sheet.layout.mapping.items()])
            for sheet in plan.sheets
        ],
        "unknown": plan.unknown(),
        "passed": plan.passed()[:PREVIEW],
        "troubled": [(one, _summary(one.shown, keys)) for one in troubled[:PREVIEW]],
        "preview": [
            (one, [(labels[key], one.shown.get(key, "")) for key in used])
            for one in plan.rows[:PREVIEW]
        ],
        "hidden": max(0, len(plan.rows) - PREVIEW),
    }


def _summary(shown: Any, keys: list[str]) -> str:
    return " ".join(shown[key] for key in keys if shown.get(key))[:120]


@write_view(OFFICE)
def columns(request: Request, list_id: int) -> HttpResponse:
    """Correct where the header stands and which column is what."""
    row = _row(request, list_id)
    if row.state != PoolImportState.READ:
        raise Absent
    form = ColumnsForm(
        request.POST or None, sheets=open_sheets(row), columns=columns_of(row.kind),
        initial={"version": row.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            importing.change_list_layout(
                request.actor, import_id=row.pk, version=form.cleaned_data["version"],
                sheets=form.new_sheets(),
            )  # fmt: skip
        except Invalid as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, "列对应已改，以下是重新试读的结果。")
            return redirect("pool_import", row.pk)
    context = {"row": row, "form": form}
    return render(request, "pool/columns.html", context, status=400 if form.errors else 200)


@write_view(OFFICE, form=False)
def take(request: Request, list_id: int) -> HttpResponse:
    """Take the list as a whole."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    try:
        importing.take_list(request.actor, import_id=list_id, **form.cleaned_data)
    except Invalid as problem:
        messages.error(request, problem.sentence)
    else:
        messages.success(request, "已导入。")
    return redirect("pool_import", list_id)


@write_view(OFFICE, form=False)
def drop(request: Request, list_id: int) -> HttpResponse:
    """Leave the list."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    importing.drop_list(request.actor, import_id=list_id, version=form.cleaned_data["version"])
    messages.info(request, "这份名单没有导入，内容没有任何改动。")
    return redirect("pool_imports")


@write_view(OFFICE, form=False)
def refused(request: Request, list_id: int) -> FileResponse:
    """The rows that can't be taken, as they were, each with its reason in the first column."""
    row = _row(request, list_id)
    if row.state != PoolImportState.READ:
        raise Absent
    plan = read_plan(request.actor, row)
    errors = {(one.sheet, one.row): list(one.notes) for one in plan.of(Fate.REFUSED)}
    if not errors:
        raise Absent
    heads = {
        one.table.sheet: list(range(one.layout.first, one.layout.last + 1)) for one in plan.sheets
    }
    record_export(request.actor, what="人才库名单里不能导入的行", rows=len(errors))
    return refused_out(row.file, errors, heads)


def _row(request: Request, list_id: int) -> PoolImport:
    return access.get_or_404(request.actor, PoolImport, related=("file", "brought_by"), pk=list_id)
