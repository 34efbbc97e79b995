"""Pages of outings as people use them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils.html import escape

from tests.fielded import Fielded
from tests.outing import brought_back
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.outings.models import Clash, Machine
from xuncha.cycle.teams.models import Recusal
from xuncha.cycle.workpapers.models import Paper
from xuncha.kernel import clock

SignIn = Callable[[str], Client]


@pytest.fixture
def clash(field: Fielded) -> Iterator[Clash]:
    with clock.at(TODAY):
        yield brought_back(field)


def test_the_head_of_the_team_decides_what_clashed(clash: Clash, as_: SignIn) -> None:
    client = as_("luyi")
    url = f"/outings/clashes/{clash.pk}/"
    assert url in client.get("/").content.decode()
    page = client.get(url).content.decode()
    for words in ("外出的标题", "发出时的标题", "办公室的标题", "标题"):
        assert words in page
    answer = client.post(url, {"version": clash.version, "choice": "take", "note": "以现场为准"})
    assert answer["Location"] == f"/outings/{clash.exchange.machine_id}/"
    assert Paper.objects.get(pk=clash.record_id).title == "外出的标题"
    page = client.get(url).content.decode()
    assert "以现场为准" in page
    assert 'name="choice"' not in page
    again = client.post(url, {"version": clash.version, "choice": "keep"})
    assert again.status_code == 400


def test_the_clerk_looks_and_reads_who_decides(clash: Clash, as_: SignIn) -> None:
    client = as_("liwen")
    url = f"/outings/clashes/{clash.pk}/"
    assert "由本组的组长、副组长、联络员或者巡察办主任裁定" in client.get(url).content.decode()
    answer = client.post(url, {"version": clash.version, "choice": "take"})
    assert answer.status_code == 403
    clash.refresh_from_db()
    assert clash.state == "open"


def test_who_keeps_away_sees_neither_machine_nor_clash(
    clash: Clash, as_: SignIn, story: Story, people: Cast
) -> None:
    urls = [f"/outings/{clash.exchange.machine_id}/", f"/outings/clashes/{clash.pk}/"]
    client = as_("song")
    assert [client.get(one).status_code for one in urls] == [200, 200]
    Recusal.objects.create(
        user=people["song"], organisation=story.water, ground="kin", words="亲属在该单位",
        origin="own", key="own-song", raised_at=clock.now(),
    )  # fmt: skip
    assert [client.get(one).status_code for one in urls] == [404, 404]
    assert "XC-07" not in client.get("/outings/").content.decode()


def test_a_choice_must_be_made(clash: Clash, as_: SignIn) -> None:
    client = as_("song")
    answer = client.post(f"/outings/clashes/{clash.pk}/", {"version": clash.version})
    assert answer.status_code == 400
    assert "请选择以哪一边的为准" in answer.content.decode()


def test_a_whole_record_shows_each_column(clash: Clash, as_: SignIn) -> None:
    paper = Paper.objects.get(pk=clash.record_id)
    key = ["workpapers.paper", paper.pk]
    now = {"title": "办公室的标题", "state": "draft", "number": paper.number}
    rows = [[*key, now | {"title": "整份外出的标题", "state": "withdrawn"}]]
    Clash.objects.filter(pk=clash.pk).update(
        column="", why="两边都办理过，办到的步骤不一样。",
        group={"whole": True, "rows": rows, "old": [[*key, now]]},
    )  # fmt: skip
    page = as_("song").get(f"/outings/clashes/{clash.pk}/").content.decode()
    assert "两边都办理过" in page
    assert "<mark>整份外出的标题</mark>" in page
    assert "<mark>已撤回</mark>" in page, "a state is told in words"


def test_the_list_and_the_machine_say_how_it_stands(clash: Clash, as_: SignIn) -> None:
    client = as_("liwen")
    page = client.get("/outings/").content.decode()
    assert "XC-07" in page
    assert "外出中，带回过 1 次" in page
    assert "XC-07" not in client.get("/outings/?standing=wiped").content.decode()
    assert "XC-07" in client.get("/outings/?standing=asked").content.decode()
    page = client.get(f"/outings/{clash.exchange.machine_id}/").content.decode()
    for words in ("ABCD-EFGH-JKMN", "底稿 1", "c" * 64):
        assert words in page
    with clock.at(TODAY + dt.timedelta(days=60)):
        late = client.get("/outings/").content.decode()
    assert "天，还没有清理" in late


def test_the_hand_over_list_is_filled_and_taken_out(clash: Clash, as_: SignIn) -> None:
    client, pk = as_("liwen"), clash.exchange.machine_id
    url = f"/outings/{pk}/hand-over/"
    late = {"reviewer": "甲", "receiver": "乙", "on": TODAY + dt.timedelta(days=1)}
    assert escape("移交日期不能晚于今天。") in client.post(url, late).content.decode()
    assert client.post(url, late | {"on": TODAY}).status_code == 302
    url = f"/outings/{pk}/wipe/"
    wiped = {"way": "覆写", "on": TODAY, "witnesses": "丙、丁"}
    assert client.post(url, wiped).status_code == 302
    row = Machine.objects.get(pk=pk)
    assert (row.receiver, row.wipe_way, row.witnesses) == ("乙", "覆写", "丙、丁")
    assert client.get(url).status_code == 403
    answer = client.post("/outings/export/", {})
    assert answer["Content-Type"].endswith("sheet")
    assert as_("luyi").get(f"/outings/{pk}/").status_code == 200
    assert as_("qinsan").get(f"/outings/{pk}/").status_code == 404
