"""Asking a unit, its answer, the clock; putting a signal before the director; returning items."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from tests.questioned import ASKED, Desk
from tests.scenarios import TODAY
from xuncha.cycle.directory.models import Membership
from xuncha.cycle.questions.models import Escalation, Question
from xuncha.cycle.questions.picture import picture_of
from xuncha.cycle.questions.services import asking, escalating, settling
from xuncha.cycle.rectification.enums import ItemState, SignalState
from xuncha.cycle.rectification.services import signals
from xuncha.cycle.rectification.services.rechecking import recheck_inspection
from xuncha.foundation import access
from xuncha.foundation.calendar.services import load_year
from xuncha.foundation.exchange.importing import Table
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def _answer(desk: Desk, row: Question, words: str = "清理了28件，3月10日完成。") -> Question:
    return asking.answer_question(
        desk.actor("zhoulan"), question_id=row.pk, version=row.version, words=words,
        uploads=[("清单.txt", io.BytesIO("清单".encode()))],
    )  # fmt: skip


def test_a_question_waits_runs_and_is_answered_with_words_and_a_file(desk: Desk) -> None:
    made = desk.ask()
    assert made.due_on == TODAY + dt.timedelta(days=7)  # five working days
    assert Notice.objects.filter(user=desk.people["zhoulan"], kind="questions.asked").exists()
    with pytest.raises(Conflict, match="已经有一份问询"):
        desk.ask("zhaoqing")
    with clock.at(made.due_on + dt.timedelta(days=1)):
        assert made.late
        made = _answer(desk, made)
    assert made.late  # whenever it is looked at
    assert made.files.count() == 1
    assert Notice.objects.filter(user=desk.people["liwen"], kind="questions.answered").exists()
    with pytest.raises(Conflict, match="不能再答复"):
        _answer(desk, made)
    assert desk.fresh().state == SignalState.OPEN  # an answer decides nothing
    assert desk.ask().pk != made.pk


def test_who_asks_and_who_answers(desk: Desk) -> None:
    for who in ("hejingan", "fengli"):
        with pytest.raises(Refused):
            desk.ask(who)
    with pytest.raises(Absent):
        desk.ask("zhoulan")
    with pytest.raises(Invalid):
        desk.ask(text=" ")
    made = desk.ask()
    for who, problem in (("zhengyan", Refused), ("wutong", Absent), ("liwen", Refused)):
        with pytest.raises(problem):
            asking.answer_question(
                desk.actor(who), question_id=made.pk, version=made.version, words="x"
            )
    with pytest.raises(Invalid, match="写明情况"):
        asking.answer_question(
            desk.actor("zhoulan"), question_id=made.pk, version=made.version, words=" "
        )
    Membership.objects.all().delete()
    asking.withdraw_question(
        desk.actor("zhaoqing"), question_id=made.pk, version=made.version, reason="问错了"
    )
    with pytest.raises(Refused, match="联络员"):
        desk.ask()


def test_a_decision_ends_what_waited(desk: Desk) -> None:
    made = desk.ask()
    row = desk.fresh()
    signals.clear_signal(
        desk.actor("zhaoqing"), signal_id=row.pk, version=row.version, reason="已核对"
    )
    made.refresh_from_db()
    assert made.state == "withdrawn"
    with pytest.raises(Conflict, match="不用再问"):
        desk.ask()


def test_an_end_neither_takes_lateness_away_nor_makes_it(desk: Desk) -> None:
    late = desk.ask()
    with clock.at(late.due_on + dt.timedelta(days=3)):
        asking.withdraw_question(
            desk.actor("liwen"), question_id=late.pk, version=late.version, reason="已问清"
        )
        again = desk.ask()
        asking.withdraw_question(
            desk.actor("liwen"), question_id=again.pk, version=again.version, reason="问重了"
        )
    with clock.at(again.due_on + dt.timedelta(days=30)):
        late.refresh_from_db()
        again.refresh_from_db()
        assert (late.late, again.late) == (True, False)
        assert picture_of(desk.actor("liwen"), desk.story.inspection).late_questions == 1


def test_a_provisional_day_is_settled_once_its_table_comes(desk: Desk) -> None:
    with clock.at(dt.date(2026, 12, 30)):
        made = desk.ask()
    assert (made.provisional, str(made.due_on)) == (True, "2027-01-06")
    days = [[f"2027-01-0{day}", "休", "元旦"] for day in (1, 4, 5)]
    table = Table(("日期", "类型", "名称"), [(at, row) for at, row in enumerate(days, 2)])
    load_year(desk.actor("song"), year=2027, table=table, source="放假通知")
    made.refresh_from_db()
    assert (made.provisional, str(made.due_on)) == (False, "2027-01-11")
    assert made.rule == "5个工作日，原暂定 2027-01-06"
    load_year(desk.actor("song"), year=2027, table=table, source="更正")
    made.refresh_from_db()
    assert str(made.due_on) == "2027-01-11"  # settled once


def test_what_was_mended_keeps_nobody_waiting(desk: Desk) -> None:
    asked, put = desk.ask(), desk.escalate()
    recheck_inspection(desk.actor("liwen"), inspection_id=desk.story.inspection.pk)
    assert desk.fresh().state == SignalState.GONE  # the engine never asked this
    asked.refresh_from_db()
    put.refresh_from_db()
    assert (asked.state, put.state) == ("withdrawn", "dropped")
    assert "这个问题已经没有了" in asked.withdrawn


def test_what_is_before_the_director_is_his_to_decide(desk: Desk) -> None:
    made = desk.escalate()
    with pytest.raises(Conflict, match="已经呈报"):
        desk.escalate("zhaoqing")
    row = desk.fresh()
    told = {"signal_id": row.pk, "version": row.version, "reason": "情况属实"}
    with pytest.raises(Refused, match="等主任批示"):
        signals.clear_signal(desk.actor("liwen"), **told)  # type: ignore[arg-type]
    with pytest.raises(Refused):
        escalating.instruct(
            desk.actor("liwen"), escalation_id=made.pk, version=made.version, words="同意"
        )
    escalating.instruct(
        desk.actor("song"), escalation_id=made.pk, version=made.version, words="请单位重报"
    )
    assert Notice.objects.filter(user=desk.people["liwen"], kind="questions.instructed").exists()
    again = desk.escalate()
    signals.uphold_signal(desk.actor("song"), **told)  # type: ignore[arg-type]
    again.refresh_from_db()
    assert (again.state, again.answered_by_id) == ("answered", desk.people["song"].pk)


def test_it_can_be_taken_back_and_a_leader_escalates_nothing(desk: Desk) -> None:
    made = desk.escalate()
    escalating.drop(
        desk.actor("zhaoqing"), escalation_id=made.pk, version=made.version, reason="已问清"
    )
    row = desk.fresh()
    for who in ("song", "hejingan"):
        with pytest.raises(Refused):
            escalating.escalate(
                desk.actor(who), signal_id=row.pk, version=row.version, words="请示"
            )
    assert not access.visible(desk.actor("zhoulan"), Escalation).exists()
    assert not access.visible(desk.actor("fengli"), Escalation).exists()


def test_returning_upholds_and_sends_the_item_back_in_one_act(desk: Desk) -> None:
    row = desk.fresh()
    settling.return_for(
        desk.actor("liwen"), signal_id=row.pk, version=row.version, reason="没有数字，请补上"
    )
    desk.item.refresh_from_db()
    assert desk.item.state == ItemState.RETURNED
    assert desk.fresh().state == SignalState.UPHELD
    other = desk.second
    with pytest.raises(Conflict):  # its item was not claimed: nothing of it happens
        settling.return_for(
            desk.actor("liwen"), signal_id=other.pk, version=other.version, reason="x"
        )
    other.refresh_from_db()
    assert other.state == SignalState.OPEN


def test_the_unit_sees_the_question_and_never_the_signal(desk: Desk) -> None:
    made = desk.ask()
    seen = access.visible(desk.actor("zhoulan"), Question).get()
    assert (seen.pk, seen.text) == (made.pk, ASKED)
    assert not access.visible(desk.actor("wutong"), Question).exists()
    assert not access.visible(desk.actor("zhoulan"), type(desk.signal)).exists()
