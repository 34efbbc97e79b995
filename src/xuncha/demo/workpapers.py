"""Working papers of the running round and of one whole past inspection, with facts that the units
have confirmed, meetings that weighed them, and the findings that rest on them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from random import Random
from typing import Any

from xuncha.cycle.findings.models import Finding, FindingPaper
from xuncha.cycle.findings.recurrence import OWN, earlier_like
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.enums import SeatRole
from xuncha.cycle.teams.models import Assignment, Seat
from xuncha.cycle.workpapers.content import FactWords
from xuncha.cycle.workpapers.digests import digest_of, digest_of_meeting
from xuncha.cycle.workpapers.enums import MeetingKind
from xuncha.cycle.workpapers.models import (
    Attendee,
    Fact,
    FactEntry,
    FactSheet,
    Meeting,
    Paper,
    PaperSource,
    PaperStep,
    PaperVersion,
    Signature,
    Weighed,
)
from xuncha.cycle.workpapers.sources import OTHER
from xuncha.demo.people import Cast
from xuncha.demo.texts import workpaper_words as words
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

RUNNING, PAST = 11, 10
JUDGED = 8
_BATCH = 400
_CHAIN = ("author", "deputy", "leader")
_STEPS = {"author": ("sign_author", "承办人签字"), "deputy": ("sign_deputy", "副组长复核签字"),
          "leader": ("sign_leader", "组长审签")}  # fmt: skip
_SIGNED = {"draft": 0, "reviewing": 1, "approving": 2, "signed": 3}


def load(cast: Cast, *, seed: int) -> int:
    """Write it all; gives how many papers."""
    writer = _Writer(cast, seed)
    rows = Inspection.objects.filter(round__number=RUNNING, findings__isnull=False).distinct()
    for inspection in rows.select_related("organisation", "round").order_by("pk"):
        writer.take(inspection, whole=False)
    past = (
        Inspection.objects.filter(
            round__number=PAST, findings__isnull=False, assignment__isnull=False
        )
        .select_related("organisation", "round")
        .order_by("pk")
        .first()
    )
    if past is not None:
        writer.take(past, whole=True)
    return writer.flush()


class _Writer:
    """Collects papers of inspections and writes them at the end, kind by kind."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.seed = cast, seed
        self.seats: dict[int, dict[str, Seat]] = defaultdict(dict)
        teams = dict(Assignment.objects.values_list("inspection_id", "team_id"))
        by_team: dict[int, dict[str, Seat]] = defaultdict(dict)
        rows = Seat.objects.filter(ended_at__isnull=True).select_related("inspector__user")
        for seat in rows.order_by("-pk"):
            by_team[seat.team_id][seat.role] = seat
        for inspection, team in teams.items():
            self.seats[inspection] = by_team[team]
        self.rows: dict[type[Any], list[Any]] = defaultdict(list)
        self.changed: list[Finding] = []

    def take(self, inspection: Inspection, *, whole: bool) -> None:
        """One inspection: a paper for each finding; the facts of signed papers on a sheet, a
        meeting over them."""
        seats = self.seats[inspection.pk]
        if not {SeatRole.LEADER, SeatRole.DEPUTY, SeatRole.LIAISON} <= seats.keys():
            return
        rng = Random(f"{self.seed}/papers/{inspection.organisation.code}/{inspection.round_id}")
        start = inspection.entered_on or inspection.round.start_on
        last = (inspection.left_on or inspection.round.end_on) if whole else clock.today()
        found = Finding.objects.filter(inspection=inspection).select_related("leaf")
        signed: list[tuple[Paper, list[Fact]]] = []
        for number, finding in enumerate(found.order_by("pk"), start=1):
            state = self._state(finding, rng, whole=whole)
            day = min(last, start + dt.timedelta(days=rng.randint(3, 12)))
            paper, facts = self._paper(inspection, finding, number, state, day, rng)
            if state == "signed":
                signed.append((paper, facts))
                self._settle(finding, facts, rng, told=whole or finding.state == "settled")
        if signed:
            self._sheet(inspection, signed, last, rng)
            self._meeting(inspection, signed, last, rng)

    @staticmethod
    def _state(finding: Finding, rng: Random, *, whole: bool) -> str:
        if whole or finding.state == "settled":
            return "signed"
        return rng.choice(("draft", "reviewing", "reviewing", "approving"))

    def _paper(
        self, inspection: Inspection, finding: Finding, number: int, state: str, day: dt.date,
        rng: Random,
    ) -> tuple[Paper, list[Fact]]:  # fmt: skip
        seats = self.seats[inspection.pk]
        author = seats[SeatRole.MEMBER if number % 2 and SeatRole.MEMBER in seats else
                       SeatRole.LIAISON]  # fmt: skip
        origin = finding.source if finding.source in words.FOUND else "documents"
        more = {"n": rng.randint(4, 28), "m": rng.randint(2, 6)}
        paper = Paper(
            inspection=inspection, number=number, author=author.inspector.user, state=state,
            title=words.title(finding.text), created_at=_at(day),
            signed_at=_at(day, 17) if state == "signed" else None,
            destination="feedback" if state == "signed" else "", version=1 + _SIGNED[state],
        )  # fmt: skip
        version = PaperVersion(
            paper=paper, number=1, title=paper.title, origin=origin, summary=finding.text,
            discovery=words.FOUND[origin].format(**more),
            basis=words.basis(finding.leaf.code if finding.leaf else "2", rng),
            made_by=paper.author, made_at=_at(day),
        )  # fmt: skip
        facts = self._facts(version, finding, rng)
        self.rows[Paper].append(paper)
        self.rows[PaperVersion].append(version)
        self.rows[Fact] += facts
        self.rows[PaperSource] += [
            PaperSource(version=version, kind=OTHER, title=one.format(**more))
            for one in words.CITED[origin]
        ]
        self._signatures(version, author, seats, state, day)
        link = FindingPaper(finding=finding, paper=paper, version=version,
                            linked_by=paper.author, linked_at=_at(day, 18))  # fmt: skip
        self.rows[FindingPaper].append(link)
        if not finding.criteria:
            finding.criteria = version.basis
        self.changed.append(finding)
        return paper, facts

    @staticmethod
    def _facts(version: PaperVersion, finding: Finding, rng: Random) -> list[Fact]:
        told = words.facts(finding.text)
        made = []
        for number, text in enumerate(told, start=1):
            amount = finding.amount_yuan if number == len(told) else None
            year = version.made_at.year - rng.randint(1, 2)
            one = FactWords(
                what=text, when=f"{year}年{rng.randint(1, 12)}月", where=rng.choice(words.PLACES),
                who=rng.choice(words.POSTS), amount_yuan=amount and Decimal(amount),
            )  # fmt: skip
            made.append(
                Fact(version=version, number=number, what=one.what, when=one.when,
                     where=one.where, who=one.who, amount_yuan=one.amount_yuan, key=one.key)
            )  # fmt: skip
        return made

    def _signatures(
        self, version: PaperVersion, author: Seat, seats: dict[str, Seat], state: str, day: dt.date
    ) -> None:
        held = (author, seats[SeatRole.DEPUTY], seats[SeatRole.LEADER])
        for hour, (role, seat) in enumerate(zip(_CHAIN, held, strict=True), start=15):
            if hour - 15 >= _SIGNED[state]:
                return
            action, label = _STEPS[role]
            who = seat.inspector
            self.rows[Signature].append(
                Signature(
                    version=version, role=role, signed_by=who.user, signed_name=who.name,
                    seat_label=seat.get_role_display(), signed_at=_at(day, hour),
                )
            )  # fmt: skip
            self.rows[PaperStep].append(
                PaperStep(paper=version.paper, action=action, label=label, revision=1,
                          by=who.user, by_name=who.name, at=_at(day, hour))
            )  # fmt: skip

    def _settle(self, finding: Finding, facts: Sequence[Fact], rng: Random, *, told: bool) -> None:
        if not told:
            return
        finding.is_historical = False
        finding.facts = "\n".join(one.sentence for one in facts)
        finding.cause, finding.consequence = rng.choice(words.CAUSES), rng.choice(words.EFFECTS)
        finding.advice = rng.choice(words.ADVICE)
        finding.disposal, finding.disposal_reason = "feedback", words.DISPOSED

    def _sheet(
        self, inspection: Inspection, signed: list[tuple[Paper, list[Fact]]], last: dt.date,
        rng: Random,
    ) -> None:  # fmt: skip
        sent = last - dt.timedelta(days=5)
        unit = self.cast.of_unit(inspection.organisation_id)
        sheet = FactSheet(
            inspection=inspection, number=1, note="请对照原始凭证逐条核对。", state="settled",
            due_on=sent + dt.timedelta(days=5), original_due_on=sent + dt.timedelta(days=5),
            due_rule="送达之后3个工作日", version=4,
            made_by=self.cast.clerks[0], made_at=_at(sent), sent_by=self.cast.clerks[0],
            sent_at=_at(sent), answered_by=unit, answered_at=_at(sent + dt.timedelta(days=2)),
        )  # fmt: skip
        self.rows[FactSheet].append(sheet)
        number = 0
        for paper, facts in signed:
            for fact in facts:
                number += 1
                differs = rng.random() < 0.12
                at = rng.randrange(2)
                self.rows[FactEntry].append(
                    FactEntry(
                        sheet=sheet, number=number, paper=paper, fact=fact, key=fact.key,
                        text=fact.sentence, answer="differs" if differs else "confirmed",
                        explanation=words.DISSENT[at] if differs else "",
                        outcome="kept" if differs else "",
                        outcome_reason=words.SETTLED[at] if differs else "",
                        decided_at=_at(sent + dt.timedelta(days=3)) if differs else None,
                    )
                )  # fmt: skip

    def _meeting(
        self, inspection: Inspection, signed: list[tuple[Paper, list[Fact]]], last: dt.date,
        rng: Random,
    ) -> None:  # fmt: skip
        day = last - dt.timedelta(days=1)
        meeting = Meeting(
            inspection=inspection, number=1, kind=MeetingKind.TEAM, held_on=day, place="驻地会议室",
            opinion="逐份研究底稿，定性和去向一致通过。", state="closed", version=4,
            closed_at=_at(day, 18), made_at=_at(day), made_by=self.cast.clerks[0], digest="-",
        )  # fmt: skip
        self.rows[Meeting].append(meeting)
        for seat in self.seats[inspection.pk].values():
            self.rows[Attendee].append(
                Attendee(
                    meeting=meeting, user=seat.inspector.user, name=seat.inspector.name,
                    role=seat.get_role_display(),
                    signed_at=_at(day, 17) if seat.inspector.user_id else None,
                )
            )  # fmt: skip
        for paper, facts in signed:
            self.rows[Weighed].append(
                Weighed(
                    meeting=meeting, paper=paper, version=facts[0].version,
                    destination="feedback", opinion=rng.choice(words.OPINIONS),
                    character=rng.choice(words.CHARACTERS),
                )
            )  # fmt: skip

    def flush(self) -> int:
        """Write everything that was collected, then the hashes that signatures bind to."""
        order = (Paper, PaperVersion, Fact, PaperSource, Signature, PaperStep, FactSheet, FactEntry,
                 Meeting, Attendee, Weighed, FindingPaper)  # fmt: skip
        for kind in order:
            kind._default_manager.bulk_create(self.rows[kind], batch_size=_BATCH)
        signed = {one.version.pk for one in self.rows[Signature]}
        for version in self.rows[PaperVersion]:
            if version.pk in signed:
                version.digest = digest_of(version)
        for one in self.rows[Signature]:
            one.digest = one.version.digest
        for meeting in self.rows[Meeting]:
            meeting.digest = digest_of_meeting(meeting)
        for model in (PaperVersion, Signature, Meeting):
            model._default_manager.bulk_update(self.rows[model], ["digest"], batch_size=_BATCH)
        Finding.objects.bulk_update(
            self.changed,
            ["criteria", "facts", "cause", "consequence", "advice", "disposal", "disposal_reason",
             "is_historical"],
            batch_size=_BATCH,
        )  # fmt: skip
        self._judge()
        return len(self.rows[Paper])

    def _judge(self) -> None:
        """Of the running round's settled findings the first few were found before, in words or in
        kind; a person has said so."""
        told = Finding.objects.filter(round__number=RUNNING, state="settled").select_related(
            "organisation", "round"
        )
        judged = []
        for finding in told.order_by("pk")[:JUDGED]:
            near = earlier_like(SYSTEM, finding, 1)
            if not near:
                continue
            kind = "old" if near[0].relation == OWN else "new_form"
            finding.recurrence, finding.recurrence_of = kind, near[0].finding
            finding.recurrence_reason = words.JUDGED[kind]
            finding.recurrence_by, finding.recurrence_at = self.cast.clerks[0], clock.now()
            judged.append(finding)
        Finding.objects.bulk_update(
            judged, ["recurrence", "recurrence_of", "recurrence_reason", "recurrence_by",
                     "recurrence_at"],
        )  # fmt: skip


def _at(day: dt.date, hour: int = 10) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour), clock.CHINA)
