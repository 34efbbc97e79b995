"""What deeds write into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("deeds.rules.made", "制定实事规则"),
    ("deeds.deed.registered", "登记实事"),
    ("deeds.deed.verified", "核实实事"),
    ("deeds.deed.claimed", "认领实事"),
    ("deeds.deed.started", "开始办理实事"),
    ("deeds.deed.finished", "办结实事"),
    ("deeds.deed.drawn", "抽取回访住户"),
    ("deeds.deed.called", "登记住户回访"),
    ("deeds.deed.redone", "重办实事"),
    ("deeds.deed.dropped", "不列实事"),
    ("deeds.photo.added", "上传实事照片"),
    ("deeds.photo.opened", "打开实事照片"),
    ("deeds.summary.printed", "打印实事公示"),
)
