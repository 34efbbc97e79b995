"""The directory of a day as a table, under the headers that the import knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from xuncha.cycle.directory import selectors
from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.models import Organisation
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_BATCH = 500
_POSTS = (ContactPost.SECRETARY, ContactPost.HEAD, ContactPost.LIAISON)
COLUMNS = [
    OutColumn("代码", 10), OutColumn("名称", 32), OutColumn("简称", 18), OutColumn("类别", 10),
    OutColumn("上级", 22), OutColumn("设立日期", 12, "date"), OutColumn("撤销日期", 12, "date"),
    OutColumn("书记", 12), OutColumn("书记电话", 16), OutColumn("主要负责人", 12),
    OutColumn("主要负责人电话", 16), OutColumn("联络员", 12), OutColumn("联络员电话", 16),
    OutColumn("备注", 24),
]  # fmt: skip
"""The import knows these columns by the same names: what goes out can come back."""


def organisation_columns(_actor: Actor) -> list[OutColumn]:
    """The same for everybody."""
    return COLUMNS


def organisation_rows(actor: Actor) -> Iterator[list[Any]]:
    """All that are there today."""
    today = clock.today()
    rows = selectors.list_organisations(actor).filter(selectors.alive_on(today)).order_by("code")
    yield from lines_of(actor, rows, today)


def lines_of(
    actor: Actor, rows: QuerySet[Organisation], day: dt.date
) -> Iterator[list[Any]]:  # fmt: skip
    """Each as it was on a day, with who held its posts."""
    ids = list(rows.values_list("pk", flat=True))
    for at in range(0, len(ids), _BATCH):
        batch = ids[at : at + _BATCH]
        found = selectors.list_organisations(actor).in_bulk(batch)
        part = [found[pk] for pk in batch if pk in found]
        people = _people(actor, batch, day)
        for shown in selectors.as_of(part, day):
            one = shown.organisation
            line: list[Any] = [
                one.code, shown.name, shown.short_name, shown.kind, shown.parent_name,
                one.established_on, one.dissolved_on,
            ]  # fmt: skip
            for post in _POSTS:
                line += people.get((one.pk, post), ("", ""))
            yield [*line, one.note]


def _people(actor: Actor, ids: list[int], day: dt.date) -> dict[tuple[int, str], tuple[str, str]]:
    rows = selectors.holders_on(actor, ids, day)
    return {(one.organisation_id, one.post): (one.name, one.phone) for one in rows}
