"""What oversight writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("oversight.rules.made", "制定督办规则"),
    ("oversight.draw.made", "抽取抽查事项"),
    ("oversight.check.assigned", "派人实地核查"),
    ("oversight.check.recorded", "填写核查记录"),
    ("oversight.check.confirmed", "确认核查记录"),
    ("oversight.check.returned", "退回核查记录"),
    ("oversight.check.concluded", "处理核查结果"),
    ("oversight.check.dropped", "不再核查"),
    ("oversight.check.file_opened", "打开核查文件"),
    ("oversight.alerts.stepped_up", "预警升级并通知"),
    ("oversight.charge.set", "登记分管领导"),
)
