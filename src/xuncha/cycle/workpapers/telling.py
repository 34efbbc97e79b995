"""Words to whoever is to act next: numbers only, never what a paper says."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.directory.models import Membership
from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, UNIT
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.workpapers.chain import Turn
from xuncha.cycle.workpapers.models import FactSheet, Meeting, Paper
from xuncha.cycle.workpapers.seats import is_lead, sittings
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def tell_turn(actor: Actor, paper: Paper, turn: Turn | None) -> None:
    """To those whose signature is next."""
    if turn is None:
        return
    users = _directors() if turn.by_director else sorted(turn.users)
    _tell(actor, users, "workpapers.paper.turn", f"{paper}等您签字。", _of(paper), paper)


def tell_returned(actor: Actor, paper: Paper) -> None:
    """To the author; why stands on the paper's page only."""
    users = [paper.author_id] if paper.author_id else []
    words = f"{paper}退回给您修改，理由见底稿页。"
    _tell(actor, users, "workpapers.paper.returned", words, _of(paper), paper)


def tell_unit(actor: Actor, sheet: FactSheet) -> None:
    """To everybody who speaks for the unit: a sheet came, or was taken back."""
    words = f"{sheet}请在 {sheet.due_on} 前答复。" if sheet.state == "sent" else f"{sheet}已撤回。"
    _tell(actor, _speakers(sheet), "workpapers.sheet.sent", words, _sheet(sheet), sheet)


def _speakers(sheet: FactSheet) -> list[int]:
    today = clock.today()
    rows = Membership.objects.filter(
        organisation_id=sheet.inspection.organisation_id, from_on__lte=today
    ).exclude(until_on__lt=today)
    return sorted(_holding(UNIT) & set(rows.values_list("user_id", flat=True)))


def tell_put_off(actor: Actor, sheet: FactSheet) -> None:
    """To everybody who speaks for the unit: there is more time."""
    words = f"{sheet}答复截止推后到 {sheet.due_on}。"
    _tell(actor, _speakers(sheet), "workpapers.sheet.put_off", words, _sheet(sheet), sheet)


def tell_answered(actor: Actor, sheet: FactSheet) -> None:
    """To the team's lead and whoever sent the sheet."""
    users = {one.user_id for one in sittings(sheet.inspection_id) if is_lead(one)}
    known = sorted(one for one in {*users, sheet.sent_by_id} if one)
    words = f"{sheet}单位已经答复。"
    _tell(actor, known, "workpapers.sheet.answered", words, _sheet(sheet), sheet)


def tell_attendees(actor: Actor, meeting: Meeting) -> None:
    """To those who have to sign the record of a meeting."""
    users = meeting.attendees.filter(user__isnull=False, signed_at__isnull=True)
    known = list(users.values_list("user_id", flat=True))
    url = f"/meetings/{meeting.pk}/"
    _tell(actor, known, "workpapers.meeting.sign", f"{meeting}等您签字。", url, meeting)


def _tell(
    actor: Actor, users: Iterable[int], kind: str, text: str, url: str,
    row: Paper | FactSheet | Meeting,
) -> None:  # fmt: skip
    topic = topic_of(row.inspection_id)
    tell(actor, users=users, kind=kind, text=text, url=url, topic=topic)


def _of(paper: Paper) -> str:
    return f"/papers/{paper.pk}/"


def _sheet(sheet: FactSheet) -> str:
    return f"/fact-sheets/{sheet.pk}/"


def _directors() -> list[int]:
    return sorted(_holding({OFFICE_DIRECTOR}))


def _holding(roles: Iterable[str]) -> set[int]:
    day = clock.today()
    rows = RoleGrant.objects.filter(
        role__in=sorted(roles), from_on__lte=day, approved_at__isnull=False
    ).exclude(until_on__lt=day)
    return set(rows.values_list("user_id", flat=True))
