"""Papers of evaluation: the sheet by whatever preset it was made, and what was laid open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from xuncha.cycle.evaluation import selectors
from xuncha.cycle.evaluation.enums import EvaluationState, PublicityState, Scope
from xuncha.cycle.evaluation.forms import Form
from xuncha.cycle.evaluation.models import Evaluation, Publicity, Score
from xuncha.insight.papers.filling import words
from xuncha.insight.papers.known.common import OF_FIELD, day_or, round_of, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel.actor import Actor


def _sheet(actor: Actor, row: Evaluation) -> Mapping[str, Any]:
    form = Form.from_dict(row.form)
    lowered = row.grade != row.earned_grade
    is_final = row.state == EvaluationState.FINAL
    return {
        "unit": row.inspection.organisation.name, "round": round_of(row.inspection),
        "form": form.title, "as_of": row.as_of,
        "rules": f"评估规则第{row.rules_version}版" if row.rules_version else "系统默认规则",
        "standing": "" if is_final else f"（{row.get_state_display()}，等次未定）",
        "lines": lines_of(form, selectors.scores_of(actor, row)),
        "whole": sum(one.weight for one in form.indicators),
        "points": row.points, "grade": row.grade or "（未定）",
        "earned": f"（按得分是“{row.earned_grade}”）" if lowered and row.vetoes else "",
        "vetoes": [{"words": one["words"], "cap": one["cap"]} for one in row.vetoes],
        "answers": [
            {
                "on": one.at, "agrees": "同意" if one.agrees else "有不同意见",
                "points": one.points, "text": one.text,
            }
            for one in selectors.answers_of(actor, row)
        ],
        "note": row.final_note, "final_on": when(row.final_on),
    }  # fmt: skip


def lines_of(form: Form, scores: Iterable[Score]) -> list[dict[str, Any]]:
    """Indicators in order, each aspect told where it begins."""
    by_code = {one.code: one for one in form.indicators}
    told: list[dict[str, Any]] = []
    last = None
    for one in scores:
        indicator = by_code[one.code]
        how = [one.formula, f"理由：{one.reason}" if one.reason else ""]
        told.append({
            "aspect": indicator.aspect if indicator.aspect != last else "",
            "title": indicator.title, "weight": one.weight,
            "points": "" if one.points is None else one.points,
            "how": "\n".join(filter(None, how)),
        })  # fmt: skip
        last = indicator.aspect
    return told


def _open(_actor: Actor, row: Publicity) -> Mapping[str, Any]:
    is_out = row.state in {PublicityState.PUBLISHED, PublicityState.CLOSED}
    span = f"公开时间：{words(row.published_on)}至{words(row.until_on)}。"
    return {
        "unit": row.inspection.organisation.name,
        "what": "通报" if row.scope == Scope.INSIDE else "公告",
        "standing": "" if is_out else f"（{row.get_state_display()}，还没有公开）",
        "text": row.text, "contact": row.contact, "span": span if row.until_on else "",
        "published_on": day_or(row.published_on, "（尚未公开）"),
        "digest": row.approved_digest[:16],
    }  # fmt: skip


register(
    PaperKind(
        "evaluation_sheet", "巡察整改评估表", Evaluation, "evaluation_evaluation",
        (
            *said("unit 被巡察党组织,round 届次和轮次,form 评估表名称,as_of 数据截至"),
            *said("rules 评估规则版本,standing 没有定等次的提示,whole 满分,points 得分"),
            *said("grade 等次,earned 按得分的等次,note 定等次的意见,final_on 定等次日期"),
            rows(
                "lines", "指标",
                "aspect 方面（第一行才有）,title 指标,weight 满分,points 得分,how 怎样得的",
            ),
            rows("vetoes", "否决事由", "words 事由,cap 最高等次"),
            rows("answers", "单位意见", "on 日期,agrees 同意还是不同意,points 当时得分,text 意见"),
        ),
        _sheet, related=OF_FIELD,
        unless=lambda row: "这次评估已经撤回，不再打印。" if row.state == "withdrawn" else "",
    ),
    PaperKind(
        "publicity", "整改情况公开稿", Publicity, "evaluation_publicity",
        said(
            "unit 被巡察党组织,what 通报还是公告,standing 没有公开的提示,text 公开稿正文,"
            "contact 意见反映方式,span 公开期,published_on 公开日期,digest 批准摘要"
        ),
        _open, related=OF_FIELD,
        unless=lambda row: "这份公开稿已经撤回，不再打印。" if row.state == "withdrawn" else "",
    ),
)  # fmt: skip
