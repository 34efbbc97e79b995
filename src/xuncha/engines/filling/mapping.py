"""Which figure each mask asks for. What is not wholly understood is left, with what it might be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xuncha.engines.filling.clauses import ENDS, Place, place_of, tokens_of
from xuncha.engines.filling.fitting import fits, takes_measure
from xuncha.engines.filling.lexicon import Lexicon, Token
from xuncha.engines.filling.masks import Mask, masks_in
from xuncha.engines.filling.reading import UNIT, Sense, read
from xuncha.engines.filling.words import Known

MOST_CANDIDATES = 6
_MANY = "不止一个统计数合得上，请选定。"
_NEAR = "没有完全合得上的，可能的列在旁边，请选定。"
_CONTEXT = 24
_TITLE = 40
_SUBJECTS = frozenset({"", UNIT, "被巡察单位", "被巡察党组织", "单位"})
_UNTIL_NOW = frozenset({"截至目前", "截至日前", "目前"})
_PLANS = ("计划", "方案", "要点", "设想", "安排")
_TIMES = frozenset({"年", "轮", "届", "月"})
_SUMMARIES = ("总结", "小结", "年度", "工作情况")
_SCOPED = ("round", "year", "day")


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text and where it begins; for a table's cell the labels of its row and
    column."""

    text: str
    start: int
    labels: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a mask: a figure with parameters; or none, what it might be, and why it
    was left."""

    start: int
    end: int
    measure: str
    is_rounded: bool
    context: str
    figure: str | None = None
    params: tuple[tuple[str, str], ...] = ()
    of: tuple[str, tuple[tuple[str, str], ...]] | None = None
    candidates: tuple[str, ...] = ()
    why: str = ""
    parts: tuple[str, str, str] = ("", "", "")
    """The words before, the mask, the words after."""


@dataclass(slots=True)
class _Done:
    """A mask that was understood, for what follows it."""

    known: Known
    sense: Sense
    params: dict[str, str]
    measure: str
    sentence: int
    whole: _Done | None = None

    def has(self, head: str) -> bool:
        """Whether a noun is one of those that this figure counts."""
        return any(head in one.heads for one in self.known.words)

    @property
    def counts_units(self) -> bool:
        """Whether it counts organisations themselves."""
        return any(one.by_kind for one in self.known.words)

    @property
    def is_verbal(self) -> bool:
        """Whether its noun was itself the doing: nothing after it takes that noun over."""
        return any(one.verbal and self.sense.head in one.heads for one in self.known.words)


@dataclass(slots=True)
class Mapper:
    """Goes through a text in order, and carries over what the reader of it would."""

    known: Sequence[Known]
    words: Lexicon
    _masked_time: int = -1
    _is_plan: bool = False
    _other_time: bool = False
    _is_reset: bool = False
    _about_kind: bool = False
    _title: dict[str, str] = field(default_factory=dict)
    _scope: dict[str, str] = field(default_factory=dict)
    _done: list[_Done] = field(default_factory=list)

    def line(self, line: Line) -> list[Proposal]:
        """The proposals for the masks of one paragraph."""
        masks = masks_in(line.text, whole=line.labels is not None)
        tokens = tokens_of(line.text, masks, self.words)
        self._done, self._masked_time = [], -1
        if len(line.text) < _TITLE and not line.text.rstrip().endswith(("。", "；", "，")):
            self._entitle(line.text, tokens, bool(masks))
        self._scope, self._is_reset = dict(self._title), False
        if line.labels is not None and masks and not _is_sentence(line.text, masks[0]):
            return [self._cell(line, masks[0])]
        found, sentence = [], 0
        for index, token in enumerate(tokens):
            if token.entry is None and token.text in ENDS:
                sentence += 1
                for key in ("year", "day"):
                    self._scope.pop(key, None)
            self._narrow(token)
            if token.text in "：:" and index and (kind := dict(_params(tokens[index - 1]))):
                self._scope.update((k, v) for k, v in kind.items() if k == "kind")
            if token.mask >= 0:
                mask = masks[token.mask]
                if mask.is_ordinal and mask.measure in _TIMES:
                    self._masked_time = sentence
                found.append(self._one(line, mask, place_of(tokens, index), sentence))
        return found

    def _entitle(self, text: str, tokens: list[Token], masked: bool) -> None:
        kept = {"round", "year"} if any(one in text for one in _SUMMARIES) else {"round"}
        told = {k: v for one in tokens for k, v in _params(one) if k in kept}
        if not masked:
            self._is_plan = self._is_plan or text.strip().endswith(_PLANS)
            self._other_time = any(one.entry and one.entry.is_named for one in tokens)
        if told or not masked:
            self._title = told
        if not masked and any(one.text == "对" for one in tokens[:1]):
            self._about_kind = any(k == "kind" for one in tokens for k, _ in _params(one))

    def _narrow(self, token: Token) -> None:
        if token.entry is None:
            return
        if token.entry.resets:
            self._is_reset = True
            for key in _SCOPED if token.text in _UNTIL_NOW else tuple(self._scope):
                if key != "round" or token.text not in _UNTIL_NOW:
                    self._scope.pop(key, None)
        self._scope.update((k, v) for k, v in token.entry.params if k in _SCOPED)

    def _one(self, line: Line, mask: Mask, place: Place, sentence: int) -> Proposal:
        base = self._base(line, mask)
        if mask.is_ordinal:
            return _left(base, "日期、序号不是统计数。")
        if self._masked_time == sentence:
            return _left(base, "说的是哪一年、哪一轮留空着，没法问数。")
        if self._is_plan:
            return _left(base, "说的是打算，没有这样的统计数。")
        beside = [*place.left, *place.right[: _until_mask(place.right)]]
        if any(one.entry and one.entry.is_block for one in beside) or any(
            one.entry and one.entry.is_named for one in place.sentence
        ):
            return _left(base, "说的是别的范围、别的来源或者比较，没有这样的统计数。")
        sense = read(place, mask.measure)
        if sense.topic:
            self._scope["kind"] = sense.topic
        if sense.is_split:
            return _left(base, "同一处有两个不同的范围。")
        if sense.is_share:
            return self._share(base, sentence, sense)
        found = (
            self._direct(sense, mask.measure)
            or self._direct(read(place, mask.measure, doing=True), mask.measure)
            or self._carried(sense, mask.measure, sentence - _goes_on(place))
        )
        return self._settle(base, self._of_those(found, sentence), sense, mask.measure, sentence)

    def _of_those(self, found: list[_Done], sentence: int) -> list[_Done]:
        """对 11 个镇街开展巡察，发现问题 * 个: what one kind of organisation had. Of two kinds no
        figure tells; three and more are the whole district."""
        told = [one for one in self._done if one.sentence == sentence and one.counts_units]
        kinds = {one.params.get("kind", "") for one in told} - {""}
        if not kinds or len(kinds) > 2:
            return found
        kept = []
        for one in found:
            if one.counts_units or "kind" in one.params:
                kept.append(one)
            elif len(kinds) == 1 and "kind" in one.known.params:
                kept.append(replace(one, params={**one.params, "kind": next(iter(kinds))}))
            elif len(kinds) == 1:
                kept.append(one)
        return kept

    def _base(self, line: Line, mask: Mask) -> Proposal:
        before = line.text[max(0, mask.start - _CONTEXT) : mask.start]
        after = line.text[mask.start : mask.after + _CONTEXT]
        context = "".join(line.labels) if line.labels else before + after
        run = line.text[mask.start : mask.end]
        if line.labels:
            parts = ("　".join(one for one in reversed(line.labels) if one) + "　", run, "")
        else:
            parts = (before, run, line.text[mask.end : mask.after + _CONTEXT])
        return Proposal(
            line.start + mask.start, line.start + mask.end, mask.measure, mask.is_rounded, context,
            parts=parts,
        )  # fmt: skip

    def _direct(self, sense: Sense, measure: str) -> list[_Done]:
        return self._fitting(sense, measure, {**self._scope, **sense.params})

    def _fitting(self, sense: Sense, measure: str, params: dict[str, str]) -> list[_Done]:
        found = {}
        for one in self.known:
            if any(fits(words, sense, measure) for words in one.words) and _takes(one, params):
                found[one.name] = _Done(one, sense, params, measure, 0)
        return list(found.values())

    def _carried(self, sense: Sense, measure: str, sentence: int) -> list[_Done]:
        """其中 and enumerations: the noun, or the whole figure, of what came before."""
        if sense.is_unknown:
            return []
        if not sense.act and not sense.marks:
            return self._part(sense, measure, sentence)
        before = [
            one
            for one in self._done
            if one.sentence >= sentence and _like(one.measure, measure) and not one.is_verbal
        ]
        if not before or not (
            sense.head in _SUBJECTS or before[-1].has(sense.head) or sense.head.endswith("率")
        ):
            return []
        last = before[-1]
        if measure == "%" and sense.head.endswith("率"):
            sense.heads += last.sense.heads
            return self._direct(sense, measure)
        taken = Sense(head=last.sense.head, act=sense.act, is_light=sense.is_light,
                      marks=sense.marks, params=dict(sense.params))  # fmt: skip
        params = {**self._scope, **last.params, **sense.params}
        return self._fitting(taken, last.measure, params)

    def _part(self, sense: Sense, measure: str, sentence: int) -> list[_Done]:
        last = self._done[-1] if self._done else None
        if (
            last is not None and last.sentence == sentence and _like(last.measure, measure)
            and sense.is_kind and "kind" in last.params and "kind" in sense.params
        ):  # fmt: skip
            params = {**last.params, **sense.params}
            return [_Done(last.known, last.sense, params, measure, 0, last.whole)]
        wholes = [one for one in self._done if one.whole is None and _like(one.measure, measure)]
        if not wholes or not sense.params:
            return []
        whole = wholes[-1]
        if not (sense.head == UNIT and sense.is_kind) and not whole.has(sense.head):
            return []
        params = {**whole.params, **sense.params}
        if "kind" in whole.params or not _takes(whole.known, params):
            return []
        return [_Done(whole.known, whole.sense, params, measure, 0, whole)]

    def _share(self, base: Proposal, sentence: int, sense: Sense) -> Proposal:
        before = self._done[-1:]
        if not before or before[0].sentence != sentence or sense.act or sense.params:
            return _left(base, "没有认出占什么的比例。")
        part = before[0]
        if sense.head and not part.has(sense.head):
            return _left(base, "没有认出占什么的比例。")
        whole = part.whole or next(
            (one for one in reversed(self._done[:-1]) if _holds(one, part)), None
        )
        if whole is None or whole.measure == "%" or not _within(part, whole):
            return _left(base, "没有认出占什么的比例。")
        return _filled(base, part.known.name, part.params, (whole.known.name, whole.params))

    def _settle(
        self, base: Proposal, found: list[_Done], sense: Sense, measure: str, sentence: int
    ) -> Proposal:
        if self._other_time and not self._is_reset:
            found = [one for one in found if set(one.params) & set(_SCOPED)]
        if self._about_kind:
            found = [one for one in found if "kind" in one.params or "kind" not in one.known.params]
        if len(found) != 1:
            names = [one.known.name for one in found] or self._near(sense, measure)
            why = _MANY if found else _NEAR if names else "没有认出说的是哪个统计数。"
            return _left(base, why, names)
        done = found[0]
        done.sentence = sentence
        self._done.append(done)
        return _filled(base, done.known.name, done.params)

    def _near(self, sense: Sense, measure: str) -> list[str]:
        """Figures of the same noun: what it might be."""
        heads = {sense.head, *sense.heads} - {""}
        return [
            one.name
            for one in self.known
            if any(
                heads & set(words.heads) and takes_measure(words, measure) for words in one.words
            )
        ]

    def _cell(self, line: Line, mask: Mask) -> Proposal:
        """A table's cell: its labels say what a sentence would."""
        base = self._base(line, mask)
        assert line.labels is not None
        labels, measure = [], mask.measure
        for label in line.labels:
            text, told = _unit(label)
            labels.append(text)
            measure = measure or told
        base = replace(base, measure=measure)
        tokens = [one for text in labels for one in tokens_of(text, [], self.words)]
        if any(one.entry and one.entry.is_block for one in tokens):
            return _left(base, "说的是别的范围、别的来源或者比较，没有这样的统计数。")
        for one in tokens:
            self._narrow(one)
        kinds = [one for one in tokens if one.entry and one.entry.params and not one.entry.act]
        rest = [one for one in tokens if one not in kinds]
        sense = read(Place([*kinds, *rest], [], []), measure)
        return self._settle(base, self._direct(sense, measure), sense, measure, 0)


def _takes(known: Known, params: dict[str, str]) -> bool:
    return set(params) - {"day"} <= known.params


def _like(one: str, other: str) -> bool:
    return bool(one) and one[0] == other[:1] and (one[0] == "件" or one == other)


def _holds(whole: _Done, part: _Done) -> bool:
    """Whether what was told before may be the whole of a part: the same noun, no narrower."""
    same = whole.whole is None and whole.sense.head == part.sense.head
    return same and set(whole.params.items()) <= set(part.params.items())


def _within(part: _Done, whole: _Done) -> bool:
    """A part can't be the whole itself; marks or parameters make it one."""
    if part.known is whole.known:
        return part.params != whole.params
    return bool(part.sense.marks) and not whole.sense.marks


def _params(token: Token) -> tuple[tuple[str, str], ...]:
    return token.entry.params if token.entry else ()


def _goes_on(place: Place) -> bool:
    """Whether 其中 binds the sentence to the one before it."""
    return any(one.text == "其中" for one in (*place.sentence, *place.left))


def _until_mask(tokens: list[Token]) -> int:
    return next((index for index, one in enumerate(tokens) if one.mask >= 0), len(tokens))


def _is_sentence(text: str, mask: Mask) -> bool:
    return len(text.strip()) > mask.after - mask.start + 1


def _unit(label: str) -> tuple[str, str]:
    """A label without its unit in brackets, and the unit."""
    text = label.strip()
    for opening, closing in ("（）", "()"):
        if text.endswith(closing) and opening in text:
            name, _, unit = text[:-1].rpartition(opening)
            if len(unit) <= 3 and unit != "社区":
                return name, unit.replace("％", "%")
    return text, ""


def _left(base: Proposal, why: str, candidates: Sequence[str] = ()) -> Proposal:
    return replace(base, candidates=tuple(dict.fromkeys(candidates))[:MOST_CANDIDATES], why=why)


def _filled(
    base: Proposal, figure: str, params: dict[str, str],
    of: tuple[str, dict[str, str]] | None = None,
) -> Proposal:  # fmt: skip
    whole = (of[0], tuple(sorted(of[1].items()))) if of else None
    return replace(base, figure=figure, params=tuple(sorted(params.items())), of=whole)


def propose(lines: Sequence[Line], known: Sequence[Known], words: Lexicon) -> list[Proposal]:
    """All masks of a text in order, each with its proposal."""
    mapper = Mapper(known, words)
    return [one for line in lines for one in mapper.line(line)]
