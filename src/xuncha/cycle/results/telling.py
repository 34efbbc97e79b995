"""Words to whoever is to act next: numbers and kinds, never what was found."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.directory.roles import LEADER, OFFICE_DIRECTOR, UNIT
from xuncha.cycle.fieldwork.stay import unit_users
from xuncha.cycle.results.models import CommonProblem, Result, SelfCheck
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation.notices.services import tell
from xuncha.kernel.actor import Actor


def tell_deciders(actor: Actor, row: Result) -> None:
    """To whoever may hand it over; the leading group where only the drafter could."""
    users = with_roles([OFFICE_DIRECTOR])
    if set(users) <= {actor.user_id}:
        users = with_roles([LEADER])
    _of(actor, users, row, "drafted", "等您移交。")


def tell_receiver(actor: Actor, row: Result, words: str) -> None:
    """To the unit's head and liaison, or to the partner's account."""
    users = unit_users(row.unit_id, UNIT) if row.unit_id else [row.addressee_id or 0]
    _of(actor, users, row, "receiver", words)


def tell_office(actor: Actor, row: Result, words: str) -> None:
    """To whoever drafted it and handed it over."""
    users = [one for one in (row.drafted_by_id, row.issued_by_id) if one]
    _of(actor, users, row, "office", words)


def _of(actor: Actor, users: Iterable[int], row: Result, kind: str, words: str) -> None:
    tell(
        actor, users=users, kind=f"results.result.{kind}", text=f"{row}{words}",
        url=f"/results/{row.pk}/",
    )  # fmt: skip


def tell_common(actor: Actor, row: CommonProblem) -> None:
    """To the office's head: a name waits for being published."""
    users = with_roles([OFFICE_DIRECTOR])
    if set(users) <= {actor.user_id}:
        users = with_roles([LEADER])
    tell(
        actor, users=users, kind="results.common.named", text=f"共性问题“{row}”等您发布。",
        url=f"/results/commons/{row.pk}/",
    )  # fmt: skip


def tell_unit(actor: Actor, row: SelfCheck, words: str) -> None:
    """To the unit's head and liaison."""
    tell(
        actor, users=unit_users(row.organisation_id, UNIT), kind="results.selfcheck.unit",
        text=f"{row}{words}", url=f"/results/selfchecks/{row.pk}/",
    )  # fmt: skip


def tell_publisher(actor: Actor, row: SelfCheck, words: str) -> None:
    """To whoever named and published the problem."""
    users = [one for one in (row.common.named_by_id, row.common.published_by_id) if one]
    tell(
        actor, users=users, kind="results.selfcheck.office", text=f"{row.organisation}{words}",
        url=f"/results/selfchecks/{row.pk}/",
    )  # fmt: skip
