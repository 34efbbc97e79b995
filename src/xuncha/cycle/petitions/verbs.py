"""What letters, calls and visits write into the log: which step, never a word of them."""

from xuncha.foundation.audit.verbs import Verb, register

_PRIVATE = frozenset({"text", "subject", "reason", "words", "answer"})

register(
    *(
        Verb(name, label, _PRIVATE)
        for name, label in (
            ("petitions.petition.registered", "登记信访件"),
            ("petitions.petition.turned_away", "上级管辖，未登记"),
            ("petitions.petition.accepted", "受理信访件"),
            ("petitions.petition.passed_on", "转送信访件"),
            ("petitions.petition.declined", "不予受理信访件"),
            ("petitions.petition.merged", "并入信访件"),
            ("petitions.petition.answered", "信访件办结"),
            ("petitions.petition.reopened", "重新办理信访件"),
            ("petitions.petition.withdrawn", "撤销信访登记"),
            ("petitions.petition.told", "告知信访人"),
            ("petitions.petition.assigned", "信访件分办"),
            ("petitions.custodian.appointed", "指定来源保管人"),
            ("petitions.source.asked", "申请查看信访来源"),
            ("petitions.source.granted", "同意查看信访来源"),
            ("petitions.source.refused", "不同意查看信访来源"),
            ("petitions.source.ended", "收回查看信访来源"),
            ("petitions.source.opened", "打开信访来源"),
            ("petitions.source.destroyed", "销毁信访来源"),
            ("petitions.source.key_handed", "补发信访来源的钥匙"),
            ("petitions.source.handed_on", "移交信访来源的钥匙"),
            ("petitions.source.key_expired", "到期的来源钥匙收走"),
            ("petitions.source.taken_over", "信访来源改封给保管人"),
            ("petitions.rules.made", "制定信访规则"),
        )
    )
)
