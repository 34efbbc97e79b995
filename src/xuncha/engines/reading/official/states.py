# ruff: noqa: E501  (patterns)
"""The state of a problem by the word told for it."""

from __future__ import annotations

import re

_WORDS = (
    ("basically_completed", r"基本完成|阶段性完成|取得阶段性成[效果]|基本整改到位"),
    ("not_completed", r"未完成|尚未完成|没有完成|未整改"),
    ("in_progress", r"正在整改|整改中|正在推进|推进中|正在进行|持续推进"),
    ("long_term", r"长期坚持|持续坚持|长期整改|需长期|需持续|持续整改"),
    (
        "completed",
        r"(?<!基本)(?<!未)(?:已完成|完成整改|整改完成|整改到位|已整改|销号|全部完成|^完成$|[:：]完成)",
    ),
)
_TOLD = re.compile(
    r"(?:整改(?:状态|进展|结果|进度)|完成情况|进展情况|目前状态|状态)[ \t]*[:：]\s*(?P<words>[^。;,\n]{2,14})"
)
_ANSWERED = re.compile(r"(?:整改(?:落实)?|落实|进展)情况[ \t]*[:：]\s*(?P<words>[^。;,\n]{2,14})")
_THIS = re.compile(r"(?:该|此|本)(?:项|类)?问题(?P<words>[^。;\n]{2,20})")
_CLOSED = re.compile(
    r"(?:目前|现|均|该问题|此问题|问题)?(?:已经?|均已|全部|基本|阶段性)*(?:完成整改|整改完成|整改到位|整改销号|销号|完成)(?:并?长期坚持)?|(?:需|并)?长期坚持"
)
_ONLY = re.compile(
    r"(?:该问题|此问题|目前)?(?:已经?|基本|全部|正在|持续|长期|尚未|阶段性|取得|成[效果]|需要?|并|、|整改|推进|完成|到位|坚持|销号|中|未|进行)+"
)


def state_of(words: str) -> str | None:
    """The first state word decides; None where none is told."""
    found = [
        (match.start(), name)
        for name, pattern in _WORDS
        if (match := re.search(pattern, words)) is not None
    ]
    return min(found)[1] if found else None


def is_only_state(words: str) -> bool:
    """Whether the words tell a state and nothing else."""
    return _ONLY.fullmatch(words.strip()) is not None and state_of(words) is not None


def told_state(plain: str) -> str | None:
    """The state in a line for it (整改状态：基本完成), or a bracketed word at the end."""
    for match in _TOLD.finditer(plain):
        words = match["words"].strip()
        if words == "完成":
            return "completed"
        if found := state_of(words):
            return found
    for match in _THIS.finditer(plain):
        if found := state_of(match["words"]):
            return found
    for match in _ANSWERED.finditer(plain):
        if is_only_state(match["words"]):
            return state_of(match["words"])
    if found := _closing(plain):
        return found
    bracket = re.search(
        r"[(【\[](?P<words>[^()【】\[\]]{2,12})[)】\]][ \t]*。?$", plain.strip(), re.M
    )
    return state_of(bracket["words"]) if bracket else None


def _closing(plain: str) -> str | None:
    """The state in a clause of its own in the last sentence (…，已完成整改。)."""
    for clause in re.split(r"[,;]", plain.strip().rstrip("。").rpartition("。")[2]):
        words = clause.strip()
        if _CLOSED.fullmatch(words) or (words.startswith(("目前", "现")) and is_only_state(words)):
            return state_of(clause)
    return None


def group_state(heading: str) -> str | None:
    """What a heading tells of all below it (二、基本完成整改的问题)."""
    if not re.search(r"问题|事项|任务", heading) or not re.search(
        r"完成|坚持|整改中|正在整改|推进", heading
    ):
        return None
    if re.search(r"完成情况|情况$", heading):
        return None
    return state_of(heading)
