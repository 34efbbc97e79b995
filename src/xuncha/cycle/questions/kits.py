"""This step of the work stays at the office."""

from xuncha.foundation.kits.registry import stays

stays(
    "questions.question",
    "questions.questionfile",
    "questions.escalation",
    "questions.signalrules",
    why="疑点的问询只在办公室办理",
)
