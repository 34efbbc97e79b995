"""Contacts by post and seats of users."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.cycle.directory.town import DAY, FOUNDED, end
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import ContactPost
from xuncha.cycle.directory.models import Contact, Membership, Organisation
from xuncha.cycle.directory.selectors import contacts_of
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

Town = dict[str, Organisation]
Who = Callable[[str], Actor]
POST = ContactPost.SECRETARY


def appoint(actor: Actor, row: Organisation, name: str, **more: object) -> Contact:
    told = {"post": POST, "phone": "0571-8600", "from_on": TODAY - 7 * DAY}
    return services.name_contact(actor, organisation_id=row.pk, name=name, **(told | more))  # type: ignore[arg-type]


def test_a_new_holder_ends_the_old_one_the_day_before(who: Who, town: Town) -> None:
    appoint(who("liwen"), town["V1"], "林秀", from_on=FOUNDED)
    appoint(who("liwen"), town["V1"], "方平")
    appoint(who("liwen"), town["V1"], "何苗", post=ContactPost.LIAISON, phone="")
    told = [(one.name, one.until_on) for one in contacts_of(who("song"), town["V1"])]
    assert told == [("方平", None), ("何苗", None), ("林秀", TODAY - 8 * DAY)]


def test_refused_contacts(who: Who, town: Town) -> None:
    appoint(who("liwen"), town["V1"], "林秀")
    for name, more, sentence in (
        ("方平", {}, "必须在那以后"), (" ", {"from_on": TODAY}, "姓名"),
        ("林秀", {"from_on": TODAY}, "现在就是"), ("方平", {"from_on": TODAY + DAY}, "晚于今天"),
        ("方平", {"from_on": FOUNDED - DAY}, "才设立"), ("方" * 41, {"from_on": TODAY}, "40"),
    ):  # fmt: skip
        with pytest.raises(Invalid, match=sentence):
            appoint(who("liwen"), town["V1"], name, **more)
    end(who("liwen"), town["V2"])
    with pytest.raises(Conflict, match="已经撤销"):
        appoint(who("liwen"), town["V2"], "方平")
    assert Contact.objects.count() == 1


def test_names_and_phones_are_put_right(who: Who, town: Town) -> None:
    row = appoint(who("liwen"), town["V1"], "林锈")

    def put_right(name: str, version: int) -> Contact:
        return services.correct_contact(
            who("liwen"), contact_id=row.pk, version=version, name=name, phone="138"
        )

    assert put_right("林秀", 1).version == 2
    with pytest.raises(Conflict):
        put_right("林绣", 1)
    with pytest.raises(Invalid, match="没有变"):
        put_right("林秀", 2)
    assert AuditRow.objects.latest("number").details["before"]["name"] == "林锈"


def test_a_post_falls_empty(who: Who, town: Town) -> None:
    row = appoint(who("liwen"), town["V1"], "林秀")

    def leave(day: object, version: int = 1) -> Contact:
        return services.end_contact(
            who("liwen"),
            contact_id=row.pk,
            version=version,
            until_on=day,  # type: ignore[arg-type]
        )

    for day in (TODAY + DAY, TODAY - 8 * DAY):
        with pytest.raises(Invalid):
            leave(day)
    assert leave(TODAY - DAY).until_on == TODAY - DAY
    with pytest.raises(Conflict, match="离任"):
        leave(TODAY, 2)
    with pytest.raises(Invalid, match="必须在那以后"):
        appoint(who("liwen"), town["V1"], "方平", from_on=TODAY - DAY)
    appoint(who("liwen"), town["V1"], "方平", from_on=TODAY)


@pytest.mark.parametrize("username", ["hejingan", "fengli", "zhoulan", "xitong"])
def test_only_the_office_keeps_contacts(who: Who, town: Town, username: str) -> None:
    with pytest.raises((Refused, Absent)):
        appoint(who(username), town["V1"], "林秀")
    row = appoint(who("liwen"), town["V1"], "林秀")
    with pytest.raises((Refused, Absent)):
        services.end_contact(who(username), contact_id=row.pk, version=1, until_on=TODAY)


def test_a_new_seat_ends_the_old_one_the_day_before(who: Who, people: Cast) -> None:
    user = people["zhoulan"]
    services.seat_user(who("xitong"), user_id=user.pk, code=" A02 ", from_on=TODAY + DAY)
    assert build_actor(user).unit_name == "水务局"
    with clock.at(TODAY + DAY):
        assert build_actor(user).unit_name == "民政局"
    seats = Membership.objects.filter(user=user).order_by("from_on")
    assert [(seat.organisation.code, seat.until_on) for seat in seats] == [
        ("A01", TODAY), ("A02", None),
    ]  # fmt: skip
    told = AuditRow.objects.latest("number").details
    assert (told["before"], told["code"]) == ("A01", "A02")


def test_a_seat_corrected_the_same_day_leaves_one(who: Who, people: Cast) -> None:
    user = people["zhoulan"]
    services.seat_user(who("xitong"), user_id=user.pk, code="A02", from_on=TODAY)
    assert build_actor(user).unit_name == "民政局"
    assert Membership.objects.filter(user=user).count() == 1


def test_a_seat_before_the_present_one_wipes_nothing_out(who: Who, people: Cast) -> None:
    user = people["zhoulan"]
    with pytest.raises(Invalid, match="不能早于"):
        services.seat_user(who("xitong"), user_id=user.pk, code="A02", from_on=TODAY - DAY)
    assert build_actor(user).unit_name == "水务局"


def test_nobody_sits_where_nothing_is(who: Who, people: Cast, town: Town) -> None:
    end(who("liwen"), town["V1"])
    with pytest.raises(Invalid, match="已经撤销"):
        services.seat_user(who("xitong"), user_id=people["wutong"].pk, code="V1", from_on=TODAY)


@pytest.mark.parametrize("username", ["song", "liwen", "zhoulan", "baomi", "shenji"])
def test_only_the_system_administrator_seats_people(who: Who, people: Cast, username: str) -> None:
    """Above all not the person himself: the seat decides whose business he sees."""
    me = who(username).user_id
    assert me is not None
    with pytest.raises(Refused):
        services.seat_user(who(username), user_id=me, code="A02", from_on=TODAY)
    with pytest.raises(Invalid, match="Z99"):
        services.seat_user(who("xitong"), user_id=me, code="Z99", from_on=TODAY)
