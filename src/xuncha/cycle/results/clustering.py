"""What several units of a round have in common: findings that come near each other by their words.
The engine proposes with the words that tie them; a person names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Round
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.engines.similarity import Entry, Library, nearest
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

USED = (FindingState.SETTLED, FindingState.FED_BACK)
MOST = 1500
"""So many findings of a round, the latest, are compared."""
NEIGHBOURS = 6
UNDER_A_LEAF = 0.16
"""Under the same leaf so much in common ties two findings,"""
ANYWHERE = 0.35
"""and so much wherever they are filed."""

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Tied:
    """A finding of a cluster, and where its words are another's of the cluster."""

    finding: Finding
    spans: Spans


@dataclass(frozen=True, slots=True)
class Cluster:
    """Findings of several units that belong together."""

    tied: list[Tied]
    units: int

    @property
    def leaf(self) -> TaxonomyNode | None:
        """The leaf under which most of them are."""
        counted: dict[TaxonomyNode, int] = defaultdict(int)
        for one in self.tied:
            if one.finding.leaf is not None:
                counted[one.finding.leaf] += 1
        return max(counted, key=lambda leaf: (counted[leaf], -leaf.pk)) if counted else None

    @property
    def ids(self) -> str:
        """The findings as an address names them."""
        return ",".join(str(one.finding.pk) for one in self.tied)


def proposals(actor: Actor, round_: Round, *, least_units: int) -> list[Cluster]:
    """Clusters over the findings of a round that the reader may see, of most units first. Each
    finding stands in one cluster at most."""
    rows = access.visible(actor, Finding).filter(round=round_, state__in=USED)
    found = list(rows.select_related("organisation", "leaf").order_by("-pk")[:MOST])
    groups = _joined(found)
    clusters = [
        Cluster(tied, units)
        for tied in groups
        if (units := len({one.finding.organisation_id for one in tied})) >= least_units
    ]
    return sorted(clusters, key=lambda one: (-one.units, one.tied[0].finding.pk))


def tied_by_words(findings: Sequence[Finding]) -> list[Tied]:
    """Chosen findings, each with the words that it has in common with the nearest of another
    unit."""
    library = Library(Entry(at, one.text) for at, one in enumerate(findings))
    told = []
    for at, one in enumerate(findings):
        others = (
            near for near in nearest(library, one.text, NEIGHBOURS + 1, least=0.0)
            if near.key != at and findings[near.key].organisation_id != one.organisation_id
        )  # fmt: skip
        near = next(others, None)
        told.append(Tied(one, near.own if near else ()))
    return told


def _joined(found: Sequence[Finding]) -> list[list[Tied]]:
    library = Library(Entry(at, one.text) for at, one in enumerate(found))
    heads = list(range(len(found)))
    spans: dict[int, Spans] = {}
    for at, one in enumerate(found):
        for near in nearest(library, one.text, NEIGHBOURS, least=UNDER_A_LEAF):
            other = found[near.key]
            if other.organisation_id == one.organisation_id:
                continue
            same_leaf = one.leaf_id is not None and one.leaf_id == other.leaf_id
            if near.score >= (UNDER_A_LEAF if same_leaf else ANYWHERE):
                spans.setdefault(at, near.own)
                spans.setdefault(near.key, near.spans)
                _unite(heads, at, near.key)
    return _groups(found, heads, spans)


def _groups(
    found: Sequence[Finding], heads: list[int], spans: dict[int, Spans]
) -> list[list[Tied]]:
    groups: dict[int, list[Tied]] = defaultdict(list)
    for at in sorted(spans):
        groups[_head(heads, at)].append(Tied(found[at], spans[at]))
    return list(groups.values())


def _head(heads: list[int], at: int) -> int:
    while heads[at] != at:
        heads[at] = heads[heads[at]]
        at = heads[at]
    return at


def _unite(heads: list[int], one: int, other: int) -> None:
    a, b = sorted((_head(heads, one), _head(heads, other)))
    heads[b] = a


def without(clusters: Iterable[Cluster], named: Collection[int]) -> list[Cluster]:
    """Those of which nobody named a part yet."""
    return [one for one in clusters if not any(tied.finding.pk in named for tied in one.tied)]
