"""What search writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("search.file.read", "读出附件文字"),
    ("search.file.forgotten", "清理附件文字"),
)
