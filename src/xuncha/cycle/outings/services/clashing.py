"""What clashed, put down for the person who decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.outings.enums import ClashState
from xuncha.cycle.outings.models import Clash, Exchange
from xuncha.cycle.outings.states import CLASH_STATES
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.kits import lines, merging, taking
from xuncha.foundation.kits.grouping import Result
from xuncha.foundation.kits.merging import Group, Key
from xuncha.foundation.kits.registry import kinds
from xuncha.kernel import clock

_DAY = 16


def note(
    result: Result, row: Exchange, mine: Mapping[Key, Group], log: list[dict[str, Any]],
    brought: lines.Brought,
) -> list[Clash]:  # fmt: skip
    """A row for each clash; one of the same place that is still open gives way to it."""
    made = []
    olds = {root: old for root, old, _ in brought}
    news = {root: new for root, _, new in brought}
    for root, one in result.clashes:
        key = one.key or root
        _overtake(row, key, one.field)
        here = mine.get(root, {})
        made.append(
            Clash.objects.create(
                exchange=row, inspection_id=_inspection_of(root, here, news[root]), kind=key[0],
                record_id=key[1], root_kind=root[0], root_id=root[1], column=one.field,
                title=_title(root, key), why=one.why, base=_shown(one, one.base),
                office=_shown(one, one.mine), brought=_shown(one, one.theirs),
                group=_kept(one, olds[root], news[root]), found_at=clock.now(),
                **_who(key, root, log),
            )
        )  # fmt: skip
    return made


def _overtake(row: Exchange, key: Key, column: str) -> None:
    rows = Clash.objects.filter(
        exchange__machine=row.machine, kind=key[0], record_id=key[1], column=column,
        state=ClashState.OPEN,
    )  # fmt: skip
    for old in rows:
        CLASH_STATES.move(old, "overtake", settled_at=clock.now())


def _shown(one: merging.Clash, value: Any) -> Any:
    """Of a whole row that is there or gone, no more than that."""
    return value if one.field or one.key is None else (value is not None)


def _kept(one: merging.Clash, old: Group, new: Group) -> dict[str, Any]:
    """What is needed to decide later: the group as it came and as it had gone out."""
    if one.key is None:
        return {"whole": True, "rows": lines.cells(new), "old": lines.cells(old)}
    if one.field:
        return {"whole": False, "rows": [], "old": []}
    here, before = ({one.key: each[one.key]} if one.key in each else {} for each in (new, old))
    return {"whole": False, "rows": lines.cells(here), "old": lines.cells(before)}


def _inspection_of(root: Key, *groups: Group) -> int:
    for group in groups:
        number = group.get(root, {}).get("inspection_id")
        if isinstance(number, int):
            return number
    label, pk = root
    kind = kinds()[label]
    path = kind.paths["inspection"]
    found = kind.model._base_manager.filter(pk=pk).values_list(path, flat=True).first()
    assert isinstance(found, int)
    return found


def _title(root: Key, key: Key) -> str:
    """The record in words: its kind and what it calls itself."""
    label, pk = root
    model = kinds()[label].model
    row = model._base_manager.filter(pk=pk).first()
    name = str(model._meta.verbose_name)
    words = str(row or pk)
    words = words if words.startswith(name) else f"{name} {words}"
    part = "" if key == root else f" · {kinds()[key[0]].model._meta.verbose_name}"
    return f"{words}{part}"[:200]


def _who(key: Key, root: Key, log: list[dict[str, Any]]) -> dict[str, str]:
    """Who changed it last on either side, as either log tells."""
    wanted = {(label, str(pk)) for label, pk in (key, root)}
    outside = next(
        (one for one in reversed(log) if (one["object_kind"], one["object_id"]) in wanted), None
    )
    inside = None
    for label, pk in wanted:
        rows = AuditRow.objects.filter(object_kind=label, object_id=pk)
        inside = inside or rows.exclude(verb__startswith="outings.").order_by("-number").first()
    return {
        "field_who": outside["actor_name"] if outside else "",
        "field_at": outside["at"][:_DAY].replace("T", " ") if outside else "",
        "office_who": inside.actor_name if inside else "",
        "office_at": f"{inside.at.astimezone(clock.CHINA):%Y-%m-%d %H:%M}" if inside else "",
    }


def words_of(one: Clash) -> str:
    """One line for the printed report."""
    return f"{one.pk}　{one.title}　{column_label(one)}"


def column_label(one: Clash) -> str:
    """The column in words; a whole record where there is none."""
    if not one.column:
        return "整条记录" if one.group.get("whole") else "这一行"
    by_name = {field.attname: field for field in taking.columns(one.kind)}
    return str(by_name[one.column].verbose_name)
