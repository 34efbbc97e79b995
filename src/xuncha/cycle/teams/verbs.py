"""What teams write into the log: who, when, which step; never what ties somebody to whom."""

from xuncha.foundation.audit.verbs import Verb, register

_PRIVATE = frozenset({"words", "reason"})


def _verbs(*pairs: tuple[str, str]) -> None:
    register(*(Verb(name, label, _PRIVATE) for name, label in pairs))


_verbs(
    ("teams.rules.made", "制定回避和组队规则"),
    ("teams.team.formed", "组建巡察组"),
    ("teams.team.changed", "调整巡察组"),
    ("teams.team.dropped", "撤销未授权的巡察组"),
    ("teams.team.printed", "打印授权文书"),
    ("teams.seats.proposed", "系统提出组员"),
    ("teams.seats.drawn", "随机抽取组员"),
    ("teams.seat.taken", "安排组员"),
    ("teams.seat.left", "组员离组"),
    ("teams.seat.declared", "申报回避事项"),
    ("teams.authorisation.drafted", "拟定授权"),
    ("teams.authorisation.submitted", "送审授权"),
    ("teams.authorisation.returned", "退回授权"),
    ("teams.authorisation.approved", "批准授权"),
    ("teams.authorisation.announced", "宣布授权"),
    ("teams.authorisation.revoked", "撤销授权"),
    ("teams.member.replaced", "更换组员"),
    ("teams.recusal.raised", "回避：关闭访问"),
    ("teams.recusal.confirmed", "认定回避"),
    ("teams.recusal.waiver_asked", "提请豁免"),
    ("teams.recusal.waived", "批准豁免"),
    ("teams.recusal.waiver_refused", "不同意豁免"),
    ("teams.recusal.dismissed", "认定回避不成立"),
    ("teams.recusal.raised_again", "重新认定回避"),
    ("teams.recusal.file_downloaded", "下载豁免依据"),
    ("teams.objection.asked", "单位要求回避"),
    ("teams.objection.verified", "核实单位回避申请"),
    ("teams.objection.decided", "决定单位回避申请"),
    ("teams.appraisal.rules_made", "制定考核规则"),
    ("teams.appraisal.opened", "启动轮次考核"),
    ("teams.appraisal.written", "评定考核"),
    ("teams.appraisal.seen", "本人阅考核"),
)
