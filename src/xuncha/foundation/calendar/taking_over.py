"""For migrations: provisional clocks from before there was a book of them. Their days stood only in
the words of the rule."""

from __future__ import annotations

import re
from typing import Any

from xuncha.kernel import clock

_WORKDAYS = re.compile(r"(\d+)个工作日")


def take_over(apps: Any, app: str, model: str) -> None:
    """Note the clocks of one table that wait for a year; months never waited for one."""
    book = apps.get_model("workdays", "ProvisionalDeadline")
    rows = apps.get_model(app, model).objects.filter(provisional=True).order_by("pk")
    for row in rows:
        found = _WORKDAYS.match(row.rule)
        if found is None:
            apps.get_model(app, model).objects.filter(pk=row.pk).update(provisional=False)
            continue
        book.objects.create(
            kind=f"{app}.{model.lower()}.due_on", record=row.pk, since=row.started_on,
            workdays=int(found[1]), first_on=row.due_on, counted_at=clock.now(),
        )  # fmt: skip
