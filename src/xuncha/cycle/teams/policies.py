"""Who sees and does what with teams. The office makes them, another person approves; a member sees
his own team; an inspected unit who comes; nobody handles what concerns himself."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from xuncha.cycle.directory.roles import (
    BUSINESS,
    INSPECTOR,
    LEADER,
    OFFICE,
    OFFICE_DIRECTOR,
    READERS,
    UNIT,
)
from xuncha.cycle.planning.sight import in_sight
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import (
    Appraisal,
    AppraisalRules,
    Assignment,
    Authorisation,
    Declaration,
    Recusal,
    RecusalRules,
    RecusalStep,
    RoundAppraisal,
    Seat,
    Team,
    UnitObjection,
)
from xuncha.foundation import access
from xuncha.foundation.accounts.roles import THREE
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, YES, Act, Decision, RolePolicy, no

APPROVERS = frozenset({LEADER, OFFICE_DIRECTOR})
_DIRECTOR = frozenset({OFFICE_DIRECTOR})
_SELF = frozenset(BUSINESS)
_ALL = dict.fromkeys(sorted(READERS), "全部")
OWN_PAPER = "拟稿人和送审人不能批准自己的授权，请由另一位有权限的同志办理。"
SHUT_TEAM = "本组巡察的单位里有您须回避的，请由另一位同志办理。"
OWN_SEAT = "组内成员不能办理本组的授权，请由另一位同志办理。"
HIMSELF = "不能办理涉及自己的回避事项，请由另一位同志办理。"
OWN_RAISING = "提出人不能自己认定不成立，请由另一位同志办理。"
OWN_WAIVER = "豁免必须由两个人办理：提请人不能自己批准。"
OWN_VERIFYING = "核实人不能自己决定，请由另一位同志办理。"
OWN_APPRAISAL = "不能评定自己，请由另一位同志办理。"


def _is_member(actor: Actor) -> bool:
    return actor.user_id is not None and not actor.has(*THREE)


def own_teams(actor: Actor) -> Q:
    """Teams in which the actor sits or sat, once they were announced."""
    if actor.user_id is None:
        return NOTHING
    seats = Seat.objects.filter(
        inspector__user_id=actor.user_id,
        team__authorisation__state__in=(AuthorisationState.ANNOUNCED, AuthorisationState.REVOKED),
    )
    return Q(pk__in=seats.values("team"))


def coming_teams(actor: Actor) -> Q:
    """Announced teams that inspect the actor's unit."""
    if actor.unit_id is None:
        return NOTHING
    rows = Assignment.objects.filter(
        inspection__organisation_id=actor.unit_id,
        team__authorisation__state=AuthorisationState.ANNOUNCED,
    )
    return Q(pk__in=rows.values("team"))


def teams_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight for teams and what hangs on them; ``path`` leads to the team."""
    if actor.is_system or actor.has(*READERS):
        return EVERYTHING
    if not _is_member(actor):
        return NOTHING
    rows = own_teams(actor)
    if actor.has(*UNIT) and actor.unit_id:
        rows |= coming_teams(actor)
    return Q(**{f"{path}__in": Team.objects.filter(rows)}) if path else rows


def _not_drafter(actor: Actor, row: Authorisation) -> str:
    return OWN_PAPER if actor.user_id in {row.drafted_by_id, row.submitted_by_id} else ""


def _not_shut(actor: Actor, row: Any) -> str:
    """Who must keep away from what a team inspects does not handle the team either."""
    if not actor.recusals:
        return ""
    team_id = row.pk if isinstance(row, Team) else row.team_id
    shut = Assignment.objects.filter(team_id=team_id, inspection__in=actor.recusals)
    return SHUT_TEAM if shut.exists() else ""


def _not_of_team(actor: Actor, row: Authorisation) -> str:
    seats = Seat.objects.filter(team_id=row.team_id, ended_at__isnull=True)
    own = actor.user_id is not None and seats.filter(inspector__user_id=actor.user_id).exists()
    return OWN_SEAT if own else ""


def concerns(actor: Actor, row: Recusal) -> bool:
    """Whether a recusal is the actor's own."""
    own = row.inspector.user_id if row.inspector else None
    return actor.user_id is not None and actor.user_id in {row.user_id, own}


def _not_himself(actor: Actor, row: Recusal) -> str:
    return HIMSELF if concerns(actor, row) else ""


def _not_raiser(actor: Actor, row: Recusal) -> str:
    return OWN_RAISING if row.raised_by_id == actor.user_id else ""


def _not_waiver_asker(actor: Actor, row: Recusal) -> str:
    return OWN_WAIVER if row.waive_asked_by_id == actor.user_id else ""


def _not_verifier(actor: Actor, row: UnitObjection) -> str:
    if row.seat.inspector.user_id == actor.user_id:
        return HIMSELF
    return OWN_VERIFYING if row.verified_by_id == actor.user_id else ""


@access.register(RecusalRules)
class RecusalRulesPolicy(RolePolicy):
    sees = _ALL
    acts = {"create": Act("制定回避和组队规则", _DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


@access.register(Team)
class TeamPolicy(RolePolicy):
    """Office and leaders see all; a member his own once announced, a unit those that come."""

    sees = _ALL | {INSPECTOR: "本人所在、已宣布的"} | dict.fromkeys(
        sorted(UNIT), "来本单位、已宣布的"
    )  # fmt: skip
    acts = {
        "form": Act("组建巡察组", OFFICE),
        "change": Act("调整巡察组", OFFICE, (_not_shut,)),
        "see_checks": Act("查看组队检查", READERS),
        "see_declarations": Act("查看申报对照", OFFICE, (_not_shut,)),
        "print": Act("打印授权文书", READERS, (_not_shut,)),
    }

    def scope(self, actor: Actor) -> Q:
        return teams_under(actor)


class _OfTeam(RolePolicy):
    sees = TeamPolicy.sees

    def scope(self, actor: Actor) -> Q:
        return teams_under(actor, "team")


@access.register(Assignment)
class AssignmentPolicy(_OfTeam):
    """What a team inspects: a member sees it while he is authorised, a unit itself."""

    def scope(self, actor: Actor) -> Q:
        rows = EVERYTHING if actor.has(*READERS) else NOTHING
        if actor.has(*UNIT) and actor.unit_id:
            coming = Team.objects.filter(coming_teams(actor))
            rows = Q(inspection__organisation_id=actor.unit_id, team__in=coming)
        return in_sight(actor, rows, "inspection")


@access.register(Seat)
class SeatPolicy(_OfTeam):
    acts = {
        "declare": Act("申报回避事项", _SELF),
        "note_declaration": Act("代录纸质申报", OFFICE),
    }

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Only he himself declares; only somebody else puts a paper down."""
        own = obj.inspector.user_id is not None and obj.inspector.user_id == actor.user_id
        if action == "declare" and not own and not actor.is_system:
            return no("只能由本人申报；纸质申报由巡察办代录。")
        if action == "note_declaration" and own:
            return no("自己的申报请直接填写，不用代录。")
        return super().can(actor, action, obj)


@access.register(Authorisation)
class AuthorisationPolicy(_OfTeam):
    """Drafted and handed in by the office; approved by another person who is not of the team."""

    acts = {
        "change": Act("拟定授权", OFFICE),
        "submit": Act("送审授权", OFFICE, (_not_shut,)),
        "return": Act("退回授权", APPROVERS, (_not_drafter,)),
        "approve": Act("批准授权", APPROVERS, (_not_drafter, _not_of_team, _not_shut)),
        "announce": Act("宣布授权", OFFICE, (_not_shut,)),
        "revoke": Act("撤销授权", APPROVERS, (_not_of_team, _not_shut)),
        "replace": Act("更换组员", OFFICE, (_not_shut,)),
    }


@access.register(Declaration)
class DeclarationPolicy(RolePolicy):
    """The office and the person himself."""

    sees = dict.fromkeys(sorted(OFFICE), "全部") | {INSPECTOR: "本人的"}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*OFFICE):
            return EVERYTHING
        return Q(seat__inspector__user_id=actor.user_id) if _is_member(actor) else NOTHING


def recusals_under(actor: Actor, path: str = "") -> Q:
    """The register is for office and leaders, without what is shut to themselves; everybody sees
    his own."""
    if actor.is_system:
        return EVERYTHING
    rows = in_sight(actor, EVERYTHING, f"{path}inspection") if actor.has(*READERS) else NOTHING
    if not _is_member(actor) or rows == EVERYTHING:
        return rows
    own = Q(**{f"{path}user_id": actor.user_id})
    return rows | own | Q(**{f"{path}inspector__user_id": actor.user_id})


@access.register(Recusal)
class RecusalPolicy(RolePolicy):
    """A waiver takes two persons; nobody settles what concerns himself."""

    sees = _ALL | {INSPECTOR: "本人的"}
    acts = {
        "recuse_self": Act("申请本人回避", _SELF),
        "raise": Act("认定他人回避", OFFICE, (_not_himself,)),
        "confirm": Act("认定回避", OFFICE | {LEADER}, (_not_himself,)),
        "ask_waiver": Act("提请豁免", OFFICE, (_not_himself,)),
        "waive": Act("批准豁免", APPROVERS, (_not_himself, _not_waiver_asker)),
        "refuse_waiver": Act("不同意豁免", APPROVERS, (_not_himself, _not_waiver_asker)),
        "dismiss": Act("认定回避不成立", APPROVERS, (_not_himself, _not_raiser)),
        "raise_again": Act("重新认定回避", OFFICE, (_not_himself,)),
        "download": Act("下载豁免依据", READERS),
    }

    def scope(self, actor: Actor) -> Q:
        return recusals_under(actor)


@access.register(RecusalStep)
class RecusalStepPolicy(RolePolicy):
    """As the recusal."""

    sees = RecusalPolicy.sees

    def scope(self, actor: Actor) -> Q:
        return recusals_under(actor, "recusal__")


@access.register(UnitObjection)
class UnitObjectionPolicy(RolePolicy):
    """A unit asks and sees its own; the office verifies, another person decides."""

    sees = _ALL | dict.fromkeys(sorted(UNIT), "本单位提出的")
    acts = {
        "ask": Act("要求巡察组成员回避", UNIT),
        "verify": Act("核实单位回避申请", OFFICE, (_not_verifier,)),
        "uphold": Act("同意单位回避申请", APPROVERS, (_not_verifier,)),
        "refuse": Act("不同意单位回避申请", APPROVERS, (_not_verifier,)),
    }

    def scope(self, actor: Actor) -> Q:
        rows = EVERYTHING if actor.has(*READERS) else NOTHING
        if actor.has(*UNIT) and actor.unit_id:
            rows = Q(organisation_id=actor.unit_id)
        return rows & ~Q(inspection_id__in=actor.recusals) if actor.recusals else rows


@access.register(AppraisalRules)
class AppraisalRulesPolicy(RolePolicy):
    sees = _ALL
    acts = {"create": Act("制定考核规则", _DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


@access.register(RoundAppraisal)
class RoundAppraisalPolicy(RolePolicy):
    sees = _ALL | {INSPECTOR: "本人参加的轮次"}
    acts = {"open": Act("启动轮次考核", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*READERS):
            return EVERYTHING
        return Q(round__in=Team.objects.filter(own_teams(actor)).values("round"))


@access.register(Appraisal)
class AppraisalPolicy(RolePolicy):
    """Written by the office or the leader of the team; read by office, leaders and himself."""

    sees = _ALL | {INSPECTOR: "本人的；组长看本组的"}
    acts = {
        "write": Act("评定考核", OFFICE | {INSPECTOR}),
        "change": Act("修改考核", OFFICE | {INSPECTOR}),
        "note_seen": Act("确认已阅考核", _SELF),
    }

    def scope(self, actor: Actor) -> Q:
        if actor.is_system or actor.has(*READERS):
            return EVERYTHING
        if not _is_member(actor):
            return NOTHING
        led = Seat.objects.filter(
            inspector__user_id=actor.user_id or 0, role="leader", ended_at__isnull=True
        )
        own = Q(seat__inspector__user_id=actor.user_id)
        return own | Q(seat__team__in=led.values("team"))

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Nobody grades himself; of the members only the team's own leader grades."""
        own = _owner(obj) is not None and _owner(obj) == actor.user_id
        if action == "note_seen":
            return YES if own else no("只能由本人确认已阅。")
        if own:
            return no(OWN_APPRAISAL)
        if action in {"write", "change"} and not actor.has(*OFFICE) and not _leads(actor, obj.seat):
            return YES if actor.is_system else no("只有本组组长或者巡察办可以评定。")
        return super().can(actor, action, obj)


def _owner(row: Model) -> int | None:
    owner: int | None = row.seat.inspector.user_id  # type: ignore[attr-defined]
    return owner


def _leads(actor: Actor, seat: Seat) -> bool:
    rows = Seat.objects.filter(team_id=seat.team_id, role="leader", ended_at__isnull=True)
    return actor.user_id is not None and rows.filter(inspector__user_id=actor.user_id).exists()
