"""People as a table, for pages and commands."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xuncha.cycle.pool import selectors
from xuncha.cycle.pool.models import Inspector
from xuncha.foundation import access
from xuncha.foundation.exchange.kinds import Outgoing, register
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_BATCH = 500
PEOPLE_COLUMNS = [
    OutColumn("姓名", 12), OutColumn("工作单位", 24), OutColumn("职务", 24),
    OutColumn("电话", 16), OutColumn("专长", 28), OutColumn("可任组长", 10),
    OutColumn("可任副组长", 12), OutColumn("纪检监察干部", 14), OutColumn("有效证书", 30),
    OutColumn("状态", 12), OutColumn("状态日期", 12, "date"),
]  # fmt: skip


def person_columns(_actor: Actor) -> list[OutColumn]:
    """The same for everybody."""
    return PEOPLE_COLUMNS


def person_line(actor: Actor, row: Any) -> list[Any]:
    """One person (with his ``certificates``) as a line; the phone whole only for those who may see
    his details."""
    today = clock.today()
    whole = bool(access.can(actor, "see_details", row))
    good = "、".join(one.name for one in row.certificates if one.counts_on(today))
    return [
        row.name, row.home_name, row.post, row.phone if whole else masked(row.phone),
        "、".join(row.specialties), row.can_lead, row.can_deputise, row.from_discipline, good,
        row.get_state_display(), row.state_on,
    ]  # fmt: skip


def masked(phone: str) -> str:
    """A phone of which only the last four digits show."""
    return "*" * max(len(phone) - 4, 0) + phone[-4:] if len(phone) > 4 else "*" * len(phone)


def person_rows(actor: Actor) -> Iterator[list[Any]]:
    """One line a person in sight, by name. ``Refused`` for those who may not take them out."""
    access.require(actor, "export", Inspector())
    rows = selectors.with_qualifications(selectors.list_inspectors(actor)).order_by("name", "pk")
    for row in rows.iterator(chunk_size=_BATCH):
        yield person_line(actor, row)


register(Outgoing("inspectors", "巡察人员名单", person_columns, person_rows))
