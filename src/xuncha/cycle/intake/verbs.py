"""What papers read in write into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("intake.paper.read", "读入文件"),
    ("intake.paper.corrected", "更正识别结果"),
    ("intake.paper.taken", "从文件导入草拟问题"),
    ("intake.paper.dropped", "放弃读入的文件"),
    ("intake.paper.downloaded", "下载读入的原文件"),
)
