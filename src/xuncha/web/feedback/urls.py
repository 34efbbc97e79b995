"""Addresses of report and feedback."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.feedback import cards, copies, feedbacks, hearings, reports, reviews, ruling, tasks
from xuncha.web.feedback.audience import EVERYBODY, WITH_UNIT
from xuncha.web.rounds.tabs import Part, Tab, register

__all__ = ["cards", "urlpatterns"]

register(Tab("feedback_inspection", "报告反馈", WITH_UNIT, 55, Part.AFTER))
nav.register(nav.Entry("feedback", "报告反馈", "file-text", "feedback_desk", EVERYBODY))

_INSPECTION = "inspections/<int:inspection_id>/feedback/"
_REPORT = "reports/<int:report_id>/"
_SENTENCE = "report-sentences/<int:sentence_id>/"
_HEARING = "hearings/<int:hearing_id>/"
_TASK = "hearing-tasks/<int:task_id>/"
_FEEDBACK = "feedbacks/<int:feedback_id>/"
_DELIVERY = "feedback-deliveries/<int:delivery_id>/"
_LETTER = "copy-letters/<int:copy_id>/"
_REVIEW = "team-reviews/<int:review_id>/"

urlpatterns = [
    path(_INSPECTION, feedbacks.of_inspection, name="feedback_inspection"),
    path(f"{_INSPECTION}report/", reports.begin, name="feedback_begin_report"),
    path("reports/", reports.listing, name="feedback_reports"),
    path(_REPORT, reports.one, name="feedback_report"),
    path(f"{_REPORT}change/", reports.change, name="feedback_change_report"),
    path(f"{_REPORT}add/", reports.add, name="feedback_add_sentence"),
    path(f"{_REPORT}take-in/", reports.take_in, name="feedback_take_in"),
    path(f"{_REPORT}move/", reports.move, name="feedback_move_report"),
    path(f"{_REPORT}print/", reports.printed, name="feedback_print_report"),
    path(f"{_REPORT}feedback/", feedbacks.draft, name="feedback_draft"),
    path(_SENTENCE, reports.sentence, name="feedback_sentence"),
    path(f"{_SENTENCE}rework/", reports.rework, name="feedback_rework_sentence"),
    path("hearings/", hearings.listing, name="feedback_hearings"),
    path("hearings/new/", hearings.record, name="feedback_new_hearing"),
    path(_HEARING, hearings.one, name="feedback_hearing"),
    path(f"{_HEARING}change/", hearings.change, name="feedback_change_hearing"),
    path(f"{_HEARING}move/", hearings.move, name="feedback_move_hearing"),
    path(f"{_HEARING}tasks/", hearings.add_task, name="feedback_add_task"),
    path("filings/<int:filing_id>/move/", hearings.file, name="feedback_file"),
    path("hearing-tasks/", tasks.listing, name="feedback_tasks"),
    path("hearing-tasks/export/", tasks.export, name="feedback_export_tasks"),
    path(_TASK, tasks.one, name="feedback_task"),
    path(f"{_TASK}read/", tasks.read, name="feedback_read_task"),
    path(f"{_TASK}move/", tasks.move, name="feedback_move_task"),
    path("feedbacks/", feedbacks.desk, name="feedback_desk"),
    path("feedbacks/export/", feedbacks.export, name="feedback_export"),
    path("feedbacks/rules/", ruling.rules, name="feedback_rules"),
    path("feedbacks/rules/new/", ruling.set_rules, name="feedback_set_rules"),
    path(_FEEDBACK, feedbacks.one, name="feedback_feedback"),
    path(f"{_FEEDBACK}change/", feedbacks.change, name="feedback_change_feedback"),
    path(f"{_FEEDBACK}move/", feedbacks.move, name="feedback_move_feedback"),
    path(f"{_FEEDBACK}print/", feedbacks.printed, name="feedback_print_feedback"),
    path(f"{_FEEDBACK}copies/", copies.draft, name="feedback_draft_letter"),
    path(f"{_DELIVERY}hold/", feedbacks.hold, name="feedback_hold"),
    path(f"{_DELIVERY}sign/", feedbacks.sign, name="feedback_sign"),
    path("copy-letters/", copies.listing, name="feedback_letters"),
    path("copy-letters/export/", copies.export, name="feedback_export_letters"),
    path(_LETTER, copies.one, name="feedback_letter"),
    path(f"{_LETTER}change/", copies.change, name="feedback_change_letter"),
    path(f"{_LETTER}move/", copies.move, name="feedback_move_letter"),
    path(f"{_LETTER}print/", copies.printed, name="feedback_print_letter"),
    path("team-reviews/", reviews.listing, name="feedback_reviews"),
    path(_REVIEW, reviews.one, name="feedback_review"),
    path(f"{_REVIEW}answer/", reviews.answer, name="feedback_answer_review"),
]
