"""A merger that was entered by mistake is taken back: as if it had not been, and on record."""

from __future__ import annotations

import pytest

from tests.cycle.directory.conftest import Who
from tests.cycle.directory.town import at, merge
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import FormerParent, Organisation, Succession
from xuncha.cycle.directory.selectors import load_steps, was_merged
from xuncha.cycle.directory.services import (
    NewUnit,
    restore_organisation,
    withdraw_merger,
)
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid, Refused

Town = dict[str, Organisation]


def withdraw(
    who: Who, row: Organisation, user: str = "liwen", reason: str = "登记错了单位"
) -> None:
    row.refresh_from_db()
    withdraw_merger(
        who(user), organisation_id=row.pk, version=row.version, reason=reason
    )  # fmt: skip


def test_all_is_as_if_it_had_not_been(who: Who, town: Town) -> None:
    merge(who("liwen"), [town["T2"]], town["T1"])
    assert at(town["V3"]).parent_id == town["T1"].pk
    assert was_merged(at(town["T2"]))
    withdraw(who, town["T2"])
    assert at(town["T2"]).dissolved_on is None
    assert at(town["V3"]).parent_id == town["T2"].pk
    assert not FormerParent.objects.filter(organisation=town["V3"]).exists()
    assert load_steps() == []
    step = Succession.objects.get()
    assert (step.withdrawn_on, step.withdrawn_reason) == (clock.today(), "登记错了单位")
    line = AuditRow.objects.get(verb="directory.organisation.merger_withdrawn")
    assert line.reason == "登记错了单位"
    assert not was_merged(at(town["T2"]))


def test_it_can_be_entered_again_the_same_day(who: Who, town: Town) -> None:
    merge(who("liwen"), [town["T2"]], town["T1"])
    withdraw(who, town["T2"])
    town["T1"].refresh_from_db()
    town["T2"].refresh_from_db()
    merge(who("liwen"), [town["T2"]], town["T1"])
    assert len(load_steps()) == 1
    assert Succession.objects.count() == 2


def test_one_that_was_shared_out_is_taken_back_from_all(who: Who, town: Town) -> None:
    merge(who("liwen"), [town["B1"]], town["B2"])
    merge(who("liwen"), [town["B1"]], town["T1"])
    withdraw(who, town["B1"])
    assert load_steps() == []
    assert at(town["B1"]).dissolved_on is None


def test_who_was_moved_since_stays_where_he_is(who: Who, town: Town) -> None:
    merge(who("liwen"), [town["T2"]], town["T1"])
    Organisation.objects.filter(pk=town["V3"].pk).update(parent=town["B1"])
    withdraw(who, town["T2"])
    assert at(town["V3"]).parent_id == town["B1"].pk


def test_what_cannot_be_taken_back(who: Who, town: Town) -> None:
    with pytest.raises(Conflict, match="没有并入别的单位"):
        withdraw(who, town["B1"])
    made = merge(
        who("liwen"),
        [town["B1"], town["B2"]],
        NewUnit("B3", "粮食商务局", OrganisationKind.DEPARTMENT),
    )
    with pytest.raises(Conflict, match="这次合并设立的新单位，不能撤回"):
        withdraw(who, town["B1"])
    with pytest.raises(Conflict, match="撤回误登的合并"):
        restore_organisation(
            who("liwen"), organisation_id=town["B1"].pk, version=at(town["B1"]).version,
            reason="误登",
        )  # fmt: skip
    merge(who("liwen"), [town["T2"]], town["T1"])
    with pytest.raises(Invalid, match="理由"):
        withdraw(who, town["T2"], reason=" ")
    with pytest.raises(Refused):
        withdraw(who, town["T2"], user="hejingan")
    assert Succession.objects.filter(withdrawn_on__isnull=False).count() == 0
    assert at(made).dissolved_on is None


def test_a_stale_page_takes_nothing_back(who: Who, town: Town) -> None:
    merge(who("liwen"), [town["T2"]], town["T1"])
    with pytest.raises(Conflict):
        withdraw_merger(
            who("liwen"), organisation_id=town["T2"].pk, version=0, reason="误登"
        )  # fmt: skip
