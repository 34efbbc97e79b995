"""Kinds of record that can be found: the report and its feedback, the use of results, deeds. Of
the meetings' opinions those on persons are not among them: each reading of one is noted."""

from __future__ import annotations

from django.db.models import F, Q

from xuncha.cycle.deeds.models import Deed, DeedCall
from xuncha.cycle.deeds.policies import reads_source
from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.feedback.enums import Aim
from xuncha.cycle.feedback.models import (
    CopyLetter,
    Feedback,
    FeedbackLine,
    Hearing,
    Report,
    ReportSentence,
    ReportVersion,
    Task,
    TeamReview,
)
from xuncha.cycle.results.models import (
    CommonProblem,
    Institution,
    Result,
    ResultAnswer,
    SelfCheck,
)
from xuncha.insight.search.kinds import Extra, Kind, Place, register
from xuncha.insight.search.known_field import place_of
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING

FEEDBACK, RESULTS, DEEDS = "报告反馈", "成果运用", "民生实事"
_ROUND = ("inspection__organisation", "inspection__round")
_OF_FEEDBACK = ("feedback__inspection__organisation", "feedback__inspection__round")


def _not_village(actor: Actor) -> Q:
    """The general words of a feedback are for the unit that it was given to, not for its
    villages."""
    if not actor.has(*UNIT):
        return EVERYTHING
    return Q(inspection__organisation_id=actor.unit_id)


def _listener(actor: Actor) -> Q:
    """What people said of a deed is for those who listened."""
    return EVERYTHING if reads_source(actor) else NOTHING


register(
    Kind(
        "report", "巡察报告", FEEDBACK, Report,
        title=lambda row: row.title,
        parts=lambda row: (row.title, row.review_note),
        place=lambda row: place_of(row.inspection, row.signed_on or row.made_at.date()),
        page="feedback_report", related=_ROUND,
        extras=(
            Extra(
                ReportVersion, "report_id", lambda row: (row.opening, row.closing),
                Q(number=F("report__revision")),
            ),
            Extra(
                ReportSentence, "version__report_id", lambda row: (row.text,),
                Q(version__number=F("version__report__revision")), "line",
            ),
        ),
    )
)  # fmt: skip
register(
    Kind(
        "hearing", "听取会议", FEEDBACK, Hearing,
        title=str,
        parts=lambda row: (str(row), row.attended, row.heard, row.decision),
        place=lambda row: Place(day=row.held_on),
        page="feedback_hearing", unit_name=lambda row: row.get_kind_display(),
    )
)  # fmt: skip
register(
    Kind(
        "task", "交办事项", FEEDBACK, Task,
        title=lambda row: f"交办事项 {row.subject}",
        parts=lambda row: (row.subject, row.text, row.outcome, row.returned_reason),
        place=lambda row: place_of(row.inspection, row.first_reported_on or row.due_on),
        page="feedback_task", related=_ROUND, people=("owner",),
        told_by={"feedback.hearing": "hearing"},
        only=Q(aim=Aim.MATTER),
    )
)  # fmt: skip
register(
    Kind(
        "feedback", "反馈意见", FEEDBACK, Feedback,
        title=lambda row: f"反馈意见 {row.inspection.round}",
        parts=lambda _row: ("反馈意见",),
        place=lambda row: place_of(row.inspection, row.delivered_on or row.made_at.date()),
        page="feedback_feedback", related=_ROUND, units=("deliveries__organisation",),
        extras=(
            Extra(
                Feedback, "id", lambda row: (row.praise, row.demands), readers=_not_village
            ),
            Extra(FeedbackLine, "feedback_id", lambda row: (row.text,), order="line"),
        ),
        told_by={"feedback.delivery": "deliveries"},
    )
)  # fmt: skip
register(
    Kind(
        "copy", "抄告", FEEDBACK, CopyLetter,
        title=lambda row: f"抄告{row.get_kind_display()} {row.code}",
        parts=lambda row: (f"抄告{row.get_kind_display()}", row.code, row.recipient, row.text),
        place=lambda row: place_of(
            row.feedback.inspection, row.issued_on or row.drafted_at.date()
        ),
        page="feedback_letter", unit_name=lambda row: str(row.feedback.inspection.organisation),
        related=_OF_FEEDBACK, people=("user",),
    )
)  # fmt: skip
register(
    Kind(
        "team_review", "后评估", FEEDBACK, TeamReview,
        title=lambda _row: "对巡察组的后评估",
        parts=lambda row: ("后评估", row.remark),
        place=lambda row: place_of(row.inspection, row.answered_on or row.due_on),
        page="feedback_review", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "result", "成果运用事项", RESULTS, Result,
        title=lambda row: row.title,
        parts=lambda row: (
            row.title, row.get_kind_display(), row.code, row.text, row.close_note,
            row.end_reason,
        ),
        place=lambda row: Place(
            row.unit_id or 0, row.round_id, 0, row.issued_on or row.drafted_at.date()
        ),
        page="results_result", unit_name=lambda row: row.receiver, related=("unit", "round"),
        people=("addressee",),
        extras=(Extra(ResultAnswer, "result_id", lambda row: (row.text, row.returned_reason)),),
    )
)  # fmt: skip
register(
    Kind(
        "institution", "制度", RESULTS, Institution,
        title=str,
        parts=lambda row: (row.title, row.paper, row.cause, row.text, row.end_reason),
        place=lambda row: Place(unit=row.organisation_id, day=row.in_force_on),
        page="results_institution", unit_name=lambda row: str(row.organisation),
        related=("organisation",),
    )
)  # fmt: skip
register(
    Kind(
        "common", "共性问题", RESULTS, CommonProblem,
        title=lambda row: row.title,
        parts=lambda row: (row.title, row.text, row.end_reason),
        place=lambda row: Place(
            round=row.round_id, day=row.published_on or row.named_at.date()
        ),
        page="results_common", unit_name=lambda row: str(row.round), related=("round",),
    )
)  # fmt: skip
register(
    Kind(
        "selfcheck", "未巡先改", RESULTS, SelfCheck,
        title=str,
        parts=lambda row: (row.common.title, row.text, row.put_right),
        place=lambda row: Place(
            row.organisation_id, row.common.round_id, 0, row.answered_on or row.asked_on
        ),
        page="results_selfcheck", unit_name=lambda row: str(row.organisation),
        related=("common", "organisation"),
        told_by={"results.commonproblem": "common"},
    )
)  # fmt: skip
register(
    Kind(
        "deed", "实事", DEEDS, Deed,
        title=str,
        parts=lambda row: (
            str(row), row.place, row.verified_text, row.promise, row.done_text, row.end_reason,
        ),
        place=lambda row: Place(
            row.village_id, row.inspection.round_id, row.inspection_id,
            row.done_on or row.verified_on or row.heard_on,
        ),
        page="deeds_deed", unit_name=lambda row: str(row.village),
        related=("village", "inspection"), units=("owner", "village__parent"),
        extras=(
            Extra(Deed, "id", lambda row: (row.heard_text,), readers=_listener),
            Extra(DeedCall, "deed_id", lambda row: (row.said,)),
        ),
        told_by={"directory.organisation": "village"},
    )
)  # fmt: skip
