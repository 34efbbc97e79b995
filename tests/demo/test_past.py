"""The district's past in the database: lines that hold together, the same every time."""

from __future__ import annotations

import pytest

from xuncha.cycle.directory.models import (
    Contact,
    FormerName,
    FormerParent,
    Organisation,
    Succession,
)
from xuncha.demo import past, places, world

pytestmark = pytest.mark.django_db


def _load() -> list[object]:
    built = world.build(scale=1)
    past.load(places.organisations(built), built)
    told: list[object] = list(
        Succession.objects.order_by("pk").values_list(
            "kind", "predecessor__name", "successor__code", "on"
        )
    )
    return [*told, *Contact.objects.order_by("pk").values_list("name", "phone", "until_on")]


def test_the_past_is_the_same_every_time() -> None:
    first = _load()
    for model in (Contact, Succession, FormerName, FormerParent):
        model.objects.all().delete()
    Organisation.objects.filter(parent__parent__isnull=False).delete()
    Organisation.objects.filter(parent__isnull=False).delete()
    Organisation.objects.all().delete()
    assert _load() == first


def test_lines_and_posts_hold_together() -> None:
    _load()
    assert set(Succession.objects.values_list("kind", flat=True)) == {"merge", "split"}
    for step in Succession.objects.select_related("predecessor", "successor"):
        assert step.predecessor.dissolved_on == step.on
        assert step.successor.dissolved_on is None
        assert step.successor.established_on is not None
        assert step.successor.established_on <= step.on
    assert FormerName.objects.count() == 5
    assert FormerParent.objects.count() == 1
    for one in Contact.objects.select_related("organisation"):
        assert one.organisation.established_on is not None
        assert one.from_on >= one.organisation.established_on
        assert one.from_on <= world.DEMO_DATE
    there = Organisation.objects.filter(dissolved_on__isnull=True, parent__isnull=False)
    without = there.exclude(contacts__post="secretary", contacts__until_on__isnull=True)
    assert without.count() == 0
