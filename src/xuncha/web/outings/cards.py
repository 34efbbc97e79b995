"""Clashes that wait for somebody's decision, on the workbench."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.outings import selectors
from xuncha.cycle.outings.enums import ClashState
from xuncha.cycle.outings.policies import TEAM
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source


@source(TEAM, 47)
def _to_settle(actor: Actor) -> Iterable[Section]:
    """What the office and a machine changed differently."""
    rows = selectors.list_clashes(actor).filter(state=ClashState.OPEN).order_by("pk")[:40]
    mine = [one for one in rows if access.can(actor, "settle", one)][:SHOWN]
    todos = [
        Todo(one.title, reverse("outings_clash", args=[one.pk]), tag="并入冲突") for one in mine
    ]
    yield Section("等着裁定的并入冲突", todos, f"{reverse('outings_list')}?standing=asked")
