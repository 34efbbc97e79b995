"""Pages of the field: what is pasted, counted, exported; what the workbench says."""

from __future__ import annotations

import io
from collections.abc import Callable
from urllib.parse import urlencode

from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.fielded import Fielded
from tests.fieldworked import asked, issued, reported, sent, visited
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.fieldwork.models import (
    Briefing,
    DocumentRequest,
    ImmediateFix,
    RequestLine,
)
from xuncha.cycle.fieldwork.services import fixes, lines
from xuncha.insight.figures.field import FIELD_FIGURES
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

SignIn = Callable[[str], Client]
BEFORE = TODAY.replace(day=9)


def _text(answer: object) -> str:
    return answer.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_a_pasted_list_becomes_lines_and_reaches_the_unit(field: Fielded, as_: SignIn) -> None:
    member = as_("luyi")
    url = reverse("fieldwork_draft_request", args=[field.inspection.pk])
    pasted = "序号\t名称\n1\t会议记录原件\n2\t接待台账"
    member.post(url, {"subject": "财务", "lines": pasted})
    row = DocumentRequest.objects.get()
    assert list(row.lines.values_list("title", "is_original")) == [
        ("会议记录原件", True), ("接待台账", False)
    ]  # fmt: skip
    move = reverse("fieldwork_move_request", args=[row.pk])
    member.post(move, {"action": "change", "version": 1, "lines": "差旅费明细"})
    member.post(move, {"action": "send", "version": 1})
    text = _text(as_("zhoulan").get("/field/mine/"))
    assert "财务" in text
    assert "调-001" in text
    assert "还差 3 件" in _text(as_("zhoulan").get("/"))


def test_several_lines_are_counted_on_one_page(field: Fielded, as_: SignIn) -> None:
    member, row = as_("luyi"), sent(field)
    first, second = row.lines.order_by("number")
    url = reverse("fieldwork_take_lines", args=[row.pk])
    told = {
        "gave": "周岚", "took": "陆一", "on": "2026-03-18", f"pages-{first.pk}": "20",
        f"version-{first.pk}": "1", f"pages-{second.pk}": "x", f"version-{second.pk}": "1",
    }  # fmt: skip
    wrong = member.post(url, told)
    assert wrong.status_code == 400
    assert "第 2 件的页数应当是整数" in _text(wrong)
    assert 'value="20"' in _text(wrong)
    member.post(url, told | {f"pages-{second.pk}": "5", f"part-{second.pk}": "1"})
    assert list(row.lines.order_by("number").values_list("state", "pages_in")) == [
        ("received", 20), ("partly", 5)
    ]  # fmt: skip


def test_what_cannot_be_kept_stands_beside_its_field(field: Fielded, as_: SignIn) -> None:
    url = reverse("fieldwork_draft_fix", args=[field.inspection.pk])
    told = {"meeting_on": "2026-03-18", "problem": "问题", "demand": "要求", "due_on": "2027-01-01"}
    answer = as_("luyi").post(url, told)
    assert answer.status_code == 400
    assert "改不完的列入反馈问题" in _text(answer)
    assert "data-autosave" in _text(answer)


def test_the_unit_reads_nothing_of_the_teams_own_papers(
    field: Fielded, people: Cast, as_: SignIn
) -> None:
    visited(field, people)
    asked(field, people)
    fix = issued(field)
    text = _text(as_("zhoulan").get(reverse("fieldwork_fix", args=[fix.pk])))
    assert "驻点到" not in text
    assert "督导" not in text
    home = _text(as_("zhoulan").get("/"))
    assert "立行立改 改-001" in home
    assert "通报" not in home


def test_the_member_is_told_what_waits(field: Fielded, people: Cast, as_: SignIn) -> None:
    row = sent(field)
    first = row.lines.order_by("number")[0]
    lines.hand_in(people.actor("zhoulan"), line_id=first.pk, version=1, pages=4)
    reported(field, people)
    visited(field, people)
    text = _text(as_("guer").get("/"))
    for words in ("已交、等清点签收的材料", "待确认和逾期的立行立改", "等组里答复的督导意见"):
        assert words in text
    page = _text(as_("guer").get(f"/inspections/{field.inspection.pk}/"))
    assert "进入“撤点”之前还缺什么" in page
    assert "立行立改没有确认改好" in page
    assert "本周还没有督导" in _text(as_("song").get("/"))
    assert "调阅材料" not in _text(as_("qinsan").get("/"))


def test_an_export_holds_what_the_list_shows(field: Fielded, people: Cast, as_: SignIn) -> None:
    row = sent(field, "甲\n乙")
    lines.say_none(
        people.actor("zhoulan"), line_id=row.lines.order_by("number")[0].pk, version=1,
        reason="没有形成",
    )  # fmt: skip
    answer = as_("luyi").post(reverse("fieldwork_export_lines"), {"answer": "none"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    cells = [str(cell.value) for line in book.active.iter_rows() for cell in line]
    assert "甲" in cells
    assert "乙" not in cells
    empty = as_("qinsan").post(reverse("fieldwork_export_lines"), {})
    book = load_workbook(io.BytesIO(b"".join(empty.streaming_content)))  # type: ignore[attr-defined]
    assert "甲" not in str([cell.value for line in book.active.iter_rows() for cell in line])


def test_every_figure_opens_its_rows(field: Fielded, people: Cast, as_: SignIn) -> None:
    unit, leader = people.actor("zhoulan"), field.actor(field.leader)
    asked(field, people)
    row = sent(field, "一\n二\n三\n四\n五")
    one, two, three, _, five = row.lines.order_by("number")
    lines.hand_in(unit, line_id=one.pk, version=1, pages=9)
    lines.take(leader, line_id=one.pk, version=2, pages=7, gave="周岚")
    lines.say_none(unit, line_id=two.pk, version=1, reason="没有")
    lines.hand_in(unit, line_id=three.pk, version=1, pages=1)
    RequestLine.objects.filter(pk=three.pk).update(due_on=BEFORE)
    RequestLine.objects.filter(pk=five.pk).update(due_on=BEFORE)
    done = reported(field, people)
    fixes.confirm_fix(leader, fix_id=done.pk, version=done.version, note="看过")
    late = issued(field, problem="另一个问题")
    ImmediateFix.objects.filter(pk=late.pk).update(due_on=BEFORE)
    Briefing.objects.update(due_on=BEFORE)
    for figure in FIELD_FIGURES:
        url = reverse(figure.page) + "?" + urlencode(dict(figure.query))
        for who in ("song", "zhoulan", "luyi", "qinsan"):
            answer = as_(who).get(url)
            actor = people.actor(who) if who in {"song", "zhoulan"} else _actor(field, who)
            if answer.status_code == 403:
                assert (who, figure.page) == ("zhoulan", "fieldwork_briefings")
                assert figure.value(actor) == 0
                continue
            assert answer.context["page"].total.number == figure.value(actor), figure.name
        assert figure.value(people.actor("song")) > 0, figure.name
        assert figure.value(_actor(field, "qinsan")) == 0
    assert clock.today() == TODAY


def _actor(field: Fielded, who: str) -> Actor:
    return field.actor(field.leader if who == "luyi" else field.stranger)
