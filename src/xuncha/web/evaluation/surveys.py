"""Satisfaction by paper sheets: handed out, typed or pasted, counted once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.counting import OPTIONS
from xuncha.cycle.evaluation.enums import Respondents, SurveyState
from xuncha.cycle.evaluation.models import Survey
from xuncha.cycle.evaluation.rules import rules_on
from xuncha.cycle.evaluation.services import surveys
from xuncha.cycle.evaluation.states import SURVEY_STATES
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, Next, buttons_for, do, form_page
from xuncha.web.evaluation.common import EVERYBODY, OFFICES, Line, Offer, room_page
from xuncha.web.evaluation.forms import PasteForm, ReasonForm, SheetForm, SurveyForm, VoidForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn, told

DEEDS = (
    Deed("close", surveys.close_survey, "统计好了，不能再录入。", style="main"),
    Deed("withdraw", surveys.withdraw_survey, "已撤回，不计入评估。", ReasonForm, style="danger"),
)
_LEAD = "发给一类人的纸质测评表，不记名；收齐以后统计一次，份数不够不出结果。"
_SHOWN = 300


@read_view(EVERYBODY)
def rows(request: Request, inspection_id: int) -> HttpResponse:
    """Surveys of an inspection."""
    inspection = get_inspection(request.actor, inspection_id)
    lines = [_line(one) for one in selectors.surveys_of(request.actor, inspection.pk)]
    offers = []
    if inspection.feedback_on and access.can(
        request.actor, "create", Survey(inspection=inspection)
    ):
        offers.append(Offer("发出测评", reverse("evaluation_new_survey", args=[inspection.pk])))
    return room_page(request, inspection, "满意度测评", _LEAD, lines, offers)


def _line(one: Any) -> Line:
    notes = [f"{one.get_respondents_display()}，发出 {one.handed_out} 份，收回 {one.kept} 份"]
    if one.satisfied_percent is not None:
        notes.append(f"满意率 {one.satisfied_percent}%")
    url = reverse("evaluation_survey", args=[one.pk])
    return Line(f"第 {one.number} 次测评", one.state, one.get_state_display(), url, notes)


@write_view(OFFICES)
def new(request: Request, inspection_id: int) -> HttpResponse:
    """Sheets go out."""
    inspection = get_inspection(request.actor, inspection_id)
    form = SurveyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            row = surveys.open_survey(
                request.actor, inspection_id=inspection.pk,
                respondents=Respondents(data["respondents"]), handed_out=data["handed_out"],
                questions=form.asked(),
            )  # fmt: skip
            messages.success(request, "测评已建，打印空白表发出去；收回来在这里录入。")
            return redirect("evaluation_survey", row.pk)
    back = reverse("evaluation_surveys", args=[inspection.pk])
    return form_page(request, form, "发出满意度测评", back, sub=str(inspection))


@read_view(EVERYBODY)
def one(request: Request, survey_id: int) -> HttpResponse:
    """One survey: its questions, how many came back, what came out."""
    actor = request.actor
    row = selectors.get_survey(actor, survey_id)
    is_open = row.state == SurveyState.OPEN
    may_enter = is_open and bool(access.can(actor, "enter", row))
    sheets = list(selectors.sheets_of(actor, row).order_by("-number")[:_SHOWN])
    numbers = rules_on(clock.today()).settings.numbers
    back = reverse("evaluation_sheets", args=[row.pk])
    context = {
        "row": row, "inspection": row.inspection, "results": row.results or [],
        "options": OPTIONS, "sheets": sheets, "may_enter": may_enter, "numbers": numbers,
        "kept": selectors.sheets_of(actor, row).filter(void_reason="").count(),
        "buttons": buttons_for(actor, row, DEEDS, SURVEY_STATES),
        "act_url": reverse("evaluation_move_survey", args=[row.pk]),
        "void_form": VoidForm(auto_id=False), "steps": selectors.steps_of(actor, survey=row),
        "next": Next("收回的测评表录进来，收齐了再统计。", "录入", back) if may_enter else None,
    }  # fmt: skip
    return render(request, "evaluation/survey.html", context)


@write_view(OFFICES)
def sheets(request: Request, survey_id: int) -> HttpResponse:
    """Type one sheet, or paste some."""
    row = selectors.get_survey(request.actor, survey_id)
    access.require(request.actor, "enter", row)
    if row.state != SurveyState.OPEN:
        raise Conflict("这次测评不在收表，不能再录入。")
    pastes = "lines" in request.POST
    paste = PasteForm(request.POST if pastes else None)
    typed = SheetForm(
        request.POST if request.method == "POST" and not pastes else None, questions=row.questions
    )
    form = paste if pastes else typed
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            if pastes:
                lines = form.cleaned_data["lines"]
                made = surveys.paste_sheets(request.actor, survey_id=row.pk, lines=lines)
            else:
                answers = typed.answers()
                made = surveys.add_sheet(request.actor, survey_id=row.pk, answers=answers)
            messages.success(request, f"录入 {len(made)} 份，卷号到 {made[-1].number}。")
            return redirect("evaluation_sheets", row.pk)
    context = {"row": row, "inspection": row.inspection, "paste": paste, "typed": typed}
    failed = request.method == "POST"
    return render(request, "evaluation/sheets.html", context, status=400 if failed else 200)


@write_view(OFFICES, form=False)
def void(request: Request, survey_sheet_id: int) -> HttpResponse:
    """A sheet that was typed wrongly."""
    row = selectors.get_sheet(request.actor, survey_sheet_id)
    data = told(VoidForm(request.POST))
    surveys.void_sheet(request.actor, sheet_id=row.pk, reason=data["reason"])
    messages.success(request, f"{row.number} 号测评表已作废。")
    return redirect("evaluation_survey", row.survey_id)


@write_view(OFFICES, form=False)
def move(request: Request, survey_id: int) -> HttpResponse:
    """Count or withdraw."""
    do(request, DEEDS, survey_id=survey_id)
    return redirect("evaluation_survey", survey_id)


@write_view(EVERYBODY, form=False)
def printed(request: Request, survey_id: int) -> HttpResponse:
    """The empty sheet; each printing goes into the log."""
    surveys.note_print(request.actor, survey_id=survey_id)
    row = selectors.get_survey(request.actor, survey_id)
    return render(request, "evaluation/survey_print.html", {"row": row, "options": OPTIONS})
