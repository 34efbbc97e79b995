"""Moves, ends, corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from tests.cycle.directory.town import (
    DAY,
    FOUNDED,
    PAPER,
    at,
    correct,
    end,
    merge,
    move,
    rename,
)
from tests.scenarios import TODAY
from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.enums import OrganisationKind as Kind
from xuncha.cycle.directory.models import Contact, FormerName, FormerParent, Organisation
from xuncha.cycle.directory.selectors import tree_on
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

Town = dict[str, Organisation]
Who = Callable[[str], Actor]
WEEK_AGO = TODAY - 7 * DAY


def where(actor: Actor, code: str, day: dt.date) -> str:
    """The code of its parent in the tree of a day."""
    for root in tree_on(actor, day):
        for _, node in root.walk():
            if any(child.code == code for child in node.children):
                return node.code
    return ""


def test_a_move_keeps_where_it_stood(who: Who, town: Town) -> None:
    row = move(who("liwen"), town["V2"], town["T2"])
    past = FormerParent.objects.get()
    assert (past.parent, past.from_on, past.until_on, past.document) == (
        town["T1"], FOUNDED, WEEK_AGO - DAY, PAPER,
    )  # fmt: skip
    assert row.version == 2
    assert where(who("liwen"), "V2", WEEK_AGO - DAY) == "T1"
    assert where(who("liwen"), "V2", WEEK_AGO) == "T2"
    told = AuditRow.objects.latest("number")
    assert told.details["before"]["parent_id"] == str(town["T1"].pk)
    assert told.details["after"]["parent_id"] == str(town["T2"].pk)


def test_the_tree_has_no_circles(who: Who, town: Town) -> None:
    for below in ("C", "T1", "V1"):
        with pytest.raises(Invalid, match="它自己或者它的下级"):
            move(who("liwen"), town["C"], town[below])
    move(who("liwen"), town["T1"], town["T2"])
    with pytest.raises(Invalid, match="它自己或者它的下级"):
        move(who("liwen"), town["T2"], town["V1"])


def test_a_child_moves_to_the_top(who: Who, town: Town) -> None:
    assert move(who("liwen"), town["T1"], None).parent_id is None


@pytest.mark.parametrize(
    ("parent", "from_on", "document", "field"),
    [
        ("T1", WEEK_AGO, PAPER, "parent_id"), ("T2", TODAY + DAY, PAPER, "from_on"),
        ("T2", FOUNDED, PAPER, "from_on"), ("T2", WEEK_AGO, "", "document"),
    ],
)  # fmt: skip
def test_refused_moves(
    who: Who, town: Town, parent: str, from_on: dt.date, document: str, field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        move(who("liwen"), town["V1"], town[parent], from_on=from_on, document=document)
    assert caught.value.field == field
    assert not FormerParent.objects.exists()


def test_moves_follow_one_another(who: Who, town: Town) -> None:
    move(who("liwen"), town["V1"], town["T2"])
    with pytest.raises(Invalid, match="从 2026-03-11 起算"):
        move(who("liwen"), town["V1"], town["T1"])
    with pytest.raises(Conflict):
        move(who("liwen"), town["V1"], town["T1"], version=1, from_on=TODAY)
    move(who("liwen"), town["V1"], town["T1"], from_on=TODAY)


def test_an_end_needs_an_empty_house(who: Who, town: Town) -> None:
    with pytest.raises(Conflict, match="柳湾村、石桥村"):
        end(who("liwen"), town["T1"])
    for code in ("V1", "V2"):
        end(who("liwen"), town[code])
    row = end(who("liwen"), town["T1"], on=TODAY + 30 * DAY)
    assert row.dissolved_on == TODAY + 30 * DAY
    with pytest.raises(Conflict, match="已经登记于"):
        end(who("liwen"), town["T1"])


def test_a_later_end_waits_for_those_below(who: Who, town: Town) -> None:
    end(who("liwen"), town["V3"], on=TODAY + 9 * DAY)
    with pytest.raises(Conflict, match="梧桐社区"):
        end(who("liwen"), town["T2"], on=TODAY + 8 * DAY)
    end(who("liwen"), town["T2"], on=TODAY + 9 * DAY)


@pytest.mark.parametrize("on", [FOUNDED, FOUNDED - DAY, dt.date(1900, 1, 1)])
def test_nothing_ends_before_it_began(who: Who, town: Town, on: dt.date) -> None:
    with pytest.raises(Invalid):
        end(who("liwen"), town["V1"], on=on)


def test_an_end_closes_the_posts(who: Who, town: Town) -> None:
    Contact.objects.create(
        organisation=town["V1"], post=ContactPost.SECRETARY, name="林秀", from_on=FOUNDED
    )
    Contact.objects.create(
        organisation=town["V1"], post=ContactPost.LIAISON, name="方平", from_on=TODAY
    )
    end(who("liwen"), town["V1"])
    ends = dict(Contact.objects.values_list("name", "until_on"))
    assert ends == {"林秀": WEEK_AGO - DAY, "方平": TODAY}


def restore(actor: Actor, row: Organisation, reason: str = "误点") -> Organisation:
    return services.restore_organisation(
        actor, organisation_id=row.pk, version=at(row).version, reason=reason
    )


def test_an_end_by_mistake_is_taken_back(who: Who, town: Town) -> None:
    end(who("liwen"), town["V1"])
    with pytest.raises(Invalid):
        restore(who("song"), town["V1"], " ")
    assert restore(who("song"), town["V1"]).dissolved_on is None
    with pytest.raises(Conflict, match="没有撤销"):
        restore(who("song"), town["V1"])
    assert AuditRow.objects.filter(verb="directory.organisation.restored").get().reason == "误点"


def test_who_went_into_another_is_not_brought_back(who: Who, town: Town) -> None:
    merge(who("liwen"), [town["B1"]], town["B2"])
    with pytest.raises(Conflict, match="已经并入"):
        restore(who("song"), town["B1"])


def test_a_typing_error_leaves_no_history_but_a_line_in_the_log(who: Who, town: Town) -> None:
    row = correct(who("liwen"), town["V1"], name="柳弯村", parent_id=town["T2"].pk, code="V9")
    assert (row.name, row.parent_id, row.code, row.version) == ("柳弯村", town["T2"].pk, "V9", 2)
    assert not FormerName.objects.exists()
    assert not FormerParent.objects.exists()
    told = AuditRow.objects.latest("number")
    assert (told.reason, told.details["before"]["name"]) == ("录入时打错", "柳湾村")


def test_refused_corrections(who: Who, town: Town) -> None:
    for more, sentence in (
        ({}, "没有要更正"), ({"name": "甲", "reason": " "}, "理由"), ({"code": "V2"}, "已经有单位"),
        ({"parent_id": town["V1"].pk}, "它自己"), ({"established_on": TODAY + DAY}, "晚于今天"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=sentence):
            correct(who("liwen"), town["V1"], **more)
    with pytest.raises(Conflict):
        correct(who("liwen"), town["V1"], name="甲", version=9)
    assert at(town["V1"]).version == 1


def test_a_founding_lies_before_everything_known(who: Who, town: Town) -> None:
    rename(who("liwen"), town["B1"], name="甲局", from_on=dt.date(2015, 1, 1))
    with pytest.raises(Invalid, match="2014-12-31"):
        correct(who("liwen"), town["B1"], established_on=dt.date(2015, 1, 1))
    correct(who("liwen"), town["B1"], established_on=dt.date(2011, 5, 1))
    assert FormerName.objects.get().from_on == dt.date(2011, 5, 1)
    correct(who("liwen"), town["B1"], established_on=None)
    assert FormerName.objects.get().from_on is None


def test_a_founding_by_merger_is_not_corrected_alone(who: Who, town: Town) -> None:
    new = services.NewUnit("B3", "粮食商务局", Kind.DEPARTMENT, "", town["C"].pk)
    made = merge(who("liwen"), [town["B1"], town["B2"]], new)
    with pytest.raises(Conflict, match="不能单独更正"):
        correct(who("liwen"), made, established_on=FOUNDED)


@pytest.mark.parametrize("username", ["hejingan", "fengli", "zhoulan", "xitong", "shenji"])
def test_nobody_else_moves_or_ends(who: Who, town: Town, username: str) -> None:
    for act in (
        lambda: move(who(username), town["V1"], town["T2"]), lambda: end(who(username), town["V1"]),
        lambda: correct(who(username), town["V1"], name="甲"),
        lambda: merge(who(username), [town["B1"]], town["B2"]),
    ):  # fmt: skip
        with pytest.raises((Refused, Absent)):
            act()
    assert set(Organisation.objects.values_list("version", flat=True)) == {1}


def test_what_is_out_of_sight_is_no_parent(who: Who, town: Town) -> None:
    with pytest.raises(Invalid, match="不存在"):
        services.move_organisation(
            who("liwen"), organisation_id=town["V1"].pk, version=1, parent_id=10**9,
            from_on=WEEK_AGO, document=PAPER,
        )  # fmt: skip
