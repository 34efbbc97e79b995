"""Sheets of facts: the team's side and the unit's."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.cycle.workpapers import selectors
from xuncha.cycle.workpapers.confirming import is_late
from xuncha.cycle.workpapers.enums import Answer, Outcome, SheetState
from xuncha.cycle.workpapers.models import FactEntry, FactSheet
from xuncha.cycle.workpapers.services import answering, confirming, opening, putting_off
from xuncha.cycle.workpapers.states import SHEET_STATES
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import PutOffForm, VersionForm
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn, told
from xuncha.web.rounds.tabs import tabs_for
from xuncha.web.workpapers.acting import AUDIENCE, UNITS, WITH_UNIT, WORKERS
from xuncha.web.workpapers.forms import ReasonForm, long

SORTS = (
    Sort("new", "最近起草", "pk", descending=True),
    Sort("due", "最早到期", "due_on"),
)


class SheetForm(django_forms.Form):
    facts = django_forms.TypedMultipleChoiceField(
        label="送单位确认的事实", coerce=int, widget=django_forms.CheckboxSelectMultiple
    )
    note = django_forms.CharField(
        label="致单位的话", max_length=500, required=False,
        help_text="单位看得到；只说请核对什么，不写评价和来源",
    )  # fmt: skip

    def __init__(self, *args: Any, offered: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["facts"].choices = list(offered)  # type: ignore[attr-defined]


class AnswerForm(django_forms.Form):
    answer = django_forms.ChoiceField(
        label="答复", choices=Answer.choices, widget=django_forms.RadioSelect
    )
    explanation = long("说明", 3, 4000, required=False, help_text="有不同意见的，写明意见和依据")
    file = django_forms.FileField(label="说明材料", required=False)


class SettleForm(django_forms.Form):
    outcome = django_forms.ChoiceField(label="核定", choices=Outcome.choices)
    text = long("修正后的事实", 2, 2000, required=False)
    reason = django_forms.CharField(label="理由", max_length=1000)


@read_view(WITH_UNIT)
def rows(request: Request) -> HttpResponse:
    """All sheets in sight: for a unit those that were sent to it."""
    page = page_of(request, selectors.list_sheets(request.actor), SORTS)
    is_unit = request.actor.has(*UNIT)
    return render(request, "workpapers/sheets.html", {"page": page, "is_unit": is_unit})


@read_view(AUDIENCE)
def one_inspection(request: Request, inspection_id: int) -> HttpResponse:
    """An inspection's sheets, and how many facts wait to be sent."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    context = {
        "inspection": inspection,
        "tabs": tabs_for(actor, inspection, "facts_inspection"),
        "rows": list(selectors.list_sheets(actor).filter(inspection=inspection).order_by("number")),
        "waiting": len(confirming.askable(actor, inspection.pk)),
        "may_create": bool(access.can(actor, "create", FactSheet(inspection=inspection))),
    }
    return render(request, "workpapers/sheets_of.html", context)


@write_view(WORKERS)
def create(request: Request, inspection_id: int) -> HttpResponse:
    """Choose facts of signed papers for a sheet."""
    inspection = get_inspection(request.actor, inspection_id)
    access.require(request.actor, "create", FactSheet(inspection=inspection))
    offered = [
        (str(one.fact.pk), f"{paper.code}　{one.fact.sentence}")
        for paper, one in confirming.askable(request.actor, inspection.pk)
    ]
    form = SheetForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            made = confirming.draft_sheet(
                request.actor, inspection_id=inspection.pk, fact_ids=form.cleaned_data["facts"],
                note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, f"{made}已起草，核对无误后送达单位。")
            return redirect("facts_sheet", made.pk)
    context = {"form": form, "inspection": inspection, "offered": offered}
    return render(
        request, "workpapers/sheet_form.html", context, status=400 if form.errors else 200
    )


@read_view(WITH_UNIT)
def sheet(request: Request, sheet_id: int) -> HttpResponse:
    """One sheet: the unit answers here, the team settles here."""
    row = selectors.get_sheet(request.actor, sheet_id)
    return render(request, "workpapers/sheet.html", _context(request.actor, row))


def _context(actor: Actor, row: FactSheet, bad: tuple[int, Any] | None = None) -> dict[str, Any]:
    """``bad``: an entry whose form came back with errors."""
    is_unit = actor.has(*UNIT)
    may_answer = row.state == SheetState.SENT and bool(access.can(actor, "answer", row))
    may_settle = row.state == SheetState.ANSWERED and bool(access.can(actor, "settle", row))
    files = selectors.fact_files(actor, row)
    cards = []
    for one in selectors.entries_of(actor, row):
        form: Any = None
        if bad is not None and bad[0] == one.pk:
            form = bad[1]
        elif may_answer:
            form = AnswerForm(auto_id=f"e{one.pk}_%s", initial={
                "answer": one.answer, "explanation": one.explanation})  # fmt: skip
        elif may_settle and one.answer == Answer.DIFFERS and not one.outcome:
            form = SettleForm(auto_id=f"e{one.pk}_%s")
        cards.append({"entry": one, "files": files.get(one.pk, []), "form": form})
    may_send = row.state == SheetState.DRAFT and access.can(actor, "send", row)
    put_offs = list(selectors.put_offs_of(actor, row))
    return {
        "sheet": row, "inspection": row.inspection, "cards": cards, "is_unit": is_unit,
        "may_answer": may_answer, "may_settle": may_settle,
        "finish_why_not": SHEET_STATES.why_not(row, "answer") if may_answer else "",
        "may_send": may_send,
        "may_withdraw": row.state in {SheetState.DRAFT, SheetState.SENT}
        and bool(access.can(actor, "withdraw", row)),
        "put_offs": put_offs, "is_late": is_late(row, put_offs),
        "put_off_form": PutOffForm(initial={"version": row.version}, auto_id="put_off_%s")
        if row.state == SheetState.SENT and access.can(actor, "put_off", row) else None,
    }  # fmt: skip


@write_view(WORKERS, form=False)
def send(request: Request, sheet_id: int) -> HttpResponse:
    """To the unit."""
    row = confirming.send_sheet(request.actor, sheet_id=sheet_id, **told(VersionForm(request.POST)))
    messages.success(request, f"{row}已送达单位，{row.due_on} 前答复。")
    return redirect("facts_sheet", row.pk)


@write_view(WORKERS, form=False)
def put_off(request: Request, sheet_id: int) -> HttpResponse:
    """A later day for the answer."""
    row = putting_off.put_off_sheet(
        request.actor, sheet_id=sheet_id, **told(PutOffForm(request.POST))
    )
    messages.success(request, f"答复截止已推后到 {row.due_on}，原定日期保留。")
    return redirect("facts_sheet", row.pk)


@write_view(WORKERS, form=False)
def withdraw(request: Request, sheet_id: int) -> HttpResponse:
    """Back from the unit."""
    row = confirming.withdraw_sheet(
        request.actor, sheet_id=sheet_id, **told(ReasonForm(request.POST))
    )
    messages.success(request, f"{row}已撤回，里面的事实可以重新送确认。")
    return redirect("facts_sheet", row.pk)


@write_view(UNITS, form=False)
def answer(request: Request, entry_id: int) -> HttpResponse:
    """The unit says whether a fact is true."""
    entry = access.get_or_404(request.actor, FactEntry, related=("sheet",), pk=entry_id)
    form = AnswerForm(request.POST, request.FILES, auto_id=f"e{entry.pk}_%s")
    if form.is_valid():
        upload = form.cleaned_data["file"]
        with ProblemsIn(form, Invalid):
            answering.answer_fact(
                request.actor, entry_id=entry.pk, answer=Answer(form.cleaned_data["answer"]),
                explanation=form.cleaned_data["explanation"], stream=upload,
                name=upload.name if upload else "",
            )  # fmt: skip
            messages.success(request, f"第 {entry.number} 条已保存，全部答完以后再提交。")
            return redirect(reverse("facts_sheet", args=[entry.sheet_id]) + f"#e{entry.pk}")
    row = selectors.get_sheet(request.actor, entry.sheet_id)
    context = _context(request.actor, row, (entry.pk, form))
    return render(request, "workpapers/sheet.html", context, status=400)


@write_view(UNITS, form=False)
def finish(request: Request, sheet_id: int) -> HttpResponse:
    """The unit hands its answers in."""
    row = answering.finish_sheet(
        request.actor, sheet_id=sheet_id, **told(VersionForm(request.POST))
    )
    messages.success(request, f"{row}的答复已提交巡察组。")
    return redirect("facts_sheet", row.pk)


@write_view(WORKERS, form=False)
def settle(request: Request, entry_id: int) -> HttpResponse:
    """The team settles a fact on which the unit differs."""
    entry = access.get_or_404(request.actor, FactEntry, related=("sheet",), pk=entry_id)
    form = SettleForm(request.POST, auto_id=f"e{entry.pk}_%s")
    if form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form, Invalid):
            confirming.settle_fact(
                request.actor, entry_id=entry.pk, outcome=Outcome(data["outcome"]),
                reason=data["reason"], text=data["text"],
            )  # fmt: skip
            messages.success(request, f"第 {entry.number} 条已核定。")
            return redirect(reverse("facts_sheet", args=[entry.sheet_id]) + f"#e{entry.pk}")
    row = selectors.get_sheet(request.actor, entry.sheet_id)
    access.require(request.actor, "settle", row)
    context = _context(request.actor, row, (entry.pk, form))
    return render(request, "workpapers/sheet.html", context, status=400)


@write_view(WITH_UNIT, form=False)
def file(request: Request, fact_file_id: int) -> HttpResponseBase:
    """What the unit handed in: noted first, then handed out."""
    row = opening.note_fact_file(request.actor, fact_file_id=fact_file_id)
    return handed_out(row.file)


@write_view(WITH_UNIT, form=False)
def print_out(request: Request, sheet_id: int) -> HttpResponse:
    """The sheet as it is printed and signed."""
    opening.note_sheet_print(request.actor, sheet_id=sheet_id)
    row = selectors.get_sheet(request.actor, sheet_id)
    entries = list(selectors.entries_of(request.actor, row))
    context = {"sheet": row, "inspection": row.inspection, "entries": entries}
    return render(request, "workpapers/sheet_print.html", context)
