"""What the findings room writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("findings.finding.created", "登记问题"),
    ("findings.finding.changed", "修改问题"),
    ("findings.finding.settled", "问题定稿"),
    ("findings.finding.reopened", "问题退回修改"),
    ("findings.finding.fed_back", "问题反馈"),
    ("findings.finding.withdrawn", "问题不采用"),
    ("findings.finding.disposed", "问题定去向"),
    ("findings.finding.merged", "归并问题"),
    ("findings.finding.unmerged", "撤销归并问题"),
    ("findings.recurrence.settled", "判断老问题、新表现"),
    ("findings.point.linked", "关联问题和监督要点"),
    ("findings.point.unlinked", "解除问题和监督要点的关联"),
    ("findings.frame.placed", "问题按对照框架归类"),
    ("findings.list.imported", "导入反馈问题清单"),
)
