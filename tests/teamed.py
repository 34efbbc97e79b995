"""Teams for tests: a round at work with two teams, people who may sit in them, and every step from
draft to announced, done by the services as people would."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from tests.people import PASSWORD, Cast
from tests.pooled import inspector
from tests.scenarios import TODAY, Story, unit
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.enums import InspectionKind, Stage
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.pool.models import Inspector, SecrecyPledge, Training, TrainingRecord
from xuncha.cycle.teams.enums import SeatRole
from xuncha.cycle.teams.models import Authorisation, Seat, Team
from xuncha.cycle.teams.services import authorising, declaring, forming, seating
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor

OPENS, SHUTS = dt.date(2026, 3, 9), dt.date(2026, 4, 24)
_SURNAMES = "陆顾沈韩杨朱秦尤许何吕施张孔曹严"


@dataclass
class Teamed:
    """Round 10 with two inspections. ``people`` are fourteen of the pool, all from homes of their
    own; the first four may lead. ``leader`` (陆一) and ``member`` (顾二) can sign in."""

    round: Round
    first: Inspection
    second: Inspection
    forest: Organisation
    people: list[Inspector]
    leader: User
    member: User
    teams: list[Team] = field(default_factory=list)

    def actor(self, user: User) -> Actor:
        return build_actor(user, request_id="test")

    def seat_of(self, user: User) -> Seat:
        return Seat.objects.get(inspector__user=user, ended_at__isnull=True)


def account(username: str, name: str) -> User:
    """An inspector's account."""
    return bootstrap_user(
        SYSTEM, username=username, name=name, post="", password=PASSWORD, roles=["inspector"],
        must_change=False,
    )  # fmt: skip


def person(people: Cast, name: str, home: Organisation, **more: Any) -> Inspector:
    """Somebody of the pool whose secrecy is in order."""
    row = inspector(people, name, home, **more)
    SecrecyPledge.objects.create(
        inspector=row, signed_on=dt.date(2026, 1, 5), entered_at=clock.now()
    )
    course, _ = Training.objects.get_or_create(
        title="保密教育", held_on=dt.date(2026, 1, 5),
        defaults={"hours": 4, "is_secrecy": True, "entered_at": clock.now()},
    )  # fmt: skip
    TrainingRecord.objects.create(
        training=course, inspector=row, hours=4, entered_at=clock.now()
    )  # fmt: skip
    return row


def teamed(story: Story, people: Cast) -> Teamed:
    """The round with its inspections and people; no team yet."""
    row = Round.objects.create(
        term=story.term, number=10, name="第十轮", start_on=dt.date(2026, 3, 2), end_on=SHUTS
    )
    forest = unit("A03", "清源区林业局")
    leader, member = account("luyi", "陆一"), account("guer", "顾二")
    pool = [
        person(
            people, f"{surname}{number}", unit(f"H{number:02}", f"清源区第{number}单位"),
            can_lead=number <= 4, can_deputise=number <= 9, from_discipline=number == 9,
            user={1: leader, 2: member}.get(number), specialties=["财务"] if number == 14 else [],
        )
        for number, surname in enumerate(_SURNAMES[:14], start=1)
    ]  # fmt: skip
    first = planned(row, story.water, "区委第一巡察组", InspectionKind.REVISIT)
    second = planned(row, forest, "区委第二巡察组")
    return Teamed(row, first, second, forest, pool, leader, member)


def planned(
    row: Round, organisation: Organisation, team_name: str,
    kind: InspectionKind = InspectionKind.REGULAR,
) -> Inspection:  # fmt: skip
    """An inspection that the plan put to a team."""
    return Inspection.objects.create(
        round=row, organisation=organisation, kind=kind, state=Stage.PREPARING, team_name=team_name
    )


def form(made: Teamed, people: Cast) -> list[Team]:
    """Make the teams and seat five in each: 陆一 leads the first, 顾二 is its deputy."""
    clerk = people.actor("liwen")
    made.teams = forming.form_teams(clerk, round_id=made.round.pk)
    roles = [SeatRole.LEADER, SeatRole.DEPUTY, SeatRole.LIAISON, SeatRole.MEMBER, SeatRole.MEMBER]
    groups = ([0, 1, 4, 5, 6], [2, 3, 7, 8, 9])
    for team, group in zip(made.teams, groups, strict=True):
        for place, role in zip(group, roles, strict=True):
            team.refresh_from_db()
            seating.seat_member(
                clerk, team_id=team.pk, version=team.version, inspector_id=made.people[place].pk,
                role=role, reason="熟悉业务",
            )  # fmt: skip
        team.refresh_from_db()
    return made.teams


def drafted(
    team: Team, people: Cast, opens: dt.date = OPENS, shuts: dt.date = SHUTS
) -> Authorisation:
    """A paper with number and days, by 李闻."""
    team.refresh_from_db()
    return authorising.draft_authorisation(
        people.actor("liwen"), team_id=team.pk, version=team.version,
        paper=f"清巡办2026年第{team.number}号", opens_on=opens, shuts_on=shuts,
    )  # fmt: skip


def submitted(team: Team, people: Cast, **days: dt.date) -> Authorisation:
    """Handed in by 李闻."""
    paper = drafted(team, people, **days)
    team.refresh_from_db()
    return authorising.submit_authorisation(
        people.actor("liwen"), authorisation_id=paper.pk, version=paper.version,
        team_version=team.version,
    )  # fmt: skip


def approved(team: Team, people: Cast, **days: dt.date) -> Authorisation:
    """Approved by 宋致远."""
    paper = submitted(team, people, **days)
    return authorising.approve_authorisation(
        people.actor("song"), authorisation_id=paper.pk, version=paper.version
    )


def announced(team: Team, people: Cast, **days: dt.date) -> Authorisation:
    """Announced today by 赵青."""
    paper = approved(team, people, **days)
    return authorising.announce_authorisation(
        people.actor("zhaoqing"), authorisation_id=paper.pk, version=paper.version,
        announced_on=TODAY,
    )  # fmt: skip


def at_work(story: Story, people: Cast) -> Teamed:
    """The first team announced, leader and member declared: their doors are open."""
    made = teamed(story, people)
    form(made, people)
    return set_to_work(made, people)


def set_to_work(made: Teamed, people: Cast) -> Teamed:
    """What leads there from two drafts."""
    announced(made.teams[0], people)
    for user in (made.leader, made.member):
        seat = made.seat_of(user)
        declaring.declare(made.actor(user), seat_id=seat.pk, has_none=True)
    return made
