"""The teams of the term as rows: past rounds, the present one at work, the next one still without
teams. Nobody sits where anything ties him; who sits where follows from the seed alone."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.coverage.numerals import number_in
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.pool.models import Inspector, PastService, Tie
from xuncha.cycle.pool.selectors import secrecy_kept_on
from xuncha.cycle.teams.enums import SeatRole, SeatWay
from xuncha.cycle.teams.models import (
    Appraisal,
    Assignment,
    Authorisation,
    Declaration,
    Recusal,
    RecusalStep,
    RoundAppraisal,
    Seat,
    Team,
    TeamPlaces,
)
from xuncha.cycle.teams.services.appraising import DEFAULT_PERCENT, DEFAULT_WEIGHTS, places_of
from xuncha.demo.people import Cast
from xuncha.demo.texts import team_words as words
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

_BATCH = 400
_ROLES = (
    SeatRole.LEADER, SeatRole.DEPUTY, SeatRole.LIAISON, SeatRole.MEMBER, SeatRole.MEMBER,
)  # fmt: skip
_DAY = dt.timedelta(days=1)


def load(cast: Cast, people: dict[str, Inspector], seed: int) -> None:
    """Write the teams of all rounds that have begun, with seats, papers, declarations, appraisals
    and two recusals."""
    loader = _Loader(cast, people, seed)
    rounds = Round.objects.filter(start_on__lte=clock.today(), number__lte=12)
    for row in rounds.order_by("number"):
        loader.round(row)
    loader.write()
    loader.recusals()


class _Loader:
    def __init__(self, cast: Cast, people: dict[str, Inspector], seed: int) -> None:
        self.cast, self.seed = cast, seed
        self.named = {people[name].pk for name in words.SIGN_INS if name in people}
        self.pool = [one for one in people.values() if one.state == "admitted"]
        self.leader = User.objects.filter(username="quanju").first()
        self.tied = _tied(self.pool)
        self.near = _near()
        self.led: dict[int, set[int]] = defaultdict(set)
        self.rounds: dict[int, int] = defaultdict(int)
        today = clock.today()
        pledged, trained = secrecy_kept_on(
            [one.pk for one in self.pool], today, trained_since=today - 360 * _DAY
        )
        self.pledged = pledged & trained
        self.seats: list[Seat] = []
        self.notes: list[Declaration] = []

    def round(self, row: Round) -> None:
        """One round's teams, by the team names that its inspections bear."""
        named: dict[str, list[Inspection]] = defaultdict(list)
        rows = Inspection.objects.filter(round=row).exclude(team_name="")
        for one in rows.order_by("pk"):
            named[one.team_name].append(one)
        present = row.end_on >= clock.today()
        taken: set[int] = set()
        for name in sorted(named, key=lambda one: (number_in(one) or 99, one)):
            number = number_in(name) or len(taken) + 1
            team = self._team(row, name, number)
            own = named[name]
            Assignment.objects.bulk_create(
                [Assignment(team=team, inspection=one) for one in own], batch_size=_BATCH
            )
            self._fill(team, row, own, taken, present=present)

    def _team(self, row: Round, name: str, number: int) -> Team:
        before = row.start_on - 10 * _DAY
        team = Team.objects.create(
            round=row, number=number, name=name, made_by=self.cast.clerks[0], made_at=_at(before)
        )
        Authorisation.objects.create(
            team=team, paper=words.paper(row.start_on.year, row.number, number),
            opens_on=row.start_on, shuts_on=row.end_on, state="announced",
            drafted_by=self.cast.clerks[0], submitted_by=self.cast.clerks[0],
            submitted_at=_at(before), approved_by=self.leader, approved_at=_at(before + 3 * _DAY),
            announced_on=row.start_on - 2 * _DAY, announced_by=self.cast.clerks[1],
        )  # fmt: skip
        return team

    def _fill(
        self, team: Team, row: Round, own: list[Inspection], taken: set[int], *, present: bool
    ) -> None:
        shut = {pk for one in own for pk in self.near[one.organisation_id]}
        homes: set[int | None] = set()
        for role in _ROLES:
            one = self._pick(role, shut, homes, taken, row, present=present)
            if one is None:
                continue
            taken.add(one.pk)
            homes.add(one.home_id)
            self.rounds[one.pk] += 1
            if role == SeatRole.LEADER:
                self.led[one.pk] |= shut
            self._sit(team, row, one, role)

    def _pick(
        self, role: str, shut: set[int], homes: set[int | None], taken: set[int], row: Round, *,
        present: bool,
    ) -> Inspector | None:  # fmt: skip
        fits = [
            one
            for one in self.pool
            if one.pk not in taken
            and (one.home_id is None or one.home_id not in homes)
            and not shut & self.tied[one.pk]
            and (role != SeatRole.LEADER or (one.can_lead and not shut & self.led[one.pk]))
            and (role != SeatRole.DEPUTY or (one.can_deputise and not one.can_lead))
            and (not present or one.pk in self.pledged)
        ]
        first = self.named if present else set()
        return min(
            fits, default=None,
            key=lambda one: (
                one.pk not in first, one.can_lead and role != SeatRole.LEADER,
                self.rounds[one.pk], _lot(self.seed, row.number, one.pk),
            ),
        )  # fmt: skip

    def _sit(self, team: Team, row: Round, one: Inspector, role: SeatRole) -> None:
        seat = Seat(
            team=team, round=row, inspector=one, role=role, from_on=row.start_on,
            way=SeatWay.PROPOSED, reason=words.reason(role.label, self.rounds[one.pk] - 1),
            seated_by=self.cast.clerks[0], seated_at=_at(row.start_on - 9 * _DAY),
        )  # fmt: skip
        self.seats.append(seat)
        self.notes.append(
            Declaration(
                seat=seat,
                has_none=True,
                made_by=one.user,
                paper="" if one.user_id else words.filed(row.number),
                made_at=_at(row.start_on - _DAY),
            )
        )

    def write(self) -> None:
        """Everything that was collected, then the appraisals of the rounds that are over."""
        Seat.objects.bulk_create(self.seats, batch_size=_BATCH)
        Declaration.objects.bulk_create(self.notes, batch_size=_BATCH)
        by_round: dict[int, list[Seat]] = defaultdict(list)
        for seat in self.seats:
            if seat.round.end_on < clock.today():
                by_round[seat.round_id].append(seat)
        for seats in by_round.values():
            self._appraise(seats[0].round, seats)

    def _appraise(self, row: Round, seats: list[Seat]) -> None:
        places = places_of(seats, DEFAULT_PERCENT)
        order = sorted(seats, key=lambda one: _lot(self.seed, f"a{row.number}", one.inspector_id))
        best = {pk for one in places for pk in self._best(one, order)}
        on = _at(row.end_on + 20 * _DAY)
        opened = RoundAppraisal.objects.create(
            round=row, rules_version=0, people=len(seats), excellent=len(best),
            excellent_most=sum(one.most for one in places),
            weights={key.value: value for key, value in DEFAULT_WEIGHTS.items()},
            opened_by=self.cast.clerks[0], opened_at=on,
        )  # fmt: skip
        for one in places:
            one.appraised, one.given = opened, one.most
        TeamPlaces.objects.bulk_create(places)
        Appraisal.objects.bulk_create(
            [
                self._sheet(opened, seat, place, on, is_best=seat.pk in best)
                for place, seat in enumerate(order)
            ],
            batch_size=_BATCH,
        )

    @staticmethod
    def _best(places: TeamPlaces, order: list[Seat]) -> list[int]:
        """Of a team's seconded people the first by lot, as many as it has places."""
        return [one.pk for one in order if one.pk in places.seconded][: places.most]

    def _sheet(
        self, opened: RoundAppraisal, seat: Seat, place: int, on: dt.datetime, *, is_best: bool
    ) -> Appraisal:
        grade = "excellent" if is_best else ("good" if place % 5 else "fair")
        base = {"excellent": 91, "good": 82, "fair": 74}[grade]
        points = {
            part.value: base + (place * 7 + at * 3) % 8 for at, part in enumerate(DEFAULT_WEIGHTS)
        }
        total = sum(points[part.value] * weight for part, weight in DEFAULT_WEIGHTS.items()) / 100
        return Appraisal(
            appraised=opened, seat=seat, points=points, total=round(total, 2), grade=grade,
            words=words.APPRAISALS[grade][place % 3], state="seen", seen_at=on + 5 * _DAY,
            written_by=self.cast.clerks[1], written_at=on,
        )  # fmt: skip

    def recusals(self) -> None:
        """One of the round before, waived by two persons; one of this round, asked for by himself:
        his door is shut."""
        past = [one for one in self.seats if one.round.number == 10 and one.role == "member"]
        now = [
            one
            for one in self.seats
            if one.round.number == 11 and one.role == "member" and one.inspector.user_id is None
        ]
        if past:
            self._recusal(past[0], words.WAIVED, waived=True)
        if now:
            self._recusal(now[-1], words.OWN, waived=False)

    def _recusal(self, seat: Seat, told: tuple[str, str], *, waived: bool) -> None:
        task = Assignment.objects.filter(team=seat.team).order_by("pk").last()
        if task is None:
            return
        on = _at(seat.round.start_on - 5 * _DAY)
        inspection = Inspection.objects.get(pk=task.inspection_id)
        facts: dict[str, Any] = {"origin": "own", "state": "confirmed"}
        if waived:
            facts = {
                "origin": "office", "state": "waived", "waive_reason": words.WAIVER,
                "waive_paper": words.WAIVER_PAPER, "waive_asked_by": self.cast.clerks[0],
                "waive_asked_at": on + 2 * _DAY, "waived_by": self.leader,
                "waived_at": on + 3 * _DAY,
            }  # fmt: skip
        row = Recusal.objects.create(
            inspector=seat.inspector, user=seat.inspector.user, inspection=inspection,
            organisation_id=inspection.organisation_id, ground=told[0], words=told[1],
            key=_lot(self.seed, "recusal", seat.inspector_id), raised_at=on,
            raised_by=self.cast.clerks[0] if waived else None, confirmed_by=self.cast.clerks[1],
            confirmed_at=on + _DAY, **facts,
        )  # fmt: skip
        clerk, checker = self.cast.clerks
        name = seat.inspector.name
        first = ("认定", clerk, clerk.name) if waived else ("本人申请", None, name)
        steps: list[tuple[str, User | None, str, str]] = [
            (*first, "open"), ("核实", checker, checker.name, "confirmed")
        ]  # fmt: skip
        if waived and self.leader is not None:
            steps += [("提请豁免", clerk, clerk.name, "waiving"),
                      ("批准豁免", self.leader, self.leader.name, "waived")]  # fmt: skip
        RecusalStep.objects.bulk_create(
            [
                RecusalStep(
                    recusal=row, label=label, after=after, by=by, by_name=name, at=on + at * _DAY,
                    reason=words.WAIVER if after == "waiving" else "",
                )
                for at, (label, by, name, after) in enumerate(steps)
            ]
        )  # fmt: skip


def _tied(pool: Iterable[Inspector]) -> dict[int, set[int]]:
    """By person every organisation that anything ties him to, whenever it was: more than the rules
    ask, so that no version of them finds fault with the past."""
    found: dict[int, set[int]] = defaultdict(set)
    for one in pool:
        found[one.pk] |= {pk for pk in (one.home_id, one.native_organisation_id) if pk}
    for model in (Tie, PastService):
        rows = model._default_manager.filter(organisation__isnull=False)
        for person, place in rows.values_list("inspector_id", "organisation_id"):
            found[person].add(place)
    return found


def _near() -> dict[int, set[int]]:
    """Each organisation with its parent and children, the district's own committee left out."""
    found: dict[int, set[int]] = defaultdict(set)
    rows = Organisation.objects.values_list("pk", "parent_id", "parent__kind")
    for pk, parent, kind in rows:
        found[pk].add(pk)
        if parent and kind != "district":
            found[pk].add(parent)
            found[parent].add(pk)
    return found


def _lot(*parts: object) -> str:
    return hashlib.sha256("/".join(str(one) for one in parts).encode()).hexdigest()


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), clock.CHINA)
