"""What planning writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("planning.term.created", "建立一届"),
    ("planning.round.created", "建立轮次"),
    ("planning.round.changed", "修改轮次"),
    ("planning.round.dropped", "删除轮次"),
    ("planning.inspection.created", "安排巡察任务"),
    ("planning.inspection.advanced", "推进巡察阶段"),
)
