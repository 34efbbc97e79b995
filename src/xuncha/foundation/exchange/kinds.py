"""What can be brought in and taken out by command: each room says its kinds when the site starts.

A command does what a page does, by the same services: reading, rights, all or nothing, the log.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TypeVar

from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a file would do or has done: counts by their words; sentences about rows that can't be
    taken; sentences about rows that can, but want a look."""

    counts: Mapping[str, int]
    refused: Sequence[str] = ()
    doubts: Sequence[str] = ()


class Read(Protocol):
    """Says what a file would do. Writes nothing."""

    def __call__(self, actor: Actor, *, path: Path, into: int | None) -> Outcome: ...


class Take(Protocol):
    """Brings a file in as a whole; with ``leave_refused`` without the rows that can't be taken."""

    def __call__(
        self, actor: Actor, *, path: Path, into: int | None, leave_refused: bool
    ) -> Outcome: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """A kind of file that can be brought in. ``into`` says in words what ``--into`` must number;
    empty: nothing."""

    name: str
    label: str
    read: Read
    take: Take
    into: str = ""


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A kind of table that can be taken out: its columns and rows as this reader may see them."""

    name: str
    label: str
    columns: Callable[[Actor], Sequence[OutColumn]]
    rows: Callable[[Actor], Iterable[Sequence[Any]]]


K = TypeVar("K", Incoming, Outgoing)


@dataclass
class _Register:
    incoming: dict[str, Incoming] = field(default_factory=dict)
    outgoing: dict[str, Outgoing] = field(default_factory=dict)


_kinds = _Register()


def register(*kinds: Incoming | Outgoing) -> None:
    """Add kinds; the same name twice in one direction is a mistake."""
    for one in kinds:
        held: dict[str, Any] = _kinds.incoming if isinstance(one, Incoming) else _kinds.outgoing
        if held.setdefault(one.name, one) != one:
            raise ValueError(f"{one.name} stands for something else already")


def incoming(name: str) -> Incoming:
    """The kind of that name; ``Invalid`` names those there are."""
    return _found(_kinds.incoming, name, "导入")


def outgoing(name: str) -> Outgoing:
    """The kind of that name; ``Invalid`` names those there are."""
    return _found(_kinds.outgoing, name, "导出")


def every() -> tuple[list[Incoming], list[Outgoing]]:
    """All kinds by name."""
    return (
        sorted(_kinds.incoming.values(), key=lambda one: one.name),
        sorted(_kinds.outgoing.values(), key=lambda one: one.name),
    )


def _found(held: Mapping[str, K], name: str, act: str) -> K:
    if name not in held:
        told = "、".join(f"{key}（{held[key].label}）" for key in sorted(held))
        raise Invalid(f"没有可以{act}的“{name}”，可选：{told}。")
    return held[name]
