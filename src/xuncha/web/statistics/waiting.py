"""What of the figures waits on the workbench: rounds that are closed and not sealed."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning.selectors import current_term
from xuncha.foundation import access
from xuncha.insight.figures.frozen.selectors import rounds_of
from xuncha.insight.figures.models import Snapshot
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source


@source(OFFICE, 65)
def _to_seal(actor: Actor) -> Iterable[Section]:
    """Of the present term; what the system sealed by itself is done. Whoever keeps away from one of
    a round's inspections is not asked to seal it."""
    term = current_term(actor)
    found = [
        Todo(f"{one.round}已于 {one.closed_on} 期满，可以封存",
             reverse("statistics_seal", args=[one.round.pk]), tag="统计数")
        for one in (rounds_of(actor, term) if term else [])
        if one.closed_on and one.snapshot is None
        and access.can(actor, "create", Snapshot(round=one.round))
    ]  # fmt: skip
    yield Section("期满还没有封存的轮次", found[:SHOWN], reverse("statistics_frozen"))
