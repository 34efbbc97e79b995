"""Days counted without a year's table: each room's are settled when the table comes, to the later
day, with the first one, the tables and the reason kept; never over what people set meanwhile."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import xuncha
from tests import evaluated, fedback, fieldworked, lettered, papered, petitioned, resulted, schemed
from tests.clued import sealed
from tests.fielded import Fielded
from tests.people import Cast
from tests.questioned import at_the_desk
from tests.scenarios import TODAY, Story
from xuncha.cycle.clues.enums import Mode
from xuncha.cycle.clues.models import Copy
from xuncha.cycle.clues.services import handing
from xuncha.cycle.feedback.enums import CopyKind
from xuncha.cycle.feedback.services import copies
from xuncha.cycle.fieldwork.models import RequestLine
from xuncha.cycle.fieldwork.services import requests
from xuncha.cycle.schemes.services import sending
from xuncha.cycle.workpapers.models import FactSheet
from xuncha.cycle.workpapers.services import putting_off
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.calendar import selectors
from xuncha.foundation.calendar.models import Outcome, ProvisionalDeadline
from xuncha.foundation.calendar.provisional import note_provisional, settle_known, signed_up
from xuncha.foundation.calendar.services import load_year
from xuncha.foundation.calendar.taking_over import take_over
from xuncha.foundation.calendar.workdays import add_workdays, shipped
from xuncha.foundation.exchange.importing import Table
from xuncha.kernel.actor import SYSTEM

FREE = [TODAY + dt.timedelta(days=one) for one in (1, 2, 5, 6, 7)]
"""The five working days after today: free in the table to come, so that every day moves."""


@pytest.fixture(autouse=True)
def _the_year_has_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    known = {year: table for year, table in shipped().items() if year != TODAY.year}
    monkeypatch.setattr(selectors, "shipped", lambda: known)


def _load(people: Cast) -> None:
    rows = [(at, [str(day), "休", "调休"]) for at, day in enumerate(FREE, 2)]
    table = Table(("日期", "类型", "名称"), rows)
    load_year(people.actor("song"), year=TODAY.year, table=table, source="放假通知")


def _field_of(story: Story, people: Cast, field: Fielded) -> None:
    fieldworked.asked(field, people)
    fieldworked.sent(field)
    fieldworked.visited(field, people)


def _feedback_of(story: Story, people: Cast, field: Fielded) -> None:
    told = fedback.settled(field, people)
    row = fedback.delivered(told)
    one = copies.draft_copy(
        people.actor("liwen"), feedback_id=row.pk, kind=CopyKind.DISCIPLINE,
        recipient="区纪委监委", user_id=people["fengli"].pk,
    )  # fmt: skip
    one = copies.submit_copy(people.actor("liwen"), letter_id=one.pk, version=one.version)
    copies.issue_copy(people.actor("song"), letter_id=one.pk, version=one.version)


def _papers_of(story: Story, people: Cast, field: Fielded) -> None:
    papered.sent(field, papered.signed(field, papered.third(field)))


def _sealed_of(story: Story, people: Cast, field: Fielded) -> None:
    store = sealed(story, people)
    clue = store.fresh()
    handing.hand_over(
        store.actor("luyi"), store.key("luyi"), clue_id=clue.pk, version=clue.version,
        mode=Mode.SINGLE, on=TODAY, opinion="建议核查",
    )  # fmt: skip
    copy = Copy.objects.get()
    handing.receive(
        store.actor("song"), store.key("song"), copy_id=copy.pk, version=copy.version, on=TODAY,
        signer="收文员",
    )  # fmt: skip


def _schemes_of(story: Story, people: Cast, field: Fielded) -> None:
    schemed.opened(story, people)


def _handed_back(story: Story, people: Cast, field: Fielded) -> None:
    scheme = schemed.sent(story, people)
    sending.hand_back(
        people.actor("liwen"), scheme_id=scheme.pk, version=scheme.version, reason="措施太空"
    )


Case = Callable[[Story, Cast, Any], object]
CASES: dict[Case, set[str]] = {
    _field_of: {
        "fieldwork.briefing.due_on", "fieldwork.documentrequest.due_on",
        "fieldwork.supervision.due_on",
    },
    _feedback_of: {
        "feedback.report.group_due_on", "feedback.feedback.due_on",
        "feedback.feedback.copies_due_on", "feedback.teamreview.due_on",
        "feedback.filing.due_on", "feedback.copyletter.receive_by",
    },
    _papers_of: {"workpapers.factsheet.due_on"},
    _sealed_of: {"clues.copyclock.due_on"},
    _schemes_of: {"schemes.schemereview.due_on"},
    _handed_back: {"schemes.scheme.due_on"},
    lambda story, people, _: at_the_desk(story, people).ask(): {"questions.question.due_on"},
    lambda story, people, _: petitioned.petitioned(story, people): {
        "petitions.petitionclock.due_on"
    },
    lambda story, people, _: lettered.issued(story, people): {
        "oversight.letter.receive_by", "oversight.letter.answer_by",
    },
    lambda story, people, _: evaluated.published(story, people): {
        "evaluation.publicity.until_on"
    },
    lambda story, people, _: evaluated.told(story, people): {"evaluation.evaluation.answer_by"},
    lambda story, people, _: resulted.issued(story, people): {
        "results.result.receive_by", "results.result.due_on",
    },
    lambda story, people, _: resulted.published(story, people): {"results.selfcheck.due_on"},
}  # fmt: skip
ELSEWHERE = {"rectification.item.due_on"}
"""Tried beside the reopening that sets it."""


def test_every_column_that_signed_up_is_tried_here() -> None:
    tried = set().union(*CASES.values()) | ELSEWHERE
    assert tried == set(signed_up())


IN_THE_FIELD = [_field_of, _feedback_of, _papers_of, _sealed_of]


def _name(case: Case) -> str:
    return min(CASES[case])


@pytest.mark.parametrize("case", IN_THE_FIELD, ids=_name)
def test_days_of_the_field_move_to_where_the_table_puts_them(
    case: Case, field: Fielded, story: Story, people: Cast
) -> None:
    case(story, people, field)
    _see_moved(case, people)


@pytest.mark.parametrize("case", [one for one in CASES if one not in IN_THE_FIELD], ids=_name)
def test_later_days_move_to_where_the_table_puts_them(
    case: Case, story: Story, people: Cast
) -> None:
    case(story, people, None)
    _see_moved(case, people)


def _see_moved(case: Case, people: Cast) -> None:
    waiting = ProvisionalDeadline.objects.filter(kind__in=CASES[case])
    assert {one.kind for one in waiting} == CASES[case]
    assert settle_known(SYSTEM) == 0  # the table has not come
    _load(people)
    for one in waiting.order_by("pk"):
        column = signed_up()[one.kind]
        row: Any = column.model._default_manager.get(pk=one.record)
        right = add_workdays(one.since, one.workdays, selectors.tables())
        assert (one.outcome, one.settled_on) == (Outcome.MOVED, right.on)
        assert right.on > one.first_on
        assert {getattr(row, name) for name in column.days} == {right.on}
        assert one.tables == [f"{TODAY.year}/2"]
        if column.flag:
            assert getattr(row, column.flag) is False
        if column.used:
            assert getattr(row, column.used) == one.tables
        if column.rule:
            assert f"原暂定 {one.first_on}" in getattr(row, column.rule)
            assert "暂按周末推算" not in getattr(row, column.rule)
    told = AuditRow.objects.filter(verb="calendar.deadline.settled")
    assert told.count() == ProvisionalDeadline.objects.filter(outcome=Outcome.MOVED).count()
    assert settle_known(SYSTEM) == 0  # settled once


def test_documents_follow_their_list(field: Fielded, people: Cast) -> None:
    row = fieldworked.sent(field)
    _load(people)
    row.refresh_from_db()
    assert set(RequestLine.objects.values_list("due_on", flat=True)) == {row.due_on}


def test_a_day_that_somebody_chose_is_his(field: Fielded, people: Cast) -> None:
    chosen = TODAY + dt.timedelta(days=9)
    row = fieldworked.asked(field, people, due_on=chosen)
    leader = field.actor(field.leader)
    listed = requests.draft_request(
        leader, inspection_id=field.inspection.pk, subject="了解议事", lines=[], due_on=None
    )
    requests.change_draft(
        leader, request_id=listed.pk, version=listed.version, subject="了解议事", due_on=chosen
    )
    _load(people)
    row.refresh_from_db()
    listed.refresh_from_db()
    assert (row.due_on, listed.due_on) == (chosen, chosen)
    (only,) = ProvisionalDeadline.objects.all()
    assert (only.outcome, only.settled_on) == (Outcome.OVERTAKEN, None)


@pytest.mark.parametrize("days", [10, 40])
def test_what_was_put_off_never_comes_back_and_the_first_day_is_mended(
    field: Fielded, people: Cast, days: int
) -> None:
    """Put off past the new day it stays; put off to before it, it goes there."""
    sheet = papered.sent(field, papered.signed(field, papered.third(field)))
    assert sheet.due_on is not None
    later = sheet.due_on + dt.timedelta(days=days if days > 10 else 1)
    putting_off.put_off_sheet(
        field.actor(field.leader), sheet_id=sheet.pk, version=sheet.version, due_on=later,
        reason="经办人住院",
    )  # fmt: skip
    first = sheet.original_due_on
    _load(people)
    row = FactSheet.objects.get()
    assert row.original_due_on is not None
    assert first is not None
    assert row.original_due_on > first
    assert row.due_on == max(later, row.original_due_on)


def test_a_table_that_changes_nothing_only_makes_the_day_final(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the table comes along with a new version of the system: by the day's chores."""
    made = at_the_desk(story, people).ask()
    monkeypatch.setattr(selectors, "shipped", shipped)
    assert settle_known(SYSTEM) == 1
    before = made.due_on
    made.refresh_from_db()
    assert (made.due_on, made.provisional, made.rule) == (before, False, "5个工作日")
    assert ProvisionalDeadline.objects.get().outcome == Outcome.SAME


def test_clocks_from_before_the_book_are_taken_over(story: Story, people: Cast) -> None:
    from django.apps import apps

    made = at_the_desk(story, people).ask()
    ProvisionalDeadline.objects.all().delete()
    take_over(apps, "questions", "Question")
    (noted,) = ProvisionalDeadline.objects.all()
    assert (noted.record, noted.workdays, noted.first_on) == (made.pk, 5, made.due_on)
    type(made).objects.update(rule="3个月")
    take_over(apps, "questions", "Question")
    made.refresh_from_db()
    assert made.provisional is False


def test_whoever_counts_working_days_notes_the_provisional_ones() -> None:
    """A new room that forgets it is named here. Deeds' promise is chosen by the owner under a
    limit; alerts are steps of a day that is over; two files count for services that note."""
    marks = re.compile(r"\b(?:add_workdays|due_after_workdays|counted)\(|\bdue\(\"")
    noted = ("note_provisional(", "note_all(", "start_clock(")
    spared = {
        "deeds/services.py", "fieldwork/rules.py", "oversight/bands.py",
        "rectification/deadlines.py",
    }  # fmt: skip
    cycle = Path(xuncha.__file__).parent / "cycle"
    silent = set()
    for path in sorted(cycle.rglob("*.py")):
        text = path.read_text("utf-8")
        if marks.search(text) and not any(one in text for one in noted):
            silent.add(path.relative_to(cycle).as_posix())
    assert silent == spared


def test_a_day_is_noted_only_where_it_is_provisional(story: Story) -> None:
    due = add_workdays(TODAY, 5, shipped())
    note_provisional(story.items[0], "due_on", due)
    assert not ProvisionalDeadline.objects.exists()
