"""What the calendar writes into the log."""

from xuncha.foundation.audit.verbs import register

register(
    ("calendar.year.loaded", "装入工作日表"),
    ("calendar.deadline.settled", "工作日表装入，改定暂定的期限"),
)
