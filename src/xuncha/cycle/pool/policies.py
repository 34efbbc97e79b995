"""Who may see and do what here.

Personal matters are the office's and the person's own. Leaders get the summary: who is in the pool,
with which qualifications; of ties only how many. Inspected units, partners and the three
administrators get nothing, not even that somebody is there.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, LEADER, OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.pool.models import (
    Inspector,
    InspectorStep,
    PastService,
    PoolImport,
    PoolRules,
    Qualification,
    SecrecyPledge,
    Tie,
    Training,
    TrainingRecord,
)
from xuncha.foundation import access
from xuncha.foundation.accounts.roles import THREE
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, YES, Act, Decision, RolePolicy, no

OWN_CHECK = "资格审查人不能审定自己审查的人选，请由另一位有权限的同志办理。"
HIMSELF = "不能办理自己的入库手续，请由另一位同志办理。"
OWN_TIES = "自己的关系只能申报，由巡察办的另一位同志登记终止或者撤销。"
_APPROVERS = frozenset({LEADER, OFFICE_DIRECTOR})
_DIRECTOR = frozenset({OFFICE_DIRECTOR})
_OFFICE_ALL = dict.fromkeys(sorted(OFFICE), "全部")


def is_own(actor: Actor, inspector: Inspector) -> bool:
    """Whether the record is the actor's own. The three administrators have none."""
    return (
        actor.user_id is not None
        and inspector.user_id == actor.user_id
        and not actor.has(*THREE)
    )  # fmt: skip


def rows_under(actor: Actor, readers: frozenset[str], path: str = "") -> Q:
    """The one rule of sight: those roles see all rows, everybody else those that are his own;
    ``path`` leads to the inspector."""
    if actor.is_system or actor.has(*readers):
        return EVERYTHING
    if actor.user_id is None or actor.has(*THREE):
        return NOTHING
    return Q(**{f"{path}user_id": actor.user_id})


def _not_himself(actor: Actor, inspector: Inspector) -> str:
    return HIMSELF if is_own(actor, inspector) else ""


def _not_checker(actor: Actor, inspector: Inspector) -> str:
    return OWN_CHECK if inspector.checked_by_id == actor.user_id else ""


def _not_own_ties(actor: Actor, tie: Tie) -> str:
    return OWN_TIES if is_own(actor, tie.inspector) else ""


@access.register(Inspector)
class InspectorPolicy(RolePolicy):
    """The office keeps the pool, leaders read it and approve, a person sees himself."""

    sees = _OFFICE_ALL | {LEADER: "全部（不含电话、籍贯和关系内容）", INSPECTOR: "本人"}
    acts = {
        "nominate": Act("登记推荐人选", OFFICE),
        "change": Act("修改巡察人员资料", OFFICE, (_not_himself,)),
        "move": Act("变更工作单位", OFFICE, (_not_himself,)),
        "link": Act("关联登录账号", OFFICE, (_not_himself,)),
        "check": Act("通过资格审查", OFFICE, (_not_himself,)),
        "return": Act("退回重新审查", _APPROVERS, (_not_himself,)),
        "admit": Act("审定入库", _APPROVERS, (_not_himself, _not_checker)),
        "reject": Act("不予入库", OFFICE | {LEADER}, (_not_himself,)),
        "pause": Act("暂停使用", OFFICE, (_not_himself,)),
        "resume": Act("恢复使用", OFFICE, (_not_himself,)),
        "leave": Act("退出人才库", OFFICE, (_not_himself,)),
        "renominate": Act("重新推荐", OFFICE, (_not_himself,)),
        "see_details": Act("查看电话、籍贯和关系内容", OFFICE),
        "see_summary": Act("查看关系数量", READERS),
        "export": Act("导出巡察人员名单", READERS),
    }

    def scope(self, actor: Actor) -> Q:
        return rows_under(actor, READERS)

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """What concerns a person's details is open to himself too; whoever checked hears why he
        can't approve, whatever his role."""
        if action in {"see_details", "see_summary"} and is_own(actor, obj):
            return YES
        return super().can(actor, action, obj)


class _OfPerson(RolePolicy):
    """What hangs on a person and is no secret to leaders."""

    readers = READERS
    sees = _OFFICE_ALL | {LEADER: "全部", INSPECTOR: "本人的"}

    def scope(self, actor: Actor) -> Q:
        return rows_under(actor, self.readers, "inspector__")


@access.register(InspectorStep)
class InspectorStepPolicy(_OfPerson):
    """The way through the pool, with its reasons."""


@access.register(Qualification)
class QualificationPolicy(_OfPerson):
    acts = {
        "add": Act("登记资格证书", OFFICE),
        "withdraw": Act("撤销资格证书", OFFICE),
        "download": Act("下载资格证书", READERS),
    }

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        if action == "download" and is_own(actor, obj.inspector):
            return YES
        return super().can(actor, action, obj)


@access.register(SecrecyPledge)
class SecrecyPledgePolicy(_OfPerson):
    acts = {
        "add": Act("登记保密承诺", OFFICE),
        "withdraw": Act("撤销保密承诺", OFFICE),
        "download": Act("下载保密承诺", READERS),
    }

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        if action == "download" and is_own(actor, obj.inspector):
            return YES
        return super().can(actor, action, obj)


@access.register(TrainingRecord)
class TrainingRecordPolicy(_OfPerson):
    acts = {
        "add": Act("登记培训记录", OFFICE),
        "withdraw": Act("撤销培训记录", OFFICE),
    }


@access.register(PastService)
class PastServicePolicy(_OfPerson):
    acts = {
        "add": Act("登记巡察经历", OFFICE),
        "withdraw": Act("撤销巡察经历", OFFICE),
    }


@access.register(Training)
class TrainingPolicy(RolePolicy):
    """Courses are the office's and the leaders'; a person sees those that he took part in."""

    sees = _OFFICE_ALL | {LEADER: "全部", INSPECTOR: "本人参加的"}
    acts = {"create": Act("登记培训", OFFICE)}

    def scope(self, actor: Actor) -> Q:
        own = rows_under(actor, READERS, "inspector__")
        if own in (EVERYTHING, NOTHING):
            return own
        return Q(pk__in=TrainingRecord.objects.filter(own).values("training_id"))


@access.register(Tie)
class TiePolicy(RolePolicy):
    """Ties are personal: the office and the person himself, nobody else; leaders count them."""

    sees = _OFFICE_ALL | {INSPECTOR: "本人的"}
    acts = {
        "add": Act("登记关系", OFFICE),
        "end": Act("终止关系", OFFICE, (_not_own_ties,)),
        "withdraw": Act("撤销关系", OFFICE, (_not_own_ties,)),
    }

    def scope(self, actor: Actor) -> Q:
        return rows_under(actor, OFFICE, "inspector__")

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """A person may always say what ties him, by declaration; taking back is another's."""
        if is_own(actor, obj.inspector):
            if action == "add":
                declared = obj.source == "declared"
                return YES if declared else no("登记自己的关系，来源只能是“本人申报”。")
            return no(OWN_TIES)
        return super().can(actor, action, obj)


@access.register(PoolRules)
class PoolRulesPolicy(RolePolicy):
    """The vocabulary and the conditions: the director sets them."""

    sees = _OFFICE_ALL | {LEADER: "全部"}
    acts = {"create": Act("制定人才库规则", _DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*READERS) else NOTHING


@access.register(PoolImport)
class PoolImportPolicy(RolePolicy):
    """Lists of people are brought in by the office and seen by nobody else."""

    sees = _OFFICE_ALL
    acts = {
        "bring": Act("导入人才库名单", OFFICE),
        "change": Act("调整列对应", OFFICE),
        "take": Act("确认导入", OFFICE),
        "drop": Act("放弃导入", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*OFFICE) else NOTHING
