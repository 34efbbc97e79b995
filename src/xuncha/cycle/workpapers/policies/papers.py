"""Papers and what belongs to them: the inspected unit and partners see none of it."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, READERS
from xuncha.cycle.workpapers.chain import turn_of, why_not_sign
from xuncha.cycle.workpapers.enums import PaperState
from xuncha.cycle.workpapers.models import (
    Fact,
    Paper,
    PaperFile,
    PaperRules,
    PaperSource,
    PaperStep,
    PaperVersion,
    Signature,
)
from xuncha.cycle.workpapers.policies.common import (
    DIRECTOR,
    SEES,
    SIGNERS,
    TEAM,
    InField,
    is_member,
)
from xuncha.cycle.workpapers.seats import may_settle
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act, RolePolicy

_READS = READERS | {INSPECTOR}


def _is_author(actor: Actor, paper: Any) -> str:
    if is_member(actor, paper) == "" and paper.author_id == actor.user_id:
        return ""
    return "底稿由承办人自己改；要改请退回给承办人。"


def _is_author_or_lead(actor: Actor, paper: Any) -> str:
    if _is_author(actor, paper) == "" or may_settle(actor, paper.inspection_id):
        return ""
    return "由承办人或者本组组长、副组长办理。"


def _is_lead(actor: Actor, paper: Any) -> str:
    return "" if may_settle(actor, paper.inspection_id) else "由本组组长、副组长办理。"


def _is_his_turn(actor: Actor, paper: Any) -> str:
    return why_not_sign(actor, paper, turn_of(paper))


def _may_return(actor: Actor, paper: Any) -> str:
    """Whoever is to sign may send it back; the author has nobody to send it to."""
    return "" if paper.state == PaperState.DRAFT else _is_his_turn(actor, paper)


@access.register(Paper)
class PaperPolicy(InField):
    acts = {
        "create": Act("编制底稿", TEAM, (is_member,)),
        "change": Act("修改底稿", TEAM, (_is_author,)),
        "sign": Act("底稿签字", SIGNERS, (_is_his_turn,)),
        "return": Act("退回底稿", SIGNERS, (_may_return,)),
        "revise": Act("重新编制底稿", TEAM, (_is_author_or_lead,)),
        "withdraw": Act("撤回底稿", TEAM, (_is_author_or_lead,)),
        "hand_over": Act("移交线索专柜后清除底稿内容", TEAM, (_is_lead,)),
        "print": Act("打印底稿", _READS),
        "export": Act("导出底稿清单", READERS),
    }


class _OfPaper(InField):
    path = "paper__inspection"


class _OfVersion(InField):
    path = "version__paper__inspection"


@access.register(PaperVersion)
class PaperVersionPolicy(_OfPaper):
    """Goes with the paper."""


@access.register(PaperStep)
class PaperStepPolicy(_OfPaper):
    """Goes with the paper."""


@access.register(Fact)
class FactPolicy(_OfVersion):
    """Goes with the paper; the unit reads the words on the sheet instead."""


@access.register(PaperSource)
class PaperSourcePolicy(_OfVersion):
    """Goes with the paper; the record itself keeps its own rule."""


@access.register(PaperFile)
class PaperFilePolicy(_OfVersion):
    """Goes with the paper."""


@access.register(Signature)
class SignaturePolicy(_OfVersion):
    """Goes with the paper."""


@access.register(PaperRules)
class PaperRulesPolicy(RolePolicy):
    sees = SEES
    acts = {"create": Act("制定底稿规则", DIRECTOR)}

    def scope(self, actor: Actor) -> Q:
        known = actor.is_system or actor.has(*READERS) or bool(actor.grants)
        return EVERYTHING if known else NOTHING
