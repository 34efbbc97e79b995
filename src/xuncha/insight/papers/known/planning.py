"""Papers of planning: plan of a round, notice to a unit; and what a round and a term came to, each
number a figure of the house."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.teams import selectors as teams
from xuncha.cycle.teams.enums import SeatRole
from xuncha.cycle.teams.models import Team
from xuncha.foundation import access
from xuncha.insight.figures import definitions as figures
from xuncha.insight.figures.field import FIELD_FIGURES
from xuncha.insight.figures.figure import Figure, values_by
from xuncha.insight.figures.frozen.selectors import versions_of
from xuncha.insight.figures.models import FrozenFigure
from xuncha.insight.figures.papers import PAPER_FIGURES
from xuncha.insight.figures.petitions import PETITION_FIGURES
from xuncha.insight.figures.wording import said as said_as
from xuncha.insight.papers.known.common import day_or, office_in, round_of, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_NOT_YET = "（进驻日期另行通知）"
_COUNTED = (figures.ITEMS, *figures.THREE_LEVELS, figures.OVERDUE)


def _notice(_actor: Actor, row: Inspection) -> Mapping[str, Any]:
    return {
        "office": office_in(row.round.term), "unit": row.organisation.name,
        "round": round_of(row), "kind": row.get_kind_display(),
        "team": row.team_name or "巡察组", "entered_on": day_or(row.entered_on, _NOT_YET),
        "ends_on": row.round.end_on, "issued_on": when(None),
    }  # fmt: skip


def _plan(actor: Actor, row: Round) -> Mapping[str, Any]:
    targets = access.visible(actor, Inspection).filter(round=row)
    return {
        "office": office_in(row.term), "round": f"{row.term}{row}", "start_on": row.start_on,
        "end_on": row.end_on, "days": row.days, "number": targets.count(),
        "made_on": clock.today(),
        "targets": [
            {
                "number": at, "unit": one.organisation.name, "kind": one.get_kind_display(),
                "team": one.team_name,
            }
            for at, one in enumerate(targets.select_related("organisation").order_by("pk"), 1)
        ],
        "teams": [_team(actor, one) for one in teams.list_teams(actor, row)],
    }  # fmt: skip


def _team(actor: Actor, row: Team) -> dict[str, str]:
    seats = list(teams.seats_of(actor, row))
    leaders = "、".join(str(one.inspector) for one in seats if one.role == SeatRole.LEADER)
    deputies = {SeatRole.DEPUTY, SeatRole.SECOND_DEPUTY}
    return {
        "name": row.name, "leader": leaders,
        "deputies": "、".join(str(one.inspector) for one in seats if one.role in deputies),
        "members": "、".join(
            str(one.inspector) for one in seats if one.role not in {SeatRole.LEADER, *deputies}
        ),
    }  # fmt: skip


def _told(actor: Actor, told: Iterable[Figure], row: Round) -> list[dict[str, Any]]:
    """Each figure of the round with its definition, as the pages tell it."""
    return [
        {
            "label": one.label, "value": one.value(actor, Q(**{_path(one): row})),
            "definition": one.definition,
        }
        for one in told
    ]  # fmt: skip


def _path(figure: Figure) -> str:
    names = {one.name for one in figure.model._meta.get_fields()}
    return "round" if "round" in names else "inspection__round"


_ROUND = (
    figures.INSPECTIONS, figures.INSPECTIONS_ENTERED, figures.INSPECTIONS_FED_BACK,
    figures.FINDINGS, figures.FINDINGS_OLD, figures.FINDINGS_NEW_FORM, *figures.ITEM_FIGURES,
    *FIELD_FIGURES, *PAPER_FIGURES, *PETITION_FIGURES,
)  # fmt: skip


def _round_summary(actor: Actor, row: Round) -> Mapping[str, Any]:
    by_unit = values_by(actor, _COUNTED, "inspection_id", Q(round=row))
    found = values_by(actor, [figures.FINDINGS], "inspection_id", Q(round=row))
    targets = access.visible(actor, Inspection).filter(round=row).select_related("organisation")
    return {
        "office": office_in(row.term), "round": f"{row.term}{row}", "start_on": row.start_on,
        "end_on": row.end_on, "as_of": clock.today(), **_of_round(actor, row), "units": [
            {
                "unit": one.organisation.name, "stage": one.get_state_display(),
                "findings": found[one.pk]["findings_fed_back"], **_numbers(by_unit[one.pk]),
            }
            for one in targets.order_by("pk")
        ],
    }  # fmt: skip


def _of_round(actor: Actor, row: Round) -> dict[str, Any]:
    """The figures as they were sealed when the round was over; before that as they are today."""
    sealed = versions_of(actor, row.pk).first()
    if sealed is None:
        told = _told(actor, [one for one in _ROUND if _knows(actor, one)], row)
        return {"basis": "本轮还没有期满封存，下列数据是打印当天的，以后会变。", "figures": told}
    frozen = access.visible(actor, FrozenFigure).filter(snapshot=sealed, value__isnull=False)
    basis = (
        f"本轮于{day_or(sealed.closed_on, '')}期满，下列数据是截至{day_or(sealed.day, '')}封存的"
        f"第{sealed.number}版（摘要 {sealed.digest[:16]}），以后不变；"
        "没有日期可查的数没有封存，不列。"
    )
    return {
        "basis": basis,
        "figures": [
            {"label": one.label, "value": said_as(one.value, one.unit),
             "definition": one.definition}
            for one in frozen.filter(params=f"round={row.number}").order_by("place")
        ],
    }  # fmt: skip


def _knows(actor: Actor, figure: Figure) -> bool:
    return actor.is_system or not figure.roles or actor.has(*figure.roles)


def _numbers(counted: Mapping[str, int]) -> dict[str, int]:
    return {
        "items": counted["items_total"], "claimed": counted["items_claimed"],
        "verified": counted["items_verified"], "sustained": counted["items_sustained"],
        "overdue": counted["items_overdue"],
    }  # fmt: skip


def _term_summary(actor: Actor, row: Term) -> Mapping[str, Any]:
    within = Q(round__term=row)
    items = values_by(actor, _COUNTED, "round_id", within)
    found = values_by(actor, [figures.FINDINGS], "round_id", within)
    entered = values_by(
        actor, [figures.INSPECTIONS, figures.INSPECTIONS_ENTERED], "round_id", within
    )
    rounds = access.visible(actor, Round).filter(term=row).order_by("number")
    return {
        "office": office_in(row), "term": row.name, "start_on": row.start_on,
        "end_on": row.end_on, "as_of": clock.today(),
        "rounds": [
            {
                "name": one.name, "inspections": entered[one.pk]["inspections"],
                "entered": entered[one.pk]["inspections_entered"],
                "findings": found[one.pk]["findings_fed_back"], **_numbers(items[one.pk]),
            }
            for one in rounds
        ],
        "definitions": [
            {"label": one.label, "definition": one.definition}
            for one in (figures.INSPECTIONS_ENTERED, figures.FINDINGS, *_COUNTED)
        ],
    }  # fmt: skip


_COUNTS = "items 整改事项,claimed 自称完成,verified 经核实,sustained 已巩固,overdue 已逾期"

register(
    PaperKind(
        "round_plan", "巡察工作方案", Round, "rounds_detail",
        (
            *said("office 巡察办,round 届次和轮次,start_on 开始,end_on 结束,days 天数"),
            *said("number 党组织个数,made_on 打印日期"),
            rows("targets", "巡察的党组织", "number 序号,unit 党组织,kind 方式,team 巡察组"),
            rows("teams", "巡察组", "name 组名,leader 组长,deputies 副组长,members 组员"),
        ),
        _plan, act="", roles=READERS, related=("term",),
    ),
    PaperKind(
        "inspection_notice", "巡察通知", Inspection, "rounds_inspection",
        said(
            "office 巡察办,unit 被巡察党组织,round 届次和轮次,kind 方式,team 巡察组,"
            "entered_on 进驻日期,ends_on 本轮结束日期,issued_on 通知日期"
        ),
        _notice, act="", roles=OFFICE, related=("organisation", "round__term"),
    ),
    PaperKind(
        "round_summary", "轮次巡察工作总结（统计表）", Round, "rounds_detail",
        (
            *said("office 巡察办,round 届次和轮次,start_on 开始,end_on 结束,as_of 统计截止日期"),
            *said("basis 本轮数据的来历"),
            rows("figures", "本轮数据", "label 指标,value 数,definition 口径"),
            rows("units", "各单位情况", f"unit 党组织,stage 阶段,findings 反馈问题,{_COUNTS}"),
        ),
        _round_summary, act="", roles=READERS, related=("term",),
    ),
    PaperKind(
        "term_summary", "一届巡察工作总结（统计表）", Term, "term_detail",
        (
            *said("office 巡察办,term 届次,start_on 开始,end_on 结束,as_of 统计截止日期"),
            rows(
                "rounds", "各轮情况",
                f"name 轮次,inspections 巡察任务,entered 已进驻,findings 反馈问题,{_COUNTS}",
            ),
            rows("definitions", "口径", "label 指标,definition 口径"),
        ),
        _term_summary, act="", roles=READERS,
    ),
)  # fmt: skip
