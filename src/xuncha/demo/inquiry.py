"""What teams learned in the demo: talks, visits and questionnaires of the inspections that are in
the field, and of one that is over."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from random import Random
from typing import Any

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.inquiry.households import villages_of
from xuncha.cycle.inquiry.models import (
    InquiryStep,
    Question,
    Questionnaire,
    Sheet,
    Talk,
    TalkTarget,
    TalkVersion,
    VillageHouseholds,
    Visit,
    VisitAsked,
    VisitPerson,
)
from xuncha.cycle.inquiry.outlining import questions_on
from xuncha.cycle.inquiry.rules import Minimums
from xuncha.cycle.inquiry.tallying import tally
from xuncha.cycle.inquiry.wordings import read_questions
from xuncha.cycle.planning.enums import ORDER, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.models import Seat
from xuncha.demo.texts import inquiry_words as words
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

_BATCH = 400
_FIELD = ORDER[ORDER.index(Stage.ENTERED) : ORDER.index(Stage.LEFT) + 1]
_OVER = ORDER[ORDER.index(Stage.FED_BACK) :]
_TEAM = tuple[User, User]


def load(seed: int) -> int:
    """Write it all; gives how many talks were held."""
    running = Inspection.objects.filter(state__in=_FIELD, assignment__isnull=False)
    over = Inspection.objects.filter(
        state__in=_OVER, assignment__isnull=False, left_on__isnull=False
    )  # fmt: skip
    last = over.order_by("-left_on", "pk")[:1]
    chosen = [*running.order_by("pk"), *last]
    writer = _Writer(seed, _teams(chosen))
    for one in Inspection.objects.filter(pk__in=[row.pk for row in chosen]).order_by("pk"):
        writer.take(one)
    writer.flush()
    return len(writer.talks)


def _teams(rows: list[Inspection]) -> dict[int, list[User]]:
    """Who works on each inspection. Members who can't sign in get a shut account, so that papers
    can name them."""
    seats = Seat.objects.filter(
        ended_at__isnull=True, team__assignments__inspection__in=rows
    ).select_related("inspector__user")  # fmt: skip
    pairs = seats.order_by("pk").values_list("inspector", "team__assignments__inspection")
    people = {one.inspector_id: one.inspector for one in seats}
    users = _accounts(list(people.values()))
    found: dict[int, list[User]] = defaultdict(list)
    for inspector, inspection in pairs:
        found[inspection].append(users[inspector])
    return found


def _accounts(people: list[Inspector]) -> dict[int, User]:
    shut = [
        User(
            username=f"zuyuan{one.pk}", name=one.name, is_active=False, created_at=clock.now(),
            password="!",  # noqa: S106  nobody can sign in with it
        )
        for one in people
        if one.user is None
    ]  # fmt: skip
    made = {one.username: one for one in User.objects.bulk_create(shut, batch_size=_BATCH)}
    return {one.pk: one.user or made[f"zuyuan{one.pk}"] for one in people}


class _Writer:
    """Collects rows and writes them at the end."""

    def __init__(self, seed: int, teams: dict[int, list[User]]) -> None:
        self.seed, self.teams = seed, teams
        self.talks: list[Talk] = []
        self.targets: list[TalkTarget] = []
        self.visits: list[Visit] = []
        self.went: list[VisitPerson] = []
        self.asked: list[VisitAsked] = []
        self.villages: list[VillageHouseholds] = []
        self.sheets: list[Sheet] = []

    def take(self, row: Inspection) -> None:
        """One inspection's talks, visits and questionnaire."""
        team = self.teams.get(row.pk, [])
        if len(team) < 2 or row.entered_on is None:
            return
        rng = Random(f"{self.seed}/inquiry/{row.pk}")
        over = row.state in _OVER
        last = row.left_on or clock.today()
        days = max(1, (last - row.entered_on).days)
        villages = list(villages_of(row))
        self._talks(row, team, rng, days, over=over)
        self._visits(row, team, rng, days, villages)
        self._questionnaire(row, team, rng, days, over=over)

    def _talks(
        self, row: Inspection, team: list[User], rng: Random, days: int, *, over: bool
    ) -> None:
        number = 0
        for kind in words.ORDER:
            wanted = {"head": 1, "body": 3}.get(kind, rng.randint(2, 4))
            self.targets.append(TalkTarget(inspection=row, post_kind=kind, wanted=wanted))
            for at in range(wanted if over else min(wanted, rng.randint(0, 3))):
                number += 1
                post = words.POSTS[kind][at % len(words.POSTS[kind])]
                self._talk(row, _two(team, rng), rng, days, (number, kind, post), over=over)

    def _talk(
        self, row: Inspection, two: _TEAM, rng: Random, days: int, what: tuple[int, str, str], *,
        over: bool,
    ) -> None:  # fmt: skip
        assert row.entered_on is not None
        number, kind, post = what
        day = row.entered_on + dt.timedelta(days=rng.randint(0, days))
        at, hour = _at(day), rng.choice((9, 10, 14, 15, 16))
        state = "closed" if over else rng.choice(("closed", "closed", "signed", "half", "draft"))
        signed, both = state != "draft", state in {"closed", "signed"}
        self.talks.append(
            Talk(
                inspection=row, number=number, made_by=two[1], made_at=at, talked_on=day,
                starts_at=dt.time(hour, 0), ends_at=dt.time(hour, rng.choice((35, 45, 55))),
                place=rng.choice(words.PLACES), post_kind=kind, post=post, first=two[0],
                second=two[1], recorder=two[1], rights_told=True, text=_said(kind, day, rng),
                read_back="own", signature="signed", state=state,
                signed_by=two[0] if signed else None, signed_at=at if signed else None,
                countersigned_by=two[1] if both else None, countersigned_at=at if both else None,
                closed_at=at if state == "closed" else None,
            )
        )  # fmt: skip

    def _visits(
        self, row: Inspection, team: list[User], rng: Random, days: int,
        villages: list[Organisation],
    ) -> None:  # fmt: skip
        assert row.entered_on is not None
        self.villages += [
            VillageHouseholds(inspection=row, village=one, households=rng.randint(180, 620))
            for one in villages
        ]
        chosen = rng.sample(words.VISITS, rng.randint(2, len(words.VISITS)))
        for number, (kind, place, seen, next_step) in enumerate(chosen, start=1):
            village = rng.choice(villages) if villages and kind in {"household", "yard"} else None
            day = row.entered_on + dt.timedelta(days=rng.randint(0, days))
            visit = Visit(
                inspection=row, number=number, made_by=team[0], made_at=_at(day), visited_on=day,
                kind=kind, place=place, seen=seen, next_step=next_step, village=village,
                households=rng.randint(8, 40) if village and kind == "household" else 0,
            )  # fmt: skip
            self.visits.append(visit)
            self.went += [VisitPerson(visit=visit, user=one) for one in _two(team, rng)]
            who, said = rng.choice(words.SAID)
            self.asked.append(
                VisitAsked(visit=visit, kind=who, number=rng.randint(1, 4), said=said)
            )

    def _questionnaire(
        self, row: Inspection, team: list[User], rng: Random, days: int, *, over: bool
    ) -> None:
        assert row.entered_on is not None
        day = row.entered_on + dt.timedelta(days=min(3, days))
        number = rng.randint(24, 60)
        form = Questionnaire.objects.create(
            inspection=row, number=1, title=words.TITLE, audience=words.AUDIENCE,
            intro=words.INTRO, handed_out=number + rng.randint(2, 12), state="open",
            opened_at=_at(day), made_by=team[0], made_at=_at(day),
        )  # fmt: skip
        questions = Question.objects.bulk_create(
            [
                Question(questionnaire=form, number=at, kind=one.kind, text=one.text,
                         options=list(one.options))
                for at, one in enumerate(read_questions(words.QUESTIONS), start=1)
            ]
        )  # fmt: skip
        answers = [_filled(rng) for _ in range(number)]
        self.sheets += [
            Sheet(questionnaire=form, number=at, answers=one, entered_by=team[1],
                  entered_at=_at(day))
            for at, one in enumerate(answers, start=1)
        ]  # fmt: skip
        if over or rng.random() < 0.5:
            least = Minimums()
            form.results = tally(
                questions, answers, least_sheets=least.least_sheets, least_cell=least.least_cell
            )
            form.state, form.closed_at, form.sheets_counted = "closed", _at(day), number
            form.save()

    def flush(self) -> None:
        """Write everything that was collected."""
        models: tuple[tuple[type[Any], list[Any]], ...] = (
            (TalkTarget, self.targets), (Talk, self.talks), (VillageHouseholds, self.villages),
            (Visit, self.visits), (VisitPerson, self.went), (VisitAsked, self.asked),
            (Sheet, self.sheets),
        )  # fmt: skip
        for model, rows in models:
            model.objects.bulk_create(rows, batch_size=_BATCH)
        self._histories()

    def _histories(self) -> None:
        """The first wording of each talk, and that each record was made."""
        TalkVersion.objects.bulk_create(
            [
                TalkVersion(
                    talk=one, number=1, text=one.text, by=one.second, by_name=str(one.second),
                    at=one.made_at,
                )
                for one in self.talks
            ],
            batch_size=_BATCH,
        )  # fmt: skip
        talks = [_made(one, "记录谈话", "draft", talk=one) for one in self.talks]
        visits = [_made(one, "记录走访", "kept", visit=one) for one in self.visits]
        InquiryStep.objects.bulk_create([*talks, *visits], batch_size=_BATCH)


def _made(row: Talk | Visit, label: str, after: str, **links: Any) -> InquiryStep:
    return InquiryStep(
        inspection=row.inspection, action="record", label=label, after=after, by=row.made_by,
        by_name=str(row.made_by), at=row.made_at, **links,
    )  # fmt: skip


def _two(team: list[User], rng: Random) -> _TEAM:
    first, second = rng.sample(team, 2)
    return first, second


def _said(kind: str, day: dt.date, rng: Random) -> str:
    """Questions of the outline with answers where we have one; the last word."""
    lines = []
    for question in questions_on(kind, day):
        answers = words.ANSWERS.get(question)
        if answers:
            lines += [f"问：{question}", f"答：{rng.choice(answers)}"]
    return "\n".join([*lines, f"问：{words.ASK}", f"答：{rng.choice(words.CLOSING)}"])


def _filled(rng: Random) -> list[Any]:
    first, second = (
        rng.choices(range(1, len(share) + 1), share)[0] if rng.random() > 0.04 else None
        for share in words.SHARES
    )
    several = sorted(rng.sample(range(1, 6), rng.randint(1, 3))) if rng.random() > 0.1 else None
    mark = rng.choices((1, 2, 3, 4, 5), (1, 4, 16, 42, 37))[0]
    return [first, second, several, mark, rng.choice(words.ADVICE) if rng.random() < 0.2 else None]


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(17), clock.CHINA)
