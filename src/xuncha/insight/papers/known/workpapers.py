"""Working paper, fact sheet, record of a meeting."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.workpapers import selectors, sources
from xuncha.cycle.workpapers.confirming import standings
from xuncha.cycle.workpapers.enums import PaperState, SignRole
from xuncha.cycle.workpapers.models import Attendee, FactEntry, FactSheet, Meeting, Paper, Weighed
from xuncha.insight.papers.filling import words
from xuncha.insight.papers.known.common import OF_FIELD, numbered, round_of, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel.actor import Actor


def _paper(actor: Actor, row: Paper) -> Mapping[str, Any]:
    version = selectors.get_version(actor, row, row.revision)
    signed = {one.role: one for one in selectors.signatures_of(actor, version)}
    cited = [
        f"{sources.label_of(one.kind)} {one.number} {one.title}"
        for one in selectors.sources_of(actor, version)
    ]
    files = [
        f"附件：{one.file.name}{f'（{one.note}）' if one.note else ''}"
        for one in selectors.files_of(actor, version)
    ]
    return {
        "round": round_of(row.inspection), "team": row.inspection.team_name, "code": row.code,
        "edition": row.revision, "title": version.title, "unit": row.inspection.organisation.name,
        "made_on": version.made_at, "origin": version.get_origin_display() or "—",
        "summary": version.summary, "basis": version.basis, "discovery": version.discovery,
        "facts": [
            {"number": one.fact.number, "sentence": one.fact.sentence}
            for one in standings([row])[row.pk]
        ],
        "support": "\n".join([version.support, numbered(cited + files)]),
        "signatures": [_place(role.label, signed.get(role)) for role in SignRole],
        "digest": version.digest or "尚未签字，不作为依据",
    }  # fmt: skip


def _place(label: str, one: Any) -> dict[str, str]:
    if one is None:
        return {"role": label, "name": "", "signed_on": when(None)}
    stood_in = f"，{one.stood_in}" if one.stood_in else ""
    name = f"{one.signed_name}（{one.seat_label}{stood_in}）"
    return {"role": label, "name": name, "signed_on": words(one.signed_at)}


def _sheet(actor: Actor, row: FactSheet) -> Mapping[str, Any]:
    return {
        "round": round_of(row.inspection), "team": row.inspection.team_name, "code": row.code,
        "unit": row.inspection.organisation.name, "due_on": row.due_on, "note": row.note,
        "entries": [
            {"number": one.number, "fact": one.text, "answer": _answer(one)}
            for one in selectors.entries_of(actor, row)
        ],
        "signed_on": when(None),
    }  # fmt: skip


def _answer(one: FactEntry) -> str:
    told = one.get_answer_display() or ""
    if one.explanation:
        told = f"{told}：{one.explanation}"
    if one.outcome:
        ruled = "，".join(filter(None, [one.get_outcome_display(), one.outcome_text]))
        told = f"{told}\n巡察组核定：{ruled}（{one.outcome_reason}）"
    return told


def _meeting(actor: Actor, row: Meeting) -> Mapping[str, Any]:
    people = list(selectors.attendees_of(actor, row))
    return {
        "kind": row.get_kind_display(), "round": round_of(row.inspection),
        "team": row.inspection.team_name, "code": row.code, "held_on": row.held_on,
        "place": row.place or "—", "unit": row.inspection.organisation.name,
        "people": "、".join(_present(one) for one in people),
        "papers": [_weighed(one) for one in selectors.weighed_of(actor, row)],
        "opinion": row.opinion, "differences": row.differences,
        "signatures": [
            {
                "name": one.name, "dissent": one.dissent,
                "signed_on": f"{words(one.signed_at)}在系统里签" if one.signed_at else "",
            }
            for one in people
        ],
        "digest": row.digest or "尚未送签，不作为依据",
    }  # fmt: skip


def _present(one: Attendee) -> str:
    return f"{one.name}（{one.role}）" if one.role else one.name


def _weighed(one: Weighed) -> dict[str, str]:
    if one.destination == "clue":
        opinion = "已移交线索专柜"
    else:
        differences = f"分歧：{one.differences}" if one.differences else ""
        opinion = "\n".join(filter(None, [one.opinion, differences]))
    return {
        "paper": f"{one.paper.code} {one.paper.title}", "character": one.character,
        "destination": one.get_destination_display(), "opinion": opinion,
    }  # fmt: skip


def _handed(row: Paper) -> str:
    is_gone = row.state == PaperState.HANDED
    return "这份底稿已经移交线索专柜，不再打印。" if is_gone else ""


register(
    PaperKind(
        "working_paper", "巡察问题底稿", Paper, "workpapers_paper",
        (
            *said("round 届次和轮次,team 巡察组,code 编号,edition 版次,title 名称,unit 被巡察单位"),
            *said("made_on 编制日期,origin 问题来源,summary 问题概述,basis 政策依据"),
            *said("discovery 发现过程,support 支撑材料,digest 内容摘要"),
            rows("facts", "事实", "number 序号,sentence 事实"),
            rows("signatures", "责任签名", "role 签名人,name 姓名和职务,signed_on 日期"),
        ),
        _paper, related=OF_FIELD, unless=_handed,
    ),
    PaperKind(
        "fact_sheet", "巡察事实确认单", FactSheet, "facts_sheet",
        (
            *said("round 届次和轮次,team 巡察组,code 编号,unit 被巡察单位,due_on 答复期限"),
            *said("note 说明,signed_on 签字日期"),
            rows("entries", "要确认的事实", "number 序号,fact 事实,answer 单位答复"),
        ),
        _sheet, related=OF_FIELD,
    ),
    PaperKind(
        "meeting_record", "会商记录", Meeting, "meetings_meeting",
        (
            *said("kind 会议种类,round 届次和轮次,team 巡察组,code 编号,held_on 日期,place 地点"),
            *said("unit 被巡察单位,people 参加人,opinion 会议意见,differences 分歧"),
            *said("digest 内容摘要"),
            rows(
                "papers", "研究的底稿",
                "paper 底稿,character 定性,destination 去向,opinion 意见和分歧",
            ),
            rows("signatures", "签字", "name 姓名,signed_on 签字日期,dissent 保留意见"),
        ),
        _meeting, related=OF_FIELD,
    ),
)  # fmt: skip
