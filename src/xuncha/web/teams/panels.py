"""What the teams' room puts onto a person's page and into the list of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.selectors import current_term
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams import selectors
from xuncha.kernel.actor import Actor
from xuncha.web.pool.panels import Column, Panel, register_column, register_panel


@register_panel
def record(actor: Actor, inspector: Inspector) -> Panel | None:
    """Seats, load and appraisals."""
    term = current_term(actor)
    seats = list(selectors.service_record(actor, inspector))
    load = selectors.load_of(inspector, term) if term else selectors.Load()
    graded = {one.seat_id: one for one in selectors.appraisals_of_person(actor, inspector)}
    rows = [(seat, graded.get(seat.pk)) for seat in seats]
    own = actor.user_id is not None and inspector.user_id == actor.user_id
    if not rows and not (own or actor.has(*READERS)):
        return None
    return Panel("参加巡察", "teams/_record.html", {"rows": rows, "load": load, "term": term})


def _cells(actor: Actor, rows: Sequence[Inspector]) -> Mapping[int, str]:
    term = current_term(actor)
    if term is None:
        return {}
    found = selectors.loads([row.pk for row in rows], term)
    return {pk: f"{load.rounds} 轮 {load.days} 天" for pk, load in found.items()}


register_column(Column("本届负荷", _cells, is_number=True))
