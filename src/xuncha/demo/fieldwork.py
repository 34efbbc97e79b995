"""The field of the district: notices, briefings, documents, immediate fixes and supervision of the
running round, and of one inspection that is over."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import models

from xuncha.cycle.directory.models import Contact
from xuncha.cycle.fieldwork import rules, wording
from xuncha.cycle.fieldwork.enums import BRIEFING_ASKS, BriefingSource
from xuncha.cycle.fieldwork.models import (
    Briefing,
    DocumentRequest,
    EntryNotice,
    FieldStep,
    ImmediateFix,
    PaperMove,
    RequestLine,
    Supervision,
)
from xuncha.cycle.fieldwork.weeks import monday_of
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.models import Seat
from xuncha.demo.people import Cast
from xuncha.demo.texts import field as texts
from xuncha.foundation.accounts.models import User
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import Deadline, add_workdays
from xuncha.kernel import clock

_DAY = dt.timedelta(days=1)
_BATCH = 400
RUNNING, PAST = 11, 10
VILLAGES = ("village", "community")


@dataclass
class _Visit:
    """One inspection with who acts in it."""

    row: Inspection
    rng: Random
    start: dt.date
    last: dt.date
    ends_on: dt.date
    over: bool
    lead: User
    unit: User
    head: str

    def day(self, least: int, most: int) -> dt.date:
        """A day of the stay, not after today."""
        return min(self.start + self.rng.randint(least, most) * _DAY, self.last)


def load(cast: Cast, *, seed: int) -> int:
    """Write it all; gives how many documents were asked for."""
    writer = _Writer(cast, seed)
    rows = Inspection.objects.filter(entered_on__isnull=False)
    rows = rows.filter(models.Q(round__number=RUNNING) | models.Q(pk=_past(cast)))
    for row in rows.select_related("organisation", "round").order_by("pk"):
        writer.take(row)
    return writer.flush()


def _past(cast: Cast) -> int:
    """The inspection that is shown whole: of a unit whose liaison can sign in."""
    rows = Inspection.objects.filter(
        round__number=PAST, organisation__memberships__user__in=cast.liaisons
    ).order_by("pk")
    found = rows.filter(left_on__isnull=False).values_list("pk", flat=True).first()
    return found or 0


class _Writer:
    """Collects rows and writes them at the end, children after their parents."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.seed = cast, seed
        self.rows: dict[type[models.Model], list[Any]] = {
            EntryNotice: [], Briefing: [], DocumentRequest: [], RequestLine: [], ImmediateFix: [],
            Supervision: [], PaperMove: [], FieldStep: [],
        }  # fmt: skip
        heads = Contact.objects.filter(post="head", until_on__isnull=True)
        self.heads = dict(heads.values_list("organisation_id", "name"))
        self.partners = list(
            User.objects.filter(username__in=["lianjing", "zhirenshan"]).order_by("username")
        )
        self.teams = _team_users()
        self.tables = tables()

    def _after(self, day: dt.date, count: int) -> Deadline:
        return add_workdays(day, count, self.tables)

    def take(self, row: Inspection) -> None:
        """Everything about one inspection."""
        code = row.organisation.code
        assert row.entered_on is not None
        over = row.left_on is not None
        visit = _Visit(
            row, Random(f"{self.seed}/field/{code}/{row.round_id}"), row.entered_on,
            row.left_on or clock.today(), row.left_on or row.round.end_on, over,
            self.teams.get(row.pk) or self.cast.clerks[0],
            self.cast.of_unit(row.organisation_id),
            self.heads.get(row.organisation_id, "主要负责人"),
        )  # fmt: skip
        village = row.organisation.kind in VILLAGES
        self._notice(visit)
        if not village:
            self._briefings(visit)
        self._documents(visit, village=village)
        if not village or visit.rng.random() < 0.4:
            self._fixes(visit)
        if not village:
            self._supervisions(visit)

    def _notice(self, visit: _Visit) -> None:
        row, at = visit.row, visit.row.pk % 30 + 1
        periods = rules.Periods()
        phone, box, mail = (one.format(n=at) for one in texts.CONTACT)
        on = visit.start - 2 * _DAY
        made = EntryNotice(
            inspection=row, number=1, team_name=row.team_name or "区委巡察组",
            organisation_name=row.organisation.name, starts_on=visit.start, ends_on=visit.ends_on,
            phone=phone, hours=periods.phone_hours, post_box=box, email=mail,
            closes_on=max(visit.ends_on - periods.petition_days * _DAY, visit.start),
            close_rule=f"驻点结束前 {periods.petition_days} 天", scope=periods.scope,
            state="published", made_by=self.cast.clerks[0], made_at=_at(on),
            submitted_by=self.cast.clerks[0], submitted_at=_at(on), approved_at=_at(on + _DAY),
            approved_by=self.cast.director, published_on=visit.start,
            published_by=self.cast.clerks[0],
        )  # fmt: skip
        made.text = wording.compose(made)
        self._add(made)
        for action, label, who, day in (
            ("draft", "起草", self.cast.clerks[0], on),
            ("submit", "送审", self.cast.clerks[0], on),
            ("approve", "批准", self.cast.director, on + _DAY),
            ("publish", "发布", self.cast.clerks[0], visit.start),
        ):
            self._step(visit, action, label, who, day, "", notice=made)

    def _briefings(self, visit: _Visit) -> None:
        chosen = sorted(visit.rng.sample(range(len(texts.BRIEFINGS)), visit.rng.randint(4, 6)))
        asked = visit.start - 9 * _DAY
        for number, place in enumerate(chosen, start=1):
            side, body, words = texts.BRIEFINGS[place]
            due = self._after(asked, 5)
            told = visit.over or visit.rng.random() < 0.86
            on = min(asked + visit.rng.randint(2, 9) * _DAY, visit.last)
            partner = next(
                (one for one, of in zip(self.partners, ("discipline", "organisation"), strict=False)
                 if of == side), None,
            )  # fmt: skip
            numbers = {key: visit.rng.randint(2, most) for key, most in zip("abcd", (28, 9, 6, 4),
                       strict=True)}  # fmt: skip
            state = ("accepted" if visit.rng.random() < 0.7 else "answered") if told else "asked"
            made = Briefing(
                inspection=visit.row, number=number, source=side, body=body, addressee=partner,
                ask=BRIEFING_ASKS[BriefingSource(side)], due_on=due.on, original_due_on=due.on,
                due_rule=rules.told_by(due, asked), state=state,
                answer=words.format(**numbers) if told else "",
                answered_by=(partner or self.cast.clerks[1]) if told else None,
                answered_on=on if told else None, made_by=self.cast.clerks[0], made_at=_at(asked),
                reminders=0 if told else 1,
                reminded_at=None if told else _at(min(due.on + 2 * _DAY, visit.last)),
            )  # fmt: skip
            self._add(made)
            self._step(visit, "ask", "请通报", self.cast.clerks[0], asked, f"期限 {due.on}",
                       briefing=made)  # fmt: skip
            if told:
                self._step(visit, "answer", "回复", made.answered_by, on, "", briefing=made)

    def _documents(self, visit: _Visit, *, village: bool) -> None:
        lists = texts.VILLAGE if village else texts.SUBJECTS
        for number, (subject, papers) in enumerate(lists, start=1):
            sent = visit.day(number, 2 + 2 * number)
            due = self._after(sent, 3)
            made = DocumentRequest(
                inspection=visit.row, number=number, subject=subject, due_on=due.on,
                original_due_on=due.on, due_rule=rules.told_by(due, sent),
                state="closed" if visit.over else "sent", made_by=visit.lead, made_at=_at(sent),
                sent_by=visit.lead, sent_at=_at(sent),
                closed_at=_at(visit.last) if visit.over else None,
            )  # fmt: skip
            self._add(made)
            self._step(
                visit, "send", "送达", visit.lead, sent, f"期限 {due.on}", request=made
            )  # fmt: skip
            for place, (title, period, original) in enumerate(papers, start=1):
                self._line(visit, made, place, title, period, sent, original=original)

    def _line(
        self, visit: _Visit, made: DocumentRequest, number: int, title: str, period: str,
        sent: dt.date, *, original: bool,
    ) -> None:  # fmt: skip
        rng = visit.rng
        line = RequestLine(
            request=made, inspection=visit.row, number=number, title=title, period=period,
            is_original=original, due_on=made.due_on,
        )  # fmt: skip
        self._add(line)
        lot, on = rng.random(), sent + rng.randint(1, 5) * _DAY
        if lot < 0.05:
            line.state, line.first_on = "none", min(sent + 2 * _DAY, visit.last)
            line.why = rng.choice(texts.NONE)
            return
        if on > visit.last or (lot < 0.12 and not visit.over):
            if not visit.over:
                return
            on = visit.last
        pages = rng.randint(6, 180)
        line.first_on, line.pages_told = on, pages
        if lot < 0.2 and not visit.over:
            line.state = "handed"
            return
        counted = pages - 2 if rng.random() < 0.04 else pages
        line.pages_in, line.is_short, line.state = counted, counted != pages, "received"
        self._move(visit, line, "in", on, counted)
        back = visit.last if visit.over else on + rng.randint(4, 8) * _DAY
        if (original or visit.over) and back <= visit.last:
            line.pages_out, line.state = counted, "returned"
            self._move(visit, line, "out", back, counted)

    def _move(self, visit: _Visit, line: RequestLine, kind: str, on: dt.date, pages: int) -> None:
        names = [visit.unit.name, visit.lead.name]
        gave, took = names if kind == "in" else reversed(names)
        self._add(
            PaperMove(
                line=line, kind=kind, on=on, pages=pages, gave=gave, took=took, by=visit.lead,
                at=_at(on), note=texts.SHORT if line.is_short and kind == "in" else "",
            )
        )  # fmt: skip

    def _fixes(self, visit: _Visit) -> None:
        chosen = visit.rng.sample(range(len(texts.FIXES)), visit.rng.randint(1, 2))
        for number, place in enumerate(sorted(chosen), start=1):
            numbers = {"n": visit.rng.randint(5, 24), "m": visit.rng.randint(2, 6)}
            problem, demand, measure, result, seen = (
                one.format(**numbers) for one in texts.FIXES[place]
            )
            issued = visit.day(3, 8)
            due = min(issued + 10 * _DAY, visit.ends_on)
            made = ImmediateFix(
                inspection=visit.row, number=number, meeting_on=issued, problem=problem,
                demand=demand, due_on=due, original_due_on=due, stay_ends_on=visit.ends_on,
                due_rule=f"自 {issued} 起 10天", made_by=visit.lead, made_at=_at(issued),
                issued_by=visit.lead, issued_on=issued, state="issued",
            )  # fmt: skip
            self._add(made)
            self._step(visit, "issue", "下达", visit.lead, issued, "", fix=made)
            self._mend(visit, made, measure, result, seen)

    def _mend(
        self, visit: _Visit, made: ImmediateFix, measure: str, result: str, seen: str
    ) -> None:  # fmt: skip
        """As far as it came by today: signed, reported, sent back, confirmed."""
        rng = visit.rng
        assert made.issued_on is not None
        signed = made.issued_on + _DAY
        done = signed + rng.randint(2, 7) * _DAY
        if signed > visit.last:
            return
        made.state, made.signed_on, made.signer = "signed", signed, visit.head
        made.measure, made.owner = measure, "办公室主任"
        self._step(visit, "sign", "签收", None, signed, "", fix=made, name=visit.head)
        if not visit.over and (done > visit.last or rng.random() < 0.2):
            return
        done = min(done, visit.last)
        made.state, made.result, made.done_on = "reported", result, done
        made.reported_by, made.reported_on = visit.unit, done
        self._step(visit, "report", "报结", visit.unit, done, result, fix=made)
        if not visit.over and rng.random() < 0.3:
            made.state, made.returned_reason = "returned", texts.RETURNED
            self._step(visit, "return", "退回再改", visit.lead, done, texts.RETURNED, fix=made)
        elif visit.over or rng.random() < 0.7:
            made.state, made.confirm_note = "confirmed", seen
            made.confirmed_by, made.confirmed_on = visit.lead, done
            self._step(visit, "confirm", "确认", visit.lead, done, seen, fix=made)

    def _supervisions(self, visit: _Visit) -> None:
        clerk, monday, number = self.cast.clerks[1], monday_of(visit.start), 0
        while monday <= visit.last:
            on = monday + visit.rng.randint(1, 4) * _DAY
            seen = visit.rng.random() < (0.8 if visit.over else 0.5)
            if seen and visit.start <= on <= visit.last:
                number += 1
                self._supervision(visit, number, monday, on, clerk)
            monday += 7 * _DAY

    def _supervision(
        self, visit: _Visit, number: int, monday: dt.date, on: dt.date, clerk: User
    ) -> None:  # fmt: skip
        numbers = {"n": visit.rng.randint(8, 30), "m": visit.rng.randint(2, 6)}
        due = self._after(on, 5).on
        told = visit.over or (due <= visit.last and visit.rng.random() < 0.8)
        made = Supervision(
            inspection=visit.row, number=number, week_on=monday, visited_on=on, made_by=clerk,
            visitors=f"{clerk.name}、{self.cast.clerks[0].name}", made_at=_at(on), due_on=due,
            looked_at=visit.rng.choice(texts.LOOKED).format(**numbers),
            opinions="\n".join(visit.rng.sample(texts.OPINIONS, visit.rng.randint(2, 3))),
            state="answered" if told else "issued", issued_by=clerk, issued_on=on,
            answer=visit.rng.choice(texts.ANSWERS).format(**numbers) if told else "",
            answered_by=visit.lead if told else None,
            answered_on=min(due, visit.last) if told else None,
        )  # fmt: skip
        self._add(made)
        self._step(visit, "issue", "发出", clerk, on, f"请于 {due} 前答复", supervision=made)

    def _step(
        self, visit: _Visit, action: str, label: str, who: User | None, on: dt.date, reason: str,
        *, name: str = "", **target: Any,
    ) -> None:  # fmt: skip
        self._add(
            FieldStep(
                inspection=visit.row, action=action, label=label, after="", reason=reason, by=who,
                by_name=name or (who.name if who else "系统"), at=_at(on), **target,
            )
        )  # fmt: skip

    def _add(self, row: Any) -> None:
        self.rows[type(row)].append(row)

    def flush(self) -> int:
        """Write everything that was collected."""
        for kind, rows in self.rows.items():
            kind._default_manager.bulk_create(rows, batch_size=_BATCH)
        return len(self.rows[RequestLine])


def _team_users() -> dict[int, User]:
    """By inspection the first of its team who can sign in."""
    seats = Seat.objects.filter(inspector__user__isnull=False, ended_at__isnull=True)
    rows = seats.order_by("-pk").select_related("inspector__user")
    found: dict[int, User] = {}
    for seat in rows.prefetch_related("team__assignments"):
        for task in seat.team.assignments.all():
            assert seat.inspector.user is not None
            found[task.inspection_id] = seat.inspector.user
    return found


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), clock.CHINA)
