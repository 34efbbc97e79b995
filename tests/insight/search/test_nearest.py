"""The same matter among more findings than a text is compared with."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.insight.search.world import indexed
from tests.people import Cast
from tests.scenarios import Story, finding, inspected
from xuncha.cycle.findings import recurrence
from xuncha.cycle.planning.models import Round
from xuncha.insight.search.nearest import nearest_findings

OLD = "公务接待费报销把关不严，三笔接待没有公函，金额一万两千六百元"
NEW = "公务接待费报销审核把关不严格，有三笔接待缺少公函，金额为一万两千六百元"


def test_an_old_finding_beyond_the_latest_is_named_by_the_index(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    earlier = Round.objects.create(
        term=story.term, number=3, name="第三轮", start_on=dt.date(2022, 3, 1),
        end_on=dt.date(2022, 5, 1),
    )  # fmt: skip
    before = inspected(earlier, story.water)
    old = finding(before, "1", OLD)
    for number in range(30):
        finding(before, f"x{number}", f"第{number}件不相干的事，台账没有登记")
    asked = finding(story.inspection, "9", NEW)
    indexed()
    office = people.actor("liwen")
    assert nearest_findings(office, NEW, 5)[:2] == [asked.pk, old.pk]
    monkeypatch.setattr(recurrence, "MOST", 20)
    found = recurrence.earlier_like(office, asked)
    assert found[0].finding == old
    monkeypatch.setattr(recurrence, "_finders", [])
    assert all(one.finding != old for one in recurrence.earlier_like(office, asked))


def test_it_names_nothing_out_of_reach(story: Story, people: Cast) -> None:
    indexed()
    named = nearest_findings(people.actor("wutong"), story.findings[1].text, 5)
    assert set(named) <= {story.foreign.finding_id}
