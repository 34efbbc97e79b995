"""Who sees and does what with the uses of results: the receiver knows of one once it was handed
over; another hand than the drafter's hands over, another than the answerer's closes."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, PARTNER, READERS, UNIT
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.results.models import (
    Result,
    ResultAnswer,
    ResultBasis,
    ResultCount,
    ResultFile,
    ResultRules,
)
from xuncha.cycle.results.policies.common import ALL, DECIDERS, DIRECTOR, RECUSED
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, Decision, RolePolicy, no

_SEES = ALL | {PARTNER: "移交给自己的"} | dict.fromkeys(sorted(UNIT), "移交给本单位的")


def results_under(actor: Actor, path: str = "") -> Q:
    """The one rule of sight for results and what hangs on them; ``path`` leads to the result."""
    if actor.is_system:
        return EVERYTHING
    if actor.has(*READERS):
        rows = EVERYTHING
    else:
        mine = NOTHING
        if actor.has(*UNIT) and actor.unit_id:
            mine |= Q(**{f"{path}unit_id": actor.unit_id})
        if actor.has(PARTNER) and actor.user_id:
            mine |= Q(**{f"{path}addressee_id": actor.user_id})
        rows = mine & Q(**{f"{path}issued_on__isnull": False})
    if actor.recusals:
        about = ResultBasis.objects.filter(finding__inspection__in=actor.recusals)
        rows &= ~Q(**{f"{path}id__in": about.values("result_id")})
    if actor.shut_units:
        rows &= Q(**{f"{path}unit__isnull": True}) | ~Q(**{f"{path}unit__in": actor.shut_units})
    return rows


def _other_hand(actor: Actor, row: Result) -> str:
    own = actor.user_id is not None and actor.user_id == row.drafted_by_id
    return "这一件是您拟的，由另一个人移交。" if own else ""


def _receiver(actor: Actor, row: Result) -> str:
    """The receiver; for one that sends paper the office enters it."""
    if actor.has(*OFFICE) or actor.is_of(row.unit_id):
        return ""
    return "" if row.addressee_id and actor.user_id == row.addressee_id else "由接收方办理。"


def _not_answerer(actor: Actor, row: Result) -> str:
    own = actor.user_id is not None and actor.user_id == row.answered_by_id
    return "结果是您反馈或者代录的，由另一个人办结。" if own else ""


def _shut(actor: Actor, row: Result) -> bool:
    if row.unit_id and row.unit_id in actor.shut_units:
        return True
    if not actor.recusals or row.pk is None:
        return False
    return row.basis.filter(finding__inspection__in=actor.recusals).exists()


@access.register(Result)
class ResultPolicy(RolePolicy):
    sees = _SEES
    acts = {
        "create": Act("拟成果运用事项", OFFICE),
        "change": Act("修改成果运用事项", OFFICE),
        "issue": Act("移交成果运用事项", DECIDERS, (_other_hand,)),
        "receive": Act("接收成果运用事项", OFFICE | UNIT | {PARTNER}, (_receiver,)),
        "answer": Act("反馈成果运用结果", OFFICE | UNIT | {PARTNER}, (_receiver,)),
        "send_back": Act("请补充成果运用结果", OFFICE),
        "put_off": Act("推后成果运用期限", DIRECTOR),
        "close": Act("办结成果运用事项", OFFICE, (_not_answerer,)),
        "withdraw": Act("撤回成果运用事项", DIRECTOR),
        "export": Act("导出成果运用", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return results_under(actor)

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Recusal first, then role and guards."""
        return no(RECUSED) if _shut(actor, obj) else super().can(actor, action, obj)


@access.register(ResultBasis)
class ResultBasisPolicy(RolePolicy):
    """A finding of its basis is seen by whoever sees both: one unit never learns of another's."""

    sees = ALL | {PARTNER: "移交给自己的，已反馈的"} | dict.fromkeys(
        sorted(UNIT), "移交给本单位的，本单位已反馈的"
    )  # fmt: skip

    def scope(self, actor: Actor) -> Q:
        rows = results_under(actor, "result__")
        if actor.is_system:
            return rows
        return rows & Q(finding__in=access.visible(actor, Finding))


@access.register(ResultAnswer)
class ResultAnswerPolicy(RolePolicy):
    """Goes with its result."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return results_under(actor, "result__")


@access.register(ResultCount)
class ResultCountPolicy(RolePolicy):
    """Goes with its result."""

    sees = _SEES

    def scope(self, actor: Actor) -> Q:
        return results_under(actor, "answer__result__")


@access.register(ResultFile)
class ResultFilePolicy(ResultCountPolicy):
    """Goes with its result."""


@access.register(ResultRules)
class ResultRulesPolicy(RolePolicy):
    """Read by the office and the leaders, made by the office's head."""

    sees = ALL
    acts = {"create": Act("制定成果运用规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING
