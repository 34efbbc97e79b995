"""Nothing takes lateness away: not a backdated claim, not a ledger brought in over it, not a date
with “for good” beside it. A claim is looked at by itself."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.cycle.rectification.books import ROWS, ledger
from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed, told
from xuncha.cycle.rectification.enums import ImportKind, ItemState
from xuncha.cycle.rectification.importing.dry_run import read_ledger_plan
from xuncha.cycle.rectification.importing.plan import Fate, PlannedRow
from xuncha.cycle.rectification.lateness import Lateness, lateness
from xuncha.cycle.rectification.models import Item, LedgerImport
from xuncha.cycle.rectification.services import importing, steps, telling
from xuncha.foundation.jobs.models import Job
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid

LATE = dt.date(2026, 4, 30)


def _fresh(item: Item) -> Item:
    item.refresh_from_db()
    return item


def _late(item: Item, day: dt.date) -> Lateness:
    return lateness(_fresh(item), day)


def test_what_was_reopened_was_not_done_before(story: Story, people: Cast) -> None:
    item = claimed(story.items[0], by=people["zhoulan"].pk)
    steps.verify_item(people.actor("liwen"), item_id=item.pk, version=item.version)
    unit = people.actor("zhoulan")
    with clock.at(LATE):
        item = steps.reopen_item(
            people.actor("liwen"), item_id=item.pk, version=_fresh(item).version, reason="又堆满了"
        )
        telling.add_progress(unit, item_id=item.pk, text="4月30日再次清运12吨")
        item = _fresh(item)
        with pytest.raises(Invalid, match="2026-04-30 才重新整改"):
            steps.claim_item(unit, item_id=item.pk, version=item.version, done_on=TODAY)
        steps.claim_item(unit, item_id=item.pk, version=item.version, done_on=LATE)
    assert _late(item, dt.date(2026, 9, 1)).days == 20


def test_a_claim_is_checked_soon_and_once(story: Story, people: Cast) -> None:
    unit = people.actor("zhoulan")
    for item in map(told, story.items[:2]):
        steps.claim_item(unit, item_id=item.pk, version=item.version, done_on=TODAY)
    job = Job.objects.get(kind="rectification.recheck")
    assert (job.created_by_id, job.arguments) == (None, {"inspection_id": story.inspection.pk})


def _bring(people: Cast, story: Story, row: list[Any]) -> LedgerImport:
    return importing.bring_file(
        people.actor("liwen"), inspection_id=story.inspection.pk, kind=ImportKind.LEDGER,
        stream=ledger([row]), name="台账.xlsx",
    )  # fmt: skip


def _row(read: LedgerImport) -> PlannedRow:
    (row,) = read_ledger_plan(read).rows
    return row


def test_a_ledger_brought_in_over_a_return_claims_nothing(story: Story, people: Cast) -> None:
    first = importing.take_import(
        people.actor("liwen"), import_id=(made := _bring(people, story, ROWS[2])).pk,
        version=made.version,
    )  # fmt: skip
    item = Item.objects.get(inspection=first.inspection, source_row__isnull=False)
    assert item.state == ItemState.CLAIMED
    with clock.at(LATE):
        steps.return_item(
            people.actor("zhaoqing"), item_id=item.pk, version=item.version, reason="现场没有清"
        )
        same = _row(_bring(people, story, ROWS[2]))
        assert (same.claims, same.fate) == (False, Fate.SAME)
        assert "没有新的进展，不能再算申报完成" in same.notes[-1]
        said = [*ROWS[2]]
        said[6] = "4月29日再次清运垃圾12吨，完成时间2026年1月18日"
        again = _bring(people, story, said)
        importing.take_import(people.actor("liwen"), import_id=again.pk, version=again.version)
    assert _fresh(item).state == ItemState.CLAIMED
    assert item.done_on is None
    assert _late(item, dt.date(2026, 9, 1)).days == (LATE - dt.date(2026, 1, 31)).days


def test_a_date_that_is_told_holds_beside_for_good(story: Story, people: Cast) -> None:
    row = [*ROWS[0]]
    row[5] = "2026年4月底前完成并长期坚持"
    draft = _row(_bring(people, story, row)).draft
    assert (str(draft.due_on), draft.is_long_term) == ("2026-04-30", False)
    row[5] = "长期坚持"
    assert _row(_bring(people, story, row)).draft.is_long_term
