"""Words to whoever is to act next: numbers only, never which unit or what was found."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation.notices.services import tell
from xuncha.kernel.actor import Actor


def tell_checkers(actor: Actor, rows: Sequence[SpotCheck]) -> None:
    """To both checkers, one word for all that was given at once. It names no unit: whoever keeps
    away from it finds nothing behind the link."""
    first = rows[0]
    text = f"有 {len(rows)} 件事项派给您实地核查。" if len(rows) > 1 else f"{first}等您实地核查。"
    users = [one for one in (first.first_id, first.second_id) if one]
    url = "/oversight/checks/?mine=yes" if len(rows) > 1 else _of(first)
    tell(actor, users=users, kind="oversight.check.assigned", text=text, url=url)


def tell_other(actor: Actor, row: SpotCheck) -> None:
    """To the checker who has to confirm."""
    users = [one for one in (row.first_id, row.second_id) if one and one != row.recorded_by_id]
    tell(
        actor, users=users, kind="oversight.check.recorded", text=f"{row}的核查记录等您确认。",
        url=_of(row),
    )  # fmt: skip


def tell_director(actor: Actor, row: SpotCheck) -> None:
    """To the office's director: something is to be decided."""
    _tell(actor, with_roles([OFFICE_DIRECTOR]), row, f"{row}核查完了，等您定处理。")


def _tell(actor: Actor, users: Iterable[int], row: SpotCheck, text: str) -> None:
    tell(
        actor, users=users, kind="oversight.check.confirmed", text=text, url=_of(row),
        topic=topic_of(row.inspection_id),
    )  # fmt: skip


def _of(row: SpotCheck) -> str:
    return f"/oversight/checks/{row.pk}/"
