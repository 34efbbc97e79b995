"""What clashed, in the words of the pages: column by column, the field's, as it went out, the
office's now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import ForeignKey

from xuncha.cycle.outings.models import Clash
from xuncha.cycle.outings.scope import scope_of
from xuncha.foundation.kits import lines, taking
from xuncha.foundation.kits.merging import Key
from xuncha.foundation.kits.registry import kinds

VEILED = "（不在这里显示）"
_NOTHING = "—"
_NONE: Mapping[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Line:
    """One column on the three sides."""

    label: str
    brought: str
    base: str
    office: str

    @property
    def brought_is_new(self) -> bool:
        return self.brought != self.base

    @property
    def office_is_new(self) -> bool:
        return self.office != self.base


def lines_of(row: Clash) -> list[Line]:
    """The differences of a clash. A whole record shows each column in which its sides differ."""
    if row.column:
        told = [_said(row.kind, row.column, one) for one in (row.brought, row.base, row.office)]
        return [Line(_label(row.kind, row.column), *told)]
    root = (row.root_kind, row.root_id)
    now = taking.groups(taking.take(scope_of(row.exchange.machine.team)).rows).get(root, {})
    brought = lines.group_of(row.group["rows"])
    base = lines.group_of(row.group.get("old", []))
    wanted = {*brought, *base, *now} if row.group["whole"] else {(row.kind, row.record_id)}
    found = []
    for key in sorted(wanted, key=lambda one: (one != root, one)):
        found += _row(key, brought.get(key), base.get(key), now.get(key))
    return found


def _row(
    key: Key, brought: Mapping[str, Any] | None, base: Mapping[str, Any] | None,
    office: Mapping[str, Any] | None,
) -> list[Line]:  # fmt: skip
    label, _ = key
    name = str(kinds()[label].model._meta.verbose_name)
    sides = (brought, base, office)
    if brought is None or office is None:
        if brought is None and office is None:
            return []
        told = ["有" if one is not None else "没有" for one in sides]
        return [Line(f"{name}：{_words(label, brought or office or _NONE)}", *told)]
    return [
        Line(f"{name}：{_label(label, column)}",
             *(_said(label, column, (one or _NONE).get(column)) for one in sides))
        for column in brought
        if column != "version" and brought[column] != office.get(column)
    ]  # fmt: skip


def _words(label: str, row: Mapping[str, Any]) -> str:
    """The longest text of a row tells best which it is."""
    if kinds()[label].secret:
        return VEILED
    texts = [one for one in row.values() if isinstance(one, str)]
    return max(texts, key=len, default=_NOTHING)[:60]


def _label(label: str, column: str) -> str:
    by_name = {one.attname: one for one in taking.columns(label)}
    return str(by_name[column].verbose_name) if column in by_name else column


def _said(label: str, column: str, value: Any) -> str:
    if kinds()[label].secret:
        return VEILED
    if value is None or value == "":
        return _NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    by_name = {one.attname: one for one in taking.columns(label)}
    field = by_name[column]
    if isinstance(field, ForeignKey):
        target: Any = field.related_model
        found = target._base_manager.filter(pk=value).first()
        return str(found) if found is not None else f"编号 {value}"
    choices = dict(field.flatchoices)
    return str(choices.get(value, value))
