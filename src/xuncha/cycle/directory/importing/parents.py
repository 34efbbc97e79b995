"""Whom the rows of a list put above themselves."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.importing.kinds import kind_by_name
from xuncha.cycle.directory.importing.matching import Directory, Index, key_of
from xuncha.cycle.directory.importing.planned import Planned, kind_of
from xuncha.cycle.directory.models import Organisation

_BELOW = frozenset({Kind.VILLAGE, Kind.COMMUNITY})


def _heads(one: Organisation) -> bool:
    """The committee itself, not a body of its own that stands below it."""
    return one.kind == Kind.DISTRICT and one.parent_id is None


class Parents:
    """Settles whom each row stands under: by code or by name, in the list first, then in the
    directory; where the cell is blank, by the heading above; else, for what stands under the
    committee itself, the only committee there is."""

    def __init__(self, directory: Directory, rows: Sequence[Planned]) -> None:
        self.directory, self.rows = directory, rows
        self.by_code = {key_of(row.code).upper(): row for row in rows if row.code}
        self.by_organisation = {row.organisation.pk: row for row in rows if row.organisation}
        self.names: Index[Planned] = Index()
        for row in rows:
            self.names.add(row, (row.draft.name, row.values.get("short_name") or ""))
        heads = [one for one in directory.rows.values() if _heads(one)]
        listed = [row for row in rows if self._is_head(row)]
        roots: list[Planned | Organisation] = [
            *listed, *(one for one in heads if one.pk not in self.by_organisation)
        ]  # fmt: skip
        self.root = roots[0] if len(roots) == 1 else None

    def settle(self) -> None:
        """Set the parent of each row, or refuse it."""
        for row in self.rows:
            if told := row.values.get("parent"):
                self._settle_told(row, told)
            elif row.organisation is None:
                self._settle_blank(row)

    def _is_head(self, row: Planned) -> bool:
        if row.organisation is not None:
            return _heads(row.organisation)
        return (row.values.get("kind") or kind_by_name(row.draft.name)) == Kind.DISTRICT

    def _find(self, told: str) -> list[Planned | Organisation]:
        if row := self.by_code.get(key_of(told).upper()):
            return [row]
        if one := self.directory.coded(told):
            return [self.by_organisation.get(one.pk, one)]
        found: dict[int, Planned | Organisation] = {id(one): one for one in self.names.find(told)}
        for other in self.directory.named(told):
            mine = self.by_organisation.get(other.pk, other)
            found.setdefault(id(mine), mine)
        return list(found.values())

    def _settle_told(self, row: Planned, told: str) -> None:
        found = [one for one in self._find(told) if one is not row]
        if not found:
            row.refuse(f"上级“{told}”在表里和名录里都没有。")
        elif len(found) > 1:
            row.refuse(f"有几个单位都叫“{told}”，上级请填代码。")
        else:
            row.parent = found[0]
            self._check_alive(row)

    def _check_alive(self, row: Planned) -> None:
        parent = row.parent
        if isinstance(parent, Planned):
            ended = parent.values.get("dissolved_on")
        else:
            ended = parent.dissolved_on if parent else None
        own = row.values.get("dissolved_on")
        if ended and (own is None or own > ended):
            row.refuse(f"上级“{row.parent_name}”已于 {ended} 撤销。")

    def _settle_blank(self, row: Planned) -> None:
        band = (
            [one for one in self._find(row.draft.band) if one is not row] if row.draft.band else []
        )
        if len(band) == 1:
            row.parent = band[0]
            row.draft.notes.append(f"上级空着，按小标题归到“{row.parent_name}”。")
        elif self._is_head(row):
            return
        elif kind_of(row) in _BELOW:
            row.refuse("村、社区要写明上级。")
        elif self.root is not None:
            row.parent = self.root
            row.draft.notes.append(f"上级空着，归到“{row.parent_name}”。")
        else:
            row.refuse(
                "上级空着，名录里还没有区委可以归到：请先登记区委，"
                "或者在表里加上区委这一行（类别写“区委”）。"
            )
