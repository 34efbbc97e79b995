# ruff: noqa: E501  (patterns)
"""What only frames a problem's words: 关于“…”的问题, 反馈指出：…, （已完成） and their like."""

from __future__ import annotations

import re

from xuncha.engines.reading.official.states import is_only_state, state_of

_LEAD = r"(?:针对|关于|对于?|就|围绕)?(?:(?:区|县|市|旗)?委?巡察(?:组)?)?(?:反馈|指出|提出|存在)?(?:的|了)?(?:问题)?"
_TAIL = r"(?:等)?(?:方面)?(?:的)?(?:反馈|整改)?(?:问题|意见|不足)?(?:的?整改(?:工作)?(?:落实|进展|完成)?(?:情况)?)?"
_QUOTED = re.compile(rf"^{_LEAD}“(?P<inner>.+)”{_TAIL}$")
_ABOUT = re.compile(
    r"^(?:针对|关于)(?:反馈的)?(?P<inner>.+?)(?:的)?(?:反馈)?(?:问题|意见)(?:的?整改(?:工作)?(?:落实|进展|完成)?(?:情况)?)?$"
)
_OF = re.compile(
    r"^(?!针对|关于)(?P<inner>.{4,}?)(?:的)?(?:反馈)?(?:问题|意见)的?整改(?:工作)?(?:落实|进展|完成)?(?:情况)?$"
)
_HAVING = re.compile(r"^存在(?P<inner>.{6,}?)的问题$")
_FIRST = re.compile(
    r"^(?:(?:反馈|存在|具体|主要|整改|巡察)*(?:问题|意见)(?:表现|描述|内容)?|(?:具体|主要)表现|(?:巡察)?(?:组|反馈)?(?:意见)?(?:指出|提出))[:,][ \t]*|^[(【\[](?:反馈|存在|具体|主要|巡察)*(?:问题|意见)(?:表现|描述|内容)?[)】\]][:,]?[ \t]*"
)
_STATE_FIRST = re.compile(r"[(【\[](?P<words>[^()【】\[\]]{2,14})[)】\]][ \t]*(?=\S)")
_BRACKET = re.compile(r"[(【\[](?P<words>[^()【】\[\]]{2,16})[)】\]]\s*[。;]?$")
_DASH = re.compile(r"-{1,2}(?P<words>[^-。;,]{2,12})[。;]?$")
NAMED_BEFORE = re.compile(
    rf"{_LEAD}“(?P<problem>[^\n。]{{4,80}}?)”(?:等)?(?:方面)?(?:的)?(?:反馈)?(?:问题|意见)[,:。]"
)
"""A problem named before what was done about it, in one line."""
NAMED_IN_SENTENCE = re.compile(
    rf"(?:(?<=[。;\n])|^)[ \t]*(?:{_LEAD}“(?P<quoted>[^\n。“”]{{4,80}}?)”|(?:针对|关于|对于)(?P<bare>[^\n。;“”]{{6,80}}?))(?:等)?(?:方面)?(?:的)?(?:反馈)?(?:问题|意见)(?:[,:]|(?<=问题)。)[ \t]*(?=\S)"
)
"""The same at the head of a sentence, quoted or not: several of them share a paragraph."""
_NAMED = re.compile(
    rf"^(?:{_LEAD}“[^\n]+”{_TAIL}|(?:针对|关于)[^\n]+?(?:问题|意见)(?:的?整改(?:落实|进展)?(?:情况)?)?)$"
)


def problem_in(words: str) -> tuple[int, int]:
    """Where the problem itself stands in the words that tell it."""
    start = len(words) - len(words.lstrip())
    if (state := _STATE_FIRST.match(words, start)) and state_of(state["words"]):
        start = state.end()
    if first := _FIRST.match(words[start:]):
        start += first.end()
    if named := NAMED_BEFORE.match(words[start:]):
        return start + named.start("problem"), start + named.end("problem")
    bare = without_state(words[start:].rstrip()).rstrip("。;:,. ")
    for frame in (_QUOTED, _ABOUT, _HAVING, _OF):
        inner = frame.match(bare)
        if inner and inner["inner"].count("“") == inner["inner"].count("”"):
            return start + inner.start("inner"), start + inner.end("inner")
    return start, start + len(bare)


def is_named(words: str) -> bool:
    """Whether a line only names a problem (关于“…”的问题)."""
    bare = without_state(words.strip()).rstrip("。;:,. ")
    return _NAMED.match(bare) is not None


def without_state(words: str) -> str:
    """The words without a state at their end, in brackets or after a dash."""
    match = _BRACKET.search(words)
    if match and state_of(match["words"]):
        return words[: match.start()].rstrip()
    dash = _DASH.search(words)
    return words[: dash.start()].rstrip() if dash and is_only_state(dash["words"]) else words
