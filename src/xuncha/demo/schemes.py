"""Rectification schemes of the round that is being put right: one approved, one returned after an
approved version was to be changed, one under review. Made by the services, as people would make
them, so that hashes, deadlines and ties are real; the log has a line for each act."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, OFFICE_STAFF, PARTNER, UNIT_LIAISON
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.schemes.checks import look_at, rows_of, version_of
from xuncha.cycle.schemes.enums import Outcome, Party, Verdict
from xuncha.cycle.schemes.models import RowOpinion, Scheme, SchemeReview, SchemeRow, SchemeRules
from xuncha.cycle.schemes.services import approving, changing, drafting, reviewing, sending
from xuncha.cycle.schemes.services.drafting import RowWords
from xuncha.cycle.schemes.services.reviewing import Merged
from xuncha.demo.people import Cast
from xuncha.demo.texts import scheme_words as words
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

ROUND = 10
APPROVED, RETURNED, REVIEWING = "区水务局", "柳渡镇", "区应急局"
_SPEAKERS = {Party.DISCIPLINE: "lianjing", Party.ORGANISATION: "zhirenshan"}


def load(cast: Cast) -> int:
    """Write them; gives how many. Units that this district does not have are left out."""
    rows = Inspection.objects.filter(round__number=ROUND).select_related("organisation", "round")
    there = {one.organisation.short_name: one for one in rows.order_by("-pk")}
    makers = {APPROVED: _approved, RETURNED: _returned, REVIEWING: _reviewing}
    mine = {name: make for name, make in makers.items() if name in there}
    if mine:
        _rules(cast)
    for name, make in mine.items():
        make(_Story(cast, there[name]))
    return len(mine)


def _rules(cast: Cast) -> None:
    """Three parties review: the demo's partners speak for two of them."""
    parties = [Party.OFFICE, *_SPEAKERS]
    SchemeRules.objects.create(
        number=1, effective_on=dt.date(2025, 9, 1), note="三方联审",
        settings={"parties": [str(one) for one in parties]}, made_by=cast.director,
        made_at=clock.now(),
    )  # fmt: skip


@dataclass(slots=True)
class _Story:
    """One unit's scheme with those who act on it."""

    cast: Cast
    inspection: Inspection

    @property
    def liaison(self) -> Actor:
        row = self.inspection
        user = self.cast.of_unit(row.organisation_id)
        return replace(
            _actor(user, UNIT_LIAISON), unit_id=row.organisation_id, unit_name=str(row.organisation)
        )

    @property
    def clerk(self) -> Actor:
        return _actor(self.cast.clerks[0], OFFICE_STAFF)

    @property
    def director(self) -> Actor:
        return _actor(self.cast.director, OFFICE_DIRECTOR)

    def scheme(self) -> Scheme:
        """As it stands now."""
        rows = Scheme.objects.select_related("inspection__organisation", "approved")
        return rows.get(inspection=self.inspection)

    def begin(self, day: dt.date) -> None:
        """Begun and written whole."""
        with clock.at(day):
            drafting.begin_scheme(self.liaison, inspection_id=self.inspection.pk)
            scheme = self.scheme()
            rows = rows_of(version_of(scheme))
            gaps = {
                one.finding.pk: [part.words for part in one.gaps]
                for one in look_at(scheme, rows).covered
            }
            for at, row in enumerate(rows):
                told = replace(
                    _words(row), proof=words.PROOFS[at % len(words.PROOFS)],
                    parts=[*row.parts, *gaps.pop(row.finding_id, [])],
                    lead=row.lead or words.LEAD, department=row.department or words.DEPARTMENT,
                )  # fmt: skip
                drafting.change_row(self.liaison, row_id=row.pk, told=told)

    def send(self, day: dt.date) -> None:
        """Adopted the day before, handed in."""
        kind = self.inspection.organisation.kind
        meeting = words.MEETING.get(kind, words.MEETING["default"])
        with clock.at(day):
            scheme = self.scheme()
            sending.send_scheme(
                self.liaison, scheme_id=scheme.pk, version=scheme.version, meeting=meeting,
                adopted_on=day - dt.timedelta(days=1),
            )  # fmt: skip

    def review(self, day: dt.date) -> SchemeReview:
        """Three parties are asked."""
        users = {str(Party.OFFICE): self.cast.clerks[-1].pk} | {
            str(party): _user(name).pk for party, name in _SPEAKERS.items()
        }
        with clock.at(day):
            scheme = self.scheme()
            return reviewing.open_review(
                self.clerk, scheme_id=scheme.pk, version=scheme.version, users=users
            )

    def speak(self, day: dt.date, review: SchemeReview, party: Party, *said: str) -> None:
        """One party agrees, or says something of the first rows."""
        seat = review.seats.select_related("user").get(party=party)
        role = OFFICE_STAFF if party == Party.OFFICE else PARTNER
        rows = rows_of(review.version)
        told = {rows[at * 2].pk: text for at, text in enumerate(said) if at * 2 < len(rows)}
        assert seat.user is not None
        with clock.at(day):
            reviewing.give_opinion(
                _actor(seat.user, role), seat_id=seat.pk, rows=told,
                verdict=Verdict.AMEND if told else Verdict.AGREE,
                opinion="" if told else words.AGREED,
            )  # fmt: skip

    def merge(self, day: dt.date, outcome: Outcome, summary: str = "") -> None:
        """One answer; every opinion on a row is adopted."""
        opinions = RowOpinion.objects.filter(seat__review__scheme=self.scheme(), adopted=None)
        told = [
            Merged(one.pk, adopted=True, text=words.MERGED[at % len(words.MERGED)])
            for at, one in enumerate(opinions.order_by("pk"))
        ]
        with clock.at(day):
            scheme = self.scheme()
            reviewing.merge(
                self.clerk, scheme_id=scheme.pk, version=scheme.version, outcome=outcome,
                summary=summary, rows=told,
            )  # fmt: skip

    def approve(self, day: dt.date) -> None:
        """Approved by the director."""
        with clock.at(day):
            scheme = self.scheme()
            approving.approve_scheme(
                self.director, scheme_id=scheme.pk, version=scheme.version,
                digest=version_of(scheme).digest,
            )  # fmt: skip

    def change(self, day: dt.date) -> None:
        """A change is asked for, granted the next day, and written."""
        with clock.at(day):
            scheme = self.scheme()
            asked = changing.ask_change(
                self.liaison, scheme_id=scheme.pk, version=scheme.version, reason=words.CHANGED
            )
        with clock.at(day + dt.timedelta(days=1)):
            changing.grant_change(self.director, change_id=asked.pk, version=asked.version)
            for row in rows_of(version_of(self.scheme()))[:3]:
                told = replace(
                    _words(row), lead=words.NEW_LEAD, measures=f"{row.measures}\n{words.MORE}"
                )
                drafting.change_row(self.liaison, row_id=row.pk, told=told)


def _approved(story: _Story) -> None:
    story.begin(dt.date(2026, 1, 23))
    story.send(dt.date(2026, 2, 6))
    review = story.review(dt.date(2026, 2, 9))
    for day, party in ((10, Party.OFFICE), (11, Party.DISCIPLINE), (11, Party.ORGANISATION)):
        story.speak(dt.date(2026, 2, day), review, party)
    story.merge(dt.date(2026, 2, 12), Outcome.PASS)
    story.approve(dt.date(2026, 2, 13))


def _returned(story: _Story) -> None:
    story.begin(dt.date(2026, 1, 9))
    story.send(dt.date(2026, 1, 22))
    review = story.review(dt.date(2026, 1, 23))
    for party in (Party.OFFICE, *_SPEAKERS):
        story.speak(dt.date(2026, 1, 27), review, party)
    story.merge(dt.date(2026, 1, 28), Outcome.PASS)
    story.approve(dt.date(2026, 1, 29))
    story.change(dt.date(2026, 3, 2))
    story.send(dt.date(2026, 3, 9))
    review = story.review(dt.date(2026, 3, 10))
    story.speak(dt.date(2026, 3, 11), review, Party.OFFICE)
    for party in _SPEAKERS:
        story.speak(dt.date(2026, 3, 12), review, party, *words.ASKED[party])
    story.merge(dt.date(2026, 3, 16), Outcome.RETURN, words.RETURNED)


def _reviewing(story: _Story) -> None:
    """Handed in late, and one of three parties has spoken."""
    story.begin(dt.date(2026, 2, 24))
    story.send(dt.date(2026, 3, 12))
    review = story.review(dt.date(2026, 3, 16))
    story.speak(dt.date(2026, 3, 17), review, Party.DISCIPLINE, *words.ASKED[Party.DISCIPLINE])


def _words(row: SchemeRow) -> RowWords:
    return RowWords(
        finding_id=row.finding_id, task=row.task, parts=row.parts, measures=row.measures,
        lead=row.lead, department=row.department, due_on=row.due_on,
        is_long_term=row.is_long_term, proof=row.proof,
    )  # fmt: skip


def _user(username: str) -> User:
    return User.objects.get(username=username)


def _actor(user: User, role: str) -> Actor:
    return Actor(user_id=user.pk, name=user.name, roles=frozenset({role}))
