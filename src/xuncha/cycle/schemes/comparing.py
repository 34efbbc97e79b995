"""What changed from one version to another, line by line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xuncha.cycle.schemes.models import SchemeRow

_NAMES = (
    ("task", "整改任务"), ("parts", "对应的方面"), ("measures", "整改措施"), ("lead", "责任领导"),
    ("department", "责任部门"), ("due_on", "整改时限"), ("is_long_term", "长期坚持"),
    ("proof", "拟提供的佐证"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that is not as it was: added, gone, or with (name, before, after) for each field."""

    line: int
    kind: str
    row: SchemeRow
    fields: list[tuple[str, str, str]]


def differences(before: Iterable[SchemeRow], after: Iterable[SchemeRow]) -> list[Difference]:
    """Lines that differ, in their order."""
    old = {one.line: one for one in before}
    new = {one.line: one for one in after}
    found = []
    for line in sorted(old.keys() | new.keys()):
        was, now = old.get(line), new.get(line)
        if was is None and now is not None:
            found.append(Difference(line, "增加", now, []))
        elif was is not None and now is None:
            found.append(Difference(line, "删去", was, []))
        elif was is not None and now is not None and (fields := _fields(was, now)):
            found.append(Difference(line, "修改", now, fields))
    return found


def _fields(was: SchemeRow, now: SchemeRow) -> list[tuple[str, str, str]]:
    told = [] if was.finding_id == now.finding_id else [
        ("反馈问题", str(was.finding), str(now.finding))
    ]  # fmt: skip
    for name, label in _NAMES:
        before, after = getattr(was, name), getattr(now, name)
        if before != after:
            told.append((label, _said(before), _said(after)))
    return told


def _said(value: object) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "；".join(str(one) for one in value)
    return "" if value is None else str(value).replace("\n", "；")
