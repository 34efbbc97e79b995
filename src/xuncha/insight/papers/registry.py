"""Which papers may be printed of which record, and what each may say.

A paper is a ``PaperKind``: of one model, with the declared fields of its template and one source
function that reads them as the person who prints. Its template in the house's words is the outline
of the same name; an office may put its own Word template in its place (``templates``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.db.models import Model

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.insight.papers.layout.outline import template_of
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent

_OUTLINES = Path(__file__).parent / "outlines"


@dataclass(frozen=True, slots=True)
class Said:
    """One field of a template: its name there and what it means."""

    name: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A field that is repeated: rows with columns."""

    name: str
    meaning: str
    columns: tuple[Said, ...]


Field = Said | Rows
Source = Callable[[Actor, Any], Mapping[str, Any]]
Book = Callable[[Mapping[str, Any], str], bytes]


def said(told: str) -> tuple[Said, ...]:
    """Fields from a line such as ``office 发文机关, code 文号``."""
    pairs = (one.split(None, 1) for one in told.split(","))
    return tuple(Said(name.strip(), meaning.strip()) for name, meaning in pairs)


def rows(name: str, meaning: str, columns: str) -> Rows:
    """A repeated field, its columns told as for ``said``."""
    return Rows(name, meaning, said(columns))


def _always(_row: Any) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class PaperKind:
    """One paper. ``act`` is what the record's policy is asked before it is printed ("": seeing is
    enough), ``roles`` whose paper it is at all; ``unless`` gives the sentence why this record has
    no such paper yet; ``page`` is the record's own page, ``related`` what is read along with the
    record. ``outline`` names the outline where several papers share one. A paper with a ``book`` is
    a workbook that is filled in and brought back: made by that function out of what the source
    tells and the line that finds it again, with no template."""

    name: str
    title: str
    model: type[Model]
    page: str
    fields: tuple[Field, ...]
    source: Source
    act: str = "print"
    roles: frozenset[str] = BUSINESS
    unless: Callable[[Any], str] = _always
    related: tuple[str, ...] = ()
    outline: str = ""
    book: Book | None = None

    @property
    def thing(self) -> str:
        """The record's kind, as the log and the addresses name it."""
        return self.model._meta.label_lower

    @property
    def template(self) -> bytes:
        """The house's own Word template."""
        return _template(self.outline or self.name)

    @property
    def ending(self) -> str:
        """Of its files."""
        return "xlsx" if self.book else "docx"


@cache
def _template(name: str) -> bytes:
    return template_of((_OUTLINES / f"{name}.txt").read_text("utf-8"))


_kinds: dict[str, PaperKind] = {}


def register(*kinds: PaperKind) -> None:
    """Make papers printable; the same name twice is a mistake."""
    for kind in kinds:
        if _kinds.setdefault(kind.name, kind) is not kind:
            raise ValueError(f"{kind.name} is registered already")


def arrange(modules: Sequence[str]) -> None:
    """Put the papers into the order of the modules that registered them."""
    kinds = sorted(_kinds.values(), key=lambda one: modules.index(one.source.__module__))
    _kinds.clear()
    _kinds.update((one.name, one) for one in kinds)


def every() -> list[PaperKind]:
    """All papers."""
    return list(_kinds.values())


def kind_named(name: str) -> PaperKind:
    """The paper of a name; ``Absent`` where there is none."""
    if name not in _kinds:
        raise Absent
    return _kinds[name]


def templated() -> list[PaperKind]:
    """Those that are filled from a template."""
    return [one for one in _kinds.values() if one.book is None]


def template_kind(name: str) -> PaperKind:
    """The paper of a name that is filled from a template; ``Absent`` where there is none."""
    found = kind_named(name)
    if found.book is not None:
        raise Absent
    return found


def kinds_of(thing: str) -> list[PaperKind]:
    """What may be printed of a kind of record; ``Absent`` for records without papers."""
    found = [one for one in _kinds.values() if one.thing == thing]
    if not found:
        raise Absent
    return found


def models() -> Iterable[type[Model]]:
    """The kinds of record that have papers."""
    return dict.fromkeys(one.model for one in _kinds.values())
