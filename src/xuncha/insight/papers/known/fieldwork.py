"""Papers of the field: notice, document list, immediate fix, supervision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.models import (
    DocumentRequest,
    EntryNotice,
    ImmediateFix,
    Supervision,
)
from xuncha.cycle.fieldwork.wording import title_of
from xuncha.insight.papers.known.common import OF_FIELD, day_or, numbered, office_of, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel.actor import Actor


def _notice(_actor: Actor, row: EntryNotice) -> Mapping[str, Any]:
    return {
        "title": title_of(row), "text": row.text, "team": row.team_name,
        "published_on": day_or(row.published_on, "（尚未发布，不得张贴）"),
    }  # fmt: skip


def _request(actor: Actor, row: DocumentRequest) -> Mapping[str, Any]:
    lines = selectors.lines_of(actor, row)
    return {
        "code": row.code, "unit": row.inspection.organisation.name, "subject": row.subject,
        "due_on": row.due_on, "team": row.inspection.team_name,
        "sent_on": day_or(row.sent_at, "（尚未送达）"),
        "lines": [
            {
                "number": one.number, "title": one.title, "period": one.period,
                "original": "原件" if one.is_original else "复印件", "note": one.note,
                "pages": one.pages_in or "",
            }
            for one in lines
        ],
    }  # fmt: skip


def _fix(_actor: Actor, row: ImmediateFix) -> Mapping[str, Any]:
    return {
        "team": row.inspection.team_name, "code": row.code,
        "unit": row.inspection.organisation.name, "meeting_on": row.meeting_on,
        "problem": row.problem, "demand": row.demand, "basis": row.basis, "due_on": row.due_on,
        "issued_on": day_or(row.issued_on, "（尚未下达）"), "signer": row.signer,
        "signed_on": when(row.signed_on),
    }  # fmt: skip


def _fix_result(_actor: Actor, row: ImmediateFix) -> Mapping[str, Any]:
    return {
        "code": row.code, "unit": row.inspection.organisation.name, "problem": row.problem,
        "measure": row.measure, "owner": row.owner, "result": row.result, "due_on": row.due_on,
        "done_on": row.done_on, "confirmed_on": row.confirmed_on, "confirmed": row.confirm_note,
        "team": row.inspection.team_name,
    }  # fmt: skip


def _supervision(_actor: Actor, row: Supervision) -> Mapping[str, Any]:
    return {
        "office": office_of(row.inspection), "code": row.code, "team": row.inspection.team_name,
        "unit": row.inspection.organisation.name, "visited_on": row.visited_on,
        "visitors": row.visitors, "looked_at": row.looked_at,
        "opinions": numbered(row.opinion_lines()), "due_on": row.due_on,
        "issued_on": day_or(row.issued_on, "（尚未发出）"),
    }  # fmt: skip


register(
    PaperKind(
        "entry_notice", "进驻公告", EntryNotice, "fieldwork_notice",
        said("title 公告标题,text 公告正文,team 巡察组,published_on 发布日期"),
        _notice, related=OF_FIELD,
    ),
    PaperKind(
        "document_request", "调阅材料清单", DocumentRequest, "fieldwork_request",
        (
            *said("code 编号,unit 被巡察单位,subject 事由,due_on 交件期限,team 巡察组"),
            *said("sent_on 送达日期"),
            rows(
                "lines", "调阅的材料",
                "number 序号,title 材料名称,period 所属期间,original 原件或复印件,note 要求,"
                "pages 收到页数",
            ),
        ),
        _request, related=OF_FIELD,
    ),
    PaperKind(
        "fix_notice", "立行立改通知书", ImmediateFix, "fieldwork_fix",
        said(
            "team 巡察组,code 编号,unit 被巡察单位,meeting_on 组务会日期,problem 存在问题,"
            "demand 整改要求,basis 依据,due_on 完成期限,issued_on 下达日期,signer 签收人,"
            "signed_on 签收日期"
        ),
        _fix, related=OF_FIELD,
    ),
    PaperKind(
        "fix_result", "立行立改结果报告单", ImmediateFix, "fieldwork_fix",
        said(
            "code 编号,unit 被巡察单位,problem 存在问题,measure 整改措施,owner 责任人,"
            "result 整改结果,due_on 完成期限,done_on 完成日期,confirmed_on 确认日期,"
            "confirmed 怎样确认的,team 巡察组"
        ),
        _fix_result, related=OF_FIELD,
        unless=lambda row: "" if row.result else "还没有报结，没有结果可以打印。",
    ),
    PaperKind(
        "supervision_opinion", "巡察督导指导意见书", Supervision, "fieldwork_supervision",
        said(
            "office 巡察办,code 编号,team 巡察组,unit 被巡察单位,visited_on 督导日期,"
            "visitors 督导人员,looked_at 看了什么,opinions 督导意见,due_on 答复期限,"
            "issued_on 发出日期"
        ),
        _supervision, related=OF_FIELD,
    ),
)  # fmt: skip
