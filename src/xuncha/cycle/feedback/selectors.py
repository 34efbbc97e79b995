"""Reading reports, meetings, feedback, notices and forms through the doors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from xuncha.cycle.feedback.enums import (
    COPY_OUT,
    HEARS_FROM,
    TASK_UNDONE,
    HearingKind,
    ReportKind,
    ReportState,
)
from xuncha.cycle.feedback.models import (
    CopyLetter,
    Delivery,
    Feedback,
    FeedbackLine,
    FeedbackRules,
    FeedbackStep,
    Filing,
    Hearing,
    HearingReport,
    Report,
    ReportSentence,
    ReportVersion,
    ReviewAnswer,
    Task,
    TeamReview,
)
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_INSPECTION = ("inspection__organisation", "inspection__round__term")


def list_reports(actor: Actor) -> QuerySet[Report]:
    """Reports in sight."""
    return access.visible(actor, Report).select_related(*_INSPECTION)


def get_report(actor: Actor, report_id: int) -> Report:
    """One with who acted on it."""
    related = (*_INSPECTION, "made_by", "signed_by", "reviewed_by", "final_by")
    return access.get_or_404(actor, Report, related=related, pk=report_id)


def versions_of(actor: Actor, row: Report) -> QuerySet[ReportVersion]:
    """All versions, the newest first."""
    return access.visible(actor, ReportVersion).filter(report=row).order_by("-number")


def get_version(actor: Actor, row: Report, number: int) -> ReportVersion:
    """One version of a report."""
    rows = ReportVersion.objects.filter(report=row)
    return access.get_or_404(actor, rows, number=number)


def sentences_in(actor: Actor, version: ReportVersion) -> list[ReportSentence]:
    """Its sentences in order, each with its finding."""
    rows = access.visible(actor, ReportSentence).filter(version=version)
    rows = rows.select_related("finding", "village", "edited_by")
    return list(rows.prefetch_related("finding__counts").order_by("line", "pk"))


def get_sentence(actor: Actor, sentence_id: int) -> ReportSentence:
    """One sentence with its report."""
    related = ("version__report__inspection__organisation", "finding", "village")
    return access.get_or_404(actor, ReportSentence, related=related, pk=sentence_id)


def main_report(actor: Actor, inspection: Inspection) -> Report | None:
    """The living main report of an inspection."""
    rows = list_reports(actor).filter(inspection=inspection, kind=ReportKind.MAIN)
    return rows.exclude(state=ReportState.WITHDRAWN).first()


def list_hearings(actor: Actor) -> QuerySet[Hearing]:
    """Meetings in sight, with what they heard and how many opinions the reader may know of."""
    reports = Prefetch(
        "reports", access.visible(actor, HearingReport).select_related(
            "report__inspection__organisation", "report__inspection__round", "version"
        ).order_by("pk"),
    )  # fmt: skip
    rows = access.visible(actor, Hearing).select_related("filing", "made_by", "closed_by")
    known = Q(tasks__in=access.visible(actor, Task).values("pk"))
    number = Count("tasks", filter=known, distinct=True)
    return rows.annotate(tasks_number=number).prefetch_related(reports)


def get_hearing(actor: Actor, hearing_id: int) -> Hearing:
    """One meeting."""
    return access.get_or_404(actor, list_hearings(actor), pk=hearing_id)


def hearable(actor: Actor, kind: HearingKind, among: Iterable[int] = ()) -> QuerySet[Report]:
    """Reports that a meeting of this kind may take up, with those that it has already."""
    rows = list_reports(actor).filter(Q(state=HEARS_FROM[kind]) | Q(pk__in=list(among)))
    return rows.order_by("inspection__round", "inspection__organisation__code", "number")


def list_tasks(actor: Actor) -> QuerySet[Task]:
    """Tasks in sight."""
    rows = access.visible(actor, Task)
    return rows.select_related(*_INSPECTION, "hearing", "owner", "finding")


def get_task(actor: Actor, task_id: int) -> Task:
    """One task."""
    rows = list_tasks(actor).select_related("reported_by", "settled_by")
    return access.get_or_404(actor, rows, pk=task_id)


def tasks_given_to(actor: Actor) -> QuerySet[Task]:
    """What the actor still has to do."""
    rows = list_tasks(actor).filter(owner=actor.user_id or 0, state__in=sorted(TASK_UNDONE))
    return rows.order_by("due_on", "pk")


def get_filing(actor: Actor, filing_id: int) -> Filing:
    """One filing with its meeting."""
    return access.get_or_404(actor, Filing, related=("hearing",), pk=filing_id)


def list_feedbacks(actor: Actor) -> QuerySet[Feedback]:
    """Feedbacks in sight, with how many findings each tells."""
    rows = access.visible(actor, Feedback).annotate(lines_number=Count("lines"))
    return rows.select_related(*_INSPECTION, "report", "version_told")


def get_feedback(actor: Actor, feedback_id: int) -> Feedback:
    """One with who acted on it."""
    rows = list_feedbacks(actor).select_related("made_by", "approved_by", "delivered_by")
    return access.get_or_404(actor, rows, pk=feedback_id)


def lines_of(actor: Actor, row: Feedback) -> list[FeedbackLine]:
    """Its lines in sight."""
    rows = access.visible(actor, FeedbackLine).filter(feedback=row)
    return list(rows.select_related("finding", "village").order_by("line"))


def deliveries_of(actor: Actor, row: Feedback) -> list[Delivery]:
    """Its conversations in sight."""
    rows = access.visible(actor, Delivery).filter(feedback=row)
    return list(rows.select_related("organisation", "signed_by", "feedback").order_by("pk"))


def get_delivery(actor: Actor, delivery_id: int) -> Delivery:
    """One conversation."""
    related = ("feedback__inspection__organisation", "organisation")
    return access.get_or_404(actor, Delivery, related=related, pk=delivery_id)


def list_letters(actor: Actor) -> QuerySet[CopyLetter]:
    """Notices in sight."""
    rows = access.visible(actor, CopyLetter)
    return rows.select_related(
        "feedback__inspection__organisation", "feedback__inspection__round__term", "user"
    )


def get_letter(actor: Actor, letter_id: int) -> CopyLetter:
    """One notice."""
    rows = list_letters(actor).select_related("drafted_by", "issued_by", "submitted_by")
    return access.get_or_404(actor, rows, pk=letter_id)


def kinds_sent(actor: Actor, row: Feedback) -> set[str]:
    """Which of the four have been told."""
    rows = access.visible(actor, CopyLetter).filter(feedback=row, state__in=sorted(COPY_OUT))
    return set(rows.values_list("kind", flat=True))


def list_reviews(actor: Actor) -> QuerySet[TeamReview]:
    """Forms in sight."""
    return access.visible(actor, TeamReview).select_related(*_INSPECTION, "feedback")


def get_review(actor: Actor, review_id: int) -> TeamReview:
    """One form."""
    return access.get_or_404(actor, list_reviews(actor), pk=review_id)


def answers_of(actor: Actor, row: TeamReview) -> QuerySet[ReviewAnswer]:
    """What was answered, in the order of the questions."""
    return access.visible(actor, ReviewAnswer).filter(review=row).order_by("number")


def steps_of(actor: Actor, **of: Any) -> QuerySet[FeedbackStep]:
    """The history of a record, the newest first."""
    return access.visible(actor, FeedbackStep).filter(**of).order_by("-pk")


def list_rules(actor: Actor) -> QuerySet[FeedbackRules]:
    """All versions, the newest first."""
    rows = access.visible(actor, FeedbackRules).select_related("made_by")
    return rows.order_by("-effective_on", "-number")
