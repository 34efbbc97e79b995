"""What the room of questions writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("questions.question.asked", "就疑点问询单位"),
    ("questions.question.answered", "单位答复问询"),
    ("questions.question.withdrawn", "撤回问询"),
    ("questions.file.downloaded", "下载问询答复的文件"),
    ("questions.escalation.made", "疑点呈报主任"),
    ("questions.escalation.answered", "主任批示疑点"),
    ("questions.escalation.dropped", "收回呈报"),
    ("questions.rules.made", "制定疑点规则"),
)
