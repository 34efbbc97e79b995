"""The use of results: what is handed over with its receipt, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.directory.roles import PARTNER, READERS, UNIT
from xuncha.cycle.fieldwork.enums import BriefingSource
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.results import selectors
from xuncha.cycle.results.enums import ResultState
from xuncha.cycle.results.models import Result, ResultAnswer, ResultCount
from xuncha.insight.figures.wording import plain
from xuncha.insight.papers.filling import words
from xuncha.insight.papers.known.common import day_or, office_in, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel.actor import Actor

_NOT_OUT = {ResultState.DRAFT: "（拟稿，不得送达）", ResultState.WITHDRAWN: "（已撤回）"}


def _letter(actor: Actor, row: Result) -> Mapping[str, Any]:
    return {
        "office": office_in(row.round.term),
        "code": row.code if row.number else "（未编号，不得送达）",
        "kind": row.get_kind_display(), "standing": _NOT_OUT.get(ResultState(row.state), ""),
        "receiver": _receiver(row), "title": row.title, "text": row.text,
        "basis": _basis(actor, row), "receive_by": row.receive_by, "due_on": row.original_due_on,
        "issued_on": day_or(row.issued_on, "（尚未移交）"), "received_as": row.received_as,
        "received_on": when(row.received_on),
    }  # fmt: skip


def _receiver(row: Result) -> str:
    """A partner by its body, where its area alone is no name."""
    if row.unit_id:
        return row.receiver
    return _BODIES.get(row.area, f"{row.receiver}部门")


_BODIES: dict[str, str] = {
    BriefingSource.DISCIPLINE: "纪检监察机关", BriefingSource.OFFICES: "两办督查部门",
    BriefingSource.HOTLINE: "12345热线承办单位", BriefingSource.CONGRESS: "人大、政协机关",
    BriefingSource.OTHER: "有关单位",
}  # fmt: skip


def _basis(actor: Actor, row: Result) -> list[dict[str, str]]:
    """The findings that the receiver may know of, whoever prints: a unit its own, a partner what
    was fed back. One unit never learns of another's."""
    told = selectors.basis_of(actor, row).filter(finding__state=FindingState.FED_BACK)
    if row.unit_id:
        told = told.filter(finding__organisation_id=row.unit_id)
    return [
        {"unit": one.finding.organisation.name, "number": one.finding.number,
         "problem": one.finding.text}
        for one in told
    ]  # fmt: skip


def _outcome(actor: Actor, row: Result) -> Mapping[str, Any]:
    late = row.answered_on and row.original_due_on and row.answered_on > row.original_due_on
    put_off = f"，推后到{words(row.due_on)}" if row.due_on != row.original_due_on else ""
    return {
        "kind": row.get_kind_display(), "code": row.code, "title": row.title,
        "receiver": _receiver(row), "issued_on": row.issued_on,
        "received": f"{words(row.received_on)}，{row.received_as}",
        "due": f"{words(row.original_due_on)}{put_off}",
        "answered_on": f"{words(row.answered_on)}{'（逾期）' if late else ''}",
        "outcome": row.get_outcome_display(), "closed_on": row.closed_on, "closed": row.close_note,
        "answers": [
            {
                "number": one.number, "at": words(one.at), "outcome": one.get_outcome_display(),
                "text": _told(one), "counts": "\n".join(map(_count, one.counts.all())),
            }
            for one in selectors.answers_of(actor, row)
        ],
        "signed_on": when(None),
    }  # fmt: skip


def _told(one: ResultAnswer) -> str:
    again = f"\n请补充：{one.returned_reason}" if one.returned_reason else ""
    return f"{one.text}{again}"


def _count(one: ResultCount) -> str:
    """Persons stand by their posts."""
    post = f"（{one.post}）" if one.post else ""
    return f"{one.get_code_display()}{post} {plain(one.number)}{one.measure}"


_WHOSE = READERS | UNIT | {PARTNER}
_RELATED = ("round__term", "unit", "addressee")

register(
    PaperKind(
        "recommendation", "巡察建议书和其他成果移交文书", Result, "results_result",
        (
            *said("office 巡察办,code 文号,kind 文书名称,standing 拟稿或撤回的提示"),
            *said("receiver 接收单位,title 标题,text 内容和建议,receive_by 接收截止"),
            *said("due_on 反馈截止,issued_on 移交日期,received_as 以什么身份接收"),
            *said("received_on 接收日期"),
            rows("basis", "接收方可以知道的依据", "unit 单位,number 问题编号,problem 问题"),
        ),
        _letter, act="", roles=_WHOSE, related=_RELATED,
    ),
    PaperKind(
        "result_outcome", "成果运用结果反馈单", Result, "results_result",
        (
            *said("kind 文书名称,code 文号,title 标题,receiver 接收单位,issued_on 移交日期"),
            *said("received 接收情况,due 反馈期限,answered_on 首次反馈日期,outcome 结果"),
            *said("closed_on 办结日期,closed 办结意见,signed_on 签字日期"),
            rows(
                "answers", "各次反馈",
                "number 第几次,at 日期,outcome 结果,text 办理情况,counts 结果数量",
            ),
        ),
        _outcome, act="", roles=_WHOSE, related=_RELATED,
        unless=lambda row: "" if row.answered_on else "还没有反馈结果，没有反馈单可以打印。",
    ),
)  # fmt: skip
