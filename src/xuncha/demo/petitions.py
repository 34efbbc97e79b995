"""The demo's letters, calls and visits: of the inspections at work, and of one round that is
over."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any

from xuncha.cycle.checkpoints.enums import VILLAGE_KINDS
from xuncha.cycle.petitions import sealing
from xuncha.cycle.petitions.clocks import counted, fields_of
from xuncha.cycle.petitions.enums import ClockKind, PetitionState, Way
from xuncha.cycle.petitions.models import (
    Custodian,
    Petition,
    PetitionClock,
    PetitionStep,
    TurnedAway,
)
from xuncha.cycle.petitions.rules import Settings
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.models import Seat
from xuncha.demo.people import Cast
from xuncha.demo.texts import letters
from xuncha.demo.texts.termplan import rounds_at
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

PRESENT, PAST = 11, 10
_BATCH = 400
_DAY = dt.timedelta(days=1)
_DEFAULTS = Settings()


def load(cast: Cast, *, seed: int, scale: int = 1) -> int:
    """Write them; gives their number, which grows with the scale of the district."""
    loader = _Loader(cast, seed)
    before, now = rounds_at(PAST, scale), rounds_at(PRESENT, scale)
    rows = Inspection.objects.filter(round__number__in=[*before, *now], entered_on__isnull=False)
    rows = rows.select_related("organisation", "round").order_by("pk")
    past = [one for one in rows if one.round.number in before][:scale]
    for one in [*past, *(one for one in rows if one.round.number in now)]:
        loader.take(one)
    return loader.write()


class _Loader:
    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.seed = cast, seed
        self.petitions: list[Petition] = []
        self.senders: list[dict[str, str]] = []
        self.clocks: list[tuple[int, dict[str, Any]]] = []
        self.steps: list[tuple[int, dict[str, Any]]] = []
        self.heads = _heads()
        self.counted: dict[Any, dict[str, Any]] = {}

    def take(self, inspection: Inspection) -> None:
        """One inspection's register."""
        rng = Random(f"{self.seed}/petitions/{inspection.organisation.code}/{inspection.round_id}")
        entered = inspection.entered_on or inspection.round.start_on
        last = min(inspection.left_on or clock.today(), clock.today())
        known, most = list(letters.LETTERS), rng.randint(3, 6)
        if inspection.organisation.kind in VILLAGE_KINDS:
            known = [one for one in known if one.category in letters.FROM_VILLAGES]
            most = rng.randint(1, 2)
        chosen = rng.sample(known, k=most)
        days = sorted(rng.randint(0, max(0, (last - entered).days)) for _ in chosen)
        for number, (letter, day) in enumerate(zip(chosen, days, strict=True), start=1):
            self._one(inspection, letter, number, entered + day * _DAY, rng)
        self._around(inspection, entered, rng)

    def _around(self, inspection: Inspection, entered: dt.date, rng: Random) -> None:
        Custodian.objects.create(
            inspection=inspection, user=self.cast.clerks[1], from_on=entered,
            appointed_by=self.cast.director, appointed_at=_at(entered),
        )  # fmt: skip
        if rng.random() < 0.3:
            TurnedAway.objects.create(inspection=inspection, on=entered + 3 * _DAY, count=1)

    def _one(
        self, inspection: Inspection, letter: letters.DemoLetter, number: int, day: dt.date,
        rng: Random,
    ) -> None:  # fmt: skip
        numbers = {"unit": inspection.organisation.short_name, "n": rng.randint(3, 12),
                   "m": rng.randint(2, 6)}  # fmt: skip
        real = rng.random() < 0.4
        who = self.heads.get(inspection.pk) or self.cast.clerks[0]
        row = Petition(
            inspection=inspection, organisation=inspection.organisation, number=number,
            way=rng.choice(list(Way)), came_from="own", received_on=day, real_name=real,
            subject=letter.subject.format(**numbers), category=letter.category,
            text=letter.text.format(**numbers), handler=who,
            keep_until_on=day.replace(day=min(day.day, 28), year=day.year + 30),
            registered_by=who, registered_at=_at(day),
        )  # fmt: skip
        at = len(self.petitions)
        self._step(at, "登记", row, day, who)
        self._lead_on(at, row, letter.answer.format(**numbers), rng, who)
        self.petitions.append(row)
        self.senders.append(_sender(rng) if real else {})

    def _lead_on(self, at: int, row: Petition, answer: str, rng: Random, who: User) -> None:
        today, draw = clock.today(), rng.random()
        taken = row.received_on + rng.randint(1, 6) * _DAY
        if taken > today or draw < 0.12:
            self._clock(at, ClockKind.DECIDE, row.received_on, None)
            return
        self._clock(at, ClockKind.DECIDE, row.received_on, taken)
        if draw < 0.2:
            row.state, row.declined = PetitionState.DECLINED, letters.DECLINED
            self._step(at, "不予受理", row, taken, who, row.declined)
            return
        if draw < 0.35:
            row.state, row.passed_on = PetitionState.PASSED, taken
            row.receiver = rng.choice(letters.RECEIVERS)
            self._step(at, "转送", row, taken, who, row.receiver)
            return
        row.state, row.accepted_on = PetitionState.ACCEPTED, taken
        self._step(at, "受理", row, taken, who)
        done = taken + rng.randint(8, 40) * _DAY
        finished = done <= today
        self._clock(at, ClockKind.FINISH, taken, done if finished else None)
        if row.real_name:
            told = taken + rng.randint(1, 9) * _DAY
            self._clock(at, ClockKind.TELL, taken, told if told <= today else None)
        if finished:
            row.state, row.answered_on, row.answer = PetitionState.ANSWERED, done, answer
            self._step(at, "办结", row, done, who, answer)
            if row.real_name:
                told = done + 3 * _DAY
                self._clock(at, ClockKind.TELL_RESULT, done, told if told <= today else None)

    def _clock(self, at: int, kind: ClockKind, start: dt.date, met: dt.date | None) -> None:
        run = {
            ClockKind.DECIDE: {"workdays": _DEFAULTS.decide_workdays},
            ClockKind.TELL: {"workdays": _DEFAULTS.tell_workdays},
            ClockKind.FINISH: {"months": _DEFAULTS.finish_months},
            ClockKind.TELL_RESULT: {"workdays": _DEFAULTS.result_workdays},
        }[kind]
        key = (kind, start)
        if key not in self.counted:
            self.counted[key] = fields_of(counted(start, **run))
        self.clocks.append((at, {**self.counted[key], "kind": kind, "met_on": met}))

    def _step(
        self, at: int, label: str, row: Petition, day: dt.date, who: User, reason: str = ""
    ) -> None:
        told = {"label": label, "after": row.state, "reason": reason, "by": who,
                "by_name": who.name, "at": _at(day)}  # fmt: skip
        self.steps.append((at, told))

    def write(self) -> int:
        """Everything that was collected."""
        rows = Petition.objects.bulk_create(self.petitions, batch_size=_BATCH)
        for row, sender in zip(rows, self.senders, strict=True):
            if sender:
                sealing.seal_source(row, sender)
        PetitionClock.objects.bulk_create(
            [PetitionClock(petition=rows[at], **told) for at, told in self.clocks],
            batch_size=_BATCH,
        )
        PetitionStep.objects.bulk_create(
            [PetitionStep(petition=rows[at], **told) for at, told in self.steps],
            batch_size=_BATCH,
        )
        return len(rows)


def _heads() -> dict[int, User]:
    """By inspection an account of its team: whoever leads it, else a member who can sign in."""
    found: dict[int, User] = {}
    seats = Seat.objects.filter(inspector__user__isnull=False, ended_at__isnull=True)
    seats = seats.select_related("inspector__user").prefetch_related("team__assignments")
    for seat in sorted(seats, key=lambda one: (one.role != "leader", one.pk)):
        for task in seat.team.assignments.all():
            user = seat.inspector.user
            if user is not None:
                found.setdefault(task.inspection_id, user)
    return found


def _sender(rng: Random) -> dict[str, str]:
    return {
        "name": rng.choice(letters.NAMES),
        "contact": f"座机 {rng.randint(2000000, 8999999)}",
        "address": f"清源区{rng.choice(letters.STREETS)}{rng.randint(1, 60)}号",
    }


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(15), clock.CHINA)
