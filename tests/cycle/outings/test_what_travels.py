"""A package holds the team's own work and no more."""

from __future__ import annotations

import pytest

from tests.fielded import Fielded
from tests.inquired import recorded
from tests.papered import drafted
from tests.scenarios import TODAY
from xuncha.cycle.outings.scope import scope_of
from xuncha.cycle.workpapers.enums import PaperState
from xuncha.cycle.workpapers.models import Paper
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.kits import taking
from xuncha.foundation.kits.registry import kinds
from xuncha.kernel import clock


def taken(field: Fielded, team: int = 0) -> taking.Taken:
    return taking.take(scope_of(field.teamed.teams[team]))


def numbers(found: taking.Taken, label: str) -> set[int]:
    return {pk for kind, pk in found.rows if kind == label}


def test_the_teams_own_and_nobody_elses(field: Fielded) -> None:
    with clock.at(TODAY):
        mine = drafted(field, field.member)
        talk = recorded(field)
        ours, theirs = taken(field), taken(field, 1)
    assert numbers(ours, "workpapers.paper") == {mine.pk}
    assert numbers(ours, "inquiry.talk") == {talk.pk}
    assert numbers(theirs, "workpapers.paper") == numbers(theirs, "inquiry.talk") == set()
    assert numbers(ours, "planning.inspection") == {field.inspection.pk}
    assert numbers(theirs, "planning.inspection") == {field.other.pk}
    assert numbers(ours, "teams.team") == {field.teamed.teams[0].pk}


def test_every_link_leads_to_what_is_there(field: Fielded) -> None:
    with clock.at(TODAY):
        drafted(field, field.member)
        recorded(field)
        found = taken(field)
    for key, row in found.rows.items():
        for name, target, _ in taking.links(key[0]):
            if row[name] is not None:
                assert (target, row[name]) in found.rows, (key, name)


def test_only_members_can_sign_in_out_there(field: Fielded) -> None:
    with clock.at(TODAY):
        drafted(field, field.member)
        director = User.objects.get(username="song")
        RoleGrant.objects.create(
            user=field.member, role="office_staff", from_on=TODAY, asked_by=None,
            approved_by=director, approved_at=clock.now(),
        )  # fmt: skip
        found = taken(field)
    people = {pk: found.rows[taking.USER, pk] for pk in numbers(found, taking.USER)}
    assert {pk for pk, row in people.items() if row["is_active"]} == {
        field.leader.pk, field.member.pk
    }  # fmt: skip
    for pk, row in people.items():
        if pk not in {field.leader.pk, field.member.pk}:
            assert (row["password"], row["username"]) == ("!", f"~{pk}")
    assert director.pk in people, "whoever is named in a record goes along as a name"
    grants = [found.rows[key] for key in found.rows if key[0] == "accounts.rolegrant"]
    assert {one["role"] for one in grants} == {"inspector"}


def test_what_is_sealed_or_private_stays(field: Fielded) -> None:
    with clock.at(TODAY):
        handed = drafted(field, field.member, title="移交的")
        Paper.objects.filter(pk=handed.pk).update(
            state=PaperState.HANDED, signed_at=clock.now(), destination="clue"
        )
        found = taken(field)
    assert numbers(found, "workpapers.paper") == numbers(found, "workpapers.paperversion") == set()
    labels = {label for label, _ in found.rows}
    assert not [one for one in labels if one.startswith(("clues.", "petitions.", "audit."))]
    some = next(row for (label, _), row in found.rows.items() if label == "pool.inspector")
    assert not {"phone", "native_place", "note"} & set(some)
    assert all("blob" not in row for (label, _), row in found.rows.items() if label == taking.FILE)


@pytest.mark.parametrize("label", ["workpapers.paperversion", "inquiry.talkversion"])
def test_what_hangs_on_a_record_goes_with_it(label: str, field: Fielded) -> None:
    with clock.at(TODAY):
        paper = drafted(field, field.member)
        talk = recorded(field)
        found = taken(field)
    groups = taking.groups(found.rows)
    root = ("workpapers.paper", paper.pk) if "paper" in label else ("inquiry.talk", talk.pk)
    assert label in {kind for kind, _ in groups[root]}
    assert all(kinds()[kind].comes_back for kind, _ in groups[root])
