"""Deeds on an inspection's first page, and what waits for somebody's hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.deeds import selectors
from xuncha.cycle.deeds.enums import OPEN, DeedState
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.deeds.audience import EVERYBODY, TEAM, module_name
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.rounds.cards import Card, Fact, card


@card(EVERYBODY, 76)
def _deeds(actor: Actor, row: Inspection) -> Card:
    rows = selectors.list_deeds(actor).filter(inspection=row)
    base = reverse("deeds_list") + f"?inspection={row.pk}"
    late = rows.filter(selectors.late_on(clock.today())).count()
    facts = [
        Fact("件实事", rows.count(), base),
        Fact("回访满意", rows.filter(state=DeedState.SATISFIED).count(), f"{base}&state=satisfied"),
        Fact("超过承诺时限", late, f"{base}&due=late", late=True),
    ]
    return Card(module_name(), "home", base, facts, "听到群众的急难愁盼，登记一件、办好一件。")


def _todo(one: Deed) -> Todo:
    late = bool(one.state in OPEN and one.promise_due_on and one.promise_due_on < clock.today())
    url = reverse("deeds_deed", args=[one.pk])
    words = f"{one.village}：{one.title}"
    return Todo(words, url, one.promise_due_on, late, one.get_state_display())


@source(UNIT, 48)
def _to_do(actor: Actor) -> Iterable[Section]:
    """Deeds that this unit owes."""
    rows = selectors.list_deeds(actor).filter(state__in=sorted(OPEN), owner=actor.unit_id)
    todos = [_todo(one) for one in rows.order_by("promise_due_on", "pk")[:SHOWN]]
    yield Section("本单位要办的民生实事", todos, reverse("deeds_list"))


@source(TEAM, 49)
def _to_verify(actor: Actor) -> Iterable[Section]:
    """Deeds to be verified, called back or asked for anew by this person."""
    action = {
        DeedState.REGISTERED: "verify", DeedState.DONE: "call", DeedState.UNSATISFIED: "redo",
    }  # fmt: skip
    rows = selectors.list_deeds(actor).filter(state__in=sorted(action))
    mine = [
        one for one in rows.order_by("pk")[:40]
        if access.can(actor, action[DeedState(one.state)], one)
    ]  # fmt: skip
    todos = [_todo(one) for one in mine[:SHOWN]]
    yield Section("等着核实、回访、重办的民生实事", todos, reverse("deeds_list"))
