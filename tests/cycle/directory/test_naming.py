"""Registering, renaming, former names: what was, stays; what contradicts, is refused."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from tests.cycle.directory.town import DAY, FOUNDED, PAPER, at, end, rename, root_on
from tests.scenarios import TODAY
from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.models import FormerName, Organisation
from xuncha.cycle.directory.selectors import name_on, names_on
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

Town = dict[str, Organisation]
Who = Callable[[str], Actor]
WEEK_AGO = TODAY - 7 * DAY


def register(actor: Actor, **more: Any) -> Organisation:
    told = {"code": "N1", "name": "清源区数据局", "kind": Kind.DEPARTMENT}
    return services.create_organisation(actor, **(told | more))


def test_the_office_registers(who: Who, town: Town) -> None:
    row = register(who("liwen"), short_name="数据局", parent_id=town["C"].pk)
    assert (str(row), row.parent) == ("数据局", town["C"])
    assert AuditRow.objects.latest("number").verb == "directory.organisation.created"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": " "}, "code"), ({"name": "\u3000"}, "name"), ({"code": "B1"}, "code"),
        ({"parent_id": 10**9}, "parent_id"), ({"established_on": TODAY + DAY}, "established_on"),
        ({"established_on": dt.date(202, 5, 1)}, "established_on"), ({"name": "局" * 81}, "name"),
        ({"code": "X" * 21}, "code"),
    ],
)  # fmt: skip
def test_refused_registrations(who: Who, town: Town, more: dict[str, Any], field: str) -> None:
    count = Organisation.objects.count()
    with pytest.raises(Invalid) as caught:
        register(who("liwen"), **more)
    assert caught.value.field == field
    assert Organisation.objects.count() == count


def test_a_sisters_name_is_refused_as_a_double(who: Who, town: Town) -> None:
    with pytest.raises(Invalid, match="代码 V1"):
        register(who("liwen"), name="柳湾村", parent_id=town["T1"].pk)
    register(who("liwen"), name="柳湾村", parent_id=town["T2"].pk)


def test_a_parent_must_be_there_by_then(who: Who, town: Town) -> None:
    with pytest.raises(Invalid, match="才设立"):
        register(who("liwen"), parent_id=town["T1"].pk, established_on=FOUNDED - DAY)
    end(who("liwen"), town["V1"])
    with pytest.raises(Invalid, match="已经撤销"):
        register(who("liwen"), parent_id=town["V1"].pk)


def test_a_rename_keeps_what_it_was_called(who: Who, town: Town) -> None:
    row = rename(who("song"), town["T1"], name="青石街道", short_name="青石街道", kind=Kind.STREET)
    assert (row.name, row.kind, row.version) == ("青石街道", Kind.STREET, 2)
    past = FormerName.objects.get()
    assert (past.name, past.kind, past.from_on, past.until_on, past.document) == (
        "青石镇", Kind.TOWN, FOUNDED, WEEK_AGO - DAY, PAPER,
    )  # fmt: skip
    assert name_on(row, WEEK_AGO - DAY) == "青石镇"
    assert name_on(row, WEEK_AGO) == "青石街道"
    assert names_on([row.pk], WEEK_AGO) == {}
    told = AuditRow.objects.latest("number")
    assert told.verb == "directory.organisation.renamed"
    assert (told.details["before"]["name"], told.details["after"]["name"]) == ("青石镇", "青石街道")


def test_the_tree_of_a_past_day_bears_the_names_of_that_day(who: Who, town: Town) -> None:
    rename(who("song"), town["T1"], name="青石街道", kind=Kind.STREET)
    then, now = (root_on(who("song"), day) for day in (WEEK_AGO - DAY, TODAY))
    assert [one.name for one in then.children if one.code == "T1"] == ["青石镇"]
    assert [one.name for one in now.children if one.code == "T1"] == ["青石街道"]


def test_names_follow_one_another(who: Who, town: Town) -> None:
    rename(who("liwen"), town["B1"], name="粮食和物资储备局", from_on=dt.date(2019, 3, 1))
    with pytest.raises(Invalid, match="2019-03-01 起用"):
        rename(who("liwen"), town["B1"], name="又一个名字", from_on=dt.date(2019, 3, 1))
    rename(who("liwen"), town["B1"], name="粮食储备中心", from_on=dt.date(2024, 1, 1))
    days = [dt.date(2018, 1, 1), dt.date(2019, 3, 1), dt.date(2023, 12, 31), TODAY]
    assert [name_on(at(town["B1"]), day) for day in days] == [
        "清源区粮食局", "粮食和物资储备局", "粮食和物资储备局", "粮食储备中心",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({}, "name"), ({"name": " "}, "name"), ({"name": "新名", "document": " "}, "document"),
        ({"name": "新名", "from_on": TODAY + DAY}, "from_on"),
        ({"name": "新名", "from_on": FOUNDED}, "from_on"),
        ({"name": "清源区商务局"}, "name"),
    ],
)  # fmt: skip
def test_refused_renames(who: Who, town: Town, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        rename(who("liwen"), town["B1"], **more)
    assert caught.value.field == field
    assert (at(town["B1"]).version, FormerName.objects.count()) == (1, 0)


def test_of_two_renames_at_once_one_wins(who: Who, town: Town) -> None:
    seen = at(town["B1"]).version
    rename(who("liwen"), town["B1"], name="甲", version=seen)
    with pytest.raises(Conflict):
        rename(who("song"), town["B1"], name="乙", version=seen)
    assert (at(town["B1"]).name, FormerName.objects.count()) == ("甲", 1)


def test_an_ended_one_may_have_been_renamed_before_its_end_only(who: Who, town: Town) -> None:
    end(who("liwen"), town["B1"], on=dt.date(2024, 5, 1))
    with pytest.raises(Invalid, match="已经撤销"):
        rename(who("liwen"), town["B1"], name="甲", from_on=dt.date(2024, 5, 1))
    rename(who("liwen"), town["B1"], name="甲", from_on=dt.date(2024, 4, 30))


def test_an_older_name_is_entered_later(who: Who, town: Town) -> None:
    def note(name: str, until: dt.date) -> FormerName:
        return services.note_former_name(
            who("liwen"), organisation_id=town["B1"].pk, version=at(town["B1"]).version, name=name,
            short_name="", kind=Kind.DEPARTMENT, until_on=until, document=PAPER,
        )  # fmt: skip

    note("粮食管理局", dt.date(2016, 6, 30))
    note("粮站", dt.date(2012, 12, 31))
    for until, sentence in (
        (dt.date(2012, 12, 31), "更早"), (dt.date(2020, 1, 1), "更早"),
        (FOUNDED - DAY, "才设立"), (TODAY + DAY, "晚于今天"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=sentence):
            note("不行", until)
    days = [dt.date(2011, 1, 1), dt.date(2013, 1, 1), dt.date(2016, 7, 1)]
    assert [name_on(at(town["B1"]), day) for day in days] == ["粮站", "粮食管理局", "清源区粮食局"]


@pytest.mark.parametrize(
    "username", ["hejingan", "fengli", "zhoulan", "zhengyan", "xitong", "baomi", "shenji"]
)
def test_nobody_else_does(who: Who, town: Town, username: str) -> None:
    with pytest.raises(Refused):
        register(who(username))
    with pytest.raises((Refused, Absent)):
        rename(who(username), town["B1"], name="别的名字")
    assert at(town["B1"]).name == "清源区粮食局"
