"""Rectification schemes for tests: written, sent, reviewed and approved by the services as people
would. The water bureau has four findings with items from its ledger, and a fifth without."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import openpyxl

from tests.people import Cast
from tests.scenarios import Story, finding
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.schemes.checks import version_of
from xuncha.cycle.schemes.enums import Outcome, Verdict
from xuncha.cycle.schemes.models import ReviewSeat, Scheme, SchemeReview, SchemeRow, SchemeRules
from xuncha.cycle.schemes.services import approving, drafting, reviewing, sending
from xuncha.cycle.schemes.services.drafting import RowWords
from xuncha.kernel import clock

PARTS = "河湖管护有短板。一是青石河未设公示牌；二是柳湾水库巡查记录缺失；三是3名河长全年未巡河。"
PARTIES = {"office": "liwen", "discipline": "fengli", "leader": "hejingan"}
ADOPTED = dt.date(2026, 3, 10)
DUE = dt.date(2026, 5, 20)

HEAD = ("序号", "反馈问题", "整改措施", "责任领导", "责任单位", "整改时限")


def three_parties() -> SchemeRules:
    """Rules under which the cast can review: office, discipline, leader."""
    return SchemeRules.objects.create(
        number=1, effective_on=dt.date(2026, 1, 1), note="三方联审",
        settings={"parties": list(PARTIES)}, made_at=clock.now(),
    )  # fmt: skip


def begun(story: Story, people: Cast) -> tuple[Scheme, Finding]:
    """A first draft, filled; and the finding with three parts, which no ledger has answered."""
    three_parties()
    told = finding(story.inspection, "5", PARTS)
    scheme = drafting.begin_scheme(people.actor("zhoulan"), inspection_id=story.inspection.pk)
    return scheme, told


def words_of(row: SchemeRow, **more: Any) -> RowWords:
    """What a row says, with something else."""
    told = {
        "finding_id": row.finding_id, "task": row.task, "parts": row.parts,
        "measures": row.measures, "lead": row.lead, "department": row.department,
        "due_on": row.due_on, "is_long_term": row.is_long_term, "proof": row.proof,
    }  # fmt: skip
    return RowWords(**{**told, **more})


def written(story: Story, people: Cast) -> Scheme:
    """Whole: every row has what it needs."""
    scheme, _ = begun(story, people)
    for row in version_of(scheme).rows.order_by("line"):
        tied = row.due_on is not None
        told = words_of(
            row, lead="分管副局长", department="河湖管理股", proof="照片、台账",
            due_on=row.due_on if tied else DUE,
            measures=row.measures or f"4月底前对“{row.task[:12]}”逐处整改并拍照销号",
        )  # fmt: skip
        drafting.change_row(people.actor("zhoulan"), row_id=row.pk, told=told)
    return fresh(scheme)


def fresh(scheme: Scheme) -> Scheme:
    """As it stands now."""
    return Scheme.objects.select_related("inspection__organisation", "approved").get(pk=scheme.pk)


def sent(story: Story, people: Cast) -> Scheme:
    """Handed in."""
    scheme = written(story, people)
    sending.send_scheme(
        people.actor("zhoulan"), scheme_id=scheme.pk, version=scheme.version,
        meeting="局党组会议", adopted_on=ADOPTED,
    )  # fmt: skip
    return fresh(scheme)


def opened(story: Story, people: Cast) -> SchemeReview:
    """Under review by three parties."""
    scheme = sent(story, people)
    users = {party: people[name].pk for party, name in PARTIES.items()}
    return reviewing.open_review(
        people.actor("liwen"), scheme_id=scheme.pk, version=scheme.version, users=users
    )


def seat(review: SchemeReview, party: str) -> ReviewSeat:
    """The seat of a party."""
    return ReviewSeat.objects.get(review=review, party=party)


def spoken(review: SchemeReview, people: Cast, **rows: dict[int, str]) -> None:
    """All three have spoken: those with rows want changes, the others agree."""
    for party, name in PARTIES.items():
        told = rows.get(party, {})
        reviewing.give_opinion(
            people.actor(name), seat_id=seat(review, party).pk,
            verdict=Verdict.AMEND if told else Verdict.AGREE, opinion="", rows=told,
        )  # fmt: skip


def passed(story: Story, people: Cast) -> Scheme:
    """Passed by the parties, merged by 李闻; waits for 宋致远."""
    review = opened(story, people)
    spoken(review, people)
    scheme = fresh(review.scheme)
    reviewing.merge(
        people.actor("liwen"), scheme_id=scheme.pk, version=scheme.version, outcome=Outcome.PASS,
        summary="",
    )  # fmt: skip
    return fresh(scheme)


def approved(story: Story, people: Cast) -> Scheme:
    """Approved by 宋致远."""
    scheme = passed(story, people)
    approving.approve_scheme(
        people.actor("song"), scheme_id=scheme.pk, version=scheme.version,
        digest=version_of(scheme).digest,
    )  # fmt: skip
    return fresh(scheme)


def book(*rows: tuple[str, ...]) -> io.BytesIO:
    """A plan as units write it."""
    made = openpyxl.Workbook()
    for row in (HEAD, *rows):
        made.active.append(row)
    stream = io.BytesIO()
    made.save(stream)
    stream.seek(0)
    return stream
