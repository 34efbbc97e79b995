"""One paper for one team and one round (一次一授权): drafted, handed in, approved by another
person, announced; its dates open and shut the doors by themselves. Revoked with a reason."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.teams.composing import compose
from xuncha.cycle.teams.models import Authorisation, Seat, Team
from xuncha.cycle.teams.policies import APPROVERS
from xuncha.cycle.teams.rules import rules_on
from xuncha.cycle.teams.services.forming import open_team
from xuncha.cycle.teams.states import AUTHORISATION_STATES
from xuncha.cycle.teams.telling import members_of, tell_users, with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

LONGEST_DAYS = 400


@service
def draft_authorisation(
    actor: Actor, *, team_id: int, version: int, paper: str, opens_on: dt.date, shuts_on: dt.date
) -> Authorisation:
    """Set the paper's number and its days, while it is a draft; the seats are held from its first
    day on. Refuses an empty number, an end
    before the start, an end that is past, and more than 400 days. ``version`` is the team's."""
    team = open_team(actor, team_id, version)
    row = Authorisation.objects.get(team=team)
    access.require(actor, "change", row)
    paper = paper.strip()
    if not paper:
        raise Invalid("请填写授权文号。", field="paper")
    if len(paper) > 60:
        raise Invalid("授权文号最多 60 个字。", field="paper")
    if shuts_on < opens_on:
        raise Invalid("到期日期不能早于启用日期。", field="shuts_on")
    if shuts_on < clock.today() and not actor.is_system:
        raise Invalid("到期日期不能早于今天。", field="shuts_on")
    if (shuts_on - opens_on).days > LONGEST_DAYS:
        raise Invalid(f"一次授权最长 {LONGEST_DAYS} 天。", field="shuts_on")
    Authorisation.objects.filter(pk=row.pk).update(
        paper=paper, opens_on=opens_on, shuts_on=shuts_on, drafted_by_id=actor.user_id
    )
    Seat.objects.filter(team=team, ended_at__isnull=True).update(from_on=opens_on)
    record(
        actor, "teams.authorisation.drafted", row, name=team.name, paper=paper,
        opens=str(opens_on), shuts=str(shuts_on),
    )  # fmt: skip
    row.refresh_from_db()
    return row


@service
def submit_authorisation(
    actor: Actor, *, authorisation_id: int, version: int, team_version: int
) -> Authorisation:
    """Hand a paper in. Refuses one without number or days, and a team that breaks a rule; the
    sentence names the first. ``team_version`` is the team that the person saw."""
    row = _get(actor, authorisation_id, "submit")
    if row.team.version != team_version:
        raise Conflict
    if not row.paper or row.opens_on is None or row.shuts_on is None:
        raise Conflict("请先填写授权的文号、启用日期和到期日期。")
    _check(row, "送审")
    rules = rules_on(clock.today())
    change = AUTHORISATION_STATES.move(
        row, "submit", version=version, submitted_by_id=actor.user_id, submitted_at=clock.now(),
        rules_version=rules.number, note="",
    )  # fmt: skip
    record(
        actor, "teams.authorisation.submitted", row, before=change.before, after=change.after,
        rules=rules.number,
    )  # fmt: skip
    users = [one for one in with_roles(APPROVERS) if one != row.drafted_by_id]
    tell_users(
        actor, users, "teams.authorisation.submitted", f"{row.team}的授权送审，请审批。",
        _url(row),
    )  # fmt: skip
    return row


def _check(row: Authorisation, what: str) -> None:
    """``Conflict`` with the first fault if the team breaks a rule now."""
    composed = compose([row.team], row.team.round)[0]
    faults = composed.faults
    if faults:
        more = f"（共 {len(faults)} 项不符）" if len(faults) > 1 else ""
        raise Conflict(f"还不能{what}：{faults[0].label}——{faults[0].words}{more}")


@service
def return_authorisation(
    actor: Actor, *, authorisation_id: int, version: int, reason: str
) -> Authorisation:
    """Send a paper back with a reason; the team can be changed again."""
    row = _get(actor, authorisation_id, "return")
    change = AUTHORISATION_STATES.move(
        row, "return", version=version, reason=reason, note=reason.strip()[:300]
    )
    record(
        actor, "teams.authorisation.returned", row, before=change.before, after=change.after
    )  # fmt: skip
    _tell_drafters(actor, row, "returned", f"{row.team}的授权被退回：{change.reason}")
    return row


@service
def approve_authorisation(
    actor: Actor, *, authorisation_id: int, version: int, note: str = ""
) -> Authorisation:
    """Approve. Never by who drafted or handed it in, nor by somebody of the team. Refuses a team
    that has come to break a rule meanwhile."""
    row = _get(actor, authorisation_id, "approve")
    _check(row, "批准")
    change = AUTHORISATION_STATES.move(
        row, "approve", version=version, approved_by_id=actor.user_id, approved_at=clock.now(),
        note=note.strip()[:300],
    )  # fmt: skip
    record(
        actor, "teams.authorisation.approved", row, before=change.before, after=change.after,
        paper=row.paper,
    )  # fmt: skip
    _tell_drafters(actor, row, "approved", f"{row.team}的授权已批准，请在动员部署会上宣布。")
    return row


@service
def announce_authorisation(
    actor: Actor, *, authorisation_id: int, version: int, announced_on: dt.date
) -> Authorisation:
    """Note that it was announced on a day: not in the future, not before the approval. From then on
    its dates hold. Refuses a team that has come to break a rule meanwhile."""
    row = _get(actor, authorisation_id, "announce")
    if announced_on > clock.today():
        raise Invalid("宣布日期不能晚于今天。", field="announced_on")
    approved = row.approved_at.astimezone(clock.CHINA).date() if row.approved_at else None
    if approved and announced_on < approved:
        raise Invalid(f"宣布日期不能早于批准日期（{approved}）。", field="announced_on")
    _check(row, "宣布")
    change = AUTHORISATION_STATES.move(
        row, "announce", version=version, announced_on=announced_on,
        announced_by_id=actor.user_id,
    )  # fmt: skip
    record(
        actor, "teams.authorisation.announced", row, before=change.before, after=change.after,
        on=str(announced_on), opens=str(row.opens_on), shuts=str(row.shuts_on),
    )  # fmt: skip
    tell_users(
        actor, members_of(row.team_id), "teams.authorisation.announced",
        f"您已获授权参加{row.team.round}{row.team}，请先申报回避事项；"
        f"授权期 {row.opens_on} 至 {row.shuts_on}。",
        "/my-teams/",
    )  # fmt: skip
    return row


@service
def revoke_authorisation(
    actor: Actor, *, authorisation_id: int, version: int, reason: str
) -> Authorisation:
    """Take an authorisation back: all doors of the team shut at once."""
    row = _get(actor, authorisation_id, "revoke")
    change = AUTHORISATION_STATES.move(
        row, "revoke", version=version, reason=reason, revoked_at=clock.now(),
        revoked_by_id=actor.user_id, note=reason.strip()[:300],
    )  # fmt: skip
    record(
        actor, "teams.authorisation.revoked", row, before=change.before, after=change.after
    )  # fmt: skip
    tell_users(
        actor, members_of(row.team_id), "teams.authorisation.revoked",
        f"{row.team.round}{row.team}的授权已撤销，有关访问已经关闭。", "/my-teams/",
    )  # fmt: skip
    return row


@service
def note_print(actor: Actor, *, team_id: int) -> Team:
    """The papers of a team are printed; the log knows."""
    row = access.get_or_404(actor, Team, pk=team_id)
    access.require(actor, "print", row)
    record(actor, "teams.team.printed", row)
    return row


def _get(actor: Actor, authorisation_id: int, action: str) -> Authorisation:
    row = access.get_or_404(
        actor, Authorisation, related=("team__round",), pk=authorisation_id
    )  # fmt: skip
    access.require(actor, action, row)
    return row


def _tell_drafters(actor: Actor, row: Authorisation, kind: str, text: str) -> None:
    users = {row.drafted_by_id, row.submitted_by_id}
    tell_users(actor, users, f"teams.authorisation.{kind}", text, _url(row))


def _url(row: Authorisation) -> str:
    return f"/teams/{row.team_id}/"
