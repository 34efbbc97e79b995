"""Every setting there is, by section: words, score, sample, and one section a rule."""

from __future__ import annotations

from collections.abc import Mapping

from xuncha.engines.checking.registry import RULES
from xuncha.engines.checking.rule import Param
from xuncha.engines.checking.words import WORDS

SCORE: Mapping[str, Param] = {
    "high": Param(60, "一条高等级提示计几分", 0, 100),
    "medium": Param(30, "一条中等级提示计几分", 0, 100),
    "low": Param(10, "一条低等级提示计几分", 0, 100),
}
SAMPLE: Mapping[str, Param] = {
    "share": Param(0.2, "没有提示的行随机抽取的比例", 0, 1),
    "seed": Param(1, "随机抽取的种子"),
}
PARAMS: Mapping[str, Mapping[str, Param]] = {
    "words": WORDS,
    "score": SCORE,
    "sample": SAMPLE,
    **{rule.code: rule.params for rule in RULES},
}
