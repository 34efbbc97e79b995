"""Another person approves what the parties let pass; the approval binds to the hash of what he saw,
and makes the rectification items."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.cycle.rectification.services.planned import (
    PlannedItem,
    Revision,
    make_items,
    revise_items,
)
from xuncha.cycle.schemes.checks import rows_of, version_of
from xuncha.cycle.schemes.digests import digest_of
from xuncha.cycle.schemes.models import Scheme, SchemeRow, SchemeTie
from xuncha.cycle.schemes.services.common import scheme_for, step
from xuncha.cycle.schemes.services.sending import back_to_unit
from xuncha.cycle.schemes.telling import tell_unit
from xuncha.foundation.audit.services import service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict


@service
def approve_scheme(
    actor: Actor, *, scheme_id: int, version: int, digest: str, note: str = ""
) -> Scheme:
    """Approve the version whose content has the hash that the approver saw. ``Conflict`` where it
    was taken back or changed meanwhile. Its lines become rectification items, or take over those
    that the unit's ledger brought in."""
    scheme = scheme_for(actor, scheme_id, "approve")
    told = version_of(scheme)
    rows = rows_of(told)
    if not told.digest or digest_of(told, rows) != told.digest or digest != told.digest:
        raise Conflict("方案的内容在您看过之后有变动，请刷新后重新看过再批准。")
    step(
        actor, scheme, "approve", "schemes.scheme.approved", version=version, note=note.strip(),
        approved=told, approved_digest=told.digest, approved_by_id=actor.user_id,
        approved_at=clock.now(),
    )  # fmt: skip
    made = _to_items(actor, scheme, rows)
    fresh = f"，新建整改事项 {made} 项" if made else ""
    text = f"{scheme}{told}已批准，共 {len(rows)} 条{fresh}。"
    tell_unit(actor, scheme, "schemes.scheme.approved", text)
    return scheme


def _to_items(actor: Actor, scheme: Scheme, rows: Sequence[SchemeRow]) -> int:
    """New items for lines without one; what a tied line says of measures and persons goes to its
    item. Gives how many were new."""
    ties = {one.line: one.item_id for one in SchemeTie.objects.filter(scheme=scheme)}
    fresh = [one for one in rows if one.line not in ties]
    made = make_items(
        actor, inspection_id=scheme.inspection_id, planned=[_planned(one) for one in fresh]
    )
    SchemeTie.objects.bulk_create(
        [SchemeTie(scheme=scheme, line=row.line, item_id=one.item_id)
         for row, one in zip(fresh, made, strict=True)],
        batch_size=400,
    )  # fmt: skip
    known = {row.line: one.item_id for row, one in zip(fresh, made, strict=True) if not one.is_new}
    known |= ties
    revise_items(
        actor,
        revisions=[
            Revision(known[row.line], tuple(row.acts), row.lead, row.department)
            for row in rows if row.line in known
        ],
    )  # fmt: skip
    return sum(one.is_new for one in made)


def _planned(row: SchemeRow) -> PlannedItem:
    return PlannedItem(
        finding_id=row.finding_id, problem=row.task, measures=tuple(row.acts), lead=row.lead,
        responsible_unit=row.department, due_on=row.due_on, is_long_term=row.is_long_term,
    )  # fmt: skip


@service
def refuse_scheme(actor: Actor, *, scheme_id: int, version: int, reason: str) -> Scheme:
    """Not approved: back to the unit with the reason."""
    scheme = scheme_for(actor, scheme_id, "refuse")
    step(actor, scheme, "refuse", "schemes.scheme.refused", version=version, reason=reason)
    back_to_unit(actor, scheme, reason, f"{scheme}没有批准：{reason.strip()}")
    return scheme
