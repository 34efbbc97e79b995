"""What the coverage plan writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("planning.rounds.laid", "排定一届的轮次"),
    ("planning.risk.set", "制定风险模型"),
    ("planning.demand.prepared", "建立一届的巡察需求"),
    ("planning.demand.changed", "修改巡察需求"),
    ("planning.demand.rescored", "重算风险"),
    ("planning.demand.imported", "导入巡察需求"),
    ("planning.import.read", "试读巡察需求清单"),
    ("planning.import.dropped", "放弃导入巡察需求"),
    ("planning.plan.drafted", "起草覆盖规划"),
    ("planning.plan.asked", "请求自动编排"),
    ("planning.plan.solved", "写入自动编排结果"),
    ("planning.plan.moved", "调整规划条目"),
    ("planning.plan.pinned", "固定规划条目"),
    ("planning.plan.teams_set", "调整轮次组数"),
    ("planning.plan.submitted", "送审覆盖规划"),
    ("planning.plan.returned", "退回覆盖规划"),
    ("planning.plan.approved", "批准覆盖规划"),
    ("planning.plan.superseded", "旧版规划被代替"),
    ("planning.plan.dropped", "不采用这一版规划"),
)
