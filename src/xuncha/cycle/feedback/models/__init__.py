"""The tables of report and feedback."""

from xuncha.cycle.feedback.models.copies import CopyLetter
from xuncha.cycle.feedback.models.feedbacks import Delivery, Feedback, FeedbackLine
from xuncha.cycle.feedback.models.hearings import Filing, Hearing, HearingReport, Task
from xuncha.cycle.feedback.models.reports import Report, ReportSentence, ReportVersion
from xuncha.cycle.feedback.models.reviews import ReviewAnswer, TeamReview
from xuncha.cycle.feedback.models.rules import FeedbackRules
from xuncha.cycle.feedback.models.steps import FeedbackStep

__all__ = [
    "CopyLetter",
    "Delivery",
    "Feedback",
    "FeedbackLine",
    "FeedbackRules",
    "FeedbackStep",
    "Filing",
    "Hearing",
    "HearingReport",
    "Report",
    "ReportSentence",
    "ReportVersion",
    "ReviewAnswer",
    "Task",
    "TeamReview",
]
