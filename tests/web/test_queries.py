"""Pages don't ask more of the database when there are more rows."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.scenarios import Story, claimed, finding, item, signal

PAGES = [
    "/", "/term/", "/term/rows/", "/rounds/", "/rounds/{round}/", "/inspections/",
    "/inspections/{inspection}/", "/findings/", "/rectification/", "/rectification/rounds/",
    "/rectification/rounds/{round}/", "/rectification/items/{item}/", "/rectification/signals/",
    "/oversight/", "/oversight/letters/", "/evaluation/", "/dashboard/",
    "/inspections/{inspection}/process/",
]  # fmt: skip


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(url).status_code == 200
    return len(seen)


@pytest.mark.parametrize("page", PAGES)
def test_ten_times_the_rows_ask_no_more(
    page: str, story: Story, as_: Callable[[str], Client]
) -> None:
    client = as_("song")
    first = claimed(story.items[0], by=client.session.get("_auth_user_id"))
    signal(first)
    url = page.format(round=story.round.pk, inspection=story.inspection.pk, item=story.items[0].pk)
    client.get(url)
    before = _queries(client, url)
    for n in range(30):
        found = finding(story.inspection, f"8{n}", f"另外发现的第{n}个问题")
        made = item(found, f"8{n}", f"具体问题{n}")
        signal(claimed(made, by=first.claimed_by_id))
    assert _queries(client, url) <= before
