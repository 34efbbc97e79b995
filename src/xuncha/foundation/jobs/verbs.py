"""What the jobs room writes into the log."""

from xuncha.foundation.audit.verbs import register

register(("jobs.job.cancelled", "取消后台任务"))
