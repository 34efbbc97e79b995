"""Papers of rectification: list of findings, the three lists, ledger, closing form, look on the
spot, and what goes to the public."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import BUSINESS, PARTNER, READERS, UNIT
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.selectors import list_items
from xuncha.cycle.schemes import selectors as schemes
from xuncha.cycle.schemes.exports import due_words
from xuncha.cycle.schemes.models import Scheme, SchemeRow
from xuncha.cycle.schemes.standing import standing_of
from xuncha.foundation import access
from xuncha.insight.figures import definitions as figures
from xuncha.insight.figures.figure import values
from xuncha.insight.papers.filling import words
from xuncha.insight.papers.known.common import OF_FIELD, numbered, office_of, round_of, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_HERE = ("organisation", "round__term")


def fed_back(row: Inspection) -> str:
    """Why there is nothing to print yet, "" after the feedback."""
    return "" if row.state in AFTER_FEEDBACK else "还没有反馈，没有反馈问题可以打印。"


def _findings(actor: Actor, row: Inspection) -> Mapping[str, Any]:
    seen = access.visible(actor, Finding).filter(inspection=row, state=FindingState.FED_BACK)
    found = list(seen.select_related("leaf").order_by("pk"))
    return {
        "unit": row.organisation.name, "round": round_of(row), "team": row.team_name,
        "feedback_on": row.feedback_on, "office": office_of(row),
        "advised": any(one.advice for one in found),
        "findings": [
            {
                "number": one.number, "category": str(one.leaf or ""), "text": one.text,
                "advice": one.advice,
            }
            for one in found
        ],
    }  # fmt: skip


def _items(actor: Actor, row: Inspection) -> Iterable[Item]:
    found = list_items(actor).filter(inspection=row).order_by("pk")
    return found.prefetch_related("measures", "progress")


def _latest(item: Item) -> str:
    latest = max(item.progress.all(), key=lambda one: one.pk, default=None)
    return latest.text if latest else ""


def _measures(item: Item) -> str:
    return numbered([one.text for one in item.measures.all()])


def _due(item: Item) -> str:
    told = [words(item.due_on), "长期坚持" if item.is_long_term else ""]
    return "，".join(one for one in told if one)


def _ledger(actor: Actor, row: Inspection) -> Mapping[str, Any]:
    return {
        "unit": row.organisation.name, "round": round_of(row), "as_of": clock.today(),
        "items": [
            {
                "number": one.number, "problem": one.problem, "measures": _measures(one),
                "lead": one.lead, "responsible": one.responsible_unit, "due": _due(one),
                "progress": _latest(one), "claimed": one.done_on, "verified": one.verified_at,
                "sustained": one.sustained_at,
            }
            for one in _items(actor, row)
        ],
    }  # fmt: skip


def _public(actor: Actor, row: Inspection) -> Mapping[str, Any]:
    told = (figures.ITEMS, *figures.THREE_LEVELS)
    counted = values(actor, told, Q(inspection=row))
    findings = figures.FINDINGS.value(actor, Q(inspection=row))
    return {
        "unit": row.organisation.name, "round": round_of(row),
        "entered_on": row.entered_on, "left_on": row.left_on, "feedback_on": row.feedback_on,
        "findings": findings, "items": counted["items_total"],
        "claimed": counted["items_claimed"], "verified": counted["items_verified"],
        "sustained": counted["items_sustained"], "as_of": clock.today(),
        "rows": [
            {"number": at, "problem": one.problem, "measures": _measures(one),
             "result": _latest(one)}
            for at, one in enumerate(_items(actor, row), start=1)
        ],
    }  # fmt: skip


def _closing(_actor: Actor, row: Item) -> Mapping[str, Any]:
    return {
        "unit": row.organisation.name, "round": f"{row.round.term}{row.round}",
        "number": row.number, "finding": row.finding.text, "problem": row.problem,
        "measures": _measures(row), "lead": row.lead, "responsible": row.responsible_unit,
        "due": _due(row), "progress": _latest(row),
        "proofs": numbered([
            f"{one.title}{f'：{one.proves}' if one.proves else ''}"
            for one in row.proofs.filter(withdrawn_at=None, superseded_at=None).order_by("pk")
        ]),
        "claimed_on": row.claimed_at, "done_on": row.done_on,
        "verified_by": row.verified_by.name if row.verified_by else "",
        "verified_on": row.verified_at,
        "sustained_by": row.sustained_by.name if row.sustained_by else "",
        "sustained_on": row.sustained_at,
    }  # fmt: skip


def _check(actor: Actor, row: SpotCheck) -> Mapping[str, Any]:
    return {
        "code": row.code, "unit": row.inspection.organisation.name,
        "round": round_of(row.inspection), "item": row.item.number, "problem": row.item.problem,
        "why": "；".join(str(one) for one in row.why) or "随机抽中",
        "checkers": "、".join(str(one) for one in (row.first, row.second) if one),
        "checked_on": row.checked_on, "place": row.place, "looked_at": row.looked_at,
        "found": row.get_found_display(), "found_words": row.found_words,
        "outcome": row.get_outcome_display(), "outcome_reason": row.outcome_reason,
        "signed_on": when(None),
    }  # fmt: skip


def _lists(actor: Actor, row: Scheme) -> Mapping[str, Any]:
    version = schemes.get_version(actor, row, row.revision)
    lines = schemes.rows_in(actor, version)
    by_finding: dict[int, list[SchemeRow]] = {}
    for one in lines:
        by_finding.setdefault(one.finding_id, []).append(one)
    approved = row.approved_id == version.pk and standing_of(row).holds
    adopted = f"{words(version.adopted_on)}{version.meeting}通过" if version.adopted_on else ""
    return {
        "unit": row.inspection.organisation.name, "round": round_of(row.inspection),
        "edition": str(version), "adopted": adopted,
        "standing": f"{words(row.approved_at)}批准，内容摘要 {version.digest[:16]}"
        if approved else "未批准，供审核用",
        "findings": [
            {
                "number": own[0].finding.number, "text": own[0].finding.text,
                "lines": "、".join(str(one.line) for one in own),
            }
            for own in by_finding.values()
        ],
        "tasks": [
            {
                "line": one.line, "finding": one.finding.number, "task": one.task,
                "measures": "\n".join(one.acts), "due": due_words(one), "proof": one.proof,
            }
            for one in lines
        ],
        "duties": [
            {"lead": one.lead, "department": one.department, "line": one.line, "task": one.task,
             "due": due_words(one)}
            for one in sorted(lines, key=lambda one: (one.lead, one.department, one.line))
        ],
        "signed_on": when(None),
    }  # fmt: skip


register(
    PaperKind(
        "finding_list", "反馈问题清单", Inspection, "rounds_inspection",
        (
            *said("unit 被巡察党组织,round 届次和轮次,team 巡察组,feedback_on 反馈日期"),
            *said("office 巡察办,advised 有没有整改建议"),
            rows("findings", "问题", "number 编号,category 分类,text 问题,advice 整改建议"),
        ),
        _findings, act="", roles=READERS | UNIT, unless=fed_back, related=_HERE,
    ),
    PaperKind(
        "scheme_lists", "整改方案（三张清单）", Scheme, "schemes_scheme",
        (
            *said("unit 被巡察党组织,round 届次和轮次,edition 版次,adopted 通过情况"),
            *said("standing 批准情况,signed_on 签字日期"),
            rows("findings", "问题清单", "number 编号,text 反馈问题,lines 对应条目"),
            rows(
                "tasks", "任务清单",
                "line 条目,finding 问题编号,task 整改任务,measures 整改措施,due 时限,proof 佐证",
            ),
            rows(
                "duties", "责任清单",
                "lead 责任领导,department 责任部门,line 条目,task 整改任务,due 时限",
            ),
        ),
        _lists, related=OF_FIELD,
    ),
    PaperKind(
        "item_ledger", "整改台账", Inspection, "rounds_inspection",
        (
            *said("unit 被巡察党组织,round 届次和轮次,as_of 截止日期"),
            rows(
                "items", "整改事项",
                "number 编号,problem 问题,measures 整改措施,lead 责任领导,responsible 责任单位,"
                "due 时限,progress 最新进展,claimed 自称完成,verified 核实,sustained 巩固",
            ),
        ),
        _ledger, act="", roles=READERS | UNIT, unless=fed_back, related=_HERE,
    ),
    PaperKind(
        "closing_form", "整改销号审批表", Item, "rectification_item",
        said(
            "unit 整改单位,round 届次和轮次,number 编号,finding 反馈问题,problem 具体问题,"
            "measures 整改措施,lead 责任领导,responsible 责任单位,due 时限,progress 最新进展,"
            "proofs 佐证,claimed_on 申报日期,done_on 自称完成日期,verified_by 核实人,"
            "verified_on 核实日期,sustained_by 巩固确认人,sustained_on 巩固确认日期"
        ),
        _closing, act="", roles=BUSINESS,
        related=("organisation", "round__term", "finding", "verified_by", "sustained_by"),
    ),
    PaperKind(
        "spot_check", "实地核查表", SpotCheck, "oversight_check",
        said(
            "code 编号,unit 整改单位,round 届次和轮次,item 事项编号,problem 问题,why 为什么抽中,"
            "checkers 核查人,checked_on 核查日期,place 核查地点,looked_at 看了什么,found 核查结论,"
            "found_words 查到的情况,outcome 处理,outcome_reason 处理理由,signed_on 签字日期"
        ),
        _check, act="", roles=READERS | {PARTNER},
        related=(*OF_FIELD, "item", "first", "second"),
    ),
    PaperKind(
        "public_notice", "整改进展情况公开稿", Inspection, "rounds_inspection",
        (
            *said("unit 被巡察党组织,round 届次和轮次,entered_on 进驻日期,left_on 撤点日期"),
            *said("feedback_on 反馈日期,findings 反馈问题数,items 整改事项数,claimed 自称完成数"),
            *said("verified 核实数,sustained 巩固数,as_of 截止日期"),
            rows("rows", "逐项情况", "number 序号,problem 问题,measures 措施,result 进展和结果"),
        ),
        _public, act="", roles=READERS | UNIT, unless=fed_back, related=_HERE,
    ),
)  # fmt: skip
