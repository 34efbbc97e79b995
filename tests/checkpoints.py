"""A small library of points in force, and an inspection in the field with its list."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass, replace

import xlsxwriter

from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.checkpoints.enums import DecisionLevel
from xuncha.cycle.checkpoints.models import Checkpoint, Decision, InspectionPoint, PointSet
from xuncha.cycle.checkpoints.services import answering, decisions, lists, sets
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.kernel.actor import SYSTEM, Actor

POINTS = [
    ("1.2.3", ("department", "town"), "民生实事是否按时办成、群众是否知道"),
    ("2.5.1", ("department",), "报销是否有公函、清单和审批"),
    ("2.7.1", ("department", "town", "enterprise"), "房产出租是否公开招租、租金是否收齐"),
    ("V3.2", ("village", "community"), "集体资产台账和实物是否一致"),
    ("V6.1", ("village",), "村务公开栏是否按季更新"),
]
HEADERS = [
    "级别",
    "文件名称",
    "文号",
    "日期",
    "监督要点",
    "问题表现形式",
    "分类",
    "适用类别",
    "重点",
]
ROW = [
    "市", "关于规范办公用房出租的意见", "清河办〔2025〕9号", "2025-06-01",
    "出租是否经过集体研究", "个人决定出租", "2.7.1", "区直单位、镇街", "是",
]  # fmt: skip


@dataclass
class Library:
    """``points`` as told above, in force; ``list_`` the water bureau's, still in the field."""

    decision: Decision
    version: PointSet
    points: list[Checkpoint]
    list_: list[InspectionPoint]


def leaf(code: str) -> TaxonomyNode:
    """A leaf of the frame in force."""
    return TaxonomyNode.objects.get(code=code, taxonomy__role="main")


def facts(**more: object) -> decisions.DecisionFacts:
    """A decision that can be registered."""
    told = decisions.DecisionFacts(
        level=DecisionLevel.DISTRICT, title="关于提高民生实事办理质量的意见",
        issued_on=dt.date(2025, 3, 1), number="清源发〔2025〕6号", issuer="清源区委",
    )  # fmt: skip
    return replace(told, **more)  # type: ignore[arg-type]


def drafted(actor: Actor, name: str = "2026年监督清单") -> PointSet:
    """A draft with its points under one decision."""
    load_default_taxonomy(SYSTEM)
    decision = Decision.objects.filter(key=facts().key()).first()
    decision = decision or decisions.create_decision(actor, facts=facts())
    version = sets.create_set(actor, name=name)
    for code, kinds, text in POINTS:
        sets.add_checkpoint(
            actor, set_id=version.pk,
            facts=sets.PointFacts(
                decision.pk, leaf(code).pk, kinds, text, signs="账实不符\n无人管"
            ),
        )  # fmt: skip
    version.refresh_from_db()
    return version


def library(story: Story, people: Cast, day: dt.date = dt.date(2026, 3, 18)) -> Library:
    """The version of ``POINTS`` in force, and the first inspection in the field with its list."""
    version = drafted(people.actor("liwen"))
    sets.issue_set(
        people.actor("song"), set_id=version.pk, version=version.version, effective_on=day
    )
    in_field(story.inspection)
    lists.give_list(people.actor("liwen"), inspection_id=story.inspection.pk)
    return Library(
        Decision.objects.get(), version, list(version.checkpoints.order_by("number")),
        list(InspectionPoint.objects.filter(inspection=story.inspection).order_by("number")),
    )  # fmt: skip


def in_field(inspection: Inspection) -> None:
    """Back into the field, as if nothing had been fed back yet."""
    inspection.state = Stage.LEARNING
    inspection.left_on = inspection.feedback_on = inspection.rectify_until_on = None
    inspection.save()


def with_villages(inspection: Inspection) -> None:
    """Make it the inspection of a town that takes its villages along."""
    unit = inspection.organisation
    unit.kind = "town"
    unit.save()
    inspection.kind = InspectionKind.WITH_VILLAGES
    inspection.save()


def book(rows: Sequence[Sequence[object]], headers: Sequence[str] = HEADERS) -> io.BytesIO:
    """A workbook with a title above its headers."""
    stream = io.BytesIO()
    made = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    sheet = made.add_worksheet("要点")
    sheet.write_string(0, 0, "监督要点一览")
    for at, row in enumerate([headers, *rows], start=1):
        for col, value in enumerate(row):
            sheet.write(at, col, value)
    made.close()
    stream.seek(0)
    return stream


def answered(story: Story, people: Cast) -> Library:
    """The library with one point clear, one found and one unchecked, the inspection back where it
    was: long fed back."""
    office = people.actor("liwen")
    stage, feedback = story.inspection.state, story.inspection.feedback_on
    made = library(story, people)
    first, second = made.list_[:2]
    answering.clear_point(office, point_id=first.pk, version=1, how="查了公示栏和12户回访记录")
    answering.mark_found(office, point_id=second.pk, version=1, answer="3笔接待费没有公函")
    Inspection.objects.filter(pk=story.inspection.pk).update(state=stage, feedback_on=feedback)
    story.inspection.refresh_from_db()
    return made
