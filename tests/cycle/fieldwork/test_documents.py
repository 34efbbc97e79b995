"""Documents: pasted, sent, handed in, counted, given back; what was late stays late."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.fielded import Fielded
from tests.fieldworked import sent, upload
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.cooperation import ASKED, answered, record_of, timeliness_of
from xuncha.cycle.fieldwork.enums import LineState, RequestState, Timeliness
from xuncha.cycle.fieldwork.models import RequestLine
from xuncha.cycle.fieldwork.pasting import read_lines
from xuncha.cycle.fieldwork.services import lines, requests
from xuncha.cycle.fieldwork.services.lines import Counted
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

LATER = TODAY + dt.timedelta(days=12)


def test_a_pasted_table_is_read_by_its_heads() -> None:
    pasted = (
        "序号\t材料名称\t年度\t备注\n1\t党组会议记录\t2023—2025\t要原件\n2\t公务接待台账\t2024年\t"
    )
    first, second = read_lines(pasted)
    assert (first.title, first.period, first.note) == ("党组会议记录", "2023—2025", "要原件")
    assert first.is_original
    assert (second.title, second.period, second.is_original) == ("公务接待台账", "2024年", False)


def test_pasted_paragraphs_lose_their_numbers_and_keep_their_words() -> None:
    pasted = (
        "一、2024年度财务凭证（原始凭证）；\r\n\r\n（二）2022年至今固定资产台账\n"
        "③ 合同台账。\n合同台账"
    )
    found = read_lines(pasted)
    assert [one.title for one in found] == [
        "2024年度财务凭证（原始凭证）", "2022年至今固定资产台账", "合同台账",
    ]  # fmt: skip
    assert [one.period for one in found] == ["2024年", "2022年至今", ""]
    assert [one.is_original for one in found] == [True, False, False]
    with pytest.raises(Invalid, match="第 2 行"):
        read_lines("甲\n" + "长" * 201)


def _first(field: Fielded) -> RequestLine:
    return sent(field).lines.order_by("number")[0]


def test_the_unit_sees_a_list_from_the_moment_it_is_sent(field: Fielded, people: Cast) -> None:
    leader, unit = field.actor(field.leader), people.actor("zhoulan")
    row = requests.draft_request(
        leader, inspection_id=field.inspection.pk, subject="财务", lines=read_lines("账册")
    )
    with pytest.raises(Absent):
        selectors.get_request(unit, row.pk)
    row = requests.send_request(leader, request_id=row.pk, version=row.version)
    assert row.due_on == dt.date(2026, 3, 23)
    assert selectors.get_request(unit, row.pk) == row
    for other in (people.actor("wutong"), people.actor("fengli"), field.actor(field.stranger)):
        with pytest.raises(Absent):
            selectors.get_request(other, row.pk)
    with pytest.raises(Refused):
        requests.withdraw_request(unit, request_id=row.pk, version=row.version, reason="x")


def test_papers_are_counted_in_and_out(field: Fielded, people: Cast) -> None:
    leader, unit, line = field.actor(field.leader), people.actor("zhoulan"), _first(field)
    line = lines.hand_in(unit, line_id=line.pk, version=1, pages=40)
    assert line.state == LineState.HANDED
    told = {"line_id": line.pk, "gave": "周岚", "version": line.version}
    line = lines.take(leader, pages=25, whole=False, **told)
    line = lines.take(leader, pages=13, **(told | {"version": line.version}))
    assert (line.state, line.pages_in, line.is_short) == (LineState.RECEIVED, 38, True)
    with pytest.raises(Invalid, match="只持有 38 页"):
        lines.give_back(leader, line_id=line.pk, version=line.version, pages=39, took="周岚")
    line = lines.give_back(leader, line_id=line.pk, version=line.version, pages=30, took="周岚")
    assert (line.state, line.pages_held) == (LineState.RECEIVED, 8)
    line = lines.give_back(leader, line_id=line.pk, version=line.version, pages=8, took="周岚")
    assert line.state == LineState.RETURNED
    moves = [(one.kind, one.pages, one.gave, one.took) for one in selectors.moves_of(leader, line)]
    assert moves[0] == ("out", 8, "陆一", "周岚")
    assert moves[-1] == ("in", 25, "周岚", "陆一")


def test_fewer_pages_back_need_words_and_leave_a_mark(field: Fielded) -> None:
    leader, line = field.actor(field.leader), _first(field)
    line = lines.take(leader, line_id=line.pk, version=1, pages=10, gave="周岚")
    line = lines.give_back(
        leader, line_id=line.pk, version=line.version, pages=9, took="周岚", note="第7页缺失"
    )
    assert (line.state, line.is_short) == (LineState.RETURNED, True)


def test_no_such_paper_with_a_reason_and_insisted_on(field: Fielded, people: Cast) -> None:
    leader, unit, line = field.actor(field.leader), people.actor("zhengyan"), _first(field)
    with pytest.raises(Invalid):
        lines.say_none(unit, line_id=line.pk, version=1, reason=" ")
    line = lines.say_none(unit, line_id=line.pk, version=1, reason="机构改革后没有建台账")
    assert timeliness_of(line, TODAY) == Timeliness.NONE
    with pytest.raises(Refused):
        lines.insist(unit, line_id=line.pk, version=line.version, reason="x")
    line = lines.insist(leader, line_id=line.pk, version=line.version, reason="档案室有目录")
    assert (line.state, line.first_on) == (LineState.WAITING, TODAY)


def test_only_what_files_or_pages_show_is_handed_in(field: Fielded, people: Cast) -> None:
    unit, line = people.actor("zhoulan"), _first(field)
    with pytest.raises(Invalid, match="上传电子件，或者填写"):
        lines.hand_in(unit, line_id=line.pk, version=1)
    line = lines.hand_in(unit, line_id=line.pk, version=1, uploads=[upload("账.txt", "1")])
    assert line.files.count() == 1
    with pytest.raises(Refused):
        lines.hand_in(field.actor(field.leader), line_id=line.pk, version=2, pages=1)


def test_lateness_stays_whatever_is_done_later(field: Fielded, people: Cast) -> None:
    leader, unit = field.actor(field.leader), people.actor("zhoulan")
    row = sent(field)
    first, second = row.lines.order_by("number")
    lines.hand_in(unit, line_id=first.pk, version=1, pages=3)
    with clock.at(LATER):
        assert record_of(leader, field.inspection).overdue == 1
        row = requests.put_off_request(
            leader, request_id=row.pk, version=row.version, due_on=LATER, reason="单位申请"
        )
        lines.hand_in(unit, line_id=second.pk, version=1, pages=3)
        told = record_of(leader, field.inspection)
        assert (told.asked, told.on_time, told.late, told.put_off) == (2, 1, 1, 1)
    assert row.original_due_on == dt.date(2026, 3, 23)


def test_each_line_has_exactly_one_answer(field: Fielded, people: Cast) -> None:
    unit, leader = people.actor("zhoulan"), field.actor(field.leader)
    row = sent(field, "\n".join(f"材料{n}" for n in range(1, 8)))
    rows = list(row.lines.order_by("number"))
    lines.hand_in(unit, line_id=rows[0].pk, version=1, pages=2)
    lines.say_none(unit, line_id=rows[1].pk, version=1, reason="没有")
    lines.take(leader, line_id=rows[2].pk, version=1, pages=2, gave="周岚", whole=False)
    lines.drop(leader, line_id=rows[3].pk, version=1, reason="重复")
    for day in (TODAY, LATER):
        with clock.at(day):
            lines_asked = list(RequestLine.objects.filter(ASKED))
            assert len(lines_asked) == 6
            for one in lines_asked:
                kinds = [
                    how for how in Timeliness
                    if RequestLine.objects.filter(answered(how, day), pk=one.pk).exists()
                ]  # fmt: skip
                assert kinds == [timeliness_of(one, day)]


def test_a_list_is_closed_only_when_nothing_is_owed(field: Fielded, people: Cast) -> None:
    leader, row = field.actor(field.leader), sent(field)
    first, second = row.lines.order_by("number")
    with pytest.raises(Conflict, match="还有 2 件"):
        requests.close_request(leader, request_id=row.pk, version=row.version)
    both = [Counted(first.pk, 1, 20), Counted(second.pk, 1, 6)]
    assert lines.take_many(leader, counted=both, gave="周岚") == 2
    with pytest.raises(Conflict, match="还有 1 件"):
        requests.close_request(leader, request_id=row.pk, version=row.version)
    lines.give_many(leader, counted=[Counted(first.pk, 2, 20)], took="周岚")
    row = requests.close_request(leader, request_id=row.pk, version=row.version)
    assert row.state == RequestState.CLOSED
    with pytest.raises(Conflict):
        requests.add_lines(leader, request_id=row.pk, lines=read_lines("又一件"))


def test_several_at_once_are_taken_all_or_none(field: Fielded) -> None:
    leader, row = field.actor(field.leader), sent(field)
    first, second = row.lines.order_by("number")
    with pytest.raises(Invalid):
        lines.take_many(
            leader, counted=[Counted(first.pk, 1, 3), Counted(second.pk, 1, 0)], gave="周岚"
        )
    first.refresh_from_db()
    assert first.state == LineState.WAITING
