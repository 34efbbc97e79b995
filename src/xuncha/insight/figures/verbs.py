"""What figures write into the log."""

from xuncha.foundation.audit.verbs import register

register(("figures.snapshot.sealed", "封存一轮的统计数"))
