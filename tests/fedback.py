"""Reports and feedback for tests: led by the services from settled findings to the delivery, in
the field of ``tests.fielded`` (水务局 by the team of 陆一)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import TODAY, unit
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.feedback.enums import Aim, HearingKind, ReportKind
from xuncha.cycle.feedback.models import Feedback, Hearing, Report, Task
from xuncha.cycle.feedback.services import feedbacks, hearings, reports, tasks
from xuncha.cycle.feedback.services.feedbacks import Conversation
from xuncha.cycle.feedback.services.hearings import HearingFacts
from xuncha.cycle.feedback.services.tasks import TaskWords
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.taxonomy.models import Taxonomy, TaxonomyNode
from xuncha.cycle.workpapers.enums import Destination
from xuncha.kernel import clock
from xuncha.kernel.keys import content_key

TOLD = (
    ("1", "理论学习不深入，全年只学习2次", None),
    ("2", "公务接待审批不严，3笔接待费没有公函，涉及金额12600元", Decimal(12600)),
    ("V", "柳湾村集体资产台账登记不全，漏登5处", None),
)


@dataclass
class Told:
    """The field with findings that go back: one of each part, the last one of a village."""

    field: Fielded
    people: Cast
    inspection: Inspection
    findings: list[Finding]
    village: Organisation

    @property
    def leader(self) -> Any:
        return self.field.actor(self.field.leader)


def _leaves() -> dict[str, TaxonomyNode]:
    """A small frame: one leaf of each part, by the mark of the part."""
    frame = Taxonomy.objects.create(
        name="四个落实", version="小", effective_on=dt.date(2024, 1, 1), role="main"
    )
    names = {"1": "落实决策部署", "2": "落实全面从严治党", "V": "三资管理"}
    roots = {
        code: TaxonomyNode.objects.create(taxonomy=frame, code=f"{code}0", name=name)
        for code, name in names.items()
    }
    return {
        code: TaxonomyNode.objects.create(
            taxonomy=frame, parent=root, code=f"{root.code}.1", name=f"{root.name}不力"
        )
        for code, root in roots.items()
    }


def settled(field: Fielded, people: Cast) -> Told:
    """Findings settled, to be fed back; the inspection stands before the report."""
    row = field.inspection
    leaves = _leaves()
    made = [
        Finding.objects.create(
            inspection=row, organisation=row.organisation, round=row.round, number=str(at),
            text=text, key=content_key(text), state=FindingState.SETTLED, amount_yuan=amount,
            disposal=Destination.FEEDBACK, disposal_reason="会商确定", created_at=clock.now(),
            leaf=leaves[code],
        )
        for at, (code, text, amount) in enumerate(TOLD, start=1)
    ]  # fmt: skip
    Inspection.objects.filter(pk=row.pk).update(state=Stage.REPORTING, left_on=TODAY)
    row.refresh_from_db()
    village = unit("V01", "清源区柳湾村", OrganisationKind.VILLAGE)
    Organisation.objects.filter(pk=village.pk).update(parent=row.organisation)
    return Told(field, people, row, made, village)


def begun(told: Told) -> Report:
    """A draft by the team's leader."""
    return reports.begin_report(told.leader, inspection_id=told.inspection.pk, kind=ReportKind.MAIN)


def reviewed(told: Told) -> Report:
    """Signed by 陆一, reviewed by 李闻."""
    row = begun(told)
    row = reports.sign_report(told.leader, report_id=row.pk, version=row.version)
    return reports.review_report(
        told.people.actor("liwen"), report_id=row.pk, version=row.version, note="事实清楚"
    )


def facts(*report_ids: int, **more: Any) -> HearingFacts:
    """What is put down of a meeting."""
    told: dict[str, Any] = {
        "held_on": TODAY, "attended": "组长、常务副组长、副组长", "heard": "听取了巡察情况汇报",
        "decision": "同意报告，按意见修改后办理", "report_ids": report_ids,
    }  # fmt: skip
    return HearingFacts(**told | more)


def opinion(told: Told, aim: Aim, owner: str, **more: Any) -> TaskWords:
    """An opinion of a meeting."""
    said: dict[str, Any] = {
        "inspection_id": told.inspection.pk, "aim": aim, "owner_id": told.people[owner].pk,
        "subject": "分管财务的副局长" if aim == Aim.PERSON else "公务接待审批",
        "text": "由组织部门谈话提醒" if aim == Aim.PERSON else "由财政部门专项检查",
        "owner_post": "负责同志", "due_on": dt.date(2026, 4, 10),
    }  # fmt: skip
    return TaskWords(**said | more)


def recorded(told: Told, row: Report, kind: HearingKind) -> Hearing:
    """A meeting put down by 李闻."""
    return hearings.record_hearing(told.people.actor("liwen"), kind=kind, facts=facts(row.pk))


def heard(told: Told, row: Report, kind: HearingKind) -> Hearing:
    """And closed."""
    made = recorded(told, row, kind)
    return hearings.close_hearing(
        told.people.actor("liwen"), hearing_id=made.pk, version=made.version
    )


def given(told: Told, aim: Aim = Aim.MATTER, owner: str = "fengli") -> Task:
    """A task that the leading group gave out."""
    made = recorded(told, reviewed(told), HearingKind.GROUP)
    clerk = told.people.actor("liwen")
    one = tasks.add_task(clerk, hearing_id=made.pk, told=opinion(told, aim, owner))
    hearings.close_hearing(clerk, hearing_id=made.pk, version=made.version)
    one.refresh_from_db()
    return one


def final(told: Told, row: Report | None = None) -> Report:
    """Heard by both meetings and final."""
    row = row or reviewed(told)
    for kind in HearingKind:
        heard(told, row, kind)
        row.refresh_from_db()
    return reports.finalise_report(told.people.actor("song"), report_id=row.pk, version=row.version)


def approved(told: Told, row: Report | None = None) -> Feedback:
    """Approved by 宋致远; nobody was told yet."""
    made = feedbacks.draft_feedback(told.people.actor("liwen"), report_id=final(told, row).pk)
    return feedbacks.approve_feedback(
        told.people.actor("song"), feedback_id=made.pk, version=made.version
    )


SPOKEN = Conversation(TODAY, "巡察组组长", "主要负责人、班子成员", "三楼会议室")


def held(told: Told, row: Feedback) -> Feedback:
    """Head and body were told, and the inspection waits for the feedback."""
    for one in row.deliveries.exclude(audience="village").order_by("pk"):
        feedbacks.hold_conversation(
            told.people.actor("liwen"), delivery_id=one.pk, version=one.version, facts=SPOKEN
        )
    Inspection.objects.filter(pk=told.inspection.pk).update(state=Stage.FOR_FEEDBACK)
    return row


def delivered(told: Told, row: Feedback | None = None) -> Feedback:
    """Fed back."""
    row = held(told, row or approved(told))
    return feedbacks.deliver_feedback(
        told.people.actor("liwen"), feedback_id=row.pk, version=row.version
    )
