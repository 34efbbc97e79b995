"""The three administrators keep the house and read none of its business."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.people import Cast
from tests.scenarios import Story
from tests.web.thirds import third
from xuncha.cycle.directory.roles import BUSINESS
from xuncha.foundation.access import policies, visible
from xuncha.foundation.accounts.roles import THREE
from xuncha.web.http import PUBLIC, SIGNED_IN

As = Callable[[str], Client]
ADMINISTRATORS = ["xitong", "baomi", "shenji"]


def pages(found: list[URLPattern | URLResolver] | None = None) -> Iterator[URLPattern]:
    """Every address of the site."""
    for one in get_resolver().url_patterns if found is None else found:
        if isinstance(one, URLResolver):
            yield from pages(one.url_patterns)
        else:
            yield one


def business_pages() -> list[URLPattern]:
    """Pages whose audience holds a business role."""
    return [one for one in pages() if getattr(one.callback, "xuncha_audience", set()) & BUSINESS]


def test_every_page_says_for_whom_it_is() -> None:
    unsaid = [one.name for one in pages() if not hasattr(one.callback, "xuncha_audience")]
    assert unsaid == []


def test_no_page_is_both_for_administrators_and_for_business() -> None:
    mixed = [
        one.name
        for one in pages()
        if one.callback.xuncha_audience & BUSINESS and one.callback.xuncha_audience & THREE
    ]
    assert mixed == []


@pytest.mark.parametrize("username", ADMINISTRATORS)
def test_business_pages_are_shut_to_them(as_: As, story: Story, username: str) -> None:
    client = as_(username)
    known = {
        "round_id": story.round.pk, "inspection_id": story.inspection.pk,
        "item_id": story.items[0].pk, "finding_id": story.findings[0].pk,
    }  # fmt: skip
    tried = {}
    for one in third(business_pages(), ADMINISTRATORS.index(username)):
        names = one.pattern.converters
        address = reverse(one.name, kwargs={name: known.get(name, 1) for name in names})
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address)
        tried[one.name] = answer.status_code
    assert len(tried) > 20
    assert set(tried.values()) <= {403, 404}, {
        k: v for k, v in tried.items() if v not in {403, 404}
    }


@pytest.mark.parametrize("username", ADMINISTRATORS)
def test_no_business_record_lies_in_their_scope(people: Cast, story: Story, username: str) -> None:
    """Whatever page comes later: the doors themselves show them nothing of the work."""
    actor = people.actor(username)
    open_to_them = {
        model._meta.label
        for model in policies()
        if model._meta.app_label not in {"accounts", "audit", "notices", "jobs", "workdays"}
        and visible(actor, model).exists()
    }
    assert open_to_them <= {
        "directory.Membership",
        "taxonomy.Taxonomy",
        "taxonomy.TaxonomyNode",
        "taxonomy.TaxonomyMatch",
    }


def test_before_signing_in_only_the_door_is_open(client: Client, db: None) -> None:
    public = {one.name for one in pages() if one.callback.xuncha_audience == PUBLIC}
    assert public == {"sign_in", "large_type"}
    for one in pages():
        if one.name in public:
            continue
        address = reverse(one.name, kwargs=dict.fromkeys(one.pattern.converters, 1))
        answer = client.get(address)
        if answer.status_code == 405:
            answer = client.post(address)
        assert answer.status_code == 302, one.name
        assert answer["Location"].startswith(reverse("sign_in")), one.name


def test_the_navigation_offers_what_opens(as_: As) -> None:
    for username in [*ADMINISTRATORS, "song", "liwen", "hejingan", "fengli", "zhoulan", "zhengyan"]:
        client = as_(username)
        for entry in client.get(reverse("notices_inbox")).context["nav"]:
            assert client.get(entry["url"]).status_code in {200, 302}, (username, entry["url"])


def test_signed_in_pages_hold_nothing_of_the_business() -> None:
    """Open to everybody with an account: only the person's own things and the calendar. Clues and
    the keys to what is sealed too, since a refusal would tell that they exist: each answers that it
    is not there (``tests/web/clues/test_nobody.py``)."""
    everybody = {one.name for one in pages() if one.callback.xuncha_audience == SIGNED_IN}
    areas = {name.split("_")[0] for name in everybody}
    assert areas <= {
        "sign", "change", "totp", "notices", "jobs", "calendar", "workbench", "gallery", "home",
        "clues", "holders",
    }  # fmt: skip
