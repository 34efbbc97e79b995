"""The version in force on a day, and the steps to the next one.

A room's rules are a model with ``number`` (unique), ``effective_on``, ``note``, ``made_by`` and
``made_at``; what the rules say is the room's own. What was counted keeps its version, so a new one
never reaches back: that is what the checks here are for. A room takes them in its own order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from django.db import models

from xuncha.foundation.audit.services import record
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

Row = TypeVar("Row", bound=models.Model)
Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class InForce(Generic[Said]):
    """What holds on a day, with its version; number 0 stands for the house's own defaults."""

    number: int
    effective_on: dt.date | None
    settings: Said


def latest(model: type[Row], day: dt.date) -> Row | None:
    """The version in force on a day, None before the first one: one query."""
    rows = model._default_manager.filter(effective_on__lte=day)
    return rows.order_by("-effective_on", "-number").first()


def in_force(
    model: type[Row], day: dt.date, *, said: Callable[[Any], Said], default: Said
) -> InForce[Said]:
    """What holds on a day: ``said`` reads a kept version, ``default`` holds before the first: one
    query."""
    row: Any = latest(model, day)
    if row is None:
        return InForce(0, None, default)
    return InForce(row.number, row.effective_on, said(row))


def drafted(model: type[Row], actor: Actor, *, effective_on: dt.date, note: str) -> tuple[Row, Any]:
    """The next version, not kept yet, and the one before it (None for the first)."""
    last: Any = model._default_manager.order_by("-number").first()
    row = model(
        number=last.number + 1 if last else 1, effective_on=effective_on, note=note.strip()[:200],
        made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    return row, last


def demand_note(row: Any) -> None:
    """``Invalid`` where nobody says why the rules change."""
    if not row.note:
        raise Invalid("请写明这一版为什么调整。", field="note")


def demand_future(row: Any, because: str = "") -> None:
    """``Invalid`` for a day that is over; ``because`` says what keeps to the rules of its day."""
    if row.effective_on < clock.today():
        why = f"：{because}" if because else ""
        raise Invalid(f"启用日期不能早于今天{why}。", field="effective_on")


def demand_order(row: Any, last: Any) -> None:
    """``Invalid`` for a day before the last version's."""
    if last and row.effective_on < last.effective_on:
        raise Invalid(f"启用日期不能早于上一版的 {last.effective_on}。", field="effective_on")


def demand_known(told: Mapping[str, Any], settings: type[Any]) -> None:
    """``Invalid`` for a name that the settings (a dataclass) don't have."""
    if unknown := sorted(set(told) - {one.name for one in fields(settings)}):
        raise Invalid(f"没有“{unknown[0]}”这项规则。")


def still_known(told: Mapping[str, Any], settings: type[Any]) -> dict[str, Any]:
    """What was kept, without what the settings (a dataclass) no longer have."""
    known = {one.name for one in fields(settings)}
    return {name: value for name, value in told.items() if name in known}


def demand_whole(
    told: Mapping[str, Any], limits: Mapping[str, tuple[int, int, str]], defaults: object
) -> None:  # fmt: skip
    """``Invalid`` for what is no whole number within its limits (least, most, what it is called);
    what is absent has the attribute of ``defaults``."""
    for name, (least, most, label) in limits.items():
        value = told.get(name, getattr(defaults, name))
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            raise Invalid(f"{label}应当是 {least} 到 {most} 的整数。", field=name)


def keep(actor: Actor, row: Any, verb: str) -> None:
    """Keep a version and note it in the log. ``Conflict`` where somebody made this number first."""
    if type(row)._default_manager.filter(number=row.number).exists():
        raise Conflict
    row.save(force_insert=True)
    record(actor, verb, row, number=row.number, effective=str(row.effective_on))
