"""Was this found before? The nearest earlier findings of the unit, its relatives and its kind."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.selectors import line_of
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.engines.similarity import Entry, Library, Near, nearest
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent

OWN, LINE, TREE, KIND = "本单位", "前身或者后身", "上级或者下级单位", "同类单位"
ORDER = (OWN, LINE, TREE, KIND)
SHOWN = 8
MOST = 4000
"""With so many earlier findings, the latest, a text is compared."""
OLDER = 200
"""And with so many of the older ones, those that a finder names."""

Finder = Callable[[Actor, str, int], list[int]]
_finders: list[Finder] = []


def finder(func: Finder) -> Finder:
    """Register what names findings that come near a text, for where there are too many to compare
    it with all. A room above this one knows how; what it names is looked at through the door."""
    if func not in _finders:
        _finders.append(func)
    return func


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier finding that comes near: how it is related, how near (per cent), what is the same
    in its words and in those of the finding asked about."""

    finding: Finding
    relation: str
    near: Near

    @property
    def percent(self) -> int:
        return round(self.near.score * 100)


@dataclass(frozen=True, slots=True)
class Relatives:
    """By organisation how it is related to one."""

    own: int
    line: frozenset[int]
    tree: frozenset[int]

    def of(self, organisation_id: int) -> str:
        if organisation_id == self.own:
            return OWN
        if organisation_id in self.line:
            return LINE
        return TREE if organisation_id in self.tree else KIND


def relatives_of(actor: Actor, organisation: Organisation) -> Relatives:
    """Its predecessors and successors at any remove, its parent and children. Three queries."""
    try:
        line = line_of(actor, organisation)
    except Absent:
        return Relatives(organisation.pk, frozenset(), frozenset())
    related = Organisation.objects.filter(
        Q(parent=organisation) | Q(pk=organisation.parent_id or 0)
    ).values_list("pk", flat=True)
    return Relatives(organisation.pk, line.predecessors | line.successors, frozenset(related))


def candidates(actor: Actor, finding: Finding) -> QuerySet[Finding]:
    """Earlier findings in the actor's sight: of the unit and its relatives all, of its kind those
    under the same leaf; over all rounds but this inspection."""
    kin = relatives_of(actor, finding.organisation)
    wanted = Q(organisation__in={kin.own} | kin.line | kin.tree)
    if finding.leaf_id:
        wanted |= Q(leaf=finding.leaf_id, organisation__kind=finding.organisation.kind)
    rows = access.visible(actor, Finding).filter(
        wanted, state__in=[FindingState.FED_BACK, FindingState.SETTLED]
    )
    return rows.exclude(inspection=finding.inspection_id).filter(
        inspection__round__start_on__lte=finding.round.start_on
    )


def earlier_like(actor: Actor, finding: Finding, shown: int = SHOWN) -> list[Earlier]:
    """The nearest earlier findings, nearest first. Six queries at most, whatever the
    number."""
    rows_near = candidates(actor, finding)
    pairs = list(rows_near.order_by("-pk").values_list("pk", "text")[:MOST])
    if len(pairs) == MOST:
        named = [pk for func in _finders for pk in func(actor, finding.text, OLDER)]
        older = rows_near.filter(pk__in=named, pk__lt=pairs[-1][0])
        pairs += older.values_list("pk", "text")
    library = Library(Entry(pk, text) for pk, text in pairs)
    found = nearest(library, finding.text, shown)
    rows = _rows(actor, [one.key for one in found])
    kin = relatives_of(actor, finding.organisation)
    return [
        Earlier(rows[one.key], kin.of(rows[one.key].organisation_id), one)
        for one in found
        if one.key in rows
    ]


def _rows(actor: Actor, ids: Iterable[int]) -> dict[int, Finding]:
    rows = access.visible(actor, Finding).filter(pk__in=list(ids))
    return {one.pk: one for one in rows.select_related("organisation", "round", "leaf")}
