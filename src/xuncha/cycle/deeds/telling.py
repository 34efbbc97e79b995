"""Words to whoever is to act next: which deed by number, never what people said."""

from __future__ import annotations

from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.fieldwork.stay import team_users, unit_users
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation.notices.services import tell
from xuncha.kernel.actor import Actor


def tell_owner(actor: Actor, row: Deed, words: str) -> None:
    """To the head and liaison of the unit that owes it."""
    if row.owner_id is not None:
        _tell(actor, unit_users(row.owner_id, UNIT), row, words)


def tell_team(actor: Actor, row: Deed, words: str) -> None:
    """To the team, and to whoever put it down and verified it."""
    users = [one for one in (row.registered_by_id, row.verified_by_id) if one]
    _tell(actor, [*team_users(row.inspection_id), *users], row, words)


def _tell(actor: Actor, users: list[int], row: Deed, words: str) -> None:
    tell(
        actor, users=users, kind="deeds.deed", text=f"民生实事 {row.code}：{words}",
        url=f"/deeds/{row.pk}/", topic=topic_of(row.inspection_id),
    )  # fmt: skip
