"""One inspection of the round that is being put right, told from its report to the unit's word on
the team; and a special report of the running round that a meeting is hearing. Led by the services
on the days on which it happened, so that hashes, deadlines and steps are real."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from xuncha.cycle.directory.roles import INSPECTOR
from xuncha.cycle.feedback.enums import Aim, CopyKind, HearingKind, ReportKind, Score
from xuncha.cycle.feedback.models import CopyLetter, Delivery, Feedback, Hearing, Report, Task
from xuncha.cycle.feedback.sections import findings_for
from xuncha.cycle.feedback.services import (
    copies,
    feedbacks,
    hearings,
    reports,
    reviews,
    sentences,
    tasks,
)
from xuncha.cycle.feedback.services.feedbacks import Conversation
from xuncha.cycle.feedback.services.hearings import HearingFacts
from xuncha.cycle.feedback.services.tasks import TaskWords
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.heads import LEADERS
from xuncha.cycle.teams.models import Seat
from xuncha.cycle.workpapers.enums import Destination
from xuncha.demo.texts import feedback_words as words
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

TOLD, HEARD = (10, "区水务局"), (11, "清源环境卫生公司")


def load() -> None:
    """Write both; a district that has not these units goes without."""
    if (row := _inspection(*TOLD)) and (leader := _leader(row)):
        _Story(row, leader).tell()
    if row := _inspection(*HEARD):
        _in_hearing(row)


def _inspection(number: int, name: str) -> Inspection | None:
    rows = Inspection.objects.filter(round__number=number, organisation__short_name=name)
    return rows.select_related("organisation", "round").order_by("pk").first()


def _who(username: str) -> Actor:
    return build_actor(User.objects.get(username=username), request_id="demo")


def _leader(row: Inspection) -> Actor | None:
    """Whoever led the team. He has no sign-in: an account that nobody can use stands for him."""
    seats = Seat.objects.filter(team__assignments__inspection=row, role__in=LEADERS)
    seat = seats.select_related("inspector__user").order_by("pk").first()
    if seat is None:
        return None
    user = seat.inspector.user
    if user is None:
        user = User.objects.create(
            username="zuzhang10", name=seat.inspector.name, is_active=False, password="!",  # noqa: S106
            created_at=clock.now(),
        )  # fmt: skip
        Inspector.objects.filter(pk=seat.inspector_id).update(user=user)
    return Actor(user.pk, user.name, frozenset({INSPECTOR}), grants=frozenset({row.pk}))


@dataclass(slots=True)
class _Story:
    """From the report to the last receipt, day by day."""

    inspection: Inspection
    leader: Actor

    def tell(self) -> None:
        """The inspection is led back to its report and ends where it stood."""
        row, stood = self.inspection, self.inspection.state
        Finding.objects.filter(inspection=row).update(
            state=FindingState.SETTLED, disposal=Destination.FEEDBACK,
            disposal_reason="组办会商确定反馈",
        )  # fmt: skip
        Inspection.objects.filter(pk=row.pk).update(state=Stage.REPORTING)
        report = self._written()
        self._heard(report)
        self._told(self._approved(report))
        Inspection.objects.filter(pk=row.pk).update(state=stood)

    def _written(self) -> Report:
        with clock.at(dt.date(2025, 11, 14)):
            row = reports.begin_report(
                self.leader, inspection_id=self.inspection.pk, kind=ReportKind.MAIN
            )
            opening = row.versions.get().opening
            row = sentences.change_whole(
                self.leader, report_id=row.pk, version=row.version, title=row.title,
                opening=opening, closing=words.ADVICE,
            )  # fmt: skip
            row = reports.sign_report(self.leader, report_id=row.pk, version=row.version)
        with clock.at(dt.date(2025, 11, 18)):
            return reports.review_report(
                _who("jiandan"), report_id=row.pk, version=row.version, note=words.REVIEWED
            )

    def _heard(self, report: Report) -> None:
        group = _recorded(dt.date(2025, 11, 25), HearingKind.GROUP, report, words.GROUP)
        checking = self._task(group, Aim.MATTER, words.CHECKING, "lianjing", "区纪委监委",
                              dt.date(2025, 12, 31))  # fmt: skip
        _closed(group)
        meeting = _recorded(dt.date(2025, 12, 3), HearingKind.SECRETARY, report, words.SECRETARY)
        talking = self._task(meeting, Aim.PERSON, words.TALKING, "zhirenshan", "区委组织部",
                             dt.date(2026, 3, 31))  # fmt: skip
        self._task(meeting, Aim.MATTER, (*words.WATCHING, ""), "zongheng", "领导小组副组长",
                   dt.date(2026, 6, 30))  # fmt: skip
        _closed(meeting)
        _reported(dt.date(2025, 12, 24), checking, "lianjing", words.CHECKING[2])
        with clock.at(dt.date(2025, 12, 26)):
            checking.refresh_from_db()
            tasks.settle_task(_who("jiandan"), task_id=checking.pk, version=checking.version)
        _reported(dt.date(2026, 3, 12), talking, "zhirenshan", words.TALKING[2])
        with clock.at(dt.date(2025, 12, 12)):
            filing = meeting.filing
            hearings.file_upward(
                _who("jiandan"), filing_id=filing.pk, version=filing.version,
                sent_to=words.FILED[0], paper=words.FILED[1], on=clock.today(),
            )  # fmt: skip

    def _task(
        self, meeting: Hearing, aim: Aim, said: tuple[str, str, str], owner: str, post: str,
        due_on: dt.date,
    ) -> Task:  # fmt: skip
        told = TaskWords(
            self.inspection.pk, aim, said[0], said[1], _who(owner).user_id or 0, post, due_on
        )
        return tasks.add_task(_who("fangyuan"), hearing_id=meeting.pk, told=told)

    def _approved(self, report: Report) -> Feedback:
        director = _who("fangyuan")
        with clock.at(dt.date(2025, 12, 30)):
            report.refresh_from_db()
            reports.finalise_report(director, report_id=report.pk, version=report.version)
        with clock.at(dt.date(2026, 1, 6)):
            row = feedbacks.draft_feedback(_who("jiandan"), report_id=report.pk)
            return feedbacks.approve_feedback(director, feedback_id=row.pk, version=row.version)

    def _told(self, row: Feedback) -> None:
        clerk, told_on = _who("jiandan"), self.inspection.feedback_on
        assert told_on is not None
        Inspection.objects.filter(pk=self.inspection.pk).update(state=Stage.FOR_FEEDBACK)
        with clock.at(told_on):
            for one in row.deliveries.order_by("pk"):
                said = Conversation(
                    told_on, words.TOLD_BY, words.HEARD_IT[one.audience], words.HALL
                )
                feedbacks.hold_conversation(
                    clerk, delivery_id=one.pk, version=one.version, facts=said
                )
            row = feedbacks.deliver_feedback(clerk, feedback_id=row.pk, version=row.version)
            self._copies(row, clerk)
        self._signed(row, told_on)

    @staticmethod
    def _signed(row: Feedback, told_on: dt.date) -> None:
        with clock.at(told_on + dt.timedelta(days=1)):
            for audience, username in (("head", "jiangheqing"), ("body", "shuiqing")):
                one = Delivery.objects.get(feedback=row, audience=audience)
                feedbacks.sign_receipt(_who(username), delivery_id=one.pk, version=one.version)
        with clock.at(told_on + dt.timedelta(days=8)):
            review = row.review
            scores = {at: Score.GOOD for at, _ in enumerate(reviews.questions_of(review), start=1)}
            reviews.answer_review(
                _who("shuiqing"), review_id=review.pk, version=review.version,
                scores=scores | {2: Score.FAIR, 9: Score.MIDDLING}, remark=words.REMARK,
            )  # fmt: skip

    @staticmethod
    def _copies(row: Feedback, clerk: Actor) -> None:
        """The department has no account here: its receipt is still to come on paper."""
        told: tuple[tuple[CopyKind, str, str], ...] = (
            (CopyKind.LEADER, "分管水利工作的区领导", "zongheng"),
            (CopyKind.DEPARTMENT, "区财政局", ""),
            (CopyKind.DISCIPLINE, "区纪委监委", "lianjing"),
            (CopyKind.ORGANISATION, "区委组织部", "zhirenshan"),
        )
        for kind, recipient, username in told:
            one: CopyLetter = copies.draft_copy(
                clerk, feedback_id=row.pk, kind=kind, recipient=recipient,
                user_id=_who(username).user_id if username else None,
            )  # fmt: skip
            one = copies.submit_copy(clerk, letter_id=one.pk, version=one.version)
            one = copies.issue_copy(_who("fangyuan"), letter_id=one.pk, version=one.version)
            if username:
                copies.receive_copy(_who(username), letter_id=one.pk, version=one.version)


def _recorded(
    day: dt.date, kind: HearingKind, report: Report, said: tuple[str, str, str]
) -> Hearing:
    with clock.at(day):
        facts = HearingFacts(day, *said, place=words.PLACE, report_ids=[report.pk])
        return hearings.record_hearing(_who("fangyuan"), kind=kind, facts=facts)


def _closed(row: Hearing) -> None:
    with clock.at(row.held_on + dt.timedelta(days=1)):
        hearings.close_hearing(_who("fangyuan"), hearing_id=row.pk, version=row.version)


def _reported(day: dt.date, row: Task, owner: str, outcome: str) -> None:
    with clock.at(day):
        row.refresh_from_db()
        tasks.report_task(_who(owner), task_id=row.pk, version=row.version, outcome=outcome)


def _in_hearing(row: Inspection) -> None:
    """A special report, signed and reviewed, whose meeting is being put down."""
    leader, today = _who("shentuyue"), clock.today()
    found = [one.pk for one in findings_for(row.pk)]
    if row.pk not in leader.grants or not found:
        return
    with clock.at(today - dt.timedelta(days=2)):
        report = reports.begin_report(
            leader, inspection_id=row.pk, kind=ReportKind.SPECIAL, title=words.SPECIAL,
            finding_ids=found,
        )  # fmt: skip
        report = reports.sign_report(leader, report_id=report.pk, version=report.version)
    with clock.at(today - dt.timedelta(days=1)):
        reports.review_report(
            _who("jiandan"), report_id=report.pk, version=report.version, note=words.REVIEWED
        )
    meeting = _recorded(today, HearingKind.GROUP, report, words.HEARING)
    owner = _who("lianjing").user_id or 0
    tasks.add_task(
        _who("fangyuan"), hearing_id=meeting.pk,
        told=TaskWords(row.pk, Aim.MATTER, *words.NEW_TASK, owner, "区纪委监委",
                       today + dt.timedelta(days=30)),
    )  # fmt: skip
