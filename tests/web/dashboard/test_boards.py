"""Boards: what stands on whose, every number opens its rows, nothing is counted beside."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import Story, claimed
from xuncha.insight.figures.asking import ask
from xuncha.insight.figures.boards import LAYERS, board_of
from xuncha.insight.figures.registry import by_name, find
from xuncha.insight.figures.telling import tell
from xuncha.web.dashboard.scenes import SCENES

SignIn = Callable[[str], Client]
BOARD, WALL = reverse("dashboard_board"), reverse("dashboard_wall")


def _titles(client: Client) -> list[str]:
    return [one.title for one in client.get(BOARD).context["blocks"]]


def test_every_figure_on_a_board_is_of_the_registry(story: Story, people: Cast) -> None:
    blocks = [*SCENES]
    for who in ("song", "hejingan", "fengli"):
        blocks += board_of(people.actor(who)).blocks
    names = {name for one in blocks for name in one.names}
    charts = [chart for one in blocks for chart in one.charts]
    names |= {name for chart in charts for name in chart.names} | {one[1] for one in LAYERS}
    assert names <= set(by_name())
    for chart in charts:
        assert all(chart.by in by_name()[name].params for name in chart.names)


def test_the_wall_shows_no_clue_and_no_person(story: Story, people: Cast, as_: SignIn) -> None:
    told = {by_name()[name].subject for one in SCENES for name in one.names}
    assert "线索" not in told
    body = as_("hejingan").get(WALL).content.decode()
    assert "宋致远" not in body
    assert "何敬安" not in body
    assert body.count('class="scene"') == len(SCENES)


@pytest.mark.parametrize("who", ["song", "hejingan", "fengli"])
def test_every_number_opens_as_many_rows_as_it_says(
    story: Story, people: Cast, as_: SignIn, who: str
) -> None:
    claimed(story.items[0], by=people["zhoulan"].pk)
    client, question = as_(who), ask(people.actor(who))
    blocks = client.get(BOARD).context["blocks"]
    tiles = [one for block in blocks for one in block.tiles]
    assert tiles
    opened = 0
    for tile in tiles:
        told = tell(*find(tile.name, question))
        assert told.link == tile.url or not tile.url, tile.name
        opened += bool(told.rows)
    assert opened
    for block in blocks:
        for label, cells in block.levels:
            whole, *levels = [int(one.words.replace(",", "")) for one in cells]
            assert whole >= levels[0] >= levels[1] >= levels[2], label
        for drawn in block.charts:
            for at, (_, cells) in enumerate(drawn.lines):
                series = drawn.option["series"]
                told_by_chart = [one["data"][at] for one in series]
                assert len(told_by_chart) == len(cells)
                linked = [one.url for one in cells if one.url]
                assert all(re.search(r"(kind|focus|round|year)=", one) for one in linked)


def test_the_three_columns_stand_for_three_layers(story: Story, people: Cast, as_: SignIn) -> None:
    claimed(story.items[0], by=people["zhoulan"].pk)
    blocks = {one.key: one for one in as_("song").get(BOARD).context["blocks"]}
    lines = dict(blocks["rectification"].levels)
    assert [one.words for one in lines["整改事项"]] == ["5", "1", "0", "0"]
    assert [one.words for one in lines["问题"]] == ["5", "1", "0", "0"]
    assert [one.words for one in lines["整改措施"]] == ["5", "1", "0", "0"]
    assert lines["整改事项"][1].share == "20%"


def test_a_board_is_its_readers(story: Story, people: Cast, as_: SignIn) -> None:
    assert _titles(as_("song"))[0] == "等着办的"
    assert _titles(as_("hejingan"))[0] == "覆盖"
    partner = _titles(as_("fengli"))
    assert "覆盖" not in partner
    assert "线索办理" not in partner


def test_a_team_sees_its_own_inspections_alone(field: Fielded, as_: SignIn) -> None:
    answer = as_("luyi").get(BOARD)
    assert answer.context["board"].title == "巡察组驾驶舱"
    assert [one.key for one in answer.context["blocks"]][:2] == ["field", "papers"]
    assert as_("luyi").get(WALL).status_code == 403


def test_an_earlier_day_and_one_that_is_none(story: Story, people: Cast, as_: SignIn) -> None:
    blocks = {
        one.key: one for one in as_("song").get(BOARD, {"day": "2025-12-09"}).context["blocks"]
    }
    told = {one.name: one.value for one in blocks["findings"].tiles}
    assert told["findings_fed_back"] == "0"
    waiting = {one.name: one.value for one in blocks["waiting"].tiles}
    assert waiting["signals_open"] == "—"
    assert as_("song").get(BOARD, {"day": "昨天"}).status_code == 400


def test_a_board_asks_little(story: Story, people: Cast, as_: SignIn) -> None:
    client = as_("hejingan")
    client.get(BOARD)
    with CaptureQueriesContext(connection) as seen:
        client.get(BOARD)
    assert len(seen) < 80
