"""Papers, facts and meetings on an inspection's first page, and what waits for somebody's hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE_DIRECTOR, UNIT
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers import selectors
from xuncha.cycle.workpapers.enums import MeetingState, PaperState, SheetState
from xuncha.cycle.workpapers.models import FactSheet, Paper
from xuncha.insight.figures.papers import (
    PAPERS,
    PAPERS_DRAFT,
    PAPERS_UNWEIGHED,
    PAPERS_WAITING,
)
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.figures import url_of
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.rounds.cards import Card, Fact, card
from xuncha.web.workpapers.acting import AUDIENCE
from xuncha.web.workpapers.waiting import papers_waiting_for


@card(AUDIENCE, 40)
def _papers(actor: Actor, row: Inspection) -> Card:
    within = Q(inspection_id=row.pk)
    figures = (PAPERS, PAPERS_DRAFT, PAPERS_WAITING, PAPERS_UNWEIGHED)
    facts = [
        Fact(one.label, one.value(actor, within), url_of(one, {"inspection": row.pk}))
        for one in figures
    ]
    url = reverse("workpapers_inspection", args=[row.pk])
    return Card("底稿", "file-text", url, facts, "发现一件事写一份底稿，三人依次签字。")


@card(AUDIENCE, 42)
def _sheets(actor: Actor, row: Inspection) -> Card:
    url = reverse("facts_inspection", args=[row.pk])
    rows = selectors.list_sheets(actor).filter(inspection=row)
    told = [(one.state, one.due_on) for one in rows]
    late = sum(
        state == SheetState.SENT and due is not None and due < clock.today() for state, due in told
    )
    facts = [
        Fact("送出", sum(state not in {"draft", "withdrawn"} for state, _ in told), url),
        Fact("待核定", sum(state == SheetState.ANSWERED for state, _ in told), url),
        Fact("逾期未答", late, url, late=True),
    ]
    return Card("事实确认", "checklist", url, facts, "底稿签完以后送单位逐条确认。")


@card(AUDIENCE, 43)
def _meetings(actor: Actor, row: Inspection) -> Card:
    url = reverse("meetings_inspection", args=[row.pk])
    states = list(
        selectors.list_meetings(actor).filter(inspection=row).values_list("state", flat=True)
    )
    facts = [
        Fact("已定稿", states.count(MeetingState.CLOSED), url),
        Fact("待签字", states.count(MeetingState.SIGNING), url),
    ]
    return Card("会商", "users", url, facts, "组务会、组办会商记在这里。")


@source(frozenset({INSPECTOR, OFFICE_DIRECTOR}), 20)
def _to_sign(actor: Actor) -> Iterable[Section]:
    """Papers whose next signature is this person's, his own drafts, records of meetings."""
    papers = papers_waiting_for(actor)
    todos = [_paper_todo(one) for one in papers[:SHOWN]]
    yield Section("等我写完或者签字的底稿", todos, reverse("workpapers_list"))
    rows = selectors.list_meetings(actor).filter(
        state=MeetingState.SIGNING, attendees__user_id=actor.user_id or 0,
        attendees__signed_at__isnull=True,
    )  # fmt: skip
    yield Section(
        "等我签字的会商记录",
        [
            Todo(
                f"{one.code} {one.inspection.organisation}",
                reverse("meetings_meeting", args=[one.pk]),
            )
            for one in rows.order_by("pk")[:SHOWN]
        ],
    )  # fmt: skip


def _paper_todo(one: Paper) -> Todo:
    tag = "草拟" if one.state == PaperState.DRAFT else one.get_state_display()
    words = f"{one.code} {one.title}（{one.inspection.organisation}）"
    return Todo(words, reverse("workpapers_paper", args=[one.pk]), tag=tag)


@source(UNIT, 20)
def _to_answer(actor: Actor) -> Iterable[Section]:
    """Sheets that the unit has to answer."""
    rows = selectors.list_sheets(actor).filter(state=SheetState.SENT).order_by("due_on", "pk")
    yield Section(
        "等本单位答复的事实确认单", [_sheet_todo(one) for one in rows[:SHOWN]],
        reverse("facts_list"),
    )  # fmt: skip


def _sheet_todo(one: FactSheet) -> Todo:
    late = one.due_on is not None and one.due_on < clock.today()
    url = reverse("facts_sheet", args=[one.pk])
    return Todo(f"{one} 请逐条答复", url, due_on=one.due_on, late=late)
