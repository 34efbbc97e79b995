"""After a round: everybody's work in six parts, a grade, and never more of the best than the rules
allow."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet

from xuncha.cycle.planning.models import Round
from xuncha.cycle.teams.enums import AppraisalState, AuthorisationState, Grade, Part
from xuncha.cycle.teams.models import Appraisal, AppraisalRules, RoundAppraisal, Seat, TeamPlaces
from xuncha.cycle.teams.states import APPRAISAL_STATES
from xuncha.cycle.teams.telling import tell_users
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.versions import keeping
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add

DEFAULT_WEIGHTS = {
    Part.FINDINGS: 30, Part.CLUES: 15, Part.REPORTS: 15, Part.FIXES: 15, Part.PUBLICITY: 5,
    Part.BASICS: 20,
}  # fmt: skip
DEFAULT_PERCENT = 20
_SERVED = (AuthorisationState.ANNOUNCED,)
_OWN_OFFICE = "巡察"
"""What names the inspection office's own people by their place of work."""


@dataclass(frozen=True, slots=True)
class AppraisalRulesInForce:
    """The version in force; number 0 stands for the house's own defaults."""

    number: int
    weights: Mapping[str, int]
    excellent_percent: int


def appraisal_rules_on(day: dt.date) -> AppraisalRulesInForce:
    """The version in force on a day: one query."""
    row = keeping.latest(AppraisalRules, day)
    if row is None:
        return AppraisalRulesInForce(0, {str(k): v for k, v in DEFAULT_WEIGHTS.items()},
                                     DEFAULT_PERCENT)  # fmt: skip
    return AppraisalRulesInForce(row.number, row.weights, row.excellent_percent)


@service
def set_appraisal_rules(
    actor: Actor, *, effective_on: dt.date, note: str, weights: Mapping[str, int],
    excellent_percent: int,
) -> AppraisalRules:  # fmt: skip
    """The next version of weights and cap. Refuses an empty note, a day that is past or before the
    last version's, weights that do not add up to 100, a cap outside 0 to 100."""
    row, last = keeping.drafted(AppraisalRules, actor, effective_on=effective_on, note=note)
    row.excellent_percent = excellent_percent
    access.require(actor, "create", row)
    keeping.demand_note(row)
    if effective_on < (last.effective_on if last else effective_on):
        raise Invalid("启用日期不能早于上一版。", field="effective_on")
    if not actor.is_system:
        keeping.demand_future(row)
    if not 0 <= excellent_percent <= 100:
        raise Invalid("优秀比例应当在 0 到 100 之间。", field="excellent_percent")
    row.weights = {part.value: int(weights.get(part.value, 0)) for part in Part}
    if any(value < 0 for value in row.weights.values()) or sum(row.weights.values()) != 100:
        raise Invalid("六项权重不能是负数，合计必须是 100。", field="weights")
    row.save(force_insert=True)
    record(actor, "teams.appraisal.rules_made", row, number=row.number)
    return row


@service
def open_appraisal(actor: Actor, *, round_id: int) -> RoundAppraisal:
    """Begin the appraisal of a round: who served is counted, and the places for 优秀 of each team
    are fixed by the rules of today. Refuses a round whose teams are still at work, one without
    teams, and a second beginning."""
    row = access.get_or_404(actor, Round, pk=round_id)
    access.require(actor, "open", RoundAppraisal(round=row))
    today = clock.today()
    seats = served_in(row.pk)
    if not seats.exists():
        raise Conflict("这一轮没有已授权的巡察组，没有人可以考核。")
    if seats.filter(team__authorisation__shuts_on__gte=today).exists():
        raise Conflict("这一轮还有巡察组在授权期内，到期以后再考核。")
    rules = appraisal_rules_on(today)
    places = places_of(seats.select_related("inspector__home"), rules.excellent_percent)
    made = RoundAppraisal(
        round=row, rules_version=rules.number, weights=dict(rules.weights),
        percent=rules.excellent_percent, people=sum(one.people for one in places),
        excellent_most=sum(one.most for one in places), opened_by_id=actor.user_id,
        opened_at=clock.now(),
    )  # fmt: skip
    add(made, "这一轮的考核已经启动。")
    for one in places:
        one.appraised = made
    TeamPlaces.objects.bulk_create(places)
    record(actor, "teams.appraisal.opened", row, people=made.people, places=made.excellent_most)
    return made


def places_of(seats: Iterable[Seat], percent: int) -> list[TeamPlaces]:
    """By team how many of its people are seconded, and how many of those may be the best."""
    found: dict[int, list[Seat]] = defaultdict(list)
    for seat in seats:
        found[seat.team_id].append(seat)
    made = []
    for team, own in sorted(found.items()):
        seconded = [one.pk for one in own if is_seconded(one)]
        most = len(seconded) * percent // 100
        made.append(TeamPlaces(team_id=team, people=len(own), seconded=seconded, most=most))
    return made


def is_seconded(seat: Seat) -> bool:
    """Whether somebody serves on loan: his place of work is not the inspection office itself."""
    person = seat.inspector
    return _OWN_OFFICE not in (person.home.name if person.home else person.home_words)


def served_in(round_id: int) -> QuerySet[Seat]:
    """Seats that were held to the end in authorised teams of a round."""
    return Seat.objects.filter(
        round_id=round_id, ended_at__isnull=True, team__authorisation__state__in=_SERVED
    )


@service
def appraise(
    actor: Actor, *, seat_id: int, points: Mapping[str, int], grade: Grade, words: str,
    version: int | None = None,
) -> Appraisal:  # fmt: skip
    """Write somebody's appraisal, or change one that he has not read yet (``version`` as seen).
    Refuses points outside 0 to 100, empty words, a round whose appraisal has not begun, a seat that
    ended early, and 优秀 for who is not seconded or beyond the places of his team."""
    seat = access.get_or_404(actor, Seat, related=("inspector", "team"), pk=seat_id)
    opened = RoundAppraisal.objects.filter(round_id=seat.round_id).first()
    row = Appraisal.objects.filter(seat=seat).first() or Appraisal(seat=seat)
    row.seat = seat
    access.require(actor, "change" if row.pk else "write", row)
    if opened is None:
        raise Conflict("这一轮的考核还没有启动。")
    if not served_in(seat.round_id).filter(pk=seat.pk).exists():
        raise Conflict("中途离组的席位不参加本轮考核。")
    if row.pk and (row.version != version or row.state == AppraisalState.SEEN):
        raise Conflict("本人已经阅过，或者刚才有人改过，请刷新后再看。")
    before = row.grade if row.pk else ""
    row.points = {part.value: _point(points, part) for part in Part}
    row.total = _total(row.points, opened.weights)
    row.grade, row.words, row.appraised = grade, words.strip()[:500], opened
    if not row.words:
        raise Invalid("请写评语。", field="words")
    _take_place(opened, seat, before, grade)
    _write(actor, row)
    record(
        actor, "teams.appraisal.written", row, inspector=seat.inspector_id, grade=str(grade),
        total=str(row.total),
    )  # fmt: skip
    text = f"您在{seat.team}的考核已经评定，请查看。"
    tell_users(actor, [seat.inspector.user_id], "teams.appraisal.written", text, "/my-teams/")
    return row


def _point(points: Mapping[str, int], part: Part) -> int:
    value = points.get(part.value, -1)
    if not 0 <= value <= 100:
        raise Invalid(f"“{part.label}”应当是 0 到 100 的分数。", field=part.value)
    return int(value)


def _total(points: Mapping[str, int], weights: Mapping[str, int]) -> Decimal:
    told = sum(points[key] * weights.get(key, 0) for key in points)
    return (Decimal(told) / 100).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _take_place(opened: RoundAppraisal, seat: Seat, before: str, grade: Grade) -> None:
    """One more or one fewer of the team's best, by one conditional update."""
    more = (grade == Grade.EXCELLENT) - (before == Grade.EXCELLENT)
    if not more:
        return
    places = TeamPlaces.objects.get(appraised=opened, team_id=seat.team_id)
    if more > 0:
        _check_place(places, seat, opened.percent)
    rows = TeamPlaces.objects.filter(pk=places.pk)
    rows = rows.filter(given__lt=F("most")) if more > 0 else rows
    if not rows.update(given=F("given") + more):
        raise Invalid(
            f"{seat.team}抽调 {len(places.seconded)} 人，优秀最多 {places.most} 人，名额已满。",
            field="grade",
        )
    RoundAppraisal.objects.filter(pk=opened.pk).update(excellent=F("excellent") + more)


def _check_place(places: TeamPlaces, seat: Seat, percent: int) -> None:
    if seat.pk not in places.seconded:
        raise Invalid(
            f"优秀只评抽调人员；{seat.inspector.name}的工作单位是巡察机构，请评其他等次。",
            field="grade",
        )
    if not places.most:
        raise Invalid(
            f"{seat.team}抽调 {len(places.seconded)} 人，{percent}% 不足一人，没有优秀名额。",
            field="grade",
        )


def _write(actor: Actor, row: Appraisal) -> None:
    row.written_by_id, row.written_at = actor.user_id, clock.now()
    if row._state.adding:
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            raise Conflict from None
        return
    changed = Appraisal.objects.filter(
        pk=row.pk, version=row.version, state=AppraisalState.WRITTEN
    ).update(
        points=row.points, total=row.total, grade=row.grade, words=row.words,
        written_by_id=row.written_by_id, written_at=row.written_at, version=row.version + 1,
    )  # fmt: skip
    if changed != 1:
        raise Conflict
    row.version += 1


@service
def note_appraisal_seen(actor: Actor, *, appraisal_id: int, version: int) -> Appraisal:
    """The person has read it; from then on it stays."""
    row = access.get_or_404(actor, Appraisal, related=("seat__inspector",), pk=appraisal_id)
    access.require(actor, "note_seen", row)
    APPRAISAL_STATES.move(row, "note_seen", version=version, seen_at=clock.now())
    record(actor, "teams.appraisal.seen", row)
    return row
