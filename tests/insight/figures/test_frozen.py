"""Figures of a closed round are kept as they were; nobody changes them unseen."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed
from tests.sealed import CLOSED, close, sealed
from xuncha.foundation.audit.models import AuditRow
from xuncha.insight.figures.asking import ask
from xuncha.insight.figures.frozen import sealing, selectors
from xuncha.insight.figures.frozen.sealing import OF_ROUNDS, seal_closed_rounds, seal_round
from xuncha.insight.figures.frozen.telling import tell_kept
from xuncha.insight.figures.measures.clues import few
from xuncha.insight.figures.models import FrozenFigure, Snapshot
from xuncha.insight.figures.registry import find
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def _value(row: Snapshot, name: str, params: str = "round=9") -> Decimal | None:
    return FrozenFigure.objects.get(snapshot=row, name=name, params=params).value


def test_a_round_is_closed_when_all_its_rectification_time_is_over(
    story: Story, people: Cast
) -> None:
    with clock.at(TODAY):
        with pytest.raises(Conflict, match="期满以后才能封存"):
            seal_round(people.actor("liwen"), round_id=story.round.pk)
        close(story, TODAY)
        type(story.other).objects.filter(pk=story.other.pk).update(rectify_until_on=CLOSED)
        made = seal_round(people.actor("liwen"), round_id=story.round.pk)
    assert (made.closed_on, made.day, made.number) == (TODAY, TODAY, 1)
    assert _value(made, "findings_fed_back") == 5
    assert made.figures.filter(params="round=9").count() == len(OF_ROUNDS)


def test_it_stays_while_the_present_moves_on(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        made = sealed(story, people)
        claimed(story.items[0], by=people["zhoulan"].pk)
        told = selectors.compared(people.actor("song"), made)
    found = {one.frozen.name: one for one in told if one.frozen.params == "round=9"}
    moved = found["items_claimed"]
    assert (moved.frozen.value, moved.change) == (0, 1)
    assert "封存以后事项又有申报" in moved.because
    assert found["items_total"].because == ""
    assert found["items_total"].now is not None
    assert found["items_total"].now.rows == 5


def test_a_later_version_says_why_and_follows_the_one_before(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        first = sealed(story, people)
        again = people.actor("song"), {"round_id": story.round.pk}
        with pytest.raises(Invalid, match="写明为什么"):
            seal_round(again[0], **again[1])
        with pytest.raises(Invalid, match="到今天之间"):
            seal_round(again[0], **again[1], day=CLOSED - dt.timedelta(days=1), reason="更正")
        second = seal_round(again[0], **again[1], day=CLOSED, reason="更正第二个单位的台账")
    assert (second.number, second.previous) == (2, first.digest)
    undated = FrozenFigure.objects.get(snapshot=second, name="signals_open")
    assert (undated.value, undated.why) == (None, "这个数的行没有记日期，只能看今天的。")


def test_whoever_changes_a_row_is_found_out(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        made = sealed(story, people)
        assert selectors.is_whole(made)
        assert selectors.same_registry(made)
        row = made.figures.get(name="items_total", params="round=9")
        FrozenFigure.objects.filter(pk=row.pk).update(value=99)
        assert not selectors.is_whole(made)
        FrozenFigure.objects.filter(pk=row.pk).update(value=row.value)
        assert selectors.is_whole(made)
        AuditRow.objects.filter(object_id=str(made.pk), verb="figures.snapshot.sealed").update(
            details={"digest": "0" * 64}
        )
        assert not selectors.is_whole(made)


def test_only_who_reads_across_sees_it_and_nobody_recused(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        made = sealed(story, people)
        assert selectors.snapshot_of(people.actor("hejingan"), made.pk) == made
        for who in ("zhoulan", "fengli", "zhengyan"):
            with pytest.raises(Absent):
                selectors.snapshot_of(people.actor(who), made.pk)
        shut = replace(people.actor("song"), recusals=frozenset({story.other.pk}))
        with pytest.raises(Absent):
            selectors.snapshot_of(shut, made.pk)
        with pytest.raises(Refused, match="回避"):
            seal_round(shut, round_id=story.round.pk, reason="再封")
        with pytest.raises(Refused):
            seal_round(people.actor("hejingan"), round_id=story.round.pk, reason="再封")


def test_what_a_reader_may_not_know_today_he_may_not_know_frozen(
    story: Story, people: Cast
) -> None:
    with clock.at(TODAY):
        made = sealed(story, people)
        office = {one.frozen.name for one in selectors.compared(people.actor("song"), made)}
        leader = {one.frozen.name for one in selectors.compared(people.actor("hejingan"), made)}
    assert "petitions" in office - leader
    assert "items_total" in leader


def test_the_system_seals_what_closed_lately(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        close(story, TODAY - dt.timedelta(days=40))
        assert seal_closed_rounds(SYSTEM) == 0
        close(story, TODAY)
        assert seal_closed_rounds(SYSTEM) == 1
        assert seal_closed_rounds(SYSTEM) == 0
        made = Snapshot.objects.get()
        assert made.made_by is None
        with pytest.raises(Refused):
            seal_closed_rounds(people.actor("song"))


def test_a_text_may_be_filled_with_what_was_sealed(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        made = sealed(story, people)
        claimed(story.items[0], by=people["zhoulan"].pk)
        name = "items_claimed?round=9"
        song = people.actor("song")
        now = tell_kept(*find(name, ask(song)))
        kept = tell_kept(*find(name, ask(song, frozen=True)))
        earlier = tell_kept(*find(name, ask(song, frozen=True, day=CLOSED)))
    assert (now.value, kept.value) == (1, 0)
    assert kept.note == f"{made}，截至 2026-03-18"
    assert f"/frozen/{made.pk}/" in kept.link
    assert earlier.note == ""


def test_small_groups_of_clues_are_not_kept(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        assert not few({})
        assert not few({"clues_registered": 20, "clues_handed_over": 12})
        assert few({"clues_registered": 2})
        assert few({"clues_registered": 20, "clues_handed_over": 19})
        assert few({"clues_registered": 20, "clues_handed_over": 12, "clues_filed": 11})


def test_of_two_who_seal_at_once_the_second_hears_of_the_first(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    with clock.at(TODAY):
        sealed(story, people)
        monkeypatch.setattr(sealing, "_follow", lambda made: setattr(made, "number", 1))
        with pytest.raises(Conflict, match="刚才有人也封存了这一轮"):
            sealed(story, people)
    assert Snapshot.objects.count() == 1
