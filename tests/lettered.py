"""Letters for tests, made by the services as people would."""

from __future__ import annotations

import datetime as dt
import io

from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.oversight.enums import Ground, LetterKind
from xuncha.cycle.oversight.models import Letter
from xuncha.cycle.oversight.services import answering, letters
from xuncha.cycle.rectification.models import Item
from xuncha.kernel import clock


def overdue(story: Story) -> Item:
    """The story's first item, four working days late; the others far from it."""
    Item.objects.update(due_on=dt.date(2027, 1, 1))
    Item.objects.filter(pk=story.items[0].pk).update(due_on=dt.date(2026, 3, 12))
    story.items[0].refresh_from_db()
    return story.items[0]


def drafted(story: Story, people: Cast, kind: LetterKind = LetterKind.SUPERVISE) -> Letter:
    """By 李闻, about the first item."""
    overdue(story)
    return letters.draft_letter(
        people.actor("liwen"), inspection_id=story.inspection.pk, kind=kind,
        ground=Ground.OVERDUE, item_ids=[story.items[0].pk],
    )  # fmt: skip


def submitted(story: Story, people: Cast, kind: LetterKind = LetterKind.SUPERVISE) -> Letter:
    """Handed in by 李闻."""
    row = drafted(story, people, kind)
    return letters.submit_letter(people.actor("liwen"), letter_id=row.pk, version=row.version)


def approved(story: Story, people: Cast, kind: LetterKind = LetterKind.SUPERVISE) -> Letter:
    """Approved by 宋致远."""
    row = submitted(story, people, kind)
    return letters.approve_letter(people.actor("song"), letter_id=row.pk, version=row.version)


def issued(story: Story, people: Cast, kind: LetterKind = LetterKind.SUPERVISE) -> Letter:
    """Sent to 水务局 by 李闻."""
    row = approved(story, people, kind)
    return letters.issue_letter(people.actor("liwen"), letter_id=row.pk, version=row.version)


def received(story: Story, people: Cast, on: dt.date | None = None) -> Letter:
    """Received by 周岚 now; issued on an earlier day if one is given."""
    with clock.at(on or clock.today()):
        row = issued(story, people)
    return answering.receive_letter(people.actor("zhoulan"), letter_id=row.pk, version=row.version)


def answered(story: Story, people: Cast) -> Letter:
    """A letter about no item in particular, answered by 周岚 with a file."""
    clerk, unit = people.actor("liwen"), people.actor("zhoulan")
    row = letters.draft_letter(
        clerk, inspection_id=story.inspection.pk, kind=LetterKind.SUPERVISE, ground=Ground.OTHER
    )
    row = letters.submit_letter(clerk, letter_id=row.pk, version=row.version)
    row = letters.approve_letter(people.actor("song"), letter_id=row.pk, version=row.version)
    row = letters.issue_letter(clerk, letter_id=row.pk, version=row.version)
    row = answering.receive_letter(unit, letter_id=row.pk, version=row.version)
    return answering.answer_letter(
        unit, letter_id=row.pk, version=row.version, text="正在办",
        uploads=[(io.BytesIO("材料".encode()), "材料.txt")],
    )  # fmt: skip
