"""Versions of the points to check: drafted, changed, issued, frozen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import Max

from xuncha.cycle.checkpoints.enums import CHECKED_KINDS, SetState
from xuncha.cycle.checkpoints.models import Checkpoint, CheckpointKind, Decision, PointSet
from xuncha.cycle.checkpoints.states import SET_STATES
from xuncha.cycle.taxonomy import selectors as frames
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import content_key
from xuncha.kernel.records import add

FROZEN = "这一版已经定稿，不能再改；要调整请另起一版。"
_BATCH = 300


@dataclass(frozen=True, slots=True)
class PointFacts:
    """What the form of a point says; ``kinds`` are values of ``OrganisationKind``."""

    decision_id: int
    leaf_id: int
    kinds: Sequence[str]
    text: str
    signs: str = ""
    ways: str = ""
    is_key: bool = False


@service
def create_set(
    actor: Actor, *, name: str, note: str = "", based_on_id: int | None = None
) -> PointSet:
    """Start a version, empty or with all points of an earlier one (same numbers, so that the two
    can be compared). Refuses a name that exists, and where no taxonomy is in force."""
    name = name.strip()
    if not name:
        raise Invalid("请填写版本名称。", field="name")
    taxonomy = frames.current_taxonomy()
    if taxonomy is None:
        raise Conflict("还没有生效的问题分类，不能起草监督清单。")
    base = access.get_or_404(actor, PointSet, pk=based_on_id) if based_on_id else None
    made = PointSet(
        name=name, note=note.strip(), taxonomy=taxonomy, based_on=base,
        drafted_by_id=actor.user_id, drafted_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", made)
    add(made, f"已经有一版叫“{name}”。")
    count = _copy(base, made) if base else 0
    record(actor, "checkpoints.set.created", made, points=count,
           based_on=base.name if base else "")  # fmt: skip
    return made


def _copy(base: PointSet, made: PointSet) -> int:
    """All points of a version into another; leaves go over by code where the taxonomy changed."""
    rows = list(
        base.checkpoints.select_related("leaf").prefetch_related("kinds").order_by("number")
    )
    codes = {} if made.taxonomy_id == base.taxonomy_id else dict(
        made.taxonomy.nodes.values_list("code", "pk")
    )  # fmt: skip
    copies = []
    for one in rows:
        leaf = one.leaf_id if not codes else codes.get(one.leaf.code)
        if leaf is None:
            raise Conflict(f"现行问题分类里没有“{one.leaf}”，要点{one.number}带不过来。")
        copies.append(
            Checkpoint(
                set=made, number=one.number, decision_id=one.decision_id, leaf_id=leaf,
                text=one.text, signs=one.signs, ways=one.ways, is_key=one.is_key, key=one.key,
            )
        )  # fmt: skip
    Checkpoint.objects.bulk_create(copies, batch_size=_BATCH)
    CheckpointKind.objects.bulk_create(
        [
            CheckpointKind(checkpoint=copy, kind=kind.kind)
            for copy, one in zip(copies, rows, strict=True)
            for kind in one.kinds.all()
        ],
        batch_size=_BATCH,
    )
    return len(copies)


@service
def issue_set(actor: Actor, *, set_id: int, version: int, effective_on: dt.date) -> PointSet:
    """Put a version in force from a day on. Refuses a day that has passed, one on which another
    version starts, and a version without points. From now on it never changes."""
    row = access.get_or_404(actor, PointSet, pk=set_id)
    access.require(actor, "issue", row)
    if effective_on < clock.today():
        raise Invalid("启用日期不能早于今天。", field="effective_on")
    try:
        with transaction.atomic():
            change = SET_STATES.move(
                row, "issue", version=version, effective_on=effective_on,
                issued_by_id=actor.user_id, issued_at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(f"{effective_on} 已经有另一版启用。") from None
    record(
        actor, "checkpoints.set.issued", row, before=change.before, after=change.after,
        effective_on=str(effective_on), points=row.checkpoints.count(),
    )  # fmt: skip
    return row


@service
def drop_set(actor: Actor, *, set_id: int, version: int, reason: str) -> PointSet:
    """Leave a draft; it stays to be read."""
    row = access.get_or_404(actor, PointSet, pk=set_id)
    access.require(actor, "drop", row)
    change = SET_STATES.move(row, "drop", version=version, reason=reason)
    record(
        actor, "checkpoints.set.dropped", row, reason=change.reason, before=change.before,
        after=change.after,
    )  # fmt: skip
    return row


@service
def add_checkpoint(actor: Actor, *, set_id: int, facts: PointFacts) -> Checkpoint:
    """Break a decision down: one more point in a draft. Refuses the same words twice, a branch
    instead of a leaf, no kind of organisation, a retired decision."""
    row = draft_of(actor, set_id)
    fields = cleaned(actor, row, facts)
    made = Checkpoint(set=row, number=next_number(), **fields)
    _save(made, facts.kinds)
    record(actor, "checkpoints.checkpoint.created", made, set=row.name, number=made.number)
    return made


@service
def change_checkpoint(actor: Actor, *, checkpoint_id: int, facts: PointFacts) -> Checkpoint:
    """Change a point of a draft; its number stays. Issued versions refuse."""
    point = access.get_or_404(actor, Checkpoint, pk=checkpoint_id)
    row = draft_of(actor, point.set_id)
    before = {"text": point.text, "signs": point.signs}
    for key, value in cleaned(actor, row, facts).items():
        setattr(point, key, value)
    _save(point, facts.kinds)
    record(
        actor, "checkpoints.checkpoint.changed", point, set=row.name, number=point.number,
        before=before, after={"text": point.text, "signs": point.signs},
    )  # fmt: skip
    return point


@service
def remove_checkpoint(actor: Actor, *, checkpoint_id: int) -> PointSet:
    """Take a point out of a draft. Issued versions refuse."""
    point = access.get_or_404(actor, Checkpoint, pk=checkpoint_id)
    row = draft_of(actor, point.set_id)
    record(
        actor, "checkpoints.checkpoint.removed", point, set=row.name, number=point.number,
        before={"text": point.text},
    )  # fmt: skip
    point.delete()
    return row


def draft_of(actor: Actor, set_id: int) -> PointSet:
    """A version that may still be changed by this person, its row touched so that nobody issues it
    meanwhile; ``Conflict`` once it is issued or dropped."""
    row = access.get_or_404(actor, PointSet, pk=set_id)
    access.require(actor, "change", row)
    held = PointSet.objects.filter(pk=row.pk, state=SetState.DRAFT).update(note=row.note)
    if held != 1:
        raise Conflict(FROZEN)
    return row


def next_number() -> int:
    """A number that no version has used: a point that was taken out never lends its own."""
    return (Checkpoint.objects.aggregate(most=Max("number"))["most"] or 0) + 1


def cleaned(actor: Actor, row: PointSet, facts: PointFacts) -> dict[str, object]:
    """The facts as columns, or ``Invalid`` with the field's sentence."""
    text = facts.text.strip()
    if not text:
        raise Invalid("请填写监督要点。", field="text")
    if not facts.kinds or not set(facts.kinds) <= set(CHECKED_KINDS):
        raise Invalid("请选择适用的单位类别。", field="kinds")
    decision = access.get_or_404(actor, Decision, pk=facts.decision_id)
    if decision.state != "in_force":
        raise Invalid("这份决策部署已经停用，请另选一份。", field="decision")
    leaf = access.get_or_404(actor, TaxonomyNode, pk=facts.leaf_id)
    if leaf.taxonomy_id != row.taxonomy_id or leaf.children.exists():
        raise Invalid("请归入这一版分类的最末一级。", field="leaf")
    return {
        "decision": decision, "leaf": leaf, "text": text, "signs": facts.signs.strip(),
        "ways": facts.ways.strip(), "is_key": facts.is_key, "key": content_key(text),
    }  # fmt: skip


def _save(point: Checkpoint, kinds: Sequence[str]) -> None:
    try:
        with transaction.atomic():
            point.save()
    except IntegrityError:
        raise Conflict("这一版里已经有一条相同的监督要点。") from None
    wanted = set(kinds)
    point.kinds.exclude(kind__in=wanted).delete()
    there = set(point.kinds.values_list("kind", flat=True))
    CheckpointKind.objects.bulk_create(
        [CheckpointKind(checkpoint=point, kind=kind) for kind in sorted(wanted - there)]
    )
