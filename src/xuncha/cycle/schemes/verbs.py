"""What the room of schemes writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("schemes.scheme.created", "起草整改方案"),
    ("schemes.scheme.sent", "报送整改方案"),
    ("schemes.scheme.taken_back", "撤回整改方案修改"),
    ("schemes.scheme.handed_back", "退回整改方案补正"),
    ("schemes.scheme.approved", "批准整改方案"),
    ("schemes.scheme.refused", "不批准整改方案"),
    ("schemes.scheme.printed", "打印整改方案"),
    ("schemes.row.created", "增加方案条目"),
    ("schemes.row.changed", "修改方案条目"),
    ("schemes.row.removed", "删去方案条目"),
    ("schemes.review.opened", "开始方案联审"),
    ("schemes.review.given", "提出方案审核意见"),
    ("schemes.review.passed", "方案联审通过"),
    ("schemes.review.returned", "方案联审退回"),
    ("schemes.review.reseated", "更换方案审核人"),
    ("schemes.change.asked", "申请变更整改方案"),
    ("schemes.change.granted", "同意变更整改方案"),
    ("schemes.change.refused", "不同意变更整改方案"),
    ("schemes.import.read", "试读整改方案文件"),
    ("schemes.import.done", "导入整改方案"),
    ("schemes.import.dropped", "放弃导入整改方案"),
    ("schemes.rules.made", "制定整改方案规则"),
)
