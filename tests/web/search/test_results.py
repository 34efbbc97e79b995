"""The box and its page: every find opens, marks are where the words are, nothing says what next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tests.fielded import Fielded
from tests.insight.search.world import AFTER, VILLAGER, World, after, indexed, world
from tests.people import Cast
from tests.scenarios import Story, finding
from xuncha.foundation import access
from xuncha.insight.search import store
from xuncha.insight.search.asking import Hit
from xuncha.insight.search.query import kinds_for
from xuncha.web.doors import may_open

As = Callable[[str], Client]


def assert_finds_open(as_: As, made: World, *names: str) -> set[str]:
    """A record of each kind that somebody can find opens for him. Gives the kinds."""
    opened, shut = set(), []
    for name in names:
        actor, client = made.actor(name), as_(name)
        for kind in kinds_for(actor):
            row = access.visible(actor, kind.rows()).select_related(*kind.related).first()
            if row is None:
                continue
            url = Hit(kind, row, []).url
            if not may_open(actor, url):
                continue
            opened.add(kind.key)
            if client.get(url).status_code != 200:
                shut.append((name, kind.label, url))
    assert shut == []
    return opened


def test_every_find_opens_its_page_for_everybody(as_: As, story: Story, people: Cast) -> None:
    made = world(story, people)
    opened = assert_finds_open(as_, made, "liwen", "fengli", "wutong", "luyi")
    assert len(opened) > 15


def test_so_does_what_follows_the_feedback(
    as_: As, story: Story, people: Cast, field: Fielded
) -> None:
    made = after(story, people, field)
    opened = assert_finds_open(as_, made, "liwen", "zhoulan", "luyi", VILLAGER)
    assert opened >= set(AFTER)


def test_the_page_shows_what_was_found_with_marks(as_: As, story: Story, people: Cast) -> None:
    indexed()
    page = as_("zhoulan").get("/search/", {"q": "公函"}).content.decode()
    assert "共 2 条" in page
    assert "<mark>公函</mark>" in page
    assert f'href="/findings/{story.findings[1].pk}/"' in page
    assert "民政局" not in page
    nothing = as_("zhoulan").get("/search/", {"q": "救助台账"}).content.decode()
    assert "没有找到" in nothing
    assert "换一个说法" in nothing


def test_pages_conditions_and_bad_addresses(as_: As, story: Story, people: Cast) -> None:
    for number in range(25):
        finding(story.other, f"x{number}", f"第{number}号<b>重复</b>出现的句子")
    indexed()
    client = as_("liwen")
    first = client.get("/search/", {"q": "出现的句子"}).content.decode()
    assert "共 25 条" in first
    assert first.count('class="find"') == 20
    assert "&lt;b&gt;" in first
    second = client.get("/search/", {"q": "出现的句子", "page": "2"}).content.decode()
    assert second.count('class="find"') == 5
    assert "上一页" in second
    unit = client.get("/search/", {"q": "出现的句子", "unit": story.water.pk}).content.decode()
    assert "没有找到" in unit
    odds = ("page", "x"), ("since", "昨天"), ("kind", "线索"), ("unit", "9" * 30), ("q", "，")
    for name, value in odds:
        asked = {"q": "出现的句子", name: value}
        assert client.get("/search/", asked).status_code == 200


def test_the_box_stands_where_it_is_of_use(as_: As, story: Story, people: Cast) -> None:
    assert 'class="top__search"' in as_("liwen").get("/notices/").content.decode()
    assert 'class="top__search"' not in as_("shenji").get("/notices/").content.decode()


def test_while_the_index_is_made_the_page_says_so(
    as_: As, story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(store, "folder", lambda: tmp_path / "none")
    page = as_("liwen").get("/search/", {"q": "公函"}).content.decode()
    assert "检索正在准备" in page
