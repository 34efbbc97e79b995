"""What the secretary's meeting hears, and the minutes of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.enums import Aim, HearingState, ReportKind, ReportState
from xuncha.cycle.feedback.models import Filing, Hearing, Report
from xuncha.cycle.planning.models import Round
from xuncha.foundation import access
from xuncha.insight.papers.filling import words
from xuncha.insight.papers.known.common import office_in
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_READY = [ReportState.HEARD_BY_GROUP, ReportState.HEARD_BY_SECRETARY, ReportState.FINAL]


def _ready(row: Round) -> str:
    found = Report.objects.filter(inspection__round=row, kind=ReportKind.MAIN, state__in=_READY)
    return "" if found.exists() else "本轮还没有经领导小组听取的巡察报告，没有汇报可以打印。"


def _briefing(actor: Actor, row: Round) -> Mapping[str, Any]:
    found = selectors.list_reports(actor).filter(
        inspection__round=row, kind=ReportKind.MAIN, state__in=_READY
    )
    own = [
        one
        for one in found.order_by("inspection__organisation__code", "pk")
        if access.can(actor, "print", one)
    ]
    lines = [line for one in own for line in _lines(actor, one)]
    return {
        "office": office_in(row.term), "round": f"{row.term}{row}", "start_on": row.start_on,
        "end_on": row.end_on, "made_on": clock.today(), "number": len(own),
        "problems": len([one for one in lines if one["text"]]), "lines": lines,
        "advice": [
            {"unit": one.inspection.organisation.name, "text": text}
            for one in own
            if (text := selectors.get_version(actor, one, one.revision).closing)
        ],
    }  # fmt: skip


def _lines(actor: Actor, row: Report) -> list[dict[str, str]]:
    """A report's sentences; the unit stands where it begins, a section where it begins."""
    version = selectors.get_version(actor, row, row.revision)
    unit, team = row.inspection.organisation.name, row.inspection.team_name
    head = {
        "unit": f"{unit}（{team}，{row.get_state_display()}）" if team else unit,
        "opening": version.opening, "section": "", "text": "",
    }  # fmt: skip
    told = [head]
    last = ""
    for one in selectors.sentences_in(actor, version):
        village = f"{one.village.name}：" if one.village else ""
        told.append({
            "unit": "", "opening": "", "section": one.section if one.section != last else "",
            "text": f"{one.line}．{village}{one.text}",
        })  # fmt: skip
        last = one.section
    return told


def _minutes(actor: Actor, row: Hearing) -> Mapping[str, Any]:
    tasks = list(selectors.list_tasks(actor).filter(hearing=row).order_by("number"))
    persons = sum(one.aim == Aim.PERSON for one in tasks)
    heard = selectors.list_hearings(actor).get(pk=row.pk).reports.all()
    return {
        "title": str(row), "held_on": row.held_on, "place": row.place or "—",
        "attended": row.attended, "heard": row.heard, "decision": row.decision,
        "standing": "" if row.state == HearingState.CLOSED else f"（{row.get_state_display()}）",
        "reports": [
            {
                "unit": one.report.inspection.organisation.name, "title": one.report.title,
                "edition": str(one.version),
            }
            for one in heard
        ],
        "tasks": [
            {
                "number": one.number, "subject": one.subject, "text": one.text,
                "owner": one.owner_post, "due_on": one.original_due_on,
            }
            for one in tasks
            if one.aim == Aim.MATTER
        ],
        "persons": f"另有点人意见{persons}件，单独登记，不在纪要里。" if persons else "",
        "filing": _filed(row),
        "closed_on": words(row.closed_at) if row.closed_at else "（尚未定稿）",
    }  # fmt: skip


def _filed(row: Hearing) -> str:
    filing: Filing | None = getattr(row, "filing", None)
    if filing is None:
        return ""
    if filing.filed_on is None:
        return f"须于{words(filing.due_on)}前报备。"
    return f"{words(filing.filed_on)}向{filing.sent_to}报备（{filing.paper}）。"


register(
    PaperKind(
        "hearing_briefing", "向书记专题会的汇报", Round, "rounds_detail",
        (
            *said("office 巡察办,round 届次和轮次,start_on 开始,end_on 结束,made_on 打印日期"),
            *said("number 报告份数,problems 报告所列问题条数"),
            rows(
                "lines", "各份报告",
                "unit 党组织（每份报告的第一行才有）,opening 总体情况,"
                "section 部分（每部分的第一条才有）,text 问题",
            ),
            rows("advice", "意见建议", "unit 党组织,text 意见建议"),
        ),
        _briefing, act="", roles=OFFICE, unless=_ready, related=("term",),
    ),
    PaperKind(
        "hearing_minutes", "听取会议纪要", Hearing, "feedback_hearing",
        (
            *said("title 会议,held_on 日期,place 地点,attended 出席,heard 听取情况"),
            *said("decision 会议意见,standing 没有定稿的提示,persons 点人意见的件数"),
            *said("filing 报备情况,closed_on 定稿日期"),
            rows("reports", "听取的报告", "unit 党组织,title 报告,edition 版次"),
            rows(
                "tasks", "交办事项（点事）",
                "number 序号,subject 对象,text 意见,owner 责任单位和职务,due_on 办理期限",
            ),
        ),
        _minutes, act="", roles=READERS, related=("filing",),
        unless=lambda row: "会议记录已经撤回，不再打印。" if row.state == "withdrawn" else "",
    ),
)  # fmt: skip
