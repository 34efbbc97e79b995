"""This step of the work stays at the office."""

from xuncha.foundation.kits.registry import stays

stays(
    "feedback.report",
    "feedback.reportversion",
    "feedback.reportsentence",
    "feedback.feedback",
    "feedback.feedbackline",
    "feedback.delivery",
    "feedback.copyletter",
    "feedback.hearing",
    "feedback.hearingreport",
    "feedback.task",
    "feedback.filing",
    "feedback.teamreview",
    "feedback.reviewanswer",
    "feedback.feedbackrules",
    "feedback.feedbackstep",
    why="反馈在巡察结束以后，只在办公室办理",
)
