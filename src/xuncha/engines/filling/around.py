"""What stands around a mask and takes it out of what figures tell: a time, another body, a plan."""

from __future__ import annotations

import re

from xuncha.engines.filling.clauses import Place
from xuncha.engines.filling.entries import Token
from xuncha.engines.filling.masks import Mask

_TIMES = frozenset({"年", "轮", "届", "月"})
_SO_FAR = ("已", "目前", "截至", "尚未", "现有", "仍有", "还没")
_ROUND_AHEAD = re.compile(r"[^。！？]{0,12}第[一二三四五六七八九十]{1,3}轮")
_AS_OF = re.compile(r"截[至止]到?[^，。；]{0,8}$")


def is_masked_time(text: str, mask: Mask, in_round: bool) -> bool:
    """A year or a round left open; the day up to which the paper speaks is the asker's own, and the
    days of a round that is told narrow nothing."""
    if not mask.is_ordinal or mask.measure not in _TIMES:
        return False
    if mask.measure in {"年", "月"} and (in_round or _ROUND_AHEAD.search(text, mask.after)):
        return False
    return mask.measure not in {"年", "月"} or not _AS_OF.search(text[: mask.start])


def forbids(token: Token, in_round: bool) -> bool:
    """Whether a word takes a clause out of what figures tell; the days of a round that is told
    don't."""
    entry = token.entry
    return entry is not None and entry.is_block and not (entry.is_span and in_round)


def is_fact(place: Place) -> bool:
    """Whether the clause tells what is, in a section of what is to be done."""
    return any(one.text.startswith(_SO_FAR) for one in (*place.left, *place.right))


def goes_on(place: Place) -> bool:
    """Whether 其中 binds the sentence to the one before it."""
    return any(one.text == "其中" for one in (*place.sentence, *place.left))


def until_mask(tokens: list[Token]) -> int:
    return next((index for index, one in enumerate(tokens) if one.mask >= 0), len(tokens))
