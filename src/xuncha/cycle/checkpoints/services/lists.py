"""Giving an inspection its list, and adapting it."""

from __future__ import annotations

from collections.abc import Collection

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.models import Checkpoint, InspectionPoint, PointList, PointSet
from xuncha.cycle.checkpoints.proposing import kinds_for, points_for, set_in_force
from xuncha.cycle.checkpoints.services.answering import note_step, step
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.selectors import current_taxonomy, groups_of
from xuncha.foundation import access
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import content_key
from xuncha.kernel.records import add, next_number

_BATCH = 300
NO_SET = "还没有已经启用的监督清单版本，请先发布一版。"


@service
def give_list(
    actor: Actor, *, inspection_id: int, kinds: Collection[str] | None = None
) -> PointList:
    """Give an inspection its own copy of the points in force today, by kinds of organisation (those
    proposed where none are told). Refuses a second list, an inspection that was fed back, and kinds
    for which there is no point."""
    rows = Inspection.objects.select_related("organisation", "round")
    inspection = access.get_or_404(actor, rows, pk=inspection_id)
    access.require(actor, "give", PointList(inspection=inspection))
    version = set_in_force()
    if version is None:
        raise Conflict(NO_SET)
    return _give(actor, inspection, version, kinds)


@service
def give_round(actor: Actor, *, round_id: int) -> int:
    """Give their lists to all inspections of a round that have none and were not fed back yet. How
    many got one; those for whose kind there is no point are passed over."""
    row = access.get_or_404(actor, Round, pk=round_id)
    access.require(actor, "give", PointList(inspection=Inspection(round=row)))
    version = set_in_force()
    if version is None:
        raise Conflict(NO_SET)
    waiting = access.visible(actor, Inspection).filter(
        round=row, point_list__isnull=True
    ).exclude(state__in=AFTER_FEEDBACK)  # fmt: skip
    given = 0
    for inspection in waiting.select_related("organisation", "round").order_by("pk"):
        access.require(actor, "give", PointList(inspection=inspection))
        kinds = kinds_for(inspection)
        if points_for(version, kinds, clock.today()).exists():
            _give(actor, inspection, version, kinds)
            given += 1
    return given


def _give(
    actor: Actor, inspection: Inspection, version: PointSet, kinds: Collection[str] | None
) -> PointList:
    if inspection.state in AFTER_FEEDBACK:
        raise Conflict("这次巡察已经反馈，不再下发任务清单。")
    chosen = kinds_for(inspection) if kinds is None else list(kinds)
    day = clock.today()
    points = list(points_for(version, chosen, day))
    if not points:
        raise Invalid("所选类别在现行版本里没有监督要点，请另选类别。", field="kinds")
    made = PointList(
        inspection=inspection, set=version, kinds=sorted(chosen), given_by_id=actor.user_id,
        given_at=clock.now(),
    )  # fmt: skip
    add(made, "这次巡察已经有任务清单了。")
    groups = groups_of(one.leaf_id for one in points)
    InspectionPoint.objects.bulk_create(copies(inspection, points, groups), batch_size=_BATCH)
    record(
        actor, "checkpoints.list.given", inspection, set=version.name, points=len(points),
        kinds=made.kinds,
    )  # fmt: skip
    return made


def copies(
    inspection: Inspection, points: Collection[Checkpoint], groups: dict[int, TaxonomyNode]
) -> list[InspectionPoint]:
    """The inspection's own rows of some points, numbered in their order, not saved. ``groups``
    gives each leaf's branch."""
    return [
        InspectionPoint(
            inspection=inspection, round_id=inspection.round_id,
            organisation_id=inspection.organisation_id, checkpoint=one,
            decision_id=one.decision_id, leaf_id=one.leaf_id, group=groups[one.leaf_id],
            number=at, text=one.text, signs=one.signs, ways=one.ways, is_key=one.is_key,
            key=one.key,
        )
        for at, one in enumerate(points, start=1)
    ]  # fmt: skip


@service
def add_point(
    actor: Actor,
    *,
    inspection_id: int,
    text: str,
    leaf_id: int,
    reason: str,
    signs: str = "",
    ways: str = "",
) -> InspectionPoint:
    """Put a further point on an inspection's list, and say why. Refuses the same words twice, a
    branch instead of a leaf, an inspection without a list or fed back already."""
    listed = access.get_or_404(
        actor, PointList, related=("inspection",), inspection_id=inspection_id
    )
    access.require(actor, "add", listed)
    not_fed_back(listed.inspection)
    text, reason = text.strip(), reason.strip()
    if not text:
        raise Invalid("请填写监督要点。", field="text")
    if not reason:
        raise Invalid("请写明为什么增加这一条。", field="reason")
    leaf = _leaf(actor, leaf_id)
    number = next_number(InspectionPoint.objects.filter(inspection=listed.inspection_id))
    point = InspectionPoint(
        inspection=listed.inspection, round_id=listed.inspection.round_id,
        organisation_id=listed.inspection.organisation_id, leaf=leaf,
        group=groups_of([leaf.pk])[leaf.pk], number=number, text=text, signs=signs.strip(),
        ways=ways.strip(), key=content_key(text), added_reason=reason[:200],
    )  # fmt: skip
    add(point, "这份清单里已经有一条相同的要点。")
    note_step(actor, point, "add", "增加要点", "", PointState.OPEN, reason)
    record(actor, "checkpoints.point.added", point, reason=reason, inspection=inspection_id)
    return point


def _leaf(actor: Actor, leaf_id: int) -> TaxonomyNode:
    leaf = access.get_or_404(actor, TaxonomyNode, pk=leaf_id)
    frame = current_taxonomy()
    if frame is None or leaf.taxonomy_id != frame.pk or leaf.children.exists():
        raise Invalid("请归入最末一级分类。", field="leaf")
    return leaf


@service
def leave_out(actor: Actor, *, point_id: int, version: int, reason: str) -> InspectionPoint:
    """Leave a point out of this inspection's list, and say why; it stays to be seen."""
    point = step(actor, point_id, "leave_out", version, reason, left_reason=reason.strip()[:200])
    record(actor, "checkpoints.point.left_out", point, reason=reason.strip())
    return point


@service
def take_back(actor: Actor, *, point_id: int, version: int) -> InspectionPoint:
    """Put a point that was left out back on the list."""
    point = step(actor, point_id, "take_back", version, "", left_reason="")
    record(actor, "checkpoints.point.taken_back", point)
    return point


@service
def assign_points(
    actor: Actor, *, inspection_id: int, point_ids: Collection[int], user_id: int | None
) -> int:
    """Give points of one inspection to a person (or to nobody); that person is told. How many
    changed hands. Refuses points of another inspection and people who may not
    answer them."""
    rows = access.visible(actor, InspectionPoint).filter(
        inspection_id=inspection_id, pk__in=list(point_ids)
    )
    points = list(rows.select_related("inspection__organisation", "inspection__round"))
    if not points or len(points) != len(set(point_ids)):
        raise Invalid("请在这份清单里选择要分工的要点。", field="points")
    for point in points:
        access.require(actor, "assign", point)
    person = _person(user_id, points[0])
    not_fed_back(points[0].inspection)
    moving = [one.pk for one in points if one.assigned_to_id != user_id]
    InspectionPoint.objects.filter(pk__in=moving).update(assigned_to=person)
    if moving:
        record(
            actor, "checkpoints.point.assigned", points[0].inspection, points=sorted(moving),
            user=user_id,
        )  # fmt: skip
    if moving and person is not None and person.pk != actor.user_id:
        tell(
            actor, users=[person.pk], kind="checkpoints.point.assigned",
            text=f"{points[0].inspection}：有 {len(moving)} 条监督要点分给您检查。",
            url=f"/inspections/{inspection_id}/points/", topic=topic_of(inspection_id),
        )  # fmt: skip
    return len(moving)


def _person(user_id: int | None, point: InspectionPoint) -> User | None:
    """Whoever is given points must be able to answer them: asked of the policy in his own name."""
    if user_id is None:
        return None
    person = User.objects.filter(pk=user_id, is_active=True).first()
    if person is None:
        raise Invalid("没有这个人，或者账号已经停用。", field="user")
    if not access.can(build_actor(person), "clear", point):
        raise Invalid(f"{person.name}不在这次巡察的组里，不能承办。", field="user")
    return person


def not_fed_back(inspection: Inspection) -> None:
    """Lists are adapted until the feedback; afterwards they are part of the record."""
    if inspection.state in AFTER_FEEDBACK:
        raise Conflict("这次巡察已经反馈，任务清单不能再调整。")
