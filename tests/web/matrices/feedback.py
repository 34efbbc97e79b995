"""报告反馈: rows and records of this area."""

from __future__ import annotations

from tests.fedback import delivered, facts, final, opinion, reviewed, settled
from tests.fielded import in_the_field
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD
from xuncha.cycle.feedback.enums import Aim, CopyKind, HearingKind, ReportKind
from xuncha.cycle.feedback.models import Filing
from xuncha.cycle.feedback.services import copies, feedbacks, hearings, reports, tasks

MORE = FIELD
HANGS_ON = {
    "report_id", "sentence_id", "hearing_id", "filing_id", "task_id", "feedback_id",
    "delivery_id", "copy_id", "review_id",
}  # fmt: skip

_NOBODY = "403 403 403 403 403 403 403"
_OFFICE = f"302 200 200 403 {_NOBODY} 403 403 403"
_OFFICE_POST = f"302 400 400 403 {_NOBODY} 403 403 403"
_FIXED = f"302 409 409 403 {_NOBODY} 403 403 403"
_READ = f"302 200 200 200 {_NOBODY} 403 403 403"
_WRITE = f"302 200 200 403 {_NOBODY} 200 200 404"
_WRITE_POST = f"302 400 400 403 {_NOBODY} 400 400 400"
_TEAM_LIST = f"302 200 200 200 {_NOBODY} 200 200 200"
_TEAM = f"302 200 200 200 {_NOBODY} 200 200 404"
_OWNER = "302 200 200 200 200 403 403 403 403 403 403 200 200 404"
_ADDRESSED = "302 200 200 200 200 403 403 403 403 403 403 403 403 403"

ROWS = {
    "feedback_inspection": "302 200 200 200 403 200 404 200 403 403 403 200 200 404",
    "feedback_begin_report": _WRITE,
    "feedback_reports": _TEAM_LIST,
    "feedback_report": _TEAM,
    "feedback_change_report": _WRITE,
    "feedback_add_sentence": _WRITE,
    "feedback_take_in": _WRITE_POST,
    "feedback_move_report": f"302 400 400 400 {_NOBODY} 400 400 400",
    "feedback_print_report": _WRITE,
    "feedback_draft": _FIXED,
    "feedback_sentence": _WRITE,
    "feedback_rework_sentence": _WRITE_POST,
    "feedback_hearings": _READ,
    "feedback_new_hearing": _OFFICE,
    "feedback_hearing": _READ,
    "feedback_change_hearing": _OFFICE,
    "feedback_move_hearing": _OFFICE_POST,
    "feedback_add_task": _OFFICE,
    "feedback_file": _OFFICE_POST,
    "feedback_tasks": "302 200 200 200 200 403 403 403 403 403 403 200 200 200",
    "feedback_export_tasks": _OFFICE,
    "feedback_export": _OFFICE,
    "feedback_export_letters": _OFFICE,
    "feedback_task": _OWNER,
    "feedback_read_task": _OWNER,
    "feedback_move_task": "302 400 400 400 400 403 403 403 403 403 403 400 400 400",
    "feedback_desk": "302 200 200 200 200 200 200 200 403 403 403 200 200 200",
    "feedback_rules": _TEAM_LIST,
    "feedback_set_rules": f"302 200 403 403 {_NOBODY} 403 403 403",
    "feedback_feedback": "302 200 200 200 200 200 404 200 403 403 403 200 200 404",
    "feedback_change_feedback": _FIXED,
    "feedback_move_feedback": _OFFICE_POST,
    "feedback_print_feedback": "302 200 200 403 403 200 404 200 403 403 403 200 200 404",
    "feedback_draft_letter": _OFFICE,
    "feedback_hold": _FIXED,
    "feedback_sign": "302 400 400 403 403 400 404 400 403 403 403 403 403 403",
    "feedback_letters": _ADDRESSED,
    "feedback_letter": _ADDRESSED,
    "feedback_change_letter": _FIXED,
    "feedback_move_letter": "302 400 400 400 400 403 403 403 403 403 403 403 403 403",
    "feedback_print_letter": _OFFICE,
    "feedback_reviews": "302 200 200 200 403 200 200 200 403 403 403 403 403 403",
    "feedback_review": "302 200 200 200 403 200 404 200 403 403 403 403 403 403",
    "feedback_answer_review": "302 403 403 403 403 200 404 200 403 403 403 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A draft on one topic, another that a meeting is put down for, a task of 冯立's from the first
    meeting, and the main report fed back with a notice to him."""
    told = settled(in_the_field(story, people), people)
    clerk, director = people.actor("liwen"), people.actor("song")
    where = told.inspection.pk
    special = [
        reports.begin_report(
            told.leader, inspection_id=where, kind=ReportKind.SPECIAL, title=title,
            finding_ids=[told.findings[0].pk],
        )
        for title in ("学习专题", "又一专题")
    ]  # fmt: skip
    other = reports.sign_report(told.leader, report_id=special[1].pk, version=special[1].version)
    other = reports.review_report(clerk, report_id=other.pk, version=other.version, note="好")
    main = reviewed(told)
    meeting = hearings.record_hearing(clerk, kind=HearingKind.GROUP, facts=facts(other.pk))
    task = tasks.add_task(clerk, hearing_id=meeting.pk, told=opinion(told, Aim.MATTER, "fengli"))
    hearings.close_hearing(clerk, hearing_id=meeting.pk, version=meeting.version)
    other.refresh_from_db()
    waiting = hearings.record_hearing(clerk, kind=HearingKind.SECRETARY, facts=facts(other.pk))
    final(told, main)
    row = feedbacks.draft_feedback(clerk, report_id=main.pk)
    row = feedbacks.approve_feedback(director, feedback_id=row.pk, version=row.version)
    row = delivered(told, row)
    letter = copies.draft_copy(
        clerk, feedback_id=row.pk, kind=CopyKind.DISCIPLINE, recipient="区纪委监委",
        user_id=people["fengli"].pk,
    )  # fmt: skip
    letter = copies.submit_copy(clerk, letter_id=letter.pk, version=letter.version)
    letter = copies.issue_copy(director, letter_id=letter.pk, version=letter.version)
    return {
        "inspection_id": where, "report_id": special[0].pk,
        "sentence_id": special[0].versions.get().sentences.get().pk, "hearing_id": waiting.pk,
        "filing_id": Filing.objects.get().pk, "task_id": task.pk, "feedback_id": row.pk,
        "delivery_id": row.deliveries.get(audience="head").pk, "copy_id": letter.pk,
        "review_id": row.review.pk,
    }  # fmt: skip
