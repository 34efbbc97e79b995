"""What the sealed rooms put on the workbench and before a stage: only for those who may know."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable

from django.test import Client

from tests.clued import sealed
from tests.fielded import Fielded
from tests.people import Cast
from tests.petitioned import petitioned
from tests.scenarios import TODAY, Story
from xuncha.cycle.clues.enums import Mode
from xuncha.cycle.clues.services import handing
from xuncha.cycle.fieldwork.readiness import lacks
from xuncha.cycle.petitions.services import sourcing
from xuncha.cycle.planning.enums import Stage
from xuncha.kernel import clock

SignIn = Callable[[str], Client]


def _text(client: Client) -> str:
    return html.unescape(client.get("/").content.decode())


def test_clocks_and_requests_wait_on_the_workbench(
    field: Fielded, story: Story, people: Cast, as_: SignIn
) -> None:  # fmt: skip
    desk = petitioned(story, people)
    sourcing.ask(desk.actor("luyi"), petition_id=desk.petition.pk, reason="核实")
    assert "信-001 受理或者转送" in _text(as_("luyi"))
    assert "等您决定的来源查看申请" in _text(as_("liwen"))
    for who in ("guer", "zhaoqing", "hejingan", "zhoulan", "qinsan"):
        assert "信-001" not in _text(as_(who)), who
    told = [one.words for one in lacks(desk.actor("luyi"), desk.fielded.inspection, Stage.LEFT)]
    assert "信访件没有办结" in told
    told = [one.words for one in lacks(desk.actor("hejingan"), desk.fielded.inspection, Stage.LEFT)]
    assert "信访件没有办结" not in told


def test_copies_wait_for_those_who_know_the_clue(
    field: Fielded, story: Story, people: Cast, as_: SignIn
) -> None:  # fmt: skip
    store = sealed(story, people)
    inspection = store.fielded.inspection
    known = [one.words for one in lacks(store.actor("luyi"), inspection, Stage.LEFT)]
    assert "线索没有移交" in known
    for who in ("guer", "liwen"):
        told = [one.words for one in lacks(store.actor(who), inspection, Stage.LEFT)]
        assert "线索没有移交" not in told
    clue = store.fresh()
    handing.hand_over(
        store.actor("luyi"), store.key("luyi"), clue_id=clue.pk, version=clue.version,
        mode=Mode.SINGLE, on=TODAY,
    )  # fmt: skip
    with clock.at(TODAY + dt.timedelta(days=20)):
        assert "线-001 反馈结果" in _text(as_("luyi"))
        assert "线-001 反馈结果" in _text(as_("song"))
        for who in ("liwen", "guer", "hejingan", "zhoulan"):
            assert "线-001" not in _text(as_(who)), who
