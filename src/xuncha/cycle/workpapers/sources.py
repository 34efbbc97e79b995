"""What papers rest on: records of earlier rooms, each kind with how it is offered, named, opened.

Rooms below know nothing of papers; so this room says here, kind by kind, what of theirs can be
cited (``known_sources``). A kind that is not registered can't be cited.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from xuncha.cycle.workpapers.models import PaperSource
from xuncha.kernel.actor import Actor

OTHER = "other"
OTHER_LABEL = "其他材料"


@dataclass(frozen=True, slots=True)
class Source:
    """A record as it is cited: its kind, id, number and what it is about in a few words."""

    kind: str
    record_id: int
    number: str
    title: str

    @property
    def choice(self) -> str:
        """Its value in a form."""
        return f"{self.kind}:{self.record_id}"


@dataclass(frozen=True, slots=True)
class SourceKind:
    """A kind of record. ``offers`` gives those of an inspection that the actor may see, ``find``
    those of some ids that he may see; ``url_name`` is the page that takes the record's id."""

    key: str
    label: str
    url_name: str
    offers: Callable[[Actor, int], Iterable[Source]]
    find: Callable[[Actor, Collection[int]], Iterable[Source]]


_kinds: dict[str, SourceKind] = {}


def register(kind: SourceKind) -> None:
    """Make a kind of record citable."""
    _kinds[kind.key] = kind


def kinds() -> list[SourceKind]:
    """All kinds, in the order in which they were registered."""
    return list(_kinds.values())


def offers(actor: Actor, inspection_id: int) -> list[tuple[SourceKind, list[Source]]]:
    """What can be cited in an inspection, by kind; kinds with nothing to cite are left out."""
    found = [(kind, list(kind.offers(actor, inspection_id))) for kind in _kinds.values()]
    return [(kind, rows) for kind, rows in found if rows]


def chosen(actor: Actor, inspection_id: int, choices: Collection[str]) -> list[Source]:
    """The offered records among the values of a form, each once, in the order of the offers."""
    wanted = set(choices)
    return [one for _, rows in offers(actor, inspection_id) for one in rows if one.choice in wanted]


def openable(actor: Actor, cited: Iterable[PaperSource]) -> dict[int, str]:
    """By the id of the citation the name of the page that opens it, where the actor may. One query
    a kind."""
    by_kind: dict[str, dict[int, list[int]]] = {}
    for one in cited:
        if one.record_id is not None and one.kind in _kinds:
            by_kind.setdefault(one.kind, {}).setdefault(one.record_id, []).append(one.pk)
    return {
        pk: _kinds[key].url_name
        for key, wanted in by_kind.items()
        for source in _kinds[key].find(actor, list(wanted))
        for pk in wanted[source.record_id]
    }


def label_of(key: str) -> str:
    """The kind in words."""
    return _kinds[key].label if key in _kinds else OTHER_LABEL
