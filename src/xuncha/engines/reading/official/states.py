# ruff: noqa: E501  (patterns)
"""The state of a problem by the word told for it."""

from __future__ import annotations

import re

_WORDS = tuple(
    (name, re.compile(pattern))
    for name, pattern in (
        ("basically_completed", r"基本(?:完成|整改|到位|销号)|阶段性(?:完成|整改|目标)|完成阶段性|取得阶段性"),
        ("not_completed", r"未完成|没有完成|未整改|未销号|未办结|未到位"),
        ("in_progress", r"正在(?:整改|推进|进行|办理|落实)|(?:整改|推进|进行|办理)中|持续推进"),
        ("long_term", r"(?:长期|持续)(?:坚持|整改)|坚持长期|需(?:要)?(?:长期|持续)"),
        ("completed", r"(?<!基本)(?<!未)(?:已(?:经|全部)?完成|完成整改|整改(?:已)?(?:完成|完毕|到位)|已(?:全部)?整改|销号|办结|全部完成|已落实到位|^完成(?=$|[并且,、(])|[:：]完成)"),
    )
)  # fmt: skip
_SUBJECT = r"(?:(?:该|此|本|以上|上述|相关|目前|现|截至目前)*(?:项|类|个)?(?:反馈)?(?:问题|事项|任务|整改(?:工作|任务|事项)|工作)?(?:目前|现|均|都)*)"
_ONLY = re.compile(
    rf"{_SUBJECT}(?:已经?|均|都|全部|基本|阶段性|正在|持续|长期|尚|仍|未|取得|成[效果]|目标|需要?|要|并|且|、|整改|推进|落实|完成|完毕|到位|坚持|销号|办结|中|进行)+"
)
_WEAK = re.compile(r"^(?:持续推进|正在推进|推进中|正在落实|正在办理|持续整改|正在进行)")
"""Words that end many a measure; alone they tell no state."""
_LINE = re.compile(
    r"(?:整改(?:状态|进展|结果|进度)|(?:完成|进展|销号)情况|状态)[ \t]*[:：][ \t]*(?P<words>[^。;,\n]{2,16})"
)
_OPENING = re.compile(
    r"(?:情况|措施|进展|成效|举措|做法|时限|期限|整改|落实|结果)[ \t]*(?:[:：]|[)】\]][:：]?)[ \t]*(?P<words>[^。;,:\s]{2,14})"
)
_THIS = re.compile(r"(?:该|此|本)(?:项|类)?问题(?P<words>[^。;\n]{2,20})")
_BRACKET = re.compile(r"[(【\[](?P<words>[^()【】\[\]]{2,16})[)】\]][ \t]*。?$", re.M)
_GROUP = re.compile(r"问题|事项|任务|类$")
_GROUP_STATE = re.compile(r"完成|坚持|整改中|正在整改|推进|销号|整改到位|长期|持续")
_NO_STATE = re.compile(r"(?:整改)?(?:完成|推进)情况|整改推进|推进整改")


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
    return _in_line(plain) or _after_label(plain) or _closing(plain) or _in_brackets(plain)


def _in_line(plain: str) -> str | None:
    for form in (_LINE, _THIS):
        for match in form.finditer(plain):
            if found := state_of(match["words"].strip()):
                return found
    return None


def _after_label(plain: str) -> str | None:
    for match in _OPENING.finditer(plain):
        if is_only_state(match["words"]):
            return state_of(match["words"])
    return None


def _closing(plain: str) -> str | None:
    """The state in a clause of its own in the last sentence (…，已完成整改。)."""
    for clause in re.split(r"[,;]", plain.strip().rstrip("。").rpartition("。")[2]):
        words = clause.strip()
        if is_only_state(words) and not _WEAK.match(words):
            return state_of(words)
    return None


def _in_brackets(plain: str) -> str | None:
    told = [state_of(one["words"]) for one in _BRACKET.finditer(plain.strip())]
    return next((one for one in reversed(told) if one), None)


def group_state(heading: str) -> str | None:
    """What a heading tells of all below it (二、基本完成整改的问题)."""
    words = _NO_STATE.sub("", heading)
    if _GROUP.search(words) is None or _GROUP_STATE.search(words) is None:
        return None
    return state_of(words)
