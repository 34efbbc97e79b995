"""Typing sheets by keyboard, voiding one, bringing a workbook of them in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.enums import QuestionnaireState, SheetImportState
from xuncha.cycle.inquiry.importing import columns_of, read_sheets
from xuncha.cycle.inquiry.services import sheets
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel.errors import Absent, Conflict, Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.fieldwork.audience import WORKING
from xuncha.web.handing import refused_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.inquiry.forms.questionnaires import BringForm, SheetForm, VoidForm
from xuncha.web.problems import INCOMPLETE, ProblemsIn, told

PREVIEW = 100


@write_view(WORKING)
def new(request: Request, questionnaire_id: int) -> HttpResponse:
    """Type one sheet; the next one follows at once."""
    actor = request.actor
    row = selectors.get_questionnaire(actor, questionnaire_id)
    access.require(actor, "enter", row)
    if row.state != QuestionnaireState.OPEN:
        raise Conflict("这份问卷不在发放中，不能录入答卷。")
    given = request.POST if request.method == "POST" else None
    form = SheetForm(given, questions=selectors.questions_of(actor, row))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            sheet = sheets.add_sheet(actor, questionnaire_id=row.pk, answers=form.answers())
            messages.success(request, f"第 {sheet.number} 份已保存，接着录下一份。")
            return redirect("inquiry_new_sheet", row.pk)
    context = {"form": form, "row": row, "inspection": row.inspection}
    return render(request, "inquiry/sheet_form.html", context, status=400 if form.errors else 200)


@write_view(WORKING, form=False)
def void(request: Request, questionnaire_id: int) -> HttpResponse:
    """A sheet was typed wrongly."""
    data = told(VoidForm(request.POST))
    found = selectors.get_questionnaire(request.actor, questionnaire_id)
    row = selectors.sheet_of(request.actor, found, data["sheet"])
    sheets.void_sheet(request.actor, sheet_id=row.pk, reason=data["reason"])
    messages.success(request, f"第 {row.number} 份已作废。")
    return redirect("inquiry_questionnaire", questionnaire_id)


@write_view(WORKING)
def bring(request: Request, questionnaire_id: int) -> HttpResponse:
    """Hand a workbook in."""
    actor = request.actor
    row = selectors.get_questionnaire(actor, questionnaire_id)
    access.require(actor, "enter", row)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = sheets.bring_sheets(
                actor, questionnaire_id=row.pk, stream=upload, name=upload.name
            )
        except (Invalid, Conflict) as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("inquiry_sheets", made.pk)
    columns = columns_of(selectors.questions_of(actor, row))
    context = {"form": form, "row": row, "columns": columns}
    status = 400 if form.errors else 200
    return render(request, "inquiry/sheets_bring.html", context, status=status)


@read_view(WORKING)
def detail(request: Request, sheet_import_id: int) -> HttpResponse:
    """The dry run, or what became of it."""
    row = selectors.get_sheet_import(request.actor, sheet_import_id)
    context: dict[str, Any] = {
        "row": row, "form": VersionForm(initial={"version": row.version}), "sentences": [],
    }  # fmt: skip
    if row.state == SheetImportState.READ:
        reading = read_sheets(row)
        columns = columns_of(list(row.questionnaire.questions.order_by("number")))
        mapping = reading.run.mapping
        context |= {
            "counts": reading.counts(),
            "sentences": reading.run.sentences()[:PREVIEW],
            "missing": [one.label for one in columns if one.key not in mapping],
            "unknown": reading.run.unknown_headers,
            "is_clean": reading.run.is_clean and bool(reading.sheets),
        }
    return render(request, "inquiry/sheets_import.html", context)


@write_view(WORKING, form=False)
def take(request: Request, sheet_import_id: int) -> HttpResponse:
    """Take the workbook as a whole."""
    row = sheets.take_sheets(request.actor, import_id=sheet_import_id, version=_version(request))
    messages.success(request, "答卷已导入。")
    return redirect("inquiry_questionnaire", row.questionnaire_id)


@write_view(WORKING, form=False)
def drop(request: Request, sheet_import_id: int) -> HttpResponse:
    """Leave the workbook."""
    row = sheets.drop_sheets(request.actor, import_id=sheet_import_id, version=_version(request))
    messages.info(request, "这份表没有导入，内容没有任何改动。")
    return redirect("inquiry_questionnaire", row.questionnaire_id)


@write_view(WORKING, form=False)
def refused(request: Request, sheet_import_id: int) -> FileResponse:
    """The answers that can't be taken, as they were, each with its reason in the first column."""
    row = selectors.get_sheet_import(request.actor, sheet_import_id)
    reading = read_sheets(row) if row.state == SheetImportState.READ else None
    errors = reading.run.refused_rows() if reading else {}
    if reading is None or not errors:
        raise Absent
    record_export(request.actor, what="不能导入的答卷", rows=len(errors))
    return refused_out(row.file, errors, reading.heads())


def _version(request: Request) -> int:
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    version: int = form.cleaned_data["version"]
    return version
