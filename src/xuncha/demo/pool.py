"""The talent pool as rows: in bulk, as it came to pass over the term."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.pool import defaults
from xuncha.cycle.pool.kinship import kinship_of
from xuncha.cycle.pool.models import (
    Inspector,
    InspectorStep,
    PastService,
    Qualification,
    SecrecyPledge,
    Tie,
    Training,
    TrainingRecord,
)
from xuncha.cycle.pool.services.tying import key_of
from xuncha.demo.people import Cast
from xuncha.demo.texts import talent_words
from xuncha.demo.texts.talent import SIGN_INS, Talent
from xuncha.demo.texts.talent import Told as TieTold
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

_BATCH = 400
_CHECKED = frozenset({"checked", "admitted", "paused", "left"})
_ADMITTED = frozenset({"admitted", "paused", "left"})
_PAPER = "区委巡察工作领导小组会议"


def load(
    people: Sequence[Talent], units: Mapping[str, Organisation], cast: Cast
) -> dict[str, Inspector]:
    """Write the people with all that hangs on them; by name."""
    loader = _Loader(units, cast)
    made = [loader.person(one) for one in people]
    users = {one.username: one for one in User.objects.filter(username__in=SIGN_INS)}
    for username, at in SIGN_INS.items():
        made[at].user = users.get(username)
    Inspector.objects.bulk_create(made, batch_size=_BATCH)
    pairs = list(zip(made, people, strict=True))
    InspectorStep.objects.bulk_create(
        [step for row, one in pairs for step in loader.steps(row, one)], batch_size=_BATCH
    )
    Tie.objects.bulk_create(
        [tie for row, one in pairs for tie in loader.ties(row, one)], batch_size=_BATCH
    )
    loader.records(pairs)
    return {row.name: row for row in made}


class _Loader:
    """Makes rows; the office's two clerks entered and checked, the director admitted."""

    def __init__(self, units: Mapping[str, Organisation], cast: Cast) -> None:
        self.by_code = units
        self.by_name = {unit.short_name: unit for unit in units.values()}
        self.clerk, self.checker = cast.clerks
        self.director = cast.director

    def person(self, one: Talent) -> Inspector:
        checked = one.nominated_on + dt.timedelta(days=6)
        admitted = one.nominated_on + dt.timedelta(days=15)
        row = Inspector(
            name=one.name, home=None if one.outside else self.by_name[one.home],
            home_words=one.home if one.outside else "", home_since=one.home_since, post=one.post,
            phone=one.phone, native_place=one.native_place,
            native_organisation=self.by_code.get(one.native_code),
            joined_party_on=one.joined_party_on, specialties=list(one.specialties),
            can_lead=one.can_lead, can_deputise=one.can_deputise,
            from_discipline=one.from_discipline, state=one.state, state_reason=one.reason,
            state_on=one.nominated_on, way="unit", nominated_by=self.clerk,
            nominated_on=one.nominated_on, nomination="单位党组织研究推荐。",
        )  # fmt: skip
        if one.state in _CHECKED:
            row.checked_by, row.checked_at = self.checker, _at(checked)
            row.checked_conditions, row.state_on = list(defaults.CONDITIONS), checked
        if one.state in _ADMITTED:
            row.admitted_by, row.admitted_at = self.director, _at(admitted)
            row.admitted_paper, row.state_on = f"{_PAPER} {admitted:%Y-%m}", admitted
        if one.reason:
            row.state_on = clock.today() - dt.timedelta(days=40)
        return row

    def steps(self, row: Inspector, one: Talent) -> list[InspectorStep]:
        found = [self._step(row, "nominate", "", "nominated", self.clerk, one.nominated_on)]
        if row.checked_at:
            day = row.checked_at.date()
            found.append(self._step(row, "check", "nominated", "checked", self.checker, day))
        if row.admitted_at:
            day = row.admitted_at.date()
            found.append(self._step(row, "admit", "checked", "admitted", self.director, day))
        last = {"paused": "pause", "left": "leave", "rejected": "reject"}.get(one.state)
        if last:
            before = "nominated" if last == "reject" else "admitted"
            found.append(
                self._step(row, last, before, one.state, self.clerk, row.state_on, one.reason)
            )
        return found

    def _step(
        self, row: Inspector, action: str, before: str, after: str, by: User, on: dt.date,
        reason: str = "",
    ) -> InspectorStep:  # fmt: skip
        return InspectorStep(
            inspector=row, action=action, label=_LABELS[action], before=before, after=after,
            reason=reason, by=by, by_name=by.name, at=_at(on),
        )  # fmt: skip

    def ties(self, row: Inspector, one: Talent) -> list[Tie]:
        made: dict[str, Tie] = {}
        for told in one.ties:
            tie = self._tie(row, told, one.nominated_on)
            made.setdefault(tie.key, tie)
        return list(made.values())

    def _tie(self, row: Inspector, told: TieTold, on: dt.date) -> Tie:
        kin = told.kind == "kin"
        tie = Tie(
            inspector=row, kind=told.kind, organisation=self.by_name[told.unit],
            person=told.person, relationship=told.relationship,
            kinship=kinship_of(told.relationship) if kin else "", post=told.post,
            leads=told.leads, detail=told.detail, from_on=told.from_on, until_on=told.until_on,
            source=told.source, entered_by=self.clerk, entered_at=_at(on),
        )  # fmt: skip
        if told.withdrawn:
            tie.state, tie.withdrawn_reason = "withdrawn", told.withdrawn
            tie.withdrawn_at, tie.withdrawn_by = _at(on + dt.timedelta(days=30)), self.checker
        tie.key = key_of(tie)
        return tie

    def records(self, pairs: Sequence[tuple[Inspector, Talent]]) -> None:
        """Certificates, pledges, past inspections, courses."""
        entered: dict[str, Any] = {"entered_by": self.clerk}
        Qualification.objects.bulk_create(
            Qualification(
                inspector=row, name=told.name, number=told.number, issuer=told.issuer,
                issued_on=told.issued_on, expires_on=told.expires_on,
                entered_at=_at(max(told.issued_on, one.nominated_on)), **entered,
            )
            for row, one in pairs for told in one.certificates
        )  # fmt: skip
        SecrecyPledge.objects.bulk_create(
            SecrecyPledge(
                inspector=row, signed_on=on, valid_until=until, entered_at=_at(on), **entered
            )
            for row, one in pairs for on, until in one.pledges
        )  # fmt: skip
        PastService.objects.bulk_create(
            PastService(
                inspector=row, organisation=self.by_name[told.unit], role=told.role,
                round_words=told.round_words, on=told.on, source="archive",
                entered_at=_at(max(told.on, one.nominated_on)), **entered,
            )
            for row, one in pairs
            for told in {(told.unit, told.on): told for told in one.served}.values()
        )  # fmt: skip
        self._courses(pairs, entered)

    def _courses(self, pairs: Sequence[tuple[Inspector, Talent]], entered: dict[str, Any]) -> None:
        courses = Training.objects.bulk_create(
            Training(
                title=title, held_on=on, hours=hours, is_secrecy=secrecy, organiser="区委巡察办",
                entered_at=_at(on), **entered,
            )
            for title, on, hours, secrecy in talent_words.COURSES
        )  # fmt: skip
        TrainingRecord.objects.bulk_create(
            TrainingRecord(
                training=courses[at], inspector=row, hours=courses[at].hours, passed=passed,
                entered_at=_at(courses[at].held_on), **entered,
            )
            for row, one in pairs for at, passed in one.courses
        )  # fmt: skip


_LABELS = {
    "nominate": "登记推荐", "check": "通过资格审查", "admit": "审定入库", "pause": "暂停使用",
    "leave": "退出人才库", "reject": "不予入库",
}  # fmt: skip


def _at(day: dt.date) -> dt.datetime:
    """A moment on a day; loading doesn't invent hours."""
    return dt.datetime.combine(day, dt.time(10), clock.CHINA)
