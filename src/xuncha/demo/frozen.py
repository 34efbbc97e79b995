"""Figures of the rounds that closed, sealed some weeks after each of them did."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.planning.models import Round
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.insight.figures.closing import closings
from xuncha.insight.figures.frozen.sealing import seal_round
from xuncha.kernel import clock

_AFTER = dt.timedelta(days=45)


def load(*, by: str) -> None:
    """Seal them, the first round first."""
    actor = build_actor(User.objects.get(username=by))
    rows = Round.objects.order_by("term__number", "number")
    closed = closings(rows)
    for row in rows:
        if (on := closed.get(row.pk)) is not None:
            seal_round(actor, round_id=row.pk, day=min(on + _AFTER, clock.today()))
