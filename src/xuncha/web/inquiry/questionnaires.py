"""The questionnaires of an inspection, and one of them with what may be shown of its results."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.enums import QuestionKind, QuestionnaireState
from xuncha.cycle.inquiry.models import Questionnaire
from xuncha.cycle.inquiry.rules import rules_on
from xuncha.cycle.inquiry.services import questionnaires as forms_of
from xuncha.cycle.inquiry.states import QUESTIONNAIRE_STATES
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.fields import ReasonForm
from xuncha.web.fieldwork.audience import READING, WORKING
from xuncha.web.handing import rows_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.inquiry.forms.questionnaires import OpenForm, QuestionnaireForm
from xuncha.web.inquiry.visits import is_open
from xuncha.web.problems import ProblemsIn
from xuncha.web.rounds.tabs import tabs_for

HIDDEN = "少，不显示"
TEXTS = 300
DEEDS = (
    Deed("open", forms_of.open_questionnaire, "已开始发放，可以录答卷了。", OpenForm, style="main",
         note="发出以后题目不能再改，要改只能另出一版。"),
    Deed("close", forms_of.close_questionnaire, "已收齐，统计出来了。",
         note="统计只出一次，收齐以后不能再加答卷。"),
    Deed("withdraw", forms_of.withdraw_questionnaire, "已撤回，内容保留可查。", ReasonForm,
         style="danger"),
)  # fmt: skip
COLUMNS = [
    OutColumn("题号", 8, "number"), OutColumn("题目", 50), OutColumn("题型", 10),
    OutColumn("选项", 40), OutColumn("份数", 14), OutColumn("平均分", 10, "number"),
]  # fmt: skip


@read_view(READING)
def of_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """An inspection's questionnaires."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    new = Questionnaire(inspection=inspection)
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "inquiry_questionnaires"),
        "rows": list(selectors.questionnaires_of(actor, inspection)),
        "may_draft": is_open(inspection) and bool(access.can(actor, "create", new)),
    }
    return render(request, "inquiry/questionnaires.html", context)


@write_view(WORKING)
def new(request: Request, inspection_id: int) -> HttpResponse:
    """Write a questionnaire."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    access.require(actor, "create", Questionnaire(inspection=inspection))
    form = QuestionnaireForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = forms_of.draft_questionnaire(
                actor, inspection_id=inspection.pk, facts=form.facts()
            )
            messages.success(request, "问卷已拟好，看一看题目，再发放。")
            return redirect("inquiry_questionnaire", row.pk)
    back = reverse("inquiry_questionnaires", args=[inspection.pk])
    return form_page(request, form, "拟问卷", back, draft="questionnaire")


@write_view(WORKING)
def change(request: Request, questionnaire_id: int) -> HttpResponse:
    """Other words, while nobody has got it."""
    row = selectors.get_questionnaire(request.actor, questionnaire_id)
    access.require(request.actor, "change", row)
    begun = QuestionnaireForm.initial_of(row, selectors.questions_of(request.actor, row))
    form = QuestionnaireForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            forms_of.change_questionnaire(
                request.actor, questionnaire_id=row.pk, facts=form.facts(),
                version=form.cleaned_data["version"] or 0,
            )  # fmt: skip
            messages.success(request, "问卷已修改。")
            return redirect("inquiry_questionnaire", row.pk)
    back = reverse("inquiry_questionnaire", args=[row.pk])
    return form_page(request, form, "修改问卷", back, draft=f"questionnaire-{row.pk}")


@read_view(READING)
def one(request: Request, questionnaire_id: int) -> HttpResponse:
    """One questionnaire: its questions while it goes round, its results once all is in."""
    row = selectors.get_questionnaire(request.actor, questionnaire_id)
    return render(request, "inquiry/questionnaire.html", _context(request, row))


def _context(request: Request, row: Questionnaire) -> dict[str, Any]:
    actor = request.actor
    writes = is_open(row.inspection)
    questions = selectors.questions_of(actor, row)
    sheets = list(selectors.sheets_of(actor, row)) if access.can(actor, "enter", row) else []
    rules = rules_on(clock.today()).settings
    may_enter = writes and row.state == QuestionnaireState.OPEN
    return {
        "row": row,
        "inspection": row.inspection,
        "questions": questions,
        "results": [_shown(one) for one in row.results or []],
        "least": rules.least_sheets,
        "buttons": buttons_for(actor, row, DEEDS, QUESTIONNAIRE_STATES) if writes else [],
        "act_url": reverse("inquiry_move_questionnaire", args=[row.pk]),
        "own": bool(access.can(actor, "enter", row)),
        "may_change": writes and row.state == QuestionnaireState.DRAFT
        and bool(access.can(actor, "change", row)),
        "may_enter": may_enter and bool(access.can(actor, "enter", row)),
        "may_copy": writes and row.state != QuestionnaireState.DRAFT
        and bool(access.can(actor, "create", row)),
        "sheets": sheets,
        "standing": sum(not one.void_reason for one in sheets),
        "texts": _texts(questions, sheets),
        "steps": selectors.steps_of(actor, "questionnaire", row),
    }  # fmt: skip


def _texts(questions: list[Any], sheets: list[Any]) -> list[tuple[Any, list[str]]]:
    """What people wrote into open questions, for the team alone; in an order of their own, so that
    a text does not stand at its sheet's place."""
    found = []
    for at, one in enumerate(questions):
        if one.kind == QuestionKind.TEXT:
            said = [sheet.answers[at] for sheet in sheets if not sheet.void_reason]
            found.append((one, sorted(words for words in said if words)[:TEXTS]))
    return [(one, said) for one, said in found if said]


def _shown(result: dict[str, Any]) -> dict[str, Any]:
    """A question's results with their chart; hidden numbers are drawn as nothing and told in
    words."""
    cells = result["cells"]
    option = {
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "inverse": True, "data": [one["label"] for one in cells]},
        "grid": {"left": 8, "right": 24, "top": 8, "bottom": 8, "containLabel": True},
        "series": [{"type": "bar", "name": "份数", "barMaxWidth": 22,
                    "data": [one["count"] for one in cells]}],
    }  # fmt: skip
    return result | {
        "option": option, "key": f"chart-{result['number']}",
        "kind_label": QuestionKind(result["kind"]).label,
    }  # fmt: skip


@write_view(WORKING, form=False)
def move(request: Request, questionnaire_id: int) -> HttpResponse:
    """Hand out, close, withdraw."""
    do(request, DEEDS, questionnaire_id=questionnaire_id)
    return redirect("inquiry_questionnaire", questionnaire_id)


@write_view(WORKING, form=False)
def copy(request: Request, questionnaire_id: int) -> HttpResponse:
    """Another edition."""
    row = forms_of.new_edition(request.actor, questionnaire_id=questionnaire_id)
    messages.success(request, f"已另出第 {row.edition} 版，改好再发放。")
    return redirect("inquiry_change_questionnaire", row.pk)


@write_view(READING, form=False)
def printed(request: Request, questionnaire_id: int) -> HttpResponse:
    """The empty form as a paper; each printing goes into the log."""
    forms_of.note_print(request.actor, questionnaire_id=questionnaire_id)
    row = selectors.get_questionnaire(request.actor, questionnaire_id)
    context = {"row": row, "questions": selectors.questions_of(request.actor, row)}
    return render(request, "inquiry/questionnaire_print.html", context)


@write_view(READING, form=False)
def exported(request: Request, questionnaire_id: int) -> FileResponse:
    """The results that the page shows, hidden numbers left out here too."""
    row = selectors.get_questionnaire(request.actor, questionnaire_id)
    access.require(request.actor, "export", row)
    if not row.results:
        raise Conflict("这份问卷还没有统计，不能导出。")
    lines = [
        [
            each["number"], each["text"], QuestionKind(each["kind"]).label, cell["label"],
            HIDDEN if cell["count"] is None else cell["count"], each["mean"],
        ]
        for each in row.results
        for cell in each["cells"]
    ]  # fmt: skip
    title = f"问卷统计{row.code}"
    record_export(request.actor, what=title, rows=len(lines))
    return rows_out(request, title, COLUMNS, lines, len(lines))
