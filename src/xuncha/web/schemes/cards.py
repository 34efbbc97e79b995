"""The scheme on an inspection's first page, and what waits for somebody's hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.directory.roles import LEADER, OFFICE, UNIT
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.schemes import selectors
from xuncha.cycle.schemes.enums import EDITABLE, SchemeState
from xuncha.cycle.schemes.models import Scheme
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.rounds.cards import Card, Fact, card
from xuncha.web.schemes.audience import DIRECTOR, EVERYBODY, REVIEWING


@card(EVERYBODY, 60)
def _scheme(actor: Actor, row: Inspection) -> Card:
    url = reverse("schemes_inspection", args=[row.pk])
    found = selectors.scheme_of(actor, row.pk)
    if found is None:
        return Card("整改方案", "clipboard-check", url, [], "反馈以后由单位起草，各方联审。")
    count = selectors.count_rows(actor, found)
    late = found.state in EDITABLE and found.due_on < clock.today()
    facts = [Fact(f"条任务 · {found.get_state_display()}", count, url, late=late)]
    return Card("整改方案", "clipboard-check", url, facts)


def _todo(one: Scheme, words: str) -> Todo:
    late = one.state in EDITABLE and one.due_on < clock.today()
    due = one.due_on if one.state in EDITABLE else None
    text = f"{one.inspection.organisation}{words}"
    url = reverse("schemes_scheme", args=[one.pk])
    return Todo(text, url, due_on=due, late=late, tag=one.get_state_display())


@source(UNIT, 24)
def _to_write(actor: Actor) -> Iterable[Section]:
    """The unit's own scheme while it has to be begun or written."""
    lacking = [
        Todo(f"{one.round}巡察反馈的问题，请起草整改方案",
             reverse("schemes_inspection", args=[one.pk]), tag="未起草")
        for one in selectors.inspections_without(actor)[:3]
    ]  # fmt: skip
    rows = selectors.list_schemes(actor).filter(state__in=sorted(EDITABLE)).order_by("due_on")
    todos = [_todo(one, "整改方案请写好报送") for one in rows[:SHOWN]]
    yield Section("要报送的整改方案", lacking + todos, reverse("schemes_list"))


@source(REVIEWING, 24)
def _to_review(actor: Actor) -> Iterable[Section]:
    """Seats from which this person has not spoken."""
    today = clock.today()
    todos = [
        Todo(
            f"{one.review.scheme} 请代表{one}提出意见", reverse("schemes_seat", args=[one.pk]),
            due_on=one.review.due_on, late=one.review.due_on < today,
        )
        for one in selectors.seats_waiting_for(actor)[:SHOWN]
    ]  # fmt: skip
    yield Section("等我审核的整改方案", todos, reverse("schemes_list"))


@source(OFFICE, 26)
def _to_lead(actor: Actor) -> Iterable[Section]:
    """Schemes that wait for the office."""
    rows = selectors.list_schemes(actor).filter(state=SchemeState.SENT).order_by("pk")
    yield Section(
        "等组织联审的整改方案", [_todo(one, "整改方案已报送") for one in rows[:SHOWN]],
        f"{reverse('schemes_list')}?state=sent",
    )  # fmt: skip


@source(DIRECTOR | {LEADER}, 22)
def _to_approve(actor: Actor) -> Iterable[Section]:
    """Schemes that wait for this person's approval, and changes that wait for the director."""
    rows = selectors.list_schemes(actor).filter(state=SchemeState.PASSED).order_by("pk")
    todos = [
        _todo(one, "整改方案联审通过，请批准")
        for one in rows[:SHOWN]
        if access.can(actor, "approve", one)
    ]
    yield Section("等我批准的整改方案", todos, f"{reverse('schemes_list')}?state=passed")
    if actor.has(*DIRECTOR):
        changes = selectors.list_changes(actor)[:SHOWN]
        told = [_todo(one.scheme, f"申请变更方案：{one.reason[:40]}") for one in changes]
        yield Section("等我答复的方案变更", told, reverse("schemes_list"))
