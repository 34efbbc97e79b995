"""Organisations and seats: kept by the office and by the system administrator, each his own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.people import Cast, cast
from tests.scenarios import TODAY, story
from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Invalid, Refused

Who = Callable[[str], Actor]
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


@pytest.fixture
def people(db: None) -> Cast:
    story()
    return cast()


@pytest.fixture
def who(people: Cast) -> Who:
    return people.actor


def register(actor: Actor, **more: Any) -> Organisation:
    """Register a village."""
    told = {"code": "V01", "name": "清源区青石镇柳湾村", "kind": OrganisationKind.VILLAGE}
    return services.create_organisation(actor, **(told | more))


def change(actor: Actor, row: Organisation, **more: Any) -> Organisation:
    """Change it, leaving the rest as it is."""
    told = {
        "name": row.name, "short_name": row.short_name, "kind": row.kind, "parent_id": row.parent_id
    }  # fmt: skip
    return services.change_organisation(actor, organisation_id=row.pk, **(told | more))


def test_the_office_registers_and_renames(who: Who) -> None:
    row = register(who("liwen"), short_name="柳湾村")
    assert str(row) == "柳湾村"
    change(who("song"), row, name="清源区青石镇新柳湾村")
    told = AuditRow.objects.latest("number")
    assert told.verb == "directory.organisation.changed"
    assert told.details["before"]["name"] == "清源区青石镇柳湾村"
    assert told.details["after"]["name"] == "清源区青石镇新柳湾村"


@pytest.mark.parametrize(
    "username", ["hejingan", "fengli", "zhoulan", "zhengyan", "xitong", "baomi", "shenji"]
)
def test_nobody_else_does(who: Who, username: str) -> None:
    with pytest.raises(Refused):
        register(who(username))
    with pytest.raises((Refused, Absent)):
        change(who(username), Organisation.objects.get(code="A01"), name="别的名字")
    assert Organisation.objects.get(code="A01").name == "清源区水务局"


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"code": " "}, "code"), ({"name": "\u3000"}, "name"), ({"code": "A01"}, "code"),
        ({"parent_id": 10**9}, "parent_id"),
    ],
)  # fmt: skip
def test_refused_organisations(who: Who, more: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as caught:
        register(who("liwen"), **more)
    assert caught.value.field == field
    assert Organisation.objects.count() == 2


def test_the_tree_has_no_loops(who: Who) -> None:
    top = register(who("liwen"), code="T1", name="青石镇")
    middle = register(who("liwen"), code="T2", name="柳湾村", parent_id=top.pk)
    leaf = register(who("liwen"), code="T3", name="柳湾小组", parent_id=middle.pk)
    for below in (top, middle, leaf):
        with pytest.raises(Invalid, match="它自己或者它的下级"):
            change(who("liwen"), top, parent_id=below.pk)
    change(who("liwen"), leaf, parent_id=top.pk)


def test_ended_organisations_stay_and_take_no_children(who: Who) -> None:
    row = register(who("liwen"), established_on=TODAY)
    with pytest.raises(Invalid, match="晚于"):
        change(who("liwen"), row, dissolved_on=TODAY)
    change(who("liwen"), row, dissolved_on=TODAY + DAY)
    with pytest.raises(Invalid, match="撤销"):
        register(who("liwen"), code="V02", name="下级", parent_id=row.pk)


def test_a_new_seat_ends_the_old_one_the_day_before(who: Who, people: Cast) -> None:
    user = people["zhoulan"]
    services.seat_user(who("xitong"), user_id=user.pk, code="A02", from_on=TODAY + DAY)
    assert build_actor(user).unit_name == "水务局"
    with clock.at(TODAY + DAY):
        assert build_actor(user).unit_name == "民政局"
    seats = Membership.objects.filter(user=user).order_by("from_on")
    assert [(seat.organisation.code, seat.until_on) for seat in seats] == [
        ("A01", TODAY), ("A02", None),
    ]  # fmt: skip


def test_a_seat_corrected_the_same_day_leaves_one(who: Who, people: Cast) -> None:
    user = people["zhoulan"]
    services.seat_user(who("xitong"), user_id=user.pk, code="A02", from_on=TODAY)
    assert build_actor(user).unit_name == "民政局"
    assert Membership.objects.filter(user=user).count() == 1


@pytest.mark.parametrize("username", ["song", "liwen", "zhoulan", "baomi", "shenji"])
def test_only_the_system_administrator_seats_people(who: Who, people: Cast, username: str) -> None:
    """Above all not the person himself: the seat decides whose business he sees."""
    me = who(username).user_id
    assert me is not None
    with pytest.raises(Refused):
        services.seat_user(who(username), user_id=me, code="A02", from_on=TODAY)
    with pytest.raises(Invalid, match="Z99"):
        services.seat_user(who("xitong"), user_id=me, code="Z99", from_on=TODAY)
