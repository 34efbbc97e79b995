"""Linking findings with the points they answer to, and placing them in a second frame."""

from __future__ import annotations

from collections.abc import Collection

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.checkpoints.services.answering import found_by_finding
from xuncha.cycle.findings.enums import GONE
from xuncha.cycle.findings.models import Finding, FindingFrame, FindingPoint
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.taxonomy.models import FrameRole, Taxonomy, TaxonomyNode
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def link_points(actor: Actor, *, finding_id: int, point_ids: Collection[int]) -> int:
    """Say to which points of its inspection's list a finding answers; each of them now counts as
    "trouble found". Links that stand already stay. Refuses points of another inspection, points
    that were left out, a finding that is not used, and a closed inspection. How many are new."""
    finding = _open(actor, finding_id, "link")
    rows = access.visible(actor, InspectionPoint).filter(
        inspection=finding.inspection_id, pk__in=list(point_ids)
    )
    points = list(rows.order_by("number"))
    if not points or len(points) != len(set(point_ids)):
        raise Invalid("请在这次巡察的任务清单里选择要点。", field="points")
    there = set(finding.point_links.values_list("point_id", flat=True))
    new = [one for one in points if one.pk not in there]
    for point in new:
        if point.state == PointState.LEFT_OUT:
            raise Conflict(f"{point}没有列入清单，先重新列入才能关联。")
        found_by_finding(actor, point, f"见{finding}")
    FindingPoint.objects.bulk_create(
        [
            FindingPoint(
                finding=finding, point=one, linked_by_id=actor.user_id, linked_at=clock.now()
            )
            for one in new
        ]
    )
    if new:
        record(actor, "findings.point.linked", finding, points=[one.pk for one in new])
    return len(new)


@service
def unlink_point(actor: Actor, *, finding_id: int, point_id: int) -> None:
    """Take a link back. The point stays "trouble found" until somebody looks again."""
    finding = _open(actor, finding_id, "link")
    point = access.get_or_404(actor, InspectionPoint, pk=point_id)
    removed, _ = FindingPoint.objects.filter(finding=finding, point=point).delete()
    if removed != 1:
        raise Conflict("这条关联刚才已经解除了。")
    record(actor, "findings.point.unlinked", finding, points=[point.pk])


@service
def place_finding(actor: Actor, *, finding_id: int, frame_id: int, node_id: int | None) -> None:
    """Place a finding in a second frame by hand; None: as the table of matches says. Refuses the
    main frame (that is the finding's own leaf) and a node of another frame."""
    finding = _open(actor, finding_id, "place")
    frame = access.get_or_404(actor, Taxonomy, pk=frame_id)
    if frame.role != FrameRole.SECOND:
        raise Invalid("主用分类在问题本身上改，这里只归对照框架。", field="node")
    if node_id is None:
        FindingFrame.objects.filter(finding=finding, frame=frame).delete()
        record(actor, "findings.frame.placed", finding, frame=str(frame), node="")
        return
    node = access.get_or_404(actor, TaxonomyNode, pk=node_id)
    if node.taxonomy_id != frame.pk:
        raise Invalid("请在这个框架里选择。", field="node")
    FindingFrame.objects.update_or_create(
        finding=finding, frame=frame,
        defaults={"node": node, "placed_by_id": actor.user_id, "placed_at": clock.now()},
    )  # fmt: skip
    record(actor, "findings.frame.placed", finding, frame=str(frame), node=node.code)


def _open(actor: Actor, finding_id: int, action: str) -> Finding:
    finding = access.get_or_404(actor, Finding, related=("inspection",), pk=finding_id)
    access.require(actor, action, finding)
    if finding.state in GONE:
        raise Conflict(f"这个问题{finding.get_state_display()}，不能再关联和归类。")
    if finding.inspection.state == Stage.ARCHIVED:
        raise Conflict("这次巡察已经归档，不能再改。")
    return finding
