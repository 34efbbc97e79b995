"""Letters: what the system proposes, the list, one of them from draft to closing, its print."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import LEADER, OFFICE, UNIT
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.enums import BY_LEADER, LADDER, Ground, LetterKind, LetterState
from xuncha.cycle.oversight.letters.proposing import count_proposals, next_kind, proposals
from xuncha.cycle.oversight.letters.wording import digest_of, office_of
from xuncha.cycle.oversight.models import Letter
from xuncha.cycle.oversight.services import answering, letters
from xuncha.cycle.oversight.states import LETTER_STATES
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, Next, buttons_for, do, form_page
from xuncha.web.handing import handed_out, list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.oversight.common import OFFICE_ONLY, WITH_UNIT, desk_tabs
from xuncha.web.oversight.filters import LetterFilter
from xuncha.web.oversight.forms import AnswerForm, LetterForm, ProposalForm, ReasonForm
from xuncha.web.problems import ProblemsIn, told

SORTS = (
    Sort("new", "最近拟稿", "pk", descending=True),
    Sort("due", "答复期限由近到远", "answer_by"),
)
DECIDING = OFFICE | {LEADER}
ACTING = OFFICE | {LEADER} | UNIT
MOST_PROPOSALS = 60
DEEDS = (
    Deed("submit", letters.submit_letter, "已送审。", style="main"),
    Deed("approve", letters.approve_letter, "已批准，可以发出。", style="main"),
    Deed("return", letters.return_letter, "已退回修改。", ReasonForm),
    Deed("issue", letters.issue_letter, "已编号发出，签收和答复的时限开始计算。", style="main"),
    Deed("receive", answering.receive_letter, "已签收，请在期限之内答复。", style="main"),
    Deed("close", answering.close_letter, "已办结。", ReasonForm, style="main"),
    Deed("send_back", answering.send_back_answer, "答复已退回，请单位重新答复。", ReasonForm),
    Deed(
        "withdraw", letters.withdraw_letter, "已撤回，文号和经过保留。", ReasonForm, style="danger"
    ),
)  # fmt: skip


@read_view(DECIDING)
def proposed(request: Request) -> HttpResponse:
    """What the system would write today, the gravest first, each with its reason."""
    found = proposals(request.actor, most=MOST_PROPOSALS)
    number = count_proposals(request.actor)
    may_draft = request.actor.has(*OFFICE)
    context = {
        "rows": [_offer(one) for one in found], "number": number,
        "left": max(0, number - MOST_PROPOSALS), "may_draft": may_draft,
        "tabs": desk_tabs(request.actor, "oversight_letters"),
    }  # fmt: skip
    return render(request, "oversight/proposals.html", context)


def _offer(one: Any) -> dict[str, Any]:
    """A proposal with the form that takes it up."""
    return {
        "one": one, "kind": one.kind.label, "rung": one.rung + 1,
        "items": ",".join(map(str, one.items)), "previous": one.previous,
    }  # fmt: skip


@write_view(OFFICE_ONLY, form=False)
def draft(request: Request, inspection_id: int) -> HttpResponse:
    """Take a proposal up, or start a letter by oneself: its words come from the data."""
    data = told(ProposalForm(request.POST))
    row = letters.draft_letter(
        request.actor, inspection_id=inspection_id, kind=LetterKind(data["kind"]),
        ground=Ground(data["ground"] or Ground.OTHER), item_ids=data["items"],
        previous_id=data["previous"],
    )  # fmt: skip
    messages.success(request, "已按数据拟好，请核对、修改以后送审。")
    return redirect("oversight_change_letter", row.pk)


@read_view(WITH_UNIT)
def rows(request: Request) -> HttpResponse:
    """All letters in sight: for a unit those that were issued to it."""
    actor = request.actor
    found = selectors.list_letters(actor)
    chosen = LetterFilter(request.GET, queryset=found, request=request)
    decides = actor.has(*DECIDING)
    context = {
        "filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS,
        "tabs": desk_tabs(actor, "oversight_letters"), "today": clock.today(),
        "waiting": count_proposals(actor) if decides else 0, "decides": decides,
        "may_export": actor.has(*OFFICE), "is_unit": actor.has(*UNIT),
    }  # fmt: skip
    return render(request, "oversight/letters.html", context)


@read_view(WITH_UNIT)
def one(request: Request, letter_id: int) -> HttpResponse:
    """One letter whole: its words, its clocks, the unit's answers, what is to be done."""
    actor = request.actor
    row = selectors.get_letter(actor, letter_id)
    about = list(selectors.items_of(actor, row))
    today = clock.today()
    may_answer = row.state == LetterState.RECEIVED and bool(access.can(actor, "answer", row))
    context = {
        "row": row, "inspection": row.inspection, "about": about,
        "answers": selectors.answers_of(actor, row),
        "steps": [] if actor.has(*UNIT) else selectors.letter_steps(actor, row),
        "buttons": buttons_for(actor, row, DEEDS, LETTER_STATES),
        "act_url": reverse("oversight_move_letter", args=[row.pk]),
        "may_change": row.state == LetterState.DRAFT and bool(access.can(actor, "change", row)),
        "may_answer": may_answer, "may_print": bool(access.can(actor, "print", row)),
        "is_unit": actor.has(*UNIT), "late": _late(row),
        "rung": LADDER.index(LetterKind(row.kind)) + 1,
        "intact": _intact(row), "next": _next(actor, row, today, may_answer=may_answer),
        "followers": [] if actor.has(*UNIT) else list(selectors.followers_of(actor, row)),
    }  # fmt: skip
    return render(request, "oversight/letter.html", context)


def _late(row: Letter) -> list[str]:
    """What is or was late, in words."""
    today, found = clock.today(), []
    if row.receive_by and (row.received_on or today) > row.receive_by:
        found.append("签收超期" if row.received_on else "超期没有签收")
    if row.answer_by and (row.answered_on or today) > row.answer_by:
        found.append("答复超期" if row.answered_on else "超期没有答复")
    return found if row.state != LetterState.WITHDRAWN else []


def _intact(row: Letter) -> bool | None:
    """Whether the words are still those that were approved; None before that."""
    if not row.approved_digest:
        return None
    return digest_of(row, list(row.about.values_list("item_id", flat=True))) == row.approved_digest


def _next(actor: Actor, row: Letter, today: dt.date, *, may_answer: bool) -> Next | None:
    here = reverse("oversight_letter", args=[row.pk])
    if may_answer:
        url = reverse("oversight_answer_letter", args=[row.pk])
        return Next(_when(row, today), "答复", url)
    if row.state == LetterState.DRAFT and access.can(actor, "change", row):
        url = reverse("oversight_change_letter", args=[row.pk])
        return Next("核对系统按数据写的内容，改好以后送审。", "修改", url)
    if row.state == LetterState.ISSUED and access.can(actor, "receive", row):
        return Next(f"请在 {row.receive_by} 前签收，{row.answer_by} 前答复。", "", here)
    if row.answer_by and row.answer_by < today and not row.answered_on and actor.has(*OFFICE):
        words = f"过了答复期限没有答复，下一步可以发{next_kind(row.kind).label}。"
        return Next(words, "看提议", reverse("oversight_proposals"))
    return _next_in_house(actor, row) if actor.has(*OFFICE, LEADER) else None


def _next_in_house(actor: Actor, row: Letter) -> Next | None:
    """Whose turn it is inside, so that no letter lies still because each waits for the other."""
    if row.state == LetterState.SUBMITTED:
        if access.can(actor, "approve", row):
            return Next("核对文字：同意就批准，不同意写明哪里要改再退回。")
        by = "领导小组成员" if row.kind in BY_LEADER else "另一个人（主任或者领导小组成员）"
        return Next(f"等{by}批准；批准以后由巡察办发出。")
    if row.state == LetterState.APPROVED:
        return Next("已经批准，由巡察办发出以后单位才看得到，期限从发出算起。")
    if row.state == LetterState.ANSWERED:
        return Next("看单位的答复：落实了就办结，没有说到的退回答复。")
    return None


def _when(row: Letter, today: dt.date) -> str:
    if row.answer_by is None or row.answer_by >= today:
        return f"请在 {row.answer_by} 前逐条答复。"
    return f"应当在 {row.answer_by} 前答复，已经超期，请尽快逐条答复。"


@write_view(OFFICE_ONLY)
def change(request: Request, letter_id: int) -> HttpResponse:
    """Edit a draft."""
    row = selectors.get_letter(request.actor, letter_id)
    access.require(request.actor, "change", row)
    if row.state != LetterState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，文字不能再改；要改先退回。")
    begun = {"version": row.version, "facts": row.facts, "demand": row.demand}
    form = LetterForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            letters.change_letter(request.actor, letter_id=row.pk, **form.cleaned_data)
            messages.success(request, "已保存，核对无误后送审。")
            return redirect("oversight_letter", row.pk)
    return form_page(
        request, form, f"修改{row.get_kind_display()}", reverse("oversight_letter", args=[row.pk]),
        sub=str(row.inspection), draft=f"letter-{row.pk}",
    )  # fmt: skip


@write_view(ACTING, form=False)
def move(request: Request, letter_id: int) -> HttpResponse:
    """Submit, approve, return, issue, receive, send back, close, withdraw."""
    do(request, DEEDS, letter_id=letter_id)
    return redirect("oversight_letter", letter_id)


@write_view(UNIT)
def answer(request: Request, letter_id: int) -> HttpResponse:
    """The unit's answer."""
    row = selectors.get_letter(request.actor, letter_id)
    access.require(request.actor, "answer", row)
    form = AnswerForm(
        request.POST or None, request.FILES or None, initial={"version": row.version}
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            answering.answer_letter(request.actor, letter_id=row.pk, **form.cleaned_data)
            messages.success(request, "答复已提交。")
            return redirect("oversight_letter", row.pk)
    return form_page(
        request, form, f"答复{row}", reverse("oversight_letter", args=[row.pk]), sub=row.demand,
        save="提交答复", draft=f"letter-answer-{row.pk}",
    )  # fmt: skip


@write_view(WITH_UNIT, form=False)
def printed(request: Request, letter_id: int) -> HttpResponse:
    """The letter as a paper with its receipt; each printing goes into the log."""
    letters.note_print(request.actor, letter_id=letter_id)
    row = selectors.get_letter(request.actor, letter_id)
    return render(
        request, "oversight/letter_print.html", {"row": row, "office": office_of(row.inspection)}
    )


@write_view(WITH_UNIT, form=False)
def opened(request: Request, letter_file_id: int) -> HttpResponseBase:
    """What was handed in with an answer; each download goes into the log."""
    found = answering.note_download(request.actor, letter_file_id=letter_file_id)
    return handed_out(found.file)


COLUMNS = [
    OutColumn("文书", 22), OutColumn("文号", 18), OutColumn("轮次", 14), OutColumn("单位", 28),
    OutColumn("缘由", 18), OutColumn("事项", 8, "number"), OutColumn("状态", 10),
    OutColumn("发出日期", 12, "date"), OutColumn("签收截止", 12, "date"),
    OutColumn("签收日期", 12, "date"), OutColumn("答复截止", 12, "date"),
    OutColumn("首次答复", 12, "date"), OutColumn("办结日期", 12, "date"),
]  # fmt: skip


@write_view(OFFICE_ONLY, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    found = selectors.list_letters(request.actor)
    chosen = LetterFilter(request.POST, queryset=found, request=request)
    lines: Any = (
        [
            one.get_kind_display(), one.code, str(one.inspection.round),
            one.inspection.organisation.name, one.get_ground_display(), one.items_number,
            one.get_state_display(), one.issued_on, one.receive_by, one.received_on,
            one.answer_by, one.answered_on, one.closed_on,
        ]
        for one in chosen.qs.order_by("-pk")
    )  # fmt: skip
    return list_out(request, "督办文书", COLUMNS, lines, chosen)
