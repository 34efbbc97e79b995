"""The demo's ends of rectification: within the rules, and with something left to do."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import PASSWORD, cast
from tests.scenarios import TODAY, finding, inspected, item, story, unit
from xuncha.cycle.directory.models import Membership
from xuncha.cycle.evaluation.models import Evaluation, LifeMeeting, Publicity, Report
from xuncha.cycle.evaluation.process import process_of
from xuncha.cycle.planning.models import Inspection
from xuncha.demo import evaluation
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

SINCE = dt.date(2025, 1, 2)
PEOPLE = {
    "fangyuan": "office_director", "jiandan": "office_staff", "heduishi": "office_staff",
    "lianjing": "partner", "zhirenshan": "partner", "shuiqing": "unit_liaison",
    "liudu": "unit_liaison",
}  # fmt: skip


@pytest.mark.django_db
def test_one_is_through_one_is_capped_and_something_waits() -> None:
    with clock.at(TODAY):
        told, _ = story(), cast()
        for name, role in PEOPLE.items():
            with clock.at(SINCE):
                user = bootstrap_user(
                    SYSTEM, username=name, name=name, post="", password=PASSWORD, roles=[role],
                    must_change=False,
                )  # fmt: skip
            if role == "unit_liaison":
                seat = told.water if name == "shuiqing" else told.civil
                Membership.objects.create(user=user, organisation=seat, from_on=SINCE)
        rows = [inspected(told.round, unit(f"B0{n}", f"清源区第{n}局")) for n in range(2)]
        for row in rows:
            item(finding(row, "1", "接待费审批不严"), "1", "接待费审批不严")
        Inspection.objects.filter(pk__in=[row.pk for row in rows]).update(
            rectify_until_on=dt.date(2026, 1, 31)
        )
        evaluation.load(
            finished=rows[0].organisation.name, capped=rows[1].organisation.name,
            reporting=told.water.name, beginning=told.civil.name,
        )  # fmt: skip
        final, capped = Evaluation.objects.order_by("pk")
        assert (final.state, capped.state) == ("final", "confirmed")
        assert "unsatisfied" in [one["code"] for one in capped.vetoes]
        assert {one.state for one in Publicity.objects.all()} == {"closed"}
        sent = Report.objects.get(inspection=told.inspection)
        assert sent.editions.get().differences.exists()
        states = LifeMeeting.objects.order_by("pk").values_list("state", flat=True)
        assert list(states) == ["confirmed", "confirmed", "recorded", "preparing"]
        parts = process_of(SYSTEM, rows[0])
        assert [one.key for one in parts if one.owed] == ["scheme", "progress"]
