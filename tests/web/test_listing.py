"""Paging by key: every row once, in order, both ways, with empty values last."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client, RequestFactory

from tests.scenarios import Story, item
from xuncha.cycle.rectification.models import Item
from xuncha.kernel.errors import Invalid
from xuncha.web.listing import Page, Sort, page_of
from xuncha.web.rectification.views import LIST_SORTS


@pytest.fixture
def many(story: Story) -> Story:
    for n in range(23):
        due = dt.date(2026, 4, 1) + dt.timedelta(days=n % 5)
        made = item(story.findings[0], f"9{n}", f"第{n}件", due)
        if n % 4 == 0:
            Item.objects.filter(pk=made.pk).update(due_on=None)
    return story


def _walk(sort: Sort, size: int = 4) -> tuple[list[int], list[int]]:
    """All ids by going on, and all ids by going back from the end."""

    def page(**query: str) -> Page[Item]:
        request = RequestFactory().get("/", {"sort": sort.key, **query})
        return page_of(request, Item.objects.all(), LIST_SORTS, size=size)

    forth: list[int] = []
    now = page()
    while True:
        forth += [row.pk for row in now]
        if not now.older:
            break
        now = page(after=now.older)
    back = [row.pk for row in now]
    while now.newer:
        now = page(before=now.newer)
        if not len(now):
            break
        back = [row.pk for row in now] + back
    return forth, back


@pytest.mark.parametrize("sort", LIST_SORTS, ids=lambda one: one.key)
def test_every_row_once_both_ways(many: Story, sort: Sort) -> None:
    forth, back = _walk(sort)
    assert len(forth) == len(set(forth)) == Item.objects.count()
    assert back == forth


def test_rows_without_a_day_stand_last(many: Story) -> None:
    days = [Item.objects.get(pk=pk).due_on for pk in _walk(LIST_SORTS[2])[0]]
    known = [day for day in days if day]
    assert known == sorted(known)
    assert days[len(known) :] == [None] * (len(days) - len(known))


@pytest.mark.parametrize("cursor", ["x", "e30", "W10", "%00", "eyJhIjoxfQ", "9" * 500])
def test_a_cursor_without_sense_gets_one_sentence(many: Story, cursor: str) -> None:
    request = RequestFactory().get("/", {"after": cursor})
    with pytest.raises(Invalid, match="翻页"):
        page_of(request, Item.objects.all(), LIST_SORTS)


def test_a_large_list_stops_counting(
    story: Story, as_: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("xuncha.web.listing.COUNT_LIMIT", 3)
    answer = as_("song").get("/rectification/")
    assert "共 3+ 条" in answer.content.decode()
