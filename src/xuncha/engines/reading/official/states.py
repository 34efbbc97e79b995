# ruff: noqa: E501  (patterns)
"""The state of a problem by the word told for it."""

from __future__ import annotations

import re
from itertools import chain

_DONE = r"(?:完成|整改|到位|销号|办结|解决|落实)"
_HOW = r"(?:全部|全面|彻底|按[期时]|如期|完全|按要求|得到|立行立改|圆满)*"
_WORDS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("basically_completed", rf"基本(?:上|已|已经)?(?:{_DONE}|达到)|初步(?:完成|整改|解决)|阶段性(?:地)?(?:完成|整改|目标|任务|到位|解决)|完成(?:了)?阶段性|取得[^,。;]{{0,6}}阶段性"),
        ("not_completed", rf"(?:未|没有|未能){_HOW}(?:完成|整改|销号|办结|到位|启动|解决)"),
        ("in_progress", r"(?:正在|尚在|仍在)[^,。;]{0,6}?(?:整改|推进|进行|办理|落实|实施|解决)|(?:持续)?(?:整改|推进|进行|办理|实施)中|(?:持续|有序|加快|稳步|积极|抓紧|序时|按计划|按进度)推进|序时进度"),
        ("long_term", r"(?:长期|持续)(?:坚持|整改|推进|任务)|坚持长期|需(?:要)?(?:长期|持续)|(?:常态长效|常态化?|长效)坚持"),
        ("completed", rf"(?<!基本)(?<!未)(?:已(?:经)?{_HOW}(?:完成|整改|办结|解决)(?!阶段)|已{_HOW}落实(?=到位|$)|(?:完成|落实)整改(?!方案)|整改(?:已|均|全部|任务)*(?:完成|完毕|完结|到位)|销号|办结|(?:全部|全面|按[期时]|如期|100%)完成|^{_HOW}完成(?=$|[并且,、(])|[:：]完成)"),
    )
)  # fmt: skip
_TOKENS = (
    r"该|此|本|实现|属于?|作为|转入|正|以上|上述|相关|各|目前|截至目前|截至|现|项|类|个|条|反馈|巡察|问题|事项|任务|目标|工作|整改|落实|推进|均|都|全部|全面|彻底|圆满|已经?|按[期时]|如期|要求|计划|按|达到|得到|取得|明显|较好|需要?|要|并|且|同时|继续|、|仍|尚|还|暂|进行|列入|属于|为|于"
    r"|有序|加快|积极|稳步|抓紧|持续|长期|常态化?|长效化?|坚持|正在|在|中|未能?|没有|逾期|基本上?|阶段性|初步|完成|完毕|完结|到位|销号|办结|解决|办理|实施|启动|序时|进度|进展|成[效果]|管理|巩固|深化|立行立改|立即|的|了|地|(?:20)?\d\d年|1?\d月底?|[123]?\d日|前|100%"
)
_ONLY = re.compile(rf"(?:{_TOKENS})+")
_WEAK = re.compile(
    r"^(?:(?:正在)?(?:持续|有序|积极|稳步|加快|抓紧|长期)*(?:推进|落实)|(?:持续|有序|积极|稳步|加快|抓紧|长期)整改|正在(?:办理|进行)|推进中)+$"
)
"""Words that end many a measure; alone they tell no state."""
_STRONG = re.compile(
    r"(?:整改(?:状态|结果|进度)|(?:完成|销号)(?:情况|状态)|(?<![\u4e00-\u9fff])(?:状态|结果))[ \t]*[:：\])】为][ \t]*[:：]?[ \t]*(?P<words>[^。;,\n]{2,16})"
)
_APART = re.compile(
    r"(?<=\n)[ \t]*(?:整改(?:状态|结果|进度)|(?:完成|销号)(?:情况|状态)|状态)(?:[ \t]*\n[ \t]*|[ \t]+)(?P<words>[^。;,\n]{2,16})"
)
"""The same without a colon: only a state may follow."""
_LINE = re.compile(
    r"(?:整改|工作)?进展(?:情况)?[ \t]*[:：][ \t]*(?P<words>[^。;,\n\d]{2,16})(?!\d)"
)
_OPENING = re.compile(
    r"(?:情况|措施|进展|成效|举措|做法|时限|期限|整改|落实|结果|状态)[ \t]*(?:[:：]|[)】\]][:：]?)[ \t]*(?P<words>[^。;,:\s]{2,14})"
)
_THIS = re.compile(r"(?:该|此|本)(?:项|类)?问题(?P<words>[^。;\n]{2,20})")
_BRACKET = re.compile(r"[(【\[](?P<words>[^()【】\[\]]{2,40})[)】\]][ \t]*。?$", re.M)
_DASH = re.compile(r"-{1,2}([^-。;,\n]{2,12})(?=[。;\n]|$)")
_SHORT_BRACKET = 16
_BESIDE = re.compile(r"\n[ \t]*(?:责任|牵头|分管|配合|包保|佐证)[^\n:]{1,8}[:：][^\n]*$")
_GROUP = re.compile(r"问题|事项|任务|类$")
_GROUP_STATE = re.compile(
    r"完成|坚持|整改中|正在|推进|销号|整改到位|长期|持续|办结|已整改|序时|阶段性"
)
_NO_STATE = re.compile(r"(?:整改)?(?:完成|推进)情况|整改推进|(?<!正在)(?<!持续)推进整改")
_OF_GROUP = re.compile(
    r"(?:的|类)?(?:\d+[个项条])?(?:具体|反馈|整改|巡察|的)*(?:问题|事项|任务|类)(?:清单)?(?:及)?(?:其|的)?(?:整改|进展|完成|落实|原因)*(?:情况)?(?:\([^()]*\))?[:：。]?$"
)


def state_of(words: str) -> str | None:
    """The first state word decides; None where none is told."""
    found = [
        (match.start(), at)
        for at, (_, pattern) in enumerate(_WORDS)
        if (match := pattern.search(words)) is not None
    ]
    return _WORDS[min(found)[1]][0] if found else None


def is_only_state(words: str) -> bool:
    """Whether the words tell a state and nothing else."""
    return _ONLY.fullmatch(words.strip()) is not None and state_of(words.strip()) is not None


def told_state(plain: str) -> str | None:
    """The state of a problem by all that is told of it: in a line for it (整改状态：基本完成), right
    after a label, in a clause that closes, or in brackets at the end."""
    return (
        _in_line(plain, _STRONG, _THIS)
        or _after_label(plain)
        or _closing(plain)
        or _in_brackets(plain)
        or _in_line(plain, _LINE)
    )


def _in_line(plain: str, *forms: re.Pattern[str]) -> str | None:
    for form in forms:
        for match in form.finditer(plain):
            if found := state_of(match["words"].strip()):
                return found
    return None


def _after_label(plain: str) -> str | None:
    for match in chain(_OPENING.finditer(plain), _APART.finditer(plain)):
        if is_only_state(match["words"]):
            return state_of(match["words"])
    return None


def _closing(plain: str) -> str | None:
    """The state that is all of the last sentence, or a clause of its own in it (…，已完成整改。)."""
    last = _BESIDE.sub("", plain.strip()).rstrip("。").rpartition("。")[2]
    return state_of(last) if is_only_state(last) else _of_clauses(last)


def _of_clauses(words: str) -> str | None:
    """The state that a clause of its own tells."""
    for clause in re.split(r"[,;:]", words):
        told = clause.strip()
        if is_only_state(told) and not _WEAK.match(told):
            return state_of(told)
    return None


def _in_brackets(plain: str) -> str | None:
    told = [bracketed_state(one["words"]) for one in _BRACKET.finditer(plain.strip())]
    told += [state_of(one[1]) for one in _DASH.finditer(plain) if is_only_state(one[1])]
    return next((one for one in reversed(told) if one), None)


def bracketed_state(words: str) -> str | None:
    """The state in what stands in brackets: alone, or as a clause (完成时限：10月，已完成)."""
    return _of_clauses(words) or (state_of(words) if len(words) <= _SHORT_BRACKET else None)


def group_state(heading: str) -> str | None:
    """What a heading tells of all below it (二、基本完成整改的问题)."""
    bare = _OF_GROUP.sub("", heading.strip())
    if bare != heading.strip() and is_only_state(bare):
        return state_of(bare)
    words = _NO_STATE.sub("", heading)
    if _GROUP.search(words) is None or _GROUP_STATE.search(words) is None:
        return None
    told = state_of(words)
    return told if told != "not_completed" else None
