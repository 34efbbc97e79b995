"""The demo's oversight: within the rules, and with something left to do for everybody."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.overseen import verify
from tests.people import PASSWORD, cast
from tests.scenarios import TODAY, finding, item, story
from xuncha.cycle.directory.models import Membership
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.letters.proposing import proposals
from xuncha.cycle.oversight.models import Charge, Draw, Letter, SpotCheck
from xuncha.cycle.rectification import tallying
from xuncha.cycle.rectification.models import Item
from xuncha.demo import oversight
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

PEOPLE = {
    "fangyuan": "office_director", "jiandan": "office_staff", "zongheng": "leader",
    "lianjing": "partner", "zhirenshan": "partner", "shuiqing": "unit_liaison",
    "liudu": "unit_liaison",
}  # fmt: skip


@pytest.mark.django_db
def test_something_is_done_and_something_waits() -> None:
    with clock.at(TODAY):
        told, people = story(), cast()
        for name, role in PEOPLE.items():
            user = bootstrap_user(
                SYSTEM, username=name, name=name, post="", password=PASSWORD, roles=[role],
                must_change=False,
            )  # fmt: skip
            if role == "unit_liaison":
                unit = told.water if name == "shuiqing" else told.civil
                Membership.objects.create(user=user, organisation=unit, from_on=TODAY)
        for n in range(12):
            made = item(finding(told.inspection, f"7{n}", f"第{n}个"), f"7{n}", f"第{n}件")
            verify(made, people)
        before = clock.now() - dt.timedelta(days=20)  # anybody went to look after that
        Item.objects.filter(state="verified").update(claimed_at=before, verified_at=before)
        oversight.load(7, drawn_from=told.water.name, answers=told.civil.name, late=told.water.name)
        row = Draw.objects.get()
        assert selectors.repeated(row).holds
        states = set(SpotCheck.objects.values_list("state", flat=True))
        assert {"concluded", "confirmed"} <= states
        assert sorted(Letter.objects.values_list("state", flat=True)) == ["closed", "received"]
        late = Letter.objects.get(state="received")
        assert late in [one.previous for one in proposals(SYSTEM)]
        assert Charge.objects.count() == 2
        assert not tallying.faults()
