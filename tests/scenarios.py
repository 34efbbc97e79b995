"""Small whole stories that tests start from: a term, a round, two units with items to put right."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.rectification.enums import ItemState, Severity
from xuncha.cycle.rectification.models import Item, Measure, Progress, Proof, Signal
from xuncha.cycle.rectification.tallying import count_in, recounted
from xuncha.kernel import clock
from xuncha.kernel.keys import content_key

TODAY = dt.date(2026, 3, 18)
FEEDBACK = dt.date(2025, 12, 10)

PROBLEMS = [
    ("专项资金支出缓慢，2024年结余资金48万元未盘活", "专项资金结余48万元未盘活"),
    ("公务接待审批不严，3笔接待费无公函报销，涉及金额12600元", "3笔接待费无公函，涉及12600元"),
    ("河道管护责任不落实，青石河段堆放垃圾长期无人清理", "青石河段垃圾无人清理"),
    ("固定资产账实不符，28件设备没有登记入账", "28件设备未入账"),
]


@dataclass
class Story:
    """One round with two units; ``items`` are the first unit's, in the order of ``PROBLEMS``."""

    term: Term
    round: Round
    water: Organisation
    civil: Organisation
    inspection: Inspection
    other: Inspection
    findings: list[Finding]
    items: list[Item]
    foreign: Item


def story() -> Story:
    """Build it, as of ``TODAY``."""
    term = Term.objects.create(
        number=12, name="十二届区委", start_on=dt.date(2021, 9, 1), end_on=dt.date(2026, 8, 31)
    )
    row = Round.objects.create(
        term=term,
        number=9,
        name="第九轮",
        start_on=dt.date(2025, 9, 8),
        end_on=dt.date(2025, 11, 7),
    )
    water = unit("A01", "清源区水务局")
    civil = unit("A02", "清源区民政局")
    inspection, other = inspected(row, water), inspected(row, civil)
    findings = [finding(inspection, str(n), text) for n, (text, _) in enumerate(PROBLEMS, 1)]
    items = [
        item(found, str(n), problem)
        for n, (found, (_, problem)) in enumerate(zip(findings, PROBLEMS, strict=True), 1)
    ]
    foreign = item(finding(other, "1", "救助台账更新不及时，12户信息未变更"), "1", "12户信息未变更")
    return Story(term, row, water, civil, inspection, other, findings, items, foreign)


def unit(code: str, name: str, kind: str = OrganisationKind.DEPARTMENT) -> Organisation:
    """An organisation."""
    return Organisation.objects.create(code=code, name=name, short_name=name[3:], kind=kind)


def inspected(row: Round, organisation: Organisation) -> Inspection:
    """An inspection whose feedback was given."""
    return Inspection.objects.create(
        round=row, organisation=organisation, kind=InspectionKind.REGULAR,
        state=Stage.RECTIFYING, team_name="区委第二巡察组", entered_on=row.start_on,
        left_on=row.end_on, feedback_on=FEEDBACK, rectify_until_on=dt.date(2026, 6, 10),
    )  # fmt: skip


def finding(inspection: Inspection, number: str, text: str) -> Finding:
    """A finding that was fed back."""
    return Finding.objects.create(
        inspection=inspection, organisation=inspection.organisation, round=inspection.round,
        number=number, text=text, key=content_key(text), state=FindingState.FED_BACK,
        created_at=clock.now(),
    )  # fmt: skip


def item(found: Finding, number: str, problem: str, due_on: dt.date = dt.date(2026, 4, 10)) -> Item:
    """An open item with one measure."""
    made = Item.objects.create(
        finding=found, inspection=found.inspection, organisation=found.organisation,
        round=found.round, number=number, problem=problem, key=content_key(problem, number),
        due_on=due_on, original_due_on=due_on, created_at=clock.now(),
    )  # fmt: skip
    count_in([made.pk])
    Measure.objects.create(item=made, number=1, text=f"逐项清理{problem}，月底前办结")
    return made


def told(made: Item, text: str = "已于3月2日办结，凭证编号2026-031", by: int | None = None) -> Item:
    """Give an item progress and a named proof, and set it to work if nobody has."""
    Progress.objects.create(
        item=made, text=text, reported_on=TODAY, author_id=by, created_at=clock.now()
    )
    Proof.objects.create(item=made, title="办结凭证.pdf", added_by_id=by, added_at=clock.now())
    with transaction.atomic(), recounted([made.pk]):
        Item.objects.filter(pk=made.pk, state=ItemState.OPEN).update(state=ItemState.WORKING)
    made.refresh_from_db()
    return made


def claimed(made: Item, by: int) -> Item:
    """Claim an item in somebody's name."""
    told(made, by=by)
    with transaction.atomic(), recounted([made.pk]):
        Item.objects.filter(pk=made.pk).update(
            state=ItemState.CLAIMED, claimed_at=clock.now(), claimed_by_id=by, done_on=TODAY
        )
    made.refresh_from_db()
    return made


def signal(made: Item, code: str = "R16", name: str = "空泛无实例") -> Signal:
    """An open question about an item."""
    asked = Signal.objects.create(
        inspection=made.inspection, item=made, code=code, name=name, severity=Severity.MEDIUM,
        reason="进展里没有数字、日期、名称、地点和文件", fingerprint=content_key(code, made.key),
        settings_version="1", found_at=clock.now(),
        spans=[{"field": "整改进展", "start": 0, "end": 4}],
    )  # fmt: skip
    with transaction.atomic(), recounted([made.pk]):
        Item.objects.filter(pk=made.pk).update(open_signals=1)
    made.refresh_from_db()
    return asked
