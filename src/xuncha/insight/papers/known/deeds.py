"""Deeds: the register of an inspection, the card of those who listened, the form by which one is
closed. What people said stands on the card alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.deeds import selectors
from xuncha.cycle.deeds.enums import DeedState, When
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.deeds.policies import LISTENERS
from xuncha.cycle.deeds.rules import rules_on
from xuncha.cycle.directory.roles import INSPECTOR, READERS, UNIT
from xuncha.cycle.planning.models import Inspection
from xuncha.insight.figures.wording import plain
from xuncha.insight.papers.known.common import OF_FIELD, round_of, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_ENDED = frozenset({DeedState.DONE, DeedState.SATISFIED, DeedState.UNSATISFIED})
_RELATED = (*OF_FIELD, "village", "owner", "registered_by", "verified_by")


def _name() -> str:
    return rules_on(clock.today()).settings.name


def _yuan(row: Deed) -> str:
    return "" if row.money_yuan is None else f"{plain(row.money_yuan)}元"


def _people(row: Deed) -> str:
    return "" if row.people_served is None else f"{row.people_served}人"


def _register(actor: Actor, row: Inspection) -> Mapping[str, Any]:
    found = selectors.list_deeds(actor).filter(inspection=row).order_by("village__code", "number")
    return {
        "name": _name(), "unit": row.organisation.name, "round": round_of(row),
        "as_of": clock.today(),
        "deeds": [
            {
                "code": one.code, "village": one.village.name, "kind": one.get_kind_display(),
                "title": one.title, "owner": one.owner.name if one.owner else "",
                "promise": one.promise, "due_on": one.promise_due_on, "done_on": one.done_on,
                "people": _people(one), "money": _yuan(one), "called_on": one.called_on,
                "state": one.get_state_display(),
            }
            for one in found.exclude(state=DeedState.DROPPED)
        ],
    }  # fmt: skip


def _common(row: Deed) -> dict[str, Any]:
    return {
        "name": _name(), "code": row.code, "title": row.title, "village": row.village.name,
        "unit": row.inspection.organisation.name, "round": round_of(row.inspection),
        "kind": row.get_kind_display(), "place": row.place, "state": row.get_state_display(),
        "owner": row.owner.name if row.owner else "",
    }  # fmt: skip


def _card(_actor: Actor, row: Deed) -> Mapping[str, Any]:
    return _common(row) | {
        "heard": row.get_heard_display(), "heard_on": row.heard_on, "heard_text": row.heard_text,
        "registered_by": row.registered_by.name if row.registered_by else "",
        "verified_by": row.verified_by.name if row.verified_by else "",
        "verified_on": row.verified_on, "verified_text": row.verified_text,
        "end_reason": row.end_reason,
    }  # fmt: skip


def _closing(actor: Actor, row: Deed) -> Mapping[str, Any]:
    photos = [one.when for one in selectors.photos_of(actor, row)]
    return _common(row) | {
        "verified_text": row.verified_text, "verified_on": row.verified_on,
        "promise": row.promise, "due_on": row.promise_due_on, "due_rule": row.due_rule,
        "done_text": row.done_text, "done_on": row.done_on, "people": _people(row),
        "money": _yuan(row),
        "photos": f"办理前{photos.count(When.BEFORE)}张，办理后{photos.count(When.AFTER)}张",
        "redone": f"{row.redone}次" if row.redone else "没有重办",
        "called_on": row.called_on,
        "calls": [
            {
                "turn": one.turn, "drawn": f"{one.households}户抽{len(one.picks)}户",
                "satisfied": one.satisfied, "unsatisfied": one.unsatisfied,
                "unreached": one.unreached, "on": one.on,
            }
            for one in selectors.calls_of(actor, row)
        ],
        "signed_on": when(None),
    }  # fmt: skip


def _not_ended(row: Deed) -> str:
    return "" if row.state in _ENDED else "还没有办结，没有办结单可以打印。"


_COMMON = said(
    "name 这项工作的名称,code 编号,title 实事,village 村（社区）,unit 被巡察党组织,"
    "round 届次和轮次,kind 类别,place 地点,state 状态,owner 责任单位"
)

register(
    PaperKind(
        "deed_register", "民生实事台账", Inspection, "rounds_inspection",
        (
            *said("name 这项工作的名称,unit 被巡察党组织,round 届次和轮次,as_of 截止日期"),
            rows(
                "deeds", "实事",
                "code 编号,village 村（社区）,kind 类别,title 实事,owner 责任单位,promise 承诺,"
                "due_on 承诺时限,done_on 办结日期,people 受益人数,money 投入,called_on 回访日期,"
                "state 状态",
            ),
        ),
        _register, act="", roles=READERS | UNIT | {INSPECTOR},
        related=("organisation", "round__term"),
    ),
    PaperKind(
        "deed_card", "民生实事登记卡", Deed, "deeds_deed",
        (
            *_COMMON,
            *said("heard 来源,heard_on 听到的日期,heard_text 听到的情况,registered_by 登记人"),
            *said("verified_by 核实人,verified_on 核实日期,verified_text 核实的情况"),
            *said("end_reason 不列实事的理由"),
        ),
        _card, act="", roles=LISTENERS, related=_RELATED,
    ),
    PaperKind(
        "deed_closing", "民生实事办结单", Deed, "deeds_deed",
        (
            *_COMMON,
            *said("verified_text 核实的情况,verified_on 核实日期,promise 承诺,due_on 承诺时限"),
            *said("due_rule 时限的来历,done_text 办理结果,done_on 办结日期,people 受益人数"),
            *said("money 投入,photos 照片,redone 重办,called_on 回访日期,signed_on 签字日期"),
            rows(
                "calls", "住户回访",
                "turn 第几次,drawn 抽取,satisfied 满意户数,unsatisfied 不满意户数,"
                "unreached 没有访到户数,on 日期",
            ),
        ),
        _closing, act="", roles=LISTENERS | UNIT, unless=_not_ended, related=_RELATED,
    ),
)  # fmt: skip
