"""What a paper tells once and then means all along: its round, its year, a section's kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from xuncha.engines.filling.clauses import ENDS
from xuncha.engines.filling.entries import Token
from xuncha.engines.filling.lexicon import OTHERS

Params = dict[str, str]
SCOPED = ("round", "year", "day")
_TITLE = 40
_UNTIL_NOW = frozenset(
    {"截至目前", "截至日前", "目前", "到目前", "现在", "眼下", "到目前为止", "截至现在", "截止目前"}
)
_PLANS = ("计划", "方案", "要点", "设想", "安排", "打算")
_AHEAD = re.compile(
    r"(?:意见|工作|对策|有关|整改|下步)建议|下一?步|下一阶段|今后|明年|来年|打算|设想|展望|工作目标|工作安排|工作计划|努力方向"
)
_MEETING = re.compile(r"会议|会上|大会|座谈|讲话|致辞|发言")
_SUMMARIES = ("总结", "小结", "年度", "工作情况", "情况", "通报", "汇报", "统计", "述职")
_PAPER = re.compile(r"(?:总结|小结|报告|讲话|汇报|通报|情况|方案|要点|计划)(?:（[^）]*）)?$")
_NUMBERED = re.compile(r"\s*[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）.．、]")
_OPENING = re.compile(r"现将|如下")
_LEAD = re.compile(r"([^。：:，；]{2,32})[。：:]")
_TIME = re.compile(r"季度|半年|[年月轮届组]|\d")
_SUBJECT = re.compile(r"关于|巡察|整改|情况|报告|通报|分析")
_HEADED = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")


@dataclass(slots=True)
class Scope:
    """``paper`` holds until another title, ``section`` until another heading, ``here`` in the
    paragraph, and what a whole-term word took away comes back with the next sentence."""

    paper: Params = field(default_factory=dict)
    section: Params = field(default_factory=dict)
    here: Params = field(default_factory=dict)
    is_plan: bool = False
    is_ahead: bool = False
    is_other_time: bool = False
    is_reset: bool = False
    is_other_unit: bool = False
    about_kind: str = ""
    about_way: str = ""
    lead: Params = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    is_now: bool = False
    _has_scope: bool = False
    _has_body: bool = False
    _top: Params = field(default_factory=dict)
    _was_reset: bool = False

    @property
    def titles(self) -> Params:
        """What titles and headings tell."""
        return {**self.paper, **self.section, **self.lead}

    def begin(self, text: str, tokens: Sequence[Token], masked: bool) -> None:
        """A paragraph begins."""
        self.lead = {}
        if len(text) < _TITLE and not text.rstrip().endswith(("。", "；", "，")):
            self._entitle(text.strip(), tokens, masked)
        elif text.strip():
            self._open(text, tokens, masked)
        if (_HEADED.match(text) or not self.is_ahead) if _NUMBERED.match(text) else (
            not masked and 0 < len(text.strip()) < _TITLE and text.strip()[-1] not in "。；，："
        ):  # fmt: skip
            self.is_ahead = bool(_AHEAD.search(_head_of(text)))
        if len(text) >= _TITLE or masked:
            self._lead(text, tokens)
        self.here, self.is_reset, self._was_reset = self.titles, False, False

    def within(self) -> None:
        """A cell of a table: nothing but the titles above it holds."""
        self.lead = {}
        self.here, self.is_reset, self._was_reset = self.titles, False, False

    def _entitle(self, text: str, tokens: Sequence[Token], masked: bool) -> None:
        is_summary = any(one in text for one in _SUMMARIES) or not _MEETING.search(text)
        whole = is_summary and not any(one.entry and one.entry.is_named for one in tokens)
        told = told_in(tokens, ("round", "year") if whole else ("round",))
        if _NUMBERED.match(text) and not masked:
            told |= _of_kind(tokens)
        elif not masked and not self._has_body and not text.endswith("："):
            self._about(text, tokens)
        if not masked and (focus := told_in(tokens, ("focus",))):
            self._focus(focus)
            return
        if not masked:
            self.is_plan = self.is_plan or (
                text.endswith(_PLANS) and not _NUMBERED.match(text) and "总结" not in text
            )  # fmt: skip
            self.is_other_time = any(one.entry and one.entry.is_named for one in tokens)
        if _NUMBERED.match(text):
            self._subtitle(text, told, masked)
        elif told or (not masked and _PAPER.search(text)):
            self.paper, self.section = told, {}

    def _about(self, text: str, tokens: Sequence[Token]) -> None:
        """What the title of a paper says it is about: one kind of organisation, one way, one unit,
        of which no figure tells."""
        self.is_other_unit = self.is_other_unit or any(
            one.entry
            and one.entry.is_named
            and one.text not in OTHERS
            and not _TIME.search(one.text)
            for one in tokens
        )
        if _MEETING.search(text):
            return
        self.about_way = told_in(tokens, ("way",)).get("way", self.about_way)
        if text.startswith("对") or _SUBJECT.search(text):
            self.about_kind = told_in(tokens, ("kind",)).get("kind", self.about_kind)
            if any(one.entry and one.entry.marks for one in tokens):
                self.kinds.add("")

    def _focus(self, told: Params) -> None:
        """A heading that names one of the four focuses: what stands under it is of that."""
        self.section = {**{k: v for k, v in self.section.items() if k != "focus"}, **told}

    def _lead(self, text: str, tokens: Sequence[Token]) -> None:
        """（二）镇街方面。… or 镇街：…: words that open a paragraph and hold in it."""
        head = _LEAD.match(text)
        if head is None:
            return
        within = [one for one in tokens if one.end <= head.end(1)]
        told = told_in(within, ("kind", "focus"))
        if not any(
            one.mask >= 0 or (one.entry and (one.entry.act or one.entry.head)) for one in within
        ):
            self.lead = told

    def _open(self, text: str, tokens: Sequence[Token], masked: bool) -> None:
        """The words that open a paper tell its scope where no title did."""
        if not masked and _OPENING.search(text):
            self.paper = {**told_in(tokens, ("round", "year")), **self.paper}
        elif not self._has_body:
            first = _first(tokens)
            self.paper = {**told_in(first[:4], ("year",)), **told_in(first, ("round",)),
                          **self.paper}  # fmt: skip
        self._has_body = True

    def _subtitle(self, text: str, told: Params, masked: bool) -> None:
        """A numbered heading: （一） stands under 一、, and what that tells holds under it."""
        is_top = bool(_HEADED.match(text))
        if not told and masked:
            return
        self._top = told if is_top else self._top
        self.section = told if is_top else {**self._top, **told}

    def end_sentence(self) -> None:
        """A sentence ends: its day, its focus and its whole term with it; a year holds on in the
        paragraph."""
        for key in ("day", "focus", *(("round", "year") if self._was_reset else ())):
            self.here.pop(key, None)
            if key in self.titles:
                self.here[key] = self.titles[key]
        self._was_reset = self.is_now = False

    def narrow(self, token: Token) -> None:
        """Take what a word tells from here on. The first 今年以来 of a paper that told no scope is
        told for all of it."""
        if token.entry is None:
            return
        year = dict(token.entry.params).get("year", "")
        if year and not self._has_scope and not self.paper and "以来" in token.text:
            self.paper = {"year": year}
        self._has_scope = self._has_scope or bool(year) or (
            token.entry.resets and token.text not in _UNTIL_NOW
        )  # fmt: skip
        self.is_now = self.is_now or token.text in _UNTIL_NOW
        self.kinds |= {value for key, value in token.entry.params if key == "kind"}
        if token.entry.frees:
            self.is_reset = True
            self.here.pop("kind", None)
        if token.entry.resets:
            self.is_reset = True
            until_now = token.text in _UNTIL_NOW
            self._was_reset = self._was_reset or not until_now
            for key in ("year", "day") if until_now else tuple(self.here):
                if key not in self.titles if until_now else key != "day":
                    self.here.pop(key, None)
        self.here.update((k, v) for k, v in token.entry.params if k in SCOPED)

    def tell(self, topic: tuple[str, str] | None) -> None:
        """在镇一级，… tells what the clauses after it are about."""
        if topic:
            self.here[topic[0]] = topic[1]

    def label(self, token: Token) -> None:
        """街道：… tells the kind of what follows."""
        self.here.update((k, v) for k, v in token.params if k == "kind")


def told_in(tokens: Sequence[Token], keys: Sequence[str]) -> Params:
    """What words tell of these; two values of one are none."""
    told = [pair for one in tokens for pair in one.params if pair[0] in keys]
    return {key: value for key, value in told if len({v for k, v in told if k == key}) == 1}


def _of_kind(tokens: Sequence[Token]) -> Params:
    """A heading that begins with one kind of organisation is about it (二、镇街方面)."""
    named = [one for one in tokens if one.entry and not one.entry.is_fill]
    told = told_in(tokens, ("kind",))
    if not told or not named or named[0].entry is None:
        return {}
    return told if any(key == "kind" for key, _ in named[0].entry.params) else {}


def _head_of(text: str) -> str:
    return re.split(r"[。：；，]", text, maxsplit=1)[0][:_TITLE]


def _first(tokens: Sequence[Token]) -> list[Token]:
    found = []
    for one in tokens:
        if one.text in ENDS:
            break
        found.append(one)
    return found
