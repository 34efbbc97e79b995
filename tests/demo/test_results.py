"""The demo's results and deeds: one of each is done, something waits for everybody."""

from __future__ import annotations

import pytest

from tests.people import PASSWORD
from tests.resulted import alike, left_over
from tests.scenarios import TODAY, story
from xuncha.cycle.deeds.calling import holds
from xuncha.cycle.deeds.models import Deed, DeedCall
from xuncha.cycle.directory.models import Membership
from xuncha.cycle.results.models import CommonProblem, Institution, Result, SelfCheck
from xuncha.cycle.results.selectors import late_on
from xuncha.demo import deeds, results
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

PEOPLE = {
    "fangyuan": "office_director", "jiandan": "office_staff", "heduishi": "office_staff",
    "lianjing": "partner", "zhirenshan": "partner", "shuiqing": "unit_liaison",
    "jiaozhouyuan": "unit_liaison",
}  # fmt: skip


@pytest.mark.django_db
def test_something_is_done_and_something_waits() -> None:
    with clock.at(TODAY):
        told = story()
        alike(told)
        seats = {"shuiqing": told.water, "jiaozhouyuan": left_over()}
        for name, role in PEOPLE.items():
            user = bootstrap_user(
                SYSTEM, username=name, name=name, post="", password=PASSWORD, roles=[role],
                must_change=False,
            )  # fmt: skip
            if name in seats:
                Membership.objects.create(
                    user=user, organisation=seats[name], from_on=told.round.start_on
                )
            user.role_grants.update(from_on=told.round.start_on)
        results.load(unit=told.water.name, liaison="shuiqing", waits="jiaozhouyuan")
        deeds.load(7, town=told.water.name, liaison="shuiqing")
    assert sorted(Result.objects.values_list("state", flat=True)) == [
        "closed", "draft", "issued", "received", "received",
    ]  # fmt: skip
    assert Result.objects.filter(late_on(TODAY)).count() == 1
    assert Institution.objects.get().state == "kept"
    assert CommonProblem.objects.get().state == "published"
    assert SelfCheck.objects.get().state == "answered"
    assert sorted(Deed.objects.values_list("state", flat=True)) == [
        "doing", "done", "registered", "satisfied",
    ]  # fmt: skip
    assert holds(DeedCall.objects.get())
