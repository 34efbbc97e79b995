"""Alerts as people meet them: units by colour, the items behind, who is in charge."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.oversight.models import Charge
from xuncha.cycle.oversight.services.alerts import step_up
from xuncha.cycle.rectification.models import Item
from xuncha.insight.figures.oversight import ITEMS_RED, ITEMS_YELLOW
from xuncha.kernel.actor import SYSTEM
from xuncha.web.oversight import alerts

SignIn = Callable[[str], Client]


def test_a_red_unit_from_the_board_to_its_items(story: Story, people: Cast, as_: SignIn) -> None:
    late = story.items[0]
    Item.objects.filter(pk=late.pk).update(due_on=TODAY - dt.timedelta(days=1))
    Item.objects.filter(pk=story.foreign.pk).update(due_on=dt.date(2026, 3, 25))
    step_up(SYSTEM)
    leader, unit = as_("hejingan"), as_("zhoulan")
    page = leader.get("/oversight/").content.decode()
    assert page.index("逾期 1 件，占 25%") < page.index("10 个工作日内到期 1 件")
    assert "民政局" not in leader.get("/oversight/?colour=red").content.decode()
    rows = leader.get(f"/oversight/items/?inspection={story.inspection.pk}&colour=red")
    assert [one["item"] for one in rows.context["rows"]] == [late]
    assert "逾期 1 个工作日" in rows.content.decode()
    for figure, number in ((ITEMS_RED, 1), (ITEMS_YELLOW, 1)):
        found = leader.get("/oversight/items/", figure.query).context["page"]
        assert figure.value(people.actor("hejingan")) == found.total.number == number
    own = unit.get("/oversight/").content.decode()
    assert "民政局" not in own
    assert "逾期 1 件" in own
    assert (
        "分管领导"
        not in unit.get(f"/inspections/{story.inspection.pk}/oversight/").content.decode()
    )


def test_the_board_opens_the_rows_of_its_counts_and_the_rest_of_its_units(
    story: Story, as_: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted without what lasts, opened without what lasts."""
    late, lasting, *_ = story.items
    Item.objects.filter(pk__in=[late.pk, story.foreign.pk]).update(
        due_on=TODAY - dt.timedelta(days=1)
    )
    Item.objects.filter(pk=lasting.pk).update(is_long_term=True)
    leader = as_("hejingan")
    total = next(
        one["alert"].total for one in leader.get("/oversight/").context["rows"]
        if one["inspection"] == story.inspection
    )  # fmt: skip
    opened = leader.get(f"/rectification/?inspection={story.inspection.pk}&lasting=no")
    assert (len(opened.context["page"].rows), total) == (len(story.items) - 1,) * 2
    monkeypatch.setattr(alerts, "_SHOWN_UNITS", 1)
    assert "其余 1 个单位" in leader.get("/oversight/").content.decode()
    assert len(leader.get("/oversight/?all=yes").context["rows"]) == 2


def test_the_leader_in_charge_is_put_down_on_the_units_page(
    story: Story, people: Cast, as_: SignIn
) -> None:
    url = f"/inspections/{story.inspection.pk}/oversight/"
    office = as_("liwen")
    assert "还没有登记" in office.get(url).content.decode()
    form = {"leader_id": people["hejingan"].pk, "from_on": "2026-03-18"}
    assert office.post(f"{url}charge/", form).status_code == 302
    assert Charge.objects.get().organisation == story.water
    assert "何敬安" in as_("hejingan").get(url).content.decode()
    assert office.post(f"{url}charge/", form).status_code == 400
