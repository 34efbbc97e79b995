"""From the meeting to the result: copies, receipts, clocks, codes; reads in their own chain."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.clued import AMOUNT, FACTS, Sealed
from tests.scenarios import TODAY
from xuncha.cycle.clues import counting, enums, reading, rules, selectors
from xuncha.cycle.clues.enums import ClueState, CopyState, Disposal, Mode, Sanction
from xuncha.cycle.clues.models import Clue, ClueRead, Copy, CopyClock
from xuncha.cycle.clues.services import handing, opening, registering
from xuncha.cycle.clues.services.handing import Told
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def _hand_over(store: Sealed, mode: Mode = Mode.DOUBLE) -> list[Copy]:
    clue = store.fresh()
    handing.hand_over(
        store.actor("luyi"), store.key("luyi"), clue_id=clue.pk, version=clue.version, mode=mode,
        on=TODAY, opinion="建议核查",
    )  # fmt: skip
    return selectors.copies_of(store.actor("luyi"), clue)


def test_two_copies_go_their_way_and_the_last_result_concludes(store: Sealed) -> None:
    song, key = store.actor("song"), store.key("song")
    copies = _hand_over(store)
    assert [one.get_receiver_display() for one in copies] == ["纪检监察机关", "组织部门"]
    assert copies[0].handover.code == "移〔2026〕1号"
    with clock.at(TODAY + dt.timedelta(days=30)):
        for copy in copies:
            copy = handing.receive(
                song, key, copy_id=copy.pk, version=copy.version, on=TODAY, signer="收文员"
            )
            due = CopyClock.objects.get(copy=copy, kind="accept")
            assert (due.due_on, due.rule) == (dt.date(2026, 3, 25), "5个工作日")
            copy = handing.accept(
                song, copy_id=copy.pk, version=copy.version, on=TODAY + dt.timedelta(days=9),
                disposal=Disposal.VERIFY,
            )  # fmt: skip
            due.refresh_from_db()
            assert due.late
            told = Told(TODAY + dt.timedelta(days=20), Disposal.FILED)
            copy = handing.tell_outcome(
                song, key, copy_id=copy.pk, version=copy.version, told=told
            )  # fmt: skip
            assert store.fresh().state == ClueState.HANDED_OVER
            told = Told(
                TODAY + dt.timedelta(days=25), Disposal.FILED, Sanction.PARTY, is_final=True,
                words="给予警告", amount=Decimal("1000"),
            )  # fmt: skip
            copy = handing.tell_outcome(
                song, key, copy_id=copy.pk, version=copy.version, told=told
            )  # fmt: skip
            assert copy.state == CopyState.DONE
    clue = store.fresh()
    assert (clue.state, clue.concluded_on) == (
        ClueState.CONCLUDED, TODAY + dt.timedelta(days=25)
    )  # fmt: skip
    assert not CopyClock.objects.filter(kind="result").first().late  # type: ignore[union-attr]
    places = selectors.places_of(clue)
    told = opening.open_fields(song, key, clue_id=clue.pk, places=places)
    assert told["handover"] == "建议核查"
    assert {selectors.label_of(one) for one in places} >= {"签收人", "办理情况", "追缴金额（元）"}
    assert told[enums.SUM] == str(AMOUNT)


def test_steps_out_of_order_or_time_are_refused(store: Sealed) -> None:
    song, key = store.actor("song"), store.key("song")
    with pytest.raises(Invalid):
        handing.hand_over(
            song, key, clue_id=store.clue.pk, version=store.fresh().version, mode=Mode.SINGLE,
            on=TODAY - dt.timedelta(days=1),
        )  # fmt: skip
    (copy,) = _hand_over(store, Mode.SINGLE)
    with pytest.raises(Conflict):
        handing.accept(
            song, copy_id=copy.pk, version=copy.version, on=TODAY, disposal=Disposal.CLOSED
        )
    for on, signer in ((TODAY - dt.timedelta(days=1), "某"), (TODAY, ""),
                       (TODAY + dt.timedelta(days=1), "某")):  # fmt: skip
        with pytest.raises(Invalid):
            handing.receive(song, key, copy_id=copy.pk, version=copy.version, on=on, signer=signer)
    with pytest.raises(Absent):
        handing.receive(
            store.actor("liwen"), store.key("liwen"), copy_id=copy.pk, version=copy.version,
            on=TODAY, signer="某",
        )  # fmt: skip
    clue = store.fresh()
    with pytest.raises(Conflict):
        registering.withdraw_clue(
            song, key, clue_id=clue.pk, version=clue.version, reason="登记有误"
        )  # fmt: skip


def test_what_was_not_handed_over_can_be_withdrawn(store: Sealed) -> None:
    clue = store.fresh()
    told = {"clue_id": clue.pk, "version": clue.version}
    with pytest.raises(Invalid):
        registering.withdraw_clue(store.actor("luyi"), store.key("luyi"), reason=" ", **told)
    registering.withdraw_clue(store.actor("luyi"), store.key("luyi"), reason="重复登记", **told)
    assert store.fresh().state == ClueState.WITHDRAWN
    assert "withdrawn" in selectors.places_of(clue)


@pytest.mark.parametrize("missing", ["unit", "post", "matter", "disciplines"])
def test_incomplete_facts_are_refused(store: Sealed, missing: str) -> None:
    from dataclasses import replace

    empty: tuple[()] | str = () if missing == "disciplines" else " "
    with pytest.raises(Invalid):
        store.register(replace(FACTS, **{missing: empty}))
    with pytest.raises(Invalid):
        store.register(FACTS, TODAY + dt.timedelta(days=1))


def test_every_field_read_is_a_row_and_the_chain_shows_any_change(store: Sealed) -> None:
    luyi = store.actor("luyi")
    for places in ([enums.UNIT, enums.POST], [enums.MATTER]):
        opening.open_fields(luyi, store.key("luyi"), clue_id=store.clue.pk, places=places)
    with pytest.raises(Invalid):
        opening.open_fields(luyi, store.key("luyi"), clue_id=store.clue.pk, places=["none"])
    (copy,) = _hand_over(store, Mode.SINGLE)
    opening.print_slip(luyi, store.key("luyi"), copy_id=copy.pk)
    rows = ClueRead.objects.filter(clue=store.clue).order_by("number")
    assert [one.place for one in rows[:3]] == ["post", "unit", "matter"]
    assert rows.filter(way="printed").count() == 10
    clue = store.fresh()
    assert reading.chain_fault(clue) == ""
    told = AuditRow.objects.filter(verb="clues.clue.read").order_by("number").last()
    assert told is not None
    assert set(told.details) == {"reads", "head"}
    assert (told.object_name, told.reason) == (f"封存记录 {clue.pk}", "")
    last = rows.last()
    assert last is not None
    ClueRead.objects.filter(pk=rows[1].pk).update(by_name="别人")
    assert "第 2 条" in reading.chain_fault(clue)
    ClueRead.objects.filter(pk=rows[1].pk).update(by_name="陆一")
    before = ClueRead.objects.get(number=last.number - 1)
    last.delete()
    Clue.objects.filter(pk=clue.pk).update(reads=before.number, reads_head=before.digest)
    assert "截断" in reading.chain_fault(store.fresh())


def test_periods_are_settings_with_a_day(store: Sealed) -> None:
    song = store.actor("song")
    told = {"effective_on": TODAY, "note": "本区规定"}
    for wrong in ({"accept_workdays": 0}, {"result_months": "3"}):
        with pytest.raises(Invalid):
            rules.set_clue_rules(song, settings=wrong, **told)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        rules.set_clue_rules(store.actor("liwen"), settings={}, **told)  # type: ignore[arg-type]
    rules.set_clue_rules(song, settings={"result_months": 6}, **told)  # type: ignore[arg-type]
    (copy,) = _hand_over(store, Mode.SINGLE)
    due = copy.clocks.get()
    assert (due.due_on, due.rules_version) == (dt.date(2026, 9, 18), 1)


def test_counts_hide_small_groups_and_whom_they_are_hidden_from(store: Sealed) -> None:
    first, second = counting.counts(store.actor("hejingan"))
    assert first.total is None
    assert {one.number for one in first.cells} == {0, None}
    assert second.total == 0
    for who in ("zhoulan", "shenji", "luyi", "fengli"):
        with pytest.raises(Absent):
            counting.counts(store.actor(who))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(2, 5))
def test_no_small_number_follows_from_the_others(numbers: list[int], least: int) -> None:
    made = counting.table("x", {str(at): one for at, one in enumerate(numbers)}, least)
    hidden = [one for one, cell in zip(numbers, made.cells, strict=True) if cell.number is None]
    assert all(0 < one < least for one in hidden)
    if made.total is not None and hidden:
        assert len(hidden) > 1
        assert sum(hidden) >= least
