"""The demo's people: who can sign in, and who did what in the district's past."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.models import Membership, Organisation
from xuncha.cycle.planning.sight import topic_of
from xuncha.cycle.rectification.models import Item
from xuncha.demo.texts.people import PEOPLE
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.foundation.notices.services import tell as send
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

PASSWORD = "Qingyuan-2026"  # noqa: S105  shown on the sign-in page of every demo site
SINCE = dt.date(2021, 9, 1)


class Cast:
    """Who acts for whom in the past that is loaded."""

    def __init__(self, users: dict[str, User], seats: dict[int, User], past: User) -> None:
        self._seats, self._past = seats, past
        by_role: dict[str, list[User]] = {}
        for person in PEOPLE:
            by_role.setdefault(person.role, []).append(users[person.username])
        self.director = by_role["office_director"][0]
        self.clerks = by_role["office_staff"][:2]
        self.liaisons = by_role["unit_liaison"]

    def of_unit(self, organisation_id: int) -> User:
        """The unit's liaison who can sign in, else the one who stands for all the others."""
        return self._seats.get(organisation_id, self._past)

    def two_of_the_office(self, organisation_id: int) -> tuple[User, User]:
        """Who verified and who confirmed for a unit: never the same person."""
        return self.clerks[organisation_id % len(self.clerks)], self.director

    def by_role(self, role: str, item: Item) -> User:
        """The person behind a step of the past."""
        if role.startswith("unit"):
            return self.of_unit(item.organisation_id)
        verifier, confirmer = self.two_of_the_office(item.organisation_id)
        return confirmer if role == "office_director" else verifier


def load(actor: Actor, units: dict[str, Organisation]) -> Cast:
    """Make the sign-ins and seat those who belong to a unit."""
    users, seats = {}, {}
    by_name = {unit.short_name: unit for unit in units.values()}
    for person in PEOPLE:
        user = bootstrap_user(
            actor, username=person.username, name=person.name, post=person.post,
            password=PASSWORD, roles=[person.role], must_change=False,
        )  # fmt: skip
        # They have had their posts since the term began: what is loaded of its past was theirs.
        RoleGrant.objects.filter(user=user).update(from_on=SINCE)
        users[person.username] = user
        unit = by_name.get(person.unit)
        if unit is not None:
            Membership.objects.create(user=user, organisation=unit, from_on=SINCE)
            if person.role == "unit_liaison":
                seats[unit.pk] = user
    past = User.objects.create(
        username="lianluoyuan", name="单位联络员", is_active=False, created_at=clock.now(),
        password="!",  # noqa: S106  nobody can sign in with it
    )  # fmt: skip
    return Cast(users, seats, past)


def tell(actor: Actor, cast: Cast) -> None:
    """The returned items of the units that can sign in lie in their liaisons' inboxes."""
    for user in cast.liaisons:
        rows = Item.objects.filter(state="returned", organisation__memberships__user=user)
        for item in rows.order_by("pk")[:5]:
            send(
                actor, users=[user.pk], kind="rectification.item.returned",
                text=f"整改事项 {item.number} 被退回，请按退回理由补充。",
                url=f"/rectification/items/{item.pk}/", topic=topic_of(item.inspection_id),
            )  # fmt: skip


def sign_ins() -> list[dict[str, str]]:
    """What the start and the sign-in page show."""
    return [
        {"username": one.username, "name": one.name, "post": one.post or one.unit} for one in PEOPLE
    ]
