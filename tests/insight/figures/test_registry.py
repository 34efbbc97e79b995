"""Figures with parameters: one definition each, of any day, for whoever may know."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story, claimed
from xuncha.cycle.clues.enums import Disposal
from xuncha.cycle.clues.models import Clue, Copy, Handover
from xuncha.cycle.rectification.services import steps
from xuncha.insight.figures.asking import ask, named, split
from xuncha.insight.figures.registry import MEASURES, by_name, find
from xuncha.insight.figures.telling import tell
from xuncha.insight.figures.wording import said
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Invalid


def _value(people: Cast, name: str, day: dt.date | None = None, who: str = "song") -> object:
    return tell(*find(name, ask(people.actor(who), day=day))).value


def test_names_are_one_each_and_every_figure_says_what_it_is() -> None:
    assert len(by_name()) == len(MEASURES) > 80
    for one in MEASURES:
        assert len(one.definition) > 6, one.name
        assert one.unit in {"个", "件", "项", "条", "次", "人", "人次", "份", "轮", "元", "%"}, (
            one.name
        )


def test_a_name_with_parameters_reads_both_ways() -> None:
    name = named("findings_found", {"round": "3", "kind": "村（社区）"})
    assert name == "findings_found?kind=村（社区）&round=3"
    assert split(name) == ("findings_found", {"round": "3", "kind": "村（社区）"})


def test_a_case_was_filed_in_the_year_in_which_that_receiver_filed_it(story: Story) -> None:
    made = Clue.objects.create(
        inspection=story.inspection, number=1, met_on=TODAY, registered_at=clock.now()
    )
    slip = Handover.objects.create(
        clue=made, mode="double", year=2025, number=1, on=dt.date(2025, 12, 1), at=clock.now()
    )
    for number, receiver, disposal, on in (
        (1, "discipline", Disposal.FILED, dt.date(2025, 12, 5)),
        (2, "organisation", Disposal.INQUIRY, dt.date(2026, 1, 9)),
    ):
        Copy.objects.create(
            handover=slip, clue=made, number=number, receiver=receiver, state="accepted",
            received_on=on, accepted_on=on, disposal=disposal,
        )  # fmt: skip
    for name, expected in (("", 1), ("?year=2025", 1), ("?year=2026", 0)):
        measure, asked = find(f"clues_filed{name}", ask(SYSTEM, day=TODAY))
        assert list(measure.rows(asked)) == [made] * expected, name


def test_a_past_day_is_told_from_what_was_true_then(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        fed_back = story.inspection.feedback_on
        assert fed_back is not None
        before = fed_back - dt.timedelta(days=1)
        assert _value(people, "findings_fed_back", before) == 0
        assert _value(people, "findings_fed_back", fed_back) == 5
        made = claimed(story.items[0], by=people["zhoulan"].pk)
        steps.verify_item(people.actor("liwen"), item_id=made.pk, version=made.version)
        now = _value(people, "items_verified")
        assert now == 1
    with clock.at(TODAY + dt.timedelta(days=9)):
        row = type(made).objects.get(pk=made.pk)
        steps.reopen_item(
            people.actor("liwen"), item_id=row.pk, version=row.version, reason="回访发现反弹"
        )
        assert _value(people, "items_verified") == 0
        assert _value(people, "items_verified", TODAY) == 1
        assert _value(people, "items_reopened") == 1
        assert _value(people, "items_reopened", TODAY) == 0


def test_what_keeps_no_days_is_told_of_today_only(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        told = tell(*find("signals_open", ask(people.actor("song"), day=dt.date(2001, 1, 1))))
    assert told.value is None
    assert "只能看今天" in told.why


def test_a_reader_is_told_what_his_role_may_know(story: Story, people: Cast) -> None:
    with clock.at(TODAY):
        assert _value(people, "organisations_to_cover") == 2
        assert _value(people, "organisations_to_cover", who="zhoulan") is None
        own = _value(people, "findings_fed_back", who="zhoulan")
        assert own == story.findings[0].organisation.findings.count()


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("nothing", "没有“nothing”"), ("items_total?kind=县", "没有“县”"),
        ("items_total?round=99", "没有第 99 轮"), ("coverage_rate?round=1", "不按“轮次”分"),
        ("items_total?year=2024", "不按“年份”分"), ("items_total?round=一", "不是数字"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_a_sentence(
    story: Story, people: Cast, name: str, says: str
) -> None:
    with clock.at(TODAY), pytest.raises(Invalid, match=says):
        find(name, ask(people.actor("song")))


def test_numbers_are_said_as_papers_write_them() -> None:
    assert said(181550375, "元") == "18155.04 万元"
    assert said(9800, "元") == "9800 元"
    assert said(62, "个") == "62 个"
    assert said(100, "%") == "100%"
