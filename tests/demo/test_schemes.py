"""The demo's schemes: made by the services, and whole."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace
from typing import Any

import pytest

from tests.people import PASSWORD, cast
from tests.scenarios import TODAY, story
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.schemes.models import Scheme, SchemeTie
from xuncha.cycle.schemes.standing import standing_of
from xuncha.demo import schemes
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


def test_one_approved_and_one_returned_after_its_change() -> None:
    with clock.at(TODAY):
        told, people = story(), cast()
        for username, post in (("lianjing", "纪委"), ("zhirenshan", "组织部")):
            bootstrap_user(
                SYSTEM, username=username, name=username, post=post, password=PASSWORD,
                roles=["partner"], must_change=False,
            )  # fmt: skip
        RoleGrant.objects.update(from_on=dt.date(2021, 9, 1))
        Round.objects.update(number=schemes.ROUND)
        Inspection.objects.filter(pk=told.other.pk).update(feedback_on=dt.date(2026, 1, 5))
        for code, name in (("A01", schemes.APPROVED), ("A02", schemes.RETURNED)):
            Organisation.objects.filter(code=code).update(short_name=name)
        who: Any = SimpleNamespace(
            clerks=[people["liwen"], people["zhaoqing"]], director=people["song"],
            of_unit=lambda _unit: people["zhoulan"],
        )  # fmt: skip
        assert schemes.load(who) == 2
        approved, returned = Scheme.objects.order_by("pk")
        assert (approved.state, standing_of(approved).holds) == ("approved", True)
        assert (returned.state, returned.revision) == ("returned", 3)
        assert "仍然有效" in standing_of(returned).words
        assert SchemeTie.objects.count() == 5
        assert returned.reviews.count() == 2
