"""Ties entered, ended, withdrawn; never deleted."""

from __future__ import annotations

import datetime as dt
import unicodedata
from dataclasses import dataclass

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, OFFICE_STAFF
from xuncha.cycle.pool.enums import Kinship, TieKind, TieSource
from xuncha.cycle.pool.kinship import kinship_of
from xuncha.cycle.pool.models import Inspector, Tie
from xuncha.cycle.pool.services.details import PLACES, label_of, organisation_of
from xuncha.cycle.pool.services.telling import tell_roles
from xuncha.cycle.pool.states import TIE_STATES
from xuncha.cycle.pool.watching import tell_changed
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import exact_key
from xuncha.kernel.records import add

_LIMITS = {
    "organisation_words": 80, "person": 40, "relationship": 20, "post": 60, "detail": 300,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TieFacts:
    """A tie as a form or a row tells it. An empty ``kinship`` is found by the relationship."""

    kind: TieKind
    source: TieSource
    organisation_id: int | None = None
    organisation_words: str = ""
    person: str = ""
    relationship: str = ""
    kinship: Kinship | None = None
    post: str = ""
    leads: bool = False
    detail: str = ""
    from_on: dt.date | None = None
    until_on: dt.date | None = None


@service
def add_tie(actor: Actor, *, inspector_id: int, facts: TieFacts) -> Tie:
    """Enter a tie. The office enters any; a person declares his own. Refuses what ``check_tie``
    refuses and a tie that stands already."""
    inspector = access.get_or_404(actor, Inspector, pk=inspector_id)
    tie = lay_tie(actor, inspector, facts)
    access.require(actor, "add", tie)
    check_tie(tie)
    add(tie, "同样的关系已经登记过了。")
    record(
        actor, "pool.tie.added", tie, inspector=inspector.pk, kind=str(tie.kind),
        organisation=tie.organisation_id, source=str(tie.source),
    )  # fmt: skip
    if inspector.user_id == actor.user_id:
        tell_roles(
            actor, {OFFICE_STAFF, OFFICE_DIRECTOR}, "pool.tie.added",
            f"{inspector.name}申报了一项关系，请核对。", f"/pool/{inspector.pk}/",
        )  # fmt: skip
    tell_changed(actor, [inspector.pk])
    return tie


@service
def note_ties_read(actor: Actor, *, inspector_id: int) -> Inspector:
    """Let through to what ties a person, and note who looked. One's own are not noted."""
    row = access.get_or_404(actor, Inspector, pk=inspector_id)
    access.require(actor, "see_details", row)
    if row.user_id is None or row.user_id != actor.user_id:
        record(actor, "pool.ties.read", row)
    return row


def lay_tie(actor: Actor, inspector: Inspector, facts: TieFacts) -> Tie:
    """The tie as it would be written; ``check_tie`` must follow."""
    organisation = None
    if facts.organisation_id is not None:
        organisation = organisation_of(
            actor, facts.organisation_id, field="organisation", ended_too=True
        )
    kin = facts.kind == TieKind.KIN
    relationship = facts.relationship.strip()
    tie = Tie(
        inspector=inspector, kind=facts.kind, organisation=organisation,
        organisation_words="" if organisation else facts.organisation_words.strip(),
        person=facts.person.strip(), relationship=relationship,
        kinship=(facts.kinship or kinship_of(relationship)) if kin else "",
        post=facts.post.strip(), leads=facts.leads, detail=facts.detail.strip(),
        from_on=facts.from_on, until_on=facts.until_on, source=facts.source,
        entered_by_id=actor.user_id, entered_at=clock.now(),
    )  # fmt: skip
    tie.key = key_of(tie)
    return tie


def check_tie(tie: Tie) -> None:
    """``Invalid`` with the field for what can't be: kin without name and relationship, no place and
    no words, a native place that is no township or village, words too long, days out of order, a
    former post or relative that begins in the future."""
    for field, most in _LIMITS.items():
        if len(getattr(tie, field)) > most:
            raise Invalid(f"{label_of(Tie, field)}最多 {most} 个字。", field=field)
    if tie.kind == TieKind.KIN and not (tie.person and tie.relationship):
        field = "relationship" if tie.person else "person"
        raise Invalid("亲属关系要写明亲属姓名和与本人的关系。", field=field)
    if not (tie.organisation or tie.organisation_words or tie.detail):
        raise Invalid(
            "请选择涉及的单位；名录里没有的写名称，都没有的写说明。", field="organisation"
        )
    if tie.kind != TieKind.DECLARED and tie.kind != TieKind.OTHER and not (
        tie.organisation or tie.organisation_words
    ):  # fmt: skip
        raise Invalid("请写明涉及的单位。", field="organisation")
    if tie.kind == TieKind.NATIVE and tie.organisation and tie.organisation.kind not in PLACES:
        raise Invalid("地域关系只能选街道、乡镇、村、社区。", field="organisation")
    if tie.from_on and tie.until_on and tie.until_on < tie.from_on:
        raise Invalid("止日不能早于起日。", field="until_on")
    if tie.from_on and tie.from_on > clock.today():
        raise Invalid("起日不能晚于今天。", field="from_on")


def key_of(tie: Tie) -> str:
    """The same for the same fact, whoever enters it and from whichever source."""
    return exact_key(
        str(tie.kind), str(tie.organisation_id or _bare(tie.organisation_words)),
        _bare(tie.person), _bare(tie.relationship), _bare(tie.post), str(tie.from_on or ""),
        "" if tie.organisation_id or tie.organisation_words else _bare(tie.detail),
    )  # fmt: skip


def _bare(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).split())


@service
def end_tie(actor: Actor, *, tie_id: int, version: int, until_on: dt.date, reason: str) -> Tie:
    """Note that a tie ended in life on a day (and why); it goes on counting for the look-back.
    Refuses a day in the future or before it began, and a tie that ended earlier already."""
    tie = _get(actor, tie_id, "end")
    if until_on > clock.today():
        raise Invalid("终止日期不能晚于今天。", field="until_on")
    if tie.from_on and until_on < tie.from_on:
        raise Invalid("终止日期不能早于起日。", field="until_on")
    if tie.until_on is not None and tie.until_on < until_on:
        raise Conflict(f"这项关系已经在 {tie.until_on} 终止。")
    TIE_STATES.move(
        tie, "end", version=version, reason=reason, until_on=until_on,
        ended_by_id=actor.user_id, ended_at=clock.now(), ended_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "pool.tie.ended", tie, inspector=tie.inspector_id, until=str(until_on))
    tell_changed(actor, [tie.inspector_id])
    return tie


@service
def withdraw_tie(actor: Actor, *, tie_id: int, version: int, reason: str) -> Tie:
    """Take back a tie that was wrong, with a reason; it counts no more and stays to be read."""
    tie = _get(actor, tie_id, "withdraw")
    TIE_STATES.move(
        tie, "withdraw", version=version, reason=reason, withdrawn_by_id=actor.user_id,
        withdrawn_at=clock.now(), withdrawn_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "pool.tie.withdrawn", tie, inspector=tie.inspector_id)
    tell_changed(actor, [tie.inspector_id])
    return tie


def _get(actor: Actor, tie_id: int, action: str) -> Tie:
    tie = access.get_or_404(actor, Tie, related=("inspector", "organisation"), pk=tie_id)
    access.require(actor, action, tie)
    return tie
