"""What the rectification room writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("rectification.item.created", "登记整改事项"),
    ("rectification.item.revised", "按新批准的方案更新整改事项"),
    ("rectification.item.started", "开始整改"),
    ("rectification.item.claimed", "申报完成"),
    ("rectification.item.claim_withdrawn", "撤回申报"),
    ("rectification.item.returned", "退回整改事项"),
    ("rectification.item.verified", "核实整改事项"),
    ("rectification.item.sustained", "确认巩固"),
    ("rectification.item.reopened", "重新整改"),
    ("rectification.progress.added", "填报整改进展"),
    ("rectification.proof.added", "提交佐证"),
    ("rectification.proof.replaced", "更新佐证版本"),
    ("rectification.proof.withdrawn", "撤回佐证"),
    ("rectification.proof.downloaded", "下载佐证"),
    ("rectification.extension.asked", "申请延期"),
    ("rectification.extension.granted", "同意延期"),
    ("rectification.extension.refused", "不同意延期"),
    ("rectification.extension_rules.made", "制定延期规则"),
    ("rectification.signal.cleared", "排除疑点"),
    ("rectification.signal.upheld", "认定疑点"),
    ("rectification.signals.rechecked", "重新核对疑点"),
    ("rectification.signals.checked_here", "后台停着，当场核对疑点"),
    ("rectification.import.read", "试读导入文件"),
    ("rectification.import.done", "导入整改台账"),
    ("rectification.import.dropped", "放弃导入"),
)
