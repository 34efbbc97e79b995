"""What backups write into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("backups.backup.made", "做备份"),
    ("backups.backup.restored", "从备份恢复"),
)
