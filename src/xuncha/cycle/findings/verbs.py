"""What the findings room writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("findings.finding.created", "登记问题"),
    ("findings.finding.changed", "修改问题"),
    ("findings.finding.settled", "问题定稿"),
    ("findings.finding.reopened", "问题退回修改"),
    ("findings.finding.fed_back", "问题反馈"),
    ("findings.finding.withdrawn", "问题不采用"),
    ("findings.list.imported", "导入反馈问题清单"),
)
