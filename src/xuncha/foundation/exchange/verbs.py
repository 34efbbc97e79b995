"""What the exchange room writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("exchange.table.exported", "导出表格"),
    ("exchange.mapping.remembered", "记住表头对应关系"),
)
