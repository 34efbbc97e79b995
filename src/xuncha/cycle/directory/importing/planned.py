"""One row of a list with what it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.importing.comparing import Change
from xuncha.cycle.directory.importing.kinds import kind_by_heading, kind_by_name
from xuncha.cycle.directory.importing.rows import Draft
from xuncha.cycle.directory.models import Organisation


class Fate(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(slots=True, eq=False)
class Planned:
    """One row with what it means. ``parent`` is a row of the list or an organisation."""

    draft: Draft
    code: str = ""
    kind: Kind | None = None
    organisation: Organisation | None = None
    parent: Planned | Organisation | None = None
    changes: tuple[Change, ...] = ()

    @property
    def fate(self) -> Fate:
        if self.draft.problems:
            return Fate.REFUSED
        if self.organisation is None:
            return Fate.NEW
        return Fate.CHANGED if self.changes else Fate.SAME

    @property
    def values(self) -> dict[str, Any]:
        return self.draft.values

    @property
    def parent_name(self) -> str:
        if isinstance(self.parent, Planned):
            return self.parent.draft.name
        return self.parent.name if self.parent else ""

    def refuse(self, sentence: str) -> None:
        self.draft.problems.append(sentence)


def kind_of(row: Planned) -> Kind | None:
    """By its cell, what the directory says, its name, the heading above it; None if none tells."""
    told: Kind | None = row.values.get("kind")
    if told is not None:
        return told
    if row.organisation is not None:
        return Kind(row.organisation.kind)
    by_name = kind_by_name(row.draft.name)
    if by_name is not None and by_name != Kind.DEPARTMENT:
        return by_name
    return kind_by_heading(row.draft.band) or kind_by_heading(row.draft.sheet) or by_name
