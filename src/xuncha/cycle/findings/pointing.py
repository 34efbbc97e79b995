"""What findings say about points: which stay found, and what answers to them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.holding import holds
from xuncha.cycle.findings.enums import GONE
from xuncha.cycle.findings.models import Finding, FindingFrame, FindingPoint
from xuncha.cycle.taxonomy.models import FrameRole, Taxonomy, TaxonomyNode
from xuncha.cycle.taxonomy.selectors import matches_of
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@holds
def answered_by_findings(point: Any) -> str:
    """A point to which a finding answers can't be unchecked."""
    link = (
        FindingPoint.objects.filter(point=point)
        .exclude(finding__state__in=sorted(GONE))
        .select_related("finding")
        .first()
    )
    return f"{link.finding}对应这条要点，先解除关联才能重新检查。" if link else ""


def links_of_finding(actor: Actor, finding: Finding) -> QuerySet[FindingPoint]:
    """The points that a finding answers to."""
    rows = access.visible(actor, FindingPoint).filter(finding=finding)
    return rows.select_related("point__leaf", "point__decision").order_by("point__number")


def findings_by_point(actor: Actor, point_ids: Iterable[int]) -> dict[int, list[FindingPoint]]:
    """The links of some points, in one query."""
    found: dict[int, list[FindingPoint]] = defaultdict(list)
    rows = access.visible(actor, FindingPoint).filter(point__in=list(point_ids))
    for link in rows.select_related("finding").order_by("pk"):
        found[link.point_id].append(link)
    return found


def unlinked() -> Q:
    """Points where trouble was told and to which no finding in use answers yet."""
    linked = FindingPoint.objects.exclude(finding__state__in=sorted(GONE))
    return Q(state=PointState.FOUND) & ~Q(pk__in=linked.values("point"))


def findings_of(actor: Actor, inspection_id: int) -> QuerySet[Finding]:
    """The findings of an inspection that may answer to its points."""
    rows = access.visible(actor, Finding).filter(inspection=inspection_id)
    return rows.exclude(state__in=sorted(GONE)).order_by("pk")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands in a frame; ``by_hand`` where somebody placed it, else by the table of
    matches."""

    frame: Taxonomy
    node: TaxonomyNode
    by_hand: bool = False


def places_of(actor: Actor, finding: Finding) -> list[Place]:
    """A finding's places in the second frames: what was placed by hand goes before the table."""
    placed = access.visible(actor, FindingFrame).filter(finding=finding)
    found = {
        one.frame_id: Place(one.frame, one.node, by_hand=True)
        for one in placed.select_related("frame", "node")
    }
    if finding.leaf_id is not None:
        for match in matches_of(actor, finding.leaf_id):
            if match.frame.role == FrameRole.SECOND:
                found.setdefault(match.frame_id, Place(match.frame, match.target))
    return [found[key] for key in sorted(found)]
