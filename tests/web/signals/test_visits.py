"""Where to go and why: the order of the desk, the list of visits, what a unit is told."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.db.models import Q
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.questioned import Desk
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.oversight.services.drawing import draw
from xuncha.cycle.questions.ordering import Order, order_for
from xuncha.cycle.questions.reasons import for_asking, for_clearing, for_returning, look_at
from xuncha.cycle.questions.rules import NAMES
from xuncha.cycle.questions.visits import visits_of
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.kernel import clock

SignIn = Callable[[str], Client]
URL = "/signals/visits/"


def _text(answer: Any) -> str:
    return html.unescape(answer.content.decode())


def _more(desk: Desk, code: str, number: int, severity: str = "medium", **more: Any) -> None:
    told = {"item": desk.item, "reason": f"{code}的缘由", "state": "open"} | more
    Signal.objects.bulk_create(
        Signal(
            inspection=desk.story.inspection, code=code, name=NAMES[code], severity=severity,
            fingerprint=f"{code}-{severity}-{at}", settings_version="1", found_at=clock.now(),
            decision="已核对", decided_at=clock.now(), **told,
        )
        for at in range(number)
    )  # fmt: skip


@pytest.fixture
def judged(desk: Desk) -> Desk:
    """The office cleared R13 always and upheld R06 always; R09 is new and grave."""
    _more(desk, "R13", 10, state="cleared")
    _more(desk, "R06", 10, state="upheld", item=desk.story.items[2])
    _more(desk, "R13", 1, "high")
    _more(desk, "R09", 1, "high", reason="标为已完成，还差3万元")
    return desk


def test_the_desk_goes_by_weight_and_by_the_rules_records(judged: Desk, as_: SignIn) -> None:
    order = order_for(judged.actor("liwen"))
    assert order == Order(sure=frozenset({"R06"}), wolf=frozenset({"R13"}))
    rows = Signal.objects.filter(state="open")
    ranked = list(order.ranked(rows))
    assert [one.code for one in ranked] == ["R09", "R06", "R16", "R13"]
    for at, row in enumerate(ranked):
        assert list(order.after(rows, row)) == ranked[at + 1 :]
        assert list(order.before(rows, row)) == ranked[:at][::-1]
    liwen = as_("liwen")
    assert "还差3万元" in _text(liwen.get("/signals/"))
    url = f"/signals/{ranked[0].pk}/act/"
    answer = liwen.post(url, {"act": "clear", "version": ranked[0].version, "reason": "凭证已核"})
    assert answer["Location"] == f"/signals/{ranked[1].pk}/"


def test_the_list_says_where_and_why_and_leaves_false_alarms_out(judged: Desk, as_: SignIn) -> None:
    liwen = judged.actor("liwen")
    Signal.objects.create(
        inspection=judged.story.inspection, code="R01", name="漏改", severity="high",
        reason="反馈问题第4项没有整改事项", fingerprint="r01", settings_version="1",
        found_at=clock.now(),
    )  # fmt: skip
    told = visits_of(liwen, Q(inspection__round=judged.story.round), order_for(liwen))
    assert (told.items, told.left_out, told.faint, len(told.units)) == (1, 1, 0, 1)
    (visit,) = told.units[0].visits
    assert [one.code for one in visit.signals] == ["R09", "R16"]  # R13 cries wolf
    text = _text(as_("liwen").get(URL))
    for words in ("要看的", "金额不符：标为已完成，还差3万元", look_at("R09"), "第4项没有整改事项"):
        assert words in text, words
    assert "R13的缘由" not in text
    Signal.objects.filter(item=judged.item, state="open").exclude(code="R13").update(state="gone")
    assert "常误报的规则另外问到 1 项" in _text(as_("liwen").get(URL))


def test_what_was_drawn_stands_on_the_list_and_goes_into_the_workbook(
    desk: Desk, as_: SignIn
) -> None:
    Signal.objects.all().delete()
    liwen, of_round = as_("liwen"), {"round": str(desk.story.round.pk)}
    assert "没有要去看的" in _text(liwen.get(URL, of_round))
    draw(desk.actor("liwen"), round_id=desk.story.round.pk)
    check = SpotCheck.objects.get()
    text = _text(liwen.get(URL, of_round))
    assert f'事项 <a href="/rectification/items/{desk.item.pk}/">1</a>' in text
    assert "系统另外抽中 <strong>1</strong> 项" in text
    one = _text(liwen.get(URL, {"inspection": str(desk.story.inspection.pk)}))
    assert f'事项 <a href="/rectification/items/{desk.item.pk}/">1</a>' in one
    answer = liwen.post(f"{URL}export/", of_round)
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell.value) for sheet in book for row in sheet.rows for cell in row]
    assert check.code in cells
    assert desk.item.problem in cells


def test_a_unit_hears_what_is_wrong_in_its_own_words_and_of_nobody_else() -> None:
    reason = "与 清源区民政局（第九轮） 第3项措施 100% 相同"
    for code in NAMES:
        assert len(for_clearing(code)) >= 3
        for told in (for_asking(code, reason), for_returning(code, reason)):
            assert "请" in told, code
            if code in ("R04", "R07", "R15", "R18", "R20"):
                assert "民政局" not in told, code
    own = for_returning("R09", "标为已完成，问题金额9.05万元，追回7.4万元，还差1.65万元")
    assert own.startswith("标为已完成，问题金额9.05万元，追回7.4万元，还差1.65万元。请写明差额")
    assert own.endswith("补做、补填以后重新申报。")
    copied = for_asking("R04", reason, ["党建", "逐户核对登记信息，发现12处差错当场更正"])
    assert for_asking("R04", reason, ["党建"]).startswith("这一项的文字和别处大段相同。")
    assert copied.startswith("“逐户核对登记信息，发现12处差错当场更正”这段文字和别处大段相同。")


def test_the_return_is_written_already(desk: Desk, as_: SignIn) -> None:
    text = _text(as_("liwen").get(f"/signals/{desk.signal.pk}/"))
    assert for_returning("R16", desk.signal.reason) in text


def test_queries_are_as_many_for_five_hundred_visits(desk: Desk, as_: SignIn) -> None:
    liwen, story = as_("liwen"), desk.story

    def count() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert liwen.get(URL).status_code == 200
        return len(seen)

    count()
    few = count()
    items = [
        Item(
            finding=story.findings[0], inspection=story.inspection, round=story.round,
            organisation=story.water, number=f"9{at}", problem="长" * 300, key=f"v{at}",
            state="claimed", claimed_at=clock.now(), created_at=clock.now(),
        )
        for at in range(500)
    ]  # fmt: skip
    Item.objects.bulk_create(items)
    Signal.objects.bulk_create(
        Signal(
            inspection=story.inspection, item=one, code="R09", name="金额不符", severity="high",
            reason="x", fingerprint=one.key, settings_version="1", found_at=clock.now(),
        )
        for one in items
    )  # fmt: skip
    assert count() == few
    text = _text(liwen.get(URL))
    assert "501</a></strong> 项" in text
    assert "其余 301 项在导出的表里" in text


def test_each_number_opens_exactly_its_rows(judged: Desk, as_: SignIn) -> None:
    """One item for R09 and R16, one for R16 only, one that cries wolf, one that nobody took up."""
    story = judged.story
    for item in story.items[2:4]:
        Item.objects.filter(pk=item.pk).update(
            state="claimed", claimed_at=clock.now(), problem=f"只此一处{item.pk}"
        )
    _more(judged, "R16", 1, "low", item=story.items[2])
    _more(judged, "R13", 1, "low", item=story.items[3])
    _more(judged, "R01", 1, "high", item=None, reason="反馈问题第4项没有整改事项")
    Signal.objects.filter(code="R06").update(
        state="cleared", decision="核过", decided_at=clock.now()
    )
    liwen, here = as_("liwen"), f"{URL}?round={story.round.pk}"
    whole = _text(liwen.get(here))
    assert f"只此一处{story.items[3].pk}" not in whole
    links = dict(re.findall(r'<a href="(\?round=\d+&only=\w*)">(.+?)</a>', whole))
    assert len(links) == 5
    for url, words in links.items():
        told = _text(liwen.get(URL + url))
        number = int(re.findall(r"\d+", words.replace("<strong>", ""))[-1])
        assert len(re.findall(r"<tr><td", told)) == number, words
    assert f"只此一处{story.items[3].pk}" in _text(liwen.get(f"{here}&only=faint"))
    only = _text(liwen.get(f"{here}&only=R09"))
    assert (f"只此一处{story.items[2].pk}" in only, judged.item.problem in only) == (False, True)
    assert "看整张清单" in only
    answer = liwen.post(f"{URL}export/", {"round": str(story.round.pk), "only": "faint"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert f"只此一处{story.items[3].pk}" in str(list(book.active.values))  # type: ignore[union-attr]
