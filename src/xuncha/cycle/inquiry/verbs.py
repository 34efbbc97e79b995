"""What talks, visits and questionnaires write into the log. Names and words of talks never do."""

from xuncha.foundation.audit.verbs import register

register(
    ("inquiry.talk.recorded", "记录谈话"),
    ("inquiry.talk.changed", "修改谈话记录"),
    ("inquiry.talk.signed", "谈话人签字"),
    ("inquiry.talk.countersigned", "另一谈话人签字"),
    ("inquiry.talk.reopened", "谈话退回再记"),
    ("inquiry.talk.closed", "谈话归存"),
    ("inquiry.talk.withdrawn", "撤回谈话"),
    ("inquiry.talk.printed", "打印谈话记录"),
    ("inquiry.outline.made", "调整谈话提纲"),
    ("inquiry.targets.set", "设定应谈人数"),
)
