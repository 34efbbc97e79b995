"""D01 数量含糊: 个别, 有的, 一些 without a figure or a case behind it."""

from __future__ import annotations

import re

from xuncha.engines.drafting.draft import Draft
from xuncha.engines.drafting.elements import places
from xuncha.engines.drafting.figures import figures_of
from xuncha.engines.drafting.report import Hint, Span
from xuncha.engines.drafting.sentences import Sentence, sentences
from xuncha.engines.drafting.settings import NAMES, Settings

CODE = "D01"
_EXAMPLE = re.compile(r"如[,:]?|例如|比如|其中|分别[是为]|包括|具体(?:是|为)|主要是|即")
_JOINED = re.compile(r"(?:等|共|计)$")
_OF_SAMPLE = re.compile(r"(?:抽查|检查|走访|调阅|翻阅|查看|访谈|谈话|测试|座谈|入户)[^,。;]{0,12}$")
_RUNS_ON = 2
"""How many sentences after the vague one may bring the case."""


def run(draft: Draft, settings: Settings) -> Hint | None:
    """Mark the vague words that nothing stands behind."""
    told = sentences(draft.text)
    pattern = settings.patterns["vague"]
    spans: list[Span] = []
    words: list[str] = []
    for at, one in enumerate(told):
        for found in pattern.finditer(one.text):
            if not _is_backed(draft, told, at, found, pattern):
                start = one.start + found.start()
                spans.append(Span(start, one.start + found.end()))
                words.append(draft.text[start : one.start + found.end()])
    if not spans:
        return None
    said = "、".join(f"“{one}”" for one in dict.fromkeys(words))
    return Hint(
        CODE, NAMES[CODE],
        f"{said}没有说清是几个、是谁，后面也没有事例，请写出具体数量或者举出事例。", tuple(spans),
    )  # fmt: skip


def _is_backed(
    draft: Draft, told: tuple[Sentence, ...], at: int, found: re.Match[str],
    pattern: re.Pattern[str],
) -> bool:  # fmt: skip
    """Whether a figure or a named case stands behind the word: in the same sentence, joined to it
    from before (甲村、乙村等部分村), or in the next sentences up to the next vague word."""
    here = told[at]
    before, after = here.text[: found.start()], here.text[found.end() :]
    if _JOINED.search(before) and (places(before) or _counted(before)):
        return True
    again = pattern.search(after)
    own = after[: again.start()] if again else after
    if _counted(own) or _named(own):
        return True
    if again is not None:
        return False
    for later in told[at + 1 : at + 1 + _RUNS_ON]:
        other = pattern.search(later.text)
        behind = later.text[: other.start()] if other else later.text
        if _counted(behind) or _named(behind):
            return True
        if other:
            return False
    return False


def _counted(text: str) -> bool:
    """Whether it tells how many: a case, a sum or a share, beyond the size of a sample."""
    for figure in figures_of(text):
        if figure.unit in {"年", "天", "个月", "小时"}:
            continue
        if not _OF_SAMPLE.search(text[: figure.start]):
            return True
    return False


def _named(text: str) -> bool:
    """Whether it brings a case by name."""
    named = places(text)
    return bool(named) and (_EXAMPLE.search(text) is not None or any("某" in one for one in named))
