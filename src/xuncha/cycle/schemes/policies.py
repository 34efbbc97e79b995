"""Who sees and does what with schemes. The unit writes its own; the parties asked to review read it
and each other; whoever merges does not approve."""

from __future__ import annotations

from django.db.models import Q

from xuncha.cycle.directory.roles import (
    BUSINESS,
    INSPECTOR,
    LEADER,
    OFFICE,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
    UNIT,
    UNIT_LIAISON,
)
from xuncha.cycle.planning.sight import RecusedPolicy, in_sight
from xuncha.cycle.schemes import rules
from xuncha.cycle.schemes.models import (
    ChangeRequest,
    ReviewSeat,
    RowOpinion,
    Scheme,
    SchemeImport,
    SchemeReview,
    SchemeRow,
    SchemeRules,
    SchemeStep,
    SchemeTie,
    SchemeVersion,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

LIAISON = frozenset({UNIT_LIAISON})
REVIEWERS = OFFICE | {PARTNER, INSPECTOR, LEADER}
_ASKED = dict.fromkeys(sorted(READERS), "全部") | {
    PARTNER: "请自己审核的", INSPECTOR: "获授权巡察的，请自己审核的",
}  # fmt: skip
_SEES = _ASKED | dict.fromkeys(sorted(UNIT), "本单位的")


def _asked(actor: Actor, path: str) -> Q:
    """Schemes that the person was asked to review."""
    if actor.user_id is None or not actor.has(*REVIEWERS):
        return NOTHING
    seats = ReviewSeat.objects.filter(user_id=actor.user_id)
    return Q(**{f"{path}__in": seats.values("review__scheme_id")})


def rows_under(actor: Actor, path: str, *, to_unit: Q = EVERYTHING) -> Q:
    """The one rule of sight; ``path`` leads to the scheme, "" for schemes themselves, ``to_unit``
    narrows what the unit reads of its own."""
    dotted = f"{path}__" if path else ""
    rows = NOTHING
    if actor.has(*READERS):
        rows = EVERYTHING
    elif actor.has(*UNIT) and actor.unit_id:
        rows = Q(**{f"{dotted}inspection__organisation_id": actor.unit_id}) & to_unit
    if rows != EVERYTHING:
        rows |= _asked(actor, path or "pk")
    return in_sight(actor, rows, f"{dotted}inspection")


def _own(actor: Actor, scheme: Scheme) -> str:
    is_own = actor.is_of(scheme.inspection.organisation_id)
    return "" if is_own else "这是别的单位的整改方案。"


def _may_approve(actor: Actor, scheme: Scheme) -> str:
    """By the rules under which the review was opened; never by whoever merged the opinions."""
    review = scheme.reviews.order_by("-pk").first()
    if review is None:
        return ""
    if review.merged_by_id == actor.user_id:
        return "汇总意见的人不能批准，须由另一个人批准。"
    wanted = LEADER if review.approver == rules.LEADER else OFFICE_DIRECTOR
    if actor.has(wanted):
        return ""
    return f"按规则由{rules.APPROVERS[review.approver]}批准。"


class _SchemePolicy(RolePolicy):
    path = "scheme"
    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return rows_under(actor, self.path)


@access.register(Scheme)
class SchemePolicy(RecusedPolicy, _SchemePolicy):
    """The unit writes and sends, the office leads the review, another person approves."""

    path = ""
    acts = {
        "create": Act("起草整改方案", LIAISON, (_own,)),
        "write": Act("填写整改方案", LIAISON, (_own,)),
        "send": Act("报送", UNIT, (_own,)),
        "take_back": Act("撤回修改", UNIT, (_own,)),
        "ask_change": Act("申请变更", UNIT, (_own,)),
        "hand_back": Act("退回补正", OFFICE),
        "open_review": Act("开始联审", OFFICE),
        "merge": Act("汇总意见", OFFICE),
        "approve": Act("批准", frozenset({OFFICE_DIRECTOR, LEADER}), (_may_approve,)),
        "refuse": Act("不批准", frozenset({OFFICE_DIRECTOR, LEADER}), (_may_approve,)),
        "print": Act("打印整改方案", BUSINESS),
        "export": Act("导出整改方案", BUSINESS),
    }


@access.register(SchemeVersion)
class SchemeVersionPolicy(_SchemePolicy):
    """As the scheme."""


@access.register(SchemeRow)
class SchemeRowPolicy(_SchemePolicy):
    """As the scheme."""

    path = "version__scheme"


@access.register(SchemeTie)
class SchemeTiePolicy(_SchemePolicy):
    """As the scheme."""


@access.register(SchemeStep)
class SchemeStepPolicy(_SchemePolicy):
    """As the scheme."""


@access.register(SchemeReview)
class SchemeReviewPolicy(_SchemePolicy):
    """As the scheme: the unit may know who reviews until when, and reads the one answer."""


class _Opinions(RolePolicy):
    """Among the parties everybody reads everybody; the unit reads the merged answer only."""

    path = ""
    told_unit = NOTHING

    def scope(self, actor: Actor) -> Q:
        return rows_under(actor, self.path, to_unit=self.told_unit)


def _own_seat(actor: Actor, seat: ReviewSeat) -> str:
    return "" if seat.user_id == actor.user_id else "这个席位由别人提出意见。"


@access.register(ReviewSeat)
class ReviewSeatPolicy(_Opinions):
    """Whoever sits there gives the opinion; the office may seat somebody else."""

    sees = _ASKED
    path = "review__scheme"
    acts = {
        "give": Act("提出审核意见", REVIEWERS, (_own_seat,)),
        "reseat": Act("更换审核人", OFFICE),
    }


@access.register(RowOpinion)
class RowOpinionPolicy(_Opinions):
    """The unit sees what was adopted, once the answer is given."""

    sees = _ASKED | dict.fromkeys(sorted(UNIT), "对本单位方案、已采纳的")
    path = "seat__review__scheme"
    told_unit = Q(adopted=True) & ~Q(seat__review__outcome="")


def _not_asker(actor: Actor, change: ChangeRequest) -> str:
    return "不能答复自己提出的变更申请。" if change.asked_by_id == actor.user_id else ""


@access.register(ChangeRequest)
class ChangeRequestPolicy(_SchemePolicy):
    """Asked by the unit, answered by the office's director."""

    acts = {
        "grant": Act("同意变更", frozenset({OFFICE_DIRECTOR}), (_not_asker,)),
        "refuse": Act("不同意变更", frozenset({OFFICE_DIRECTOR}), (_not_asker,)),
    }


@access.register(SchemeImport)
class SchemeImportPolicy(_SchemePolicy):
    """Files of the unit's own: nobody else needs them before they are taken."""

    sees = dict.fromkeys(sorted(UNIT), "本单位的")
    acts = {"take": Act("导入", LIAISON), "drop": Act("放弃导入", LIAISON)}

    def scope(self, actor: Actor) -> Q:
        if not actor.is_system and not actor.has(*UNIT):
            return NOTHING
        return super().scope(actor)


@access.register(SchemeRules)
class SchemeRulesPolicy(RolePolicy):
    """Everybody who writes or reviews may know the rules; the director sets them."""

    sees = dict.fromkeys(sorted(BUSINESS), "全部")
    acts = {"create": Act("制定整改方案规则", frozenset({OFFICE_DIRECTOR}))}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*BUSINESS) else NOTHING
