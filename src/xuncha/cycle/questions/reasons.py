"""Words that the desk offers: why a signal was cleared, how a unit is asked and told what to mend,
what to look at on the spot. All may be changed before they are sent. A unit hears what is wrong in
its own words, and never of another unit."""

from __future__ import annotations

from collections.abc import Sequence

_CLEARED: tuple[str, ...] = (
    "已核对原始资料，情况属实",
    "已到现场看过，整改属实",
    "单位已书面说明并补充佐证，核对无误",
)
_CLEARED_BY_RULE: dict[str, tuple[str, ...]] = {
    "R01": ("已由另一项一并整改，已核对",),
    "R02": ("各个方面都有回应，只是写在另一处",),
    "R03": ("问题本身就是会议、学习、制度方面的",),
    "R04": ("属于上级统一部署的规定动作，文字相同正常",),
    "R05": ("措施另有具体安排，已核对",),
    "R06": ("佐证是纸质的，已当面查验",),
    "R07": ("同一份文件确实涉及这几个问题",),
    "R08": ("文件日期写的是印发日期，事情发生在整改期内",),
    "R09": ("分期追缴，累计已经够数", "差额按规定核减，有批准手续"),
    "R10": ("主要任务已经完成，“下一步”说的是巩固",),
    "R12": ("可以立行立改，时间合理",),
    "R13": ("已有制度管住，不用再建",),
    "R15": ("与上一轮的不是同一个问题",),
    "R17": ("延期有批准手续",),
    "R19": ("回访群众已经满意，意见已经解决",),
}
_OF_OTHERS: dict[str, tuple[str, str]] = {
    "R04": ("{words}这段文字和别处大段相同", "这一项的文字和别处大段相同"),
    "R07": ("{words}这份佐证还用在别的事项上", "同一份佐证用在不同的事项上"),
    "R15": ("这个问题以前巡察时已经销号，这次又出现", "这个问题以前巡察时已经销号，这次又出现"),
    "R18": ("{words}的条文与别处大半相同", "制度条文与别处大半相同"),
    "R20": ("报告里的总数与台账对不上", "报告里的总数与台账对不上"),
}
"""Rules whose reasons may name other units: what the unit hears instead, with the words that are
marked in its own text and without."""
_PLEASE: dict[str, str] = {
    "R01": "请写明由哪一项落实；没有的，请补上整改事项。",
    "R02": "请逐一写明其余方面改到什么程度。",
    "R03": "请写明人、财、物、事上实际改变了什么，附上能证明的材料。",
    "R04": "请按本单位的实际重新写：做了什么、什么时候、谁做的。",
    "R05": "请写明具体做什么、谁来做、什么时候完成。",
    "R06": "请补交能证明已经完成的材料，例如凭证、照片、签收单。",
    "R07": "请写明它怎样证明这一项，或者补交这一项自己的佐证。",
    "R08": "请说明原因，或者补交整改期内形成的材料。",
    "R09": "请写明差额多少、为什么，附上退款、扣款凭证；确实核减的，附批准手续。",
    "R10": "请写明现在做到哪一步、什么时候做完；没有做完的，不要申报完成。",
    "R12": "请写明整改的过程，附上能说明效果的材料。",
    "R13": "请写明为防止再次发生，建立或者修订了什么制度、机制、流程。",
    "R14": "请写明钱款追回没有、责任怎样追究。",
    "R15": "请写明为什么又发生、这一次有什么不同。",
    "R16": "请写明做了什么、多少、什么时候、在哪里、谁做的。",
    "R17": "请写明原因、现在的进度，时限变动的附批准手续。",
    "R18": "请写明哪些条款是按本单位情况定的、执行得怎样。",
    "R19": "请写明群众反映的事解决没有、怎样解决，再听一次群众意见。",
    "R20": "请核对后改成一致，并说明哪个数对。",
}
_OTHERWISE = "请写明这一项整改的实际情况，附上能证明的材料。"
_LOOK_AT: dict[str, str] = {
    "R02": "没有说到的那几个方面，逐个看",
    "R03": "除了开会发文，人、钱、物、事变了没有",
    "R04": "这件事在本单位做过没有，请经办人讲一遍",
    "R05": "实际做了什么，谁做的",
    "R06": "要原件：凭证、照片、签收单",
    "R07": "这份佐证到底是哪一件事的，要原件",
    "R08": "原件上的日期，事情哪天办的",
    "R09": "银行回单、收据，差额为什么",
    "R10": "现场做到哪一步了",
    "R11": "时限前几天一起销号的，挑几件看实物",
    "R12": "这么快怎样改的，效果还在不在",
    "R13": "制度有没有，是不是在用",
    "R14": "钱追回没有，责任人怎样处理",
    "R15": "和上次是不是同一件事，为什么又有",
    "R16": "具体事例：多少、哪天、在哪里",
    "R18": "制度是不是照抄，执行的记录",
    "R19": "当面问群众，意见解决没有",
}
_SHORTEST_QUOTE, _LONGEST_QUOTE = 6, 40
"""Two words that are the same everywhere tell nothing."""


def for_clearing(code: str) -> tuple[str, ...]:
    """Offered reasons, the rule's own first."""
    return (*_CLEARED_BY_RULE.get(code, ()), *_CLEARED)


def for_asking(code: str, reason: str = "", words: Sequence[str] = ()) -> str:
    """How a unit may be asked about a signal: what is wrong, then what it should say. ``words``
    are those that are marked in the unit's own text."""
    return f"{_wrong(code, reason, words)}{_PLEASE.get(code, _OTHERWISE)}"


def for_returning(code: str, reason: str = "", words: Sequence[str] = ()) -> str:
    """With what an item may be sent back: the same, and what comes then."""
    return f"{for_asking(code, reason, words)}补做、补填以后重新申报。"


def look_at(code: str) -> str:
    """What to look at on the spot."""
    return _LOOK_AT.get(code, "看实物、看原件，问经办的人和办事的群众")


def _wrong(code: str, reason: str, words: Sequence[str]) -> str:
    if code in _OF_OTHERS:
        quoted, plain = _OF_OTHERS[code]
        told = max((" ".join(one.split()) for one in words), key=len, default="")
        shown = told[:_LONGEST_QUOTE] + ("……" if len(told) > _LONGEST_QUOTE else "")
        return f"{quoted.format(words=f'“{shown}”') if len(told) >= _SHORTEST_QUOTE else plain}。"
    return f"{reason.strip().rstrip('。')}。" if reason.strip() else ""
