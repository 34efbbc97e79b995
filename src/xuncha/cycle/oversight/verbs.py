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
    ("oversight.letter.drafted", "拟督办文书"),
    ("oversight.letter.changed", "修改督办文书"),
    ("oversight.letter.submitted", "送审督办文书"),
    ("oversight.letter.returned", "退回督办文书"),
    ("oversight.letter.approved", "批准督办文书"),
    ("oversight.letter.issued", "发出督办文书"),
    ("oversight.letter.received", "签收督办文书"),
    ("oversight.letter.answered", "答复督办文书"),
    ("oversight.letter.sent_back", "退回文书答复"),
    ("oversight.letter.closed", "办结督办文书"),
    ("oversight.letter.withdrawn", "撤回督办文书"),
    ("oversight.letter.printed", "打印督办文书"),
    ("oversight.letter.file_opened", "打开答复材料"),
)
