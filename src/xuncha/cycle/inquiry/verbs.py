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
    ("inquiry.rules.made", "调整走访问卷规则"),
    ("inquiry.visit.recorded", "记录走访"),
    ("inquiry.visit.changed", "修改走访"),
    ("inquiry.visit.withdrawn", "撤回走访"),
    ("inquiry.visit.opened", "打开走访文件"),
    ("inquiry.households.set", "填写村户数"),
    ("inquiry.questionnaire.drafted", "拟问卷"),
    ("inquiry.questionnaire.changed", "修改问卷"),
    ("inquiry.questionnaire.opened", "发放问卷"),
    ("inquiry.questionnaire.closed", "收齐问卷"),
    ("inquiry.questionnaire.withdrawn", "撤回问卷"),
    ("inquiry.questionnaire.printed", "打印空白问卷"),
    ("inquiry.sheet.entered", "录入答卷"),
    ("inquiry.sheet.voided", "作废答卷"),
    ("inquiry.sheets.read", "试读答卷表"),
    ("inquiry.sheets.taken", "导入答卷表"),
    ("inquiry.sheets.dropped", "放弃答卷表"),
)
