"""What holding keys writes into the log. The names are those of the first room that had it: rows of
older sites keep their words."""

from xuncha.foundation.audit.verbs import Verb, register

_PRIVATE = frozenset({"reason", "words"})

register(
    *(
        Verb(name, label, _PRIVATE)
        for name, label in (
            ("holders.holder.made", "设立封存口令"),
            ("holders.holder.changed", "修改封存口令"),
            ("holders.holder.failed", "封存口令输错"),
            ("holders.holder.unlocked", "输入封存口令"),
            ("holders.escrow.convened", "托管仪式"),
            ("holders.escrow.shown", "打开托管份额"),
            ("holders.escrow.confirmed", "确认托管份额"),
            ("holders.escrow.activated", "启用托管密钥"),
            ("holders.escrow.dropped", "作废托管密钥"),
            ("holders.escrow.recovered", "用托管份额恢复钥匙"),
            ("holders.escrow.moved", "改用新的托管密钥"),
        )
    )
)
