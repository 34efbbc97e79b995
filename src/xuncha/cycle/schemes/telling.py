"""Words to whoever is to act next."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.directory.roles import LEADER, OFFICE, OFFICE_DIRECTOR, UNIT
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.schemes import rules
from xuncha.cycle.schemes.models import ReviewSeat, Scheme, SchemeReview
from xuncha.cycle.teams.telling import tell_users, with_roles
from xuncha.kernel.actor import Actor


def tell_unit(actor: Actor, scheme: Scheme, kind: str, text: str) -> None:
    """To everybody who speaks for the unit."""
    _tell(actor, unit_users(scheme.inspection.organisation_id, UNIT), kind, text, scheme)


def tell_office(actor: Actor, scheme: Scheme, kind: str, text: str) -> None:
    """To the office."""
    _tell(actor, with_roles(OFFICE), kind, text, scheme)


def tell_reviewers(actor: Actor, scheme: Scheme, seats: Iterable[ReviewSeat]) -> None:
    """To those who were asked to review."""
    for seat in seats:
        text = f"请在 {seat.review.due_on} 前对{scheme}提出{seat}的审核意见。"
        url = f"/schemes/seats/{seat.pk}/"
        _tell(actor, [seat.user_id], "schemes.review.asked", text, scheme, url)


def tell_approvers(actor: Actor, scheme: Scheme, review: SchemeReview) -> None:
    """To those who may approve."""
    role = LEADER if review.approver == rules.LEADER else OFFICE_DIRECTOR
    text = f"{scheme}联审通过，等您批准。"
    _tell(actor, with_roles({role}), "schemes.scheme.to_approve", text, scheme)


def _tell(
    actor: Actor, users: Iterable[int | None], kind: str, text: str, scheme: Scheme, url: str = ""
) -> None:
    address = url or f"/schemes/{scheme.pk}/"
    topic = topic_of(scheme.inspection_id)
    tell_users(actor, users, kind, text, address, topic=topic)
