"""What a paper tells once and then means all along: its round, its year, a section's kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xuncha.engines.filling.clauses import ENDS
from xuncha.engines.filling.lexicon import Token

Params = dict[str, str]
SCOPED = ("round", "year", "day")
_TITLE = 40
_UNTIL_NOW = frozenset({"截至目前", "截至日前", "目前", "到目前"})
_PLANS = ("计划", "方案", "要点", "设想", "安排")
_SUMMARIES = ("总结", "小结", "年度", "工作情况", "情况", "通报", "汇报", "统计", "述职")
_PAPER = re.compile(r"(?:总结|小结|报告|讲话|汇报|通报|情况|方案|要点|计划)(?:（[^）]*）)?$")
_NUMBERED = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）.．、]")
_OPENING = re.compile(r"现将|如下")


@dataclass(slots=True)
class Scope:
    """``paper`` holds until another title, ``section`` until another heading, ``here`` in the
    paragraph, and what a whole-term word took away comes back with the next sentence."""

    paper: Params = field(default_factory=dict)
    section: Params = field(default_factory=dict)
    here: Params = field(default_factory=dict)
    is_plan: bool = False
    is_other_time: bool = False
    is_reset: bool = False
    is_about_kind: bool = False
    _has_body: bool = False
    _was_reset: bool = False

    @property
    def titles(self) -> Params:
        """What titles and headings tell."""
        return {**self.paper, **self.section}

    def begin(self, text: str, tokens: Sequence[Token], masked: bool) -> None:
        """A paragraph begins."""
        if len(text) < _TITLE and not text.rstrip().endswith(("。", "；", "，")):
            self._entitle(text.strip(), tokens, masked)
        elif text.strip():
            self._open(text, tokens, masked)
        self.here, self.is_reset, self._was_reset = self.titles, False, False

    def _entitle(self, text: str, tokens: Sequence[Token], masked: bool) -> None:
        is_summary = any(one in text for one in _SUMMARIES) or ("报告" in text and "会" not in text)
        told = told_in(tokens, ("round", "year") if is_summary else ("round",))
        if not masked:
            self.is_plan = self.is_plan or text.endswith(_PLANS)
            self.is_other_time = any(one.entry and one.entry.is_named for one in tokens)
            if text.startswith(("对", "关于")):
                self.is_about_kind = bool(told_in(tokens, ("kind",)))
        if _NUMBERED.match(text):
            self.section = told if told or not masked else self.section
        elif told or (not masked and _PAPER.search(text)):
            self.paper, self.section = told, {}

    def _open(self, text: str, tokens: Sequence[Token], masked: bool) -> None:
        """The words that open a paper tell its scope where no title did."""
        if not masked and _OPENING.search(text):
            self.paper = {**told_in(tokens, ("round", "year")), **self.paper}
        elif not self._has_body and not self.paper:
            self.paper = told_in(_first(tokens), ("round",))
        self._has_body = True

    def end_sentence(self) -> None:
        """A sentence ends, and its year, its day and its whole term with it."""
        for key in ("year", "day", *(("round",) if self._was_reset else ())):
            self.here.pop(key, None)
            if key in self.titles:
                self.here[key] = self.titles[key]
        self._was_reset = False

    def narrow(self, token: Token) -> None:
        """Take what a word tells from here on."""
        if token.entry is None:
            return
        if token.entry.resets:
            self.is_reset = True
            until_now = token.text in _UNTIL_NOW
            self._was_reset = self._was_reset or not until_now
            for key in SCOPED if until_now else tuple(self.here):
                if key != "round" or not until_now:
                    self.here.pop(key, None)
        self.here.update((k, v) for k, v in token.entry.params if k in SCOPED)

    def label(self, token: Token) -> None:
        """街道：… tells the kind of what follows."""
        params = token.entry.params if token.entry else ()
        self.here.update((k, v) for k, v in params if k == "kind")


def told_in(tokens: Sequence[Token], keys: Sequence[str]) -> Params:
    """What words tell of these; two values of one are none."""
    told = [pair for one in tokens if one.entry for pair in one.entry.params if pair[0] in keys]
    return {key: value for key, value in told if len({v for k, v in told if k == key}) == 1}


def _first(tokens: Sequence[Token]) -> list[Token]:
    found = []
    for one in tokens:
        if one.text in ENDS:
            break
        found.append(one)
    return found
