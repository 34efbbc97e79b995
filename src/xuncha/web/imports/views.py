"""Bringing a file in: hand it in, look at the dry run, correct the columns, take it or leave it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ImportKind, ImportState
from xuncha.cycle.rectification.importing.dry_run import read_findings, read_ledger_plan
from xuncha.cycle.rectification.importing.plan import Fate, Plan
from xuncha.cycle.rectification.models import LedgerImport
from xuncha.cycle.rectification.services import importing
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel.errors import Absent, Invalid
from xuncha.web.handing import refused_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.imports.forms import BringForm, ColumnsForm, TakeForm

PREVIEW = 200


@write_view(OFFICE)
def bring(request: Request, inspection_id: int) -> HttpResponse:
    """Hand a file in."""
    inspection = access.get_or_404(
        request.actor, Inspection, related=("organisation", "round"), pk=inspection_id
    )
    access.require(request.actor, "import", inspection)
    initial = {"kind": request.GET.get("kind", ImportKind.LEDGER)}
    form = BringForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = importing.bring_file(
                request.actor, inspection_id=inspection.pk,
                kind=ImportKind(form.cleaned_data["kind"]), stream=upload, name=upload.name,
            )  # fmt: skip
        except Invalid as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("imports_detail", made.pk)
    context = {"form": form, "inspection": inspection}
    return render(request, "imports/bring.html", context, status=400 if form.errors else 200)


@read_view(OFFICE)
def detail(request: Request, import_id: int) -> HttpResponse:
    """The dry run, or what became of it."""
    row = _row(request, import_id)
    context: dict[str, Any] = {
        "row": row,
        "inspection": row.inspection,
        "form": TakeForm(initial={"version": row.version}),
    }
    if row.kind == ImportKind.FINDINGS:
        context["feedback"] = read_findings(row) if row.state == ImportState.READ else None
        return render(request, "imports/findings.html", context)
    if row.state == ImportState.READ:
        context |= _dry_run(read_ledger_plan(row))
    return render(request, "imports/ledger.html", context)


def _dry_run(plan: Plan) -> dict[str, Any]:
    troubled = [row for row in plan.rows if row.fate == Fate.REFUSED or row.notes]
    return {
        "plan": plan,
        "counts": {fate.value: plan.counts[fate.value] for fate in Fate},
        "troubled": troubled[:PREVIEW],
        "preview": plan.rows[:PREVIEW],
        "doubts": plan.doubts[:PREVIEW],
        "hidden": max(0, len(plan.rows) - PREVIEW),
    }


@write_view(OFFICE)
def columns(request: Request, import_id: int) -> HttpResponse:
    """Correct which column is what."""
    row = _row(request, import_id)
    if row.kind != ImportKind.LEDGER or row.state != ImportState.READ or not row.layout:
        raise Absent
    form = ColumnsForm(request.POST or None, layout=row.layout, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            importing.change_layout(
                request.actor, import_id=row.pk, version=form.cleaned_data["version"],
                layout=form.new_layout(),
            )  # fmt: skip
        except Invalid as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, "列对应已改，以下是重新试读的结果。")
            return redirect("imports_detail", row.pk)
    context = {"row": row, "inspection": row.inspection, "form": form}
    return render(request, "imports/columns.html", context, status=400 if form.errors else 200)


@write_view(OFFICE, form=False)
def take(request: Request, import_id: int) -> HttpResponse:
    """Take the file as a whole."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    try:
        row = importing.take_import(request.actor, import_id=import_id, **form.cleaned_data)
    except Invalid as problem:
        messages.error(request, problem.sentence)
        return redirect("imports_detail", import_id)
    messages.success(request, "已导入。系统正在后台核对疑点。")
    return redirect("imports_detail", row.pk)


@write_view(OFFICE, form=False)
def drop(request: Request, import_id: int) -> HttpResponse:
    """Leave the file."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    row = importing.drop_import(
        request.actor, import_id=import_id, version=form.cleaned_data["version"]
    )
    messages.info(request, "这份文件没有导入，内容没有任何改动。")
    return redirect("rounds_inspection", row.inspection_id)


@write_view(OFFICE, form=False)
def refused(request: Request, import_id: int) -> FileResponse:
    """The rows that can't be taken, as they were, each with its reason in the first column."""
    row = _row(request, import_id)
    if row.kind != ImportKind.LEDGER:
        raise Absent
    plan = read_ledger_plan(row)
    errors = {(one.draft.sheet, one.draft.row): list(one.notes) for one in plan.of(Fate.REFUSED)}
    if not errors:
        raise Absent
    record_export(request.actor, what="不能导入的行", rows=len(errors))
    return refused_out(row.file, errors)


def _row(request: Request, import_id: int) -> LedgerImport:
    related = ("inspection__organisation", "inspection__round", "file")
    return access.get_or_404(request.actor, LedgerImport, related=related, pk=import_id)
