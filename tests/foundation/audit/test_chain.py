"""The chain shows any change and any cut, and names the right place."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.foundation.audit.conftest import WHO, act
from xuncha.foundation.audit import chain, keeping
from xuncha.foundation.audit.models import AuditHead, AuditRow
from xuncha.foundation.audit.selectors import verify_chain


def relink(rows: list[AuditRow], key: bytes) -> None:
    """Seal rows anew one behind the other and write them: what a skilled forger would do."""
    previous = chain.GENESIS
    for row in rows:
        row.previous = previous
        row.digest = previous = chain.digest_of(row, previous, key)
    AuditRow.objects.all().delete()
    AuditRow.objects.bulk_create(rows)
    AuditHead.objects.update(number=rows[-1].number, digest=previous)


def test_a_sound_chain(ten: list[AuditRow]) -> None:
    verdict = verify_chain()
    assert verdict.sound
    assert (verdict.rows, verdict.bad_row, verdict.head) == (10, None, ten[-1].digest)
    assert keeping.known_head() == (10, ten[-1].digest)
    assert [row.previous for row in ten] == [chain.GENESIS, *(row.digest for row in ten[:-1])]


def test_an_empty_log_is_sound(home: Path, db: None) -> None:
    assert verify_chain().sound


@pytest.mark.parametrize(
    "change",
    [
        {"actor_name": "赵青"}, {"actor_id": 8}, {"verb": "access.request.refused"},
        {"object_name": "别的事"}, {"details": {"before": "甲", "after": "丙"}},
        {"reason": "补的"}, {"address": "10.0.0.1"}, {"request_id": "r2"}, {"actor_roles": ""},
        {"object_kind": "x"}, {"object_id": "1"},
    ],
    ids=lambda change: next(iter(change)),
)  # fmt: skip
def test_any_field_that_was_edited_shows(ten: list[AuditRow], change: dict[str, object]) -> None:
    AuditRow.objects.filter(number=4).update(**change)
    verdict = verify_chain()
    assert (verdict.sound, verdict.bad_row, verdict.rows) == (False, 4, 3)
    assert "第 4 条" in verdict.sentence


def test_a_time_moved_by_a_second_shows(ten: list[AuditRow]) -> None:
    row = ten[5]
    AuditRow.objects.filter(number=6).update(
        at=row.at.replace(microsecond=(row.at.microsecond + 1) % 10**6)
    )
    assert verify_chain().bad_row == 6


@pytest.mark.parametrize("number", [1, 5, 9])
def test_a_row_taken_out_shows_as_missing(ten: list[AuditRow], number: int) -> None:
    AuditRow.objects.filter(number=number).delete()
    verdict = verify_chain()
    assert verdict.bad_row == number
    assert "缺失" in verdict.sentence


@pytest.mark.parametrize("cut", [1, 3, 10])
def test_a_tail_cut_off_shows(ten: list[AuditRow], cut: int) -> None:
    """Even with the database's own head moved back to match."""
    left = 10 - cut
    AuditRow.objects.filter(number__gt=left).delete()
    AuditHead.objects.update(number=left, digest=ten[left - 1].digest if left else chain.GENESIS)
    verdict = verify_chain()
    assert (verdict.sound, verdict.bad_row) == (False, left + 1)
    assert "截断" in verdict.sentence
    assert "库外" in verdict.sentence


def test_a_tail_cut_off_shows_by_the_inner_head_where_the_outer_is_lost(
    ten: list[AuditRow],
) -> None:
    keeping.head_file().unlink()
    assert "没有留存链头" in verify_chain().sentence
    AuditRow.objects.filter(number__gt=8).delete()
    verdict = verify_chain()
    assert (verdict.sound, verdict.bad_row) == (False, 9)
    assert "库内" in verdict.sentence


def test_a_cut_tail_shows_also_after_new_rows(ten: list[AuditRow]) -> None:
    """Cut three, then work on: the chain is linked well, but the head on paper tells another
    story."""
    paper = (9, ten[8].digest)
    AuditRow.objects.filter(number__gt=7).delete()
    AuditHead.objects.update(number=7, digest=ten[6].digest)
    for n in range(5):
        act(WHO, name=f"新事{n}")
    verdict = verify_chain(paper)
    assert (verdict.sound, verdict.bad_row) == (False, 9)
    assert "重新编造" in verdict.sentence


def test_links_rewritten_with_another_key(ten: list[AuditRow]) -> None:
    """All links are right among themselves; the seal is not ours."""
    ten[2].reason = "改过"
    relink(ten, b"x" * 32)
    verdict = verify_chain()
    assert (verdict.sound, verdict.bad_row) == (False, 1)


def test_rows_renumbered_over_a_gap(ten: list[AuditRow]) -> None:
    """A row is taken out and those behind move up: numbers run, the seal breaks at the place."""
    left = [row for row in ten if row.number != 4]
    for number, row in enumerate(left, start=1):
        row.number = number
    AuditRow.objects.all().delete()
    AuditRow.objects.bulk_create(left)
    AuditHead.objects.update(number=9, digest=left[-1].digest)
    assert verify_chain().bad_row == 4


def test_who_has_the_key_is_caught_by_the_head_outside(ten: list[AuditRow]) -> None:
    """The whole history told anew with the real key: only what is kept elsewhere shows it."""
    ten[2].reason = "改过"
    relink(ten, keeping.key())
    verdict = verify_chain()
    assert (verdict.sound, verdict.bad_row) == (False, 10)
    assert "重新编造" in verdict.sentence


def test_the_inner_head_edited_alone_shows(ten: list[AuditRow]) -> None:
    keeping.head_file().unlink()
    AuditHead.objects.update(digest="f" * 64)
    assert verify_chain().bad_row == 10


def test_rows_behind_the_known_head_are_newer_not_wrong(ten: list[AuditRow]) -> None:
    assert verify_chain((3, ten[2].digest)).sound
    assert verify_chain((3, ten[3].digest)).bad_row == 3
    assert verify_chain((11, "0" * 64)).bad_row == 11


def test_an_older_head_never_replaces_a_newer(ten: list[AuditRow]) -> None:
    keeping.keep_head(4, "a" * 64)
    assert keeping.known_head() == (10, ten[-1].digest)
