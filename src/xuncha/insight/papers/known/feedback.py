"""Report, feedback with its receipt, notices to those who must know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.models import CopyLetter, Feedback, Report
from xuncha.insight.papers.known.common import OF_FIELD, day_or, numbered, office_of, round_of, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel.actor import Actor


def _lines(found: Iterable[Any]) -> list[dict[str, str]]:
    """Sentences in order, each section told where it begins."""
    told: list[dict[str, str]] = []
    last = None
    for one in found:
        village = f"{one.village.name}：" if one.village else ""
        begins = one.section if one.section != last else ""
        told.append({"section": begins, "text": f"{one.line}．{village}{one.text}"})
        last = one.section
    return told


def _report(actor: Actor, row: Report) -> Mapping[str, Any]:
    version = selectors.get_version(actor, row, row.revision)
    signer = row.signed_by.name if row.signed_by else ""
    return {
        "title": row.title, "round": round_of(row.inspection), "team": row.inspection.team_name,
        "edition": str(version), "standing": "（草稿，不得外送）" if row.state == "draft" else "",
        "opening": version.opening, "closing": version.closing,
        "lines": _lines(selectors.sentences_in(actor, version)),
        "signer": f"组长：{signer}" if signer else "",
        "signed_on": day_or(row.signed_on, "（尚未签发）"), "digest": row.signed_digest[:16],
    }  # fmt: skip


def _feedback(actor: Actor, row: Feedback) -> Mapping[str, Any]:
    """A village reads what was told of itself, not what was told to the township."""
    is_village = actor.has(*UNIT) and actor.unit_id != row.inspection.organisation_id
    lines = selectors.lines_of(actor, row)
    return {
        "unit": row.inspection.organisation.name, "round": round_of(row.inspection),
        "team": row.inspection.team_name or "巡察组",
        "standing": "（草稿，不得送达）" if row.state == "draft" else "",
        "praise": "" if is_village else row.praise, "lines": _lines(lines), "number": len(lines),
        "demands": "" if is_village else numbered(row.demands.splitlines()),
        "delivered_on": day_or(row.delivered_on, "（尚未反馈）"),
        "receiver": actor.unit_name if is_village else row.inspection.organisation.name,
        "digest": row.approved_digest[:16], "signed_on": when(None),
    }  # fmt: skip


def _copy(_actor: Actor, row: CopyLetter) -> Mapping[str, Any]:
    return {
        "code": row.code if row.number else "（未编号，不得送达）", "recipient": row.recipient,
        "text": row.text, "office": office_of(row.feedback.inspection),
        "issued_on": day_or(row.issued_on, "（尚未发出）"),
        "received_as": row.received_as, "received_on": when(row.received_on),
    }  # fmt: skip


_SENTENCES = "section 部分（每部分的第一条才有）,text 文字"

register(
    PaperKind(
        "inspection_report", "巡察报告", Report, "feedback_report",
        (
            *said("title 标题,round 届次和轮次,team 巡察组,edition 版次,standing 草稿的提示"),
            *said("opening 总体情况,closing 意见建议,signer 签发组长,signed_on 签发日期"),
            *said("digest 签发摘要"),
            rows("lines", "问题", _SENTENCES),
        ),
        _report, related=(*OF_FIELD, "signed_by"),
    ),
    PaperKind(
        "feedback_letter", "反馈意见", Feedback, "feedback_feedback",
        (
            *said("unit 被巡察党组织,round 届次和轮次,team 巡察组,standing 草稿的提示"),
            *said("praise 总体评价,number 问题个数,demands 整改要求,delivered_on 反馈日期"),
            *said("receiver 签收单位,digest 批准摘要,signed_on 签收日期"),
            rows("lines", "问题", _SENTENCES),
        ),
        _feedback, related=OF_FIELD,
    ),
    PaperKind(
        "copy_letter", "巡察情况抄告", CopyLetter, "feedback_letter",
        said(
            "office 巡察办,code 文号,recipient 收文单位,text 正文,issued_on 发出日期,"
            "received_as 签收人职务,received_on 签收日期"
        ),
        _copy, related=("feedback__inspection__organisation", "feedback__inspection__round__term"),
    ),
)  # fmt: skip
