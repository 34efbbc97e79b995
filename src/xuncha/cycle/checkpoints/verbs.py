"""What the lists write into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("checkpoints.decision.created", "登记决策部署"),
    ("checkpoints.decision.changed", "修改决策部署"),
    ("checkpoints.decision.retired", "停用决策部署"),
    ("checkpoints.decision.restored", "恢复决策部署"),
    ("checkpoints.decision.downloaded", "下载决策部署文件"),
    ("checkpoints.set.created", "起草监督清单版本"),
    ("checkpoints.set.issued", "发布监督清单版本"),
    ("checkpoints.set.dropped", "不采用监督清单版本"),
    ("checkpoints.checkpoint.created", "增加监督要点"),
    ("checkpoints.checkpoint.changed", "修改监督要点"),
    ("checkpoints.checkpoint.removed", "删去监督要点"),
    ("checkpoints.import.read", "试读监督要点表"),
    ("checkpoints.import.done", "导入监督要点表"),
    ("checkpoints.import.dropped", "放弃监督要点表"),
    ("checkpoints.list.given", "下发任务清单"),
    ("checkpoints.point.added", "任务清单增加要点"),
    ("checkpoints.point.left_out", "任务清单不列入要点"),
    ("checkpoints.point.taken_back", "任务清单重新列入要点"),
    ("checkpoints.point.assigned", "要点分工"),
    ("checkpoints.point.answered", "填写要点检查情况"),
    ("checkpoints.point.reopened", "要点重新检查"),
)
