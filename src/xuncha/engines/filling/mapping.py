"""Which figure each mask asks for. What is not wholly understood is left, with what it might be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xuncha.engines.filling.clauses import ENDS, Place, place_of, tokens_of
from xuncha.engines.filling.done import Done, holds, is_rate_of, like, takes, within
from xuncha.engines.filling.fitting import fits, takes_measure
from xuncha.engines.filling.lexicon import Lexicon, Token
from xuncha.engines.filling.masks import Mask, masks_in
from xuncha.engines.filling.proposals import Line, Proposal, base_of, filled, left
from xuncha.engines.filling.reading import UNIT, Sense, read
from xuncha.engines.filling.scope import SCOPED, Scope
from xuncha.engines.filling.words import Known

_MANY = "不止一个统计数合得上，请选定。"
_NEAR = "没有完全合得上的，可能的列在旁边，请选定。"
_ELSEWHERE = "说的是别的范围、别的来源或者比较，没有这样的统计数。"
_NO_SHARE = "没有认出占什么的比例。"
_SUBJECTS = frozenset({"", UNIT, "被巡察单位", "被巡察党组织", "单位"})
_TIMES = frozenset({"年", "轮", "届", "月"})
_AS_OF = re.compile(r"截[至止]到?[^，。；]{0,8}$")


@dataclass(slots=True)
class Mapper:
    """Goes through a text in order, and carries over what the reader of it would."""

    known: Sequence[Known]
    words: Lexicon
    _masked_time: int = -1
    _scope: Scope = field(default_factory=Scope)
    _done: list[Done] = field(default_factory=list)

    def line(self, line: Line) -> list[Proposal]:
        """The proposals for the masks of one paragraph."""
        masks = masks_in(line.text, whole=line.labels is not None)
        tokens = tokens_of(line.text, masks, self.words)
        self._done, self._masked_time = [], -1
        self._scope.begin(line.text, tokens, bool(masks))
        if line.labels is not None and masks and not _is_sentence(line.text, masks[0]):
            return [self._cell(line, masks[0])]
        found, sentence = [], 0
        for index, token in enumerate(tokens):
            if token.entry is None and token.text in ENDS:
                sentence += 1
                self._scope.end_sentence()
            self._scope.narrow(token)
            if token.text in "：:" and index:
                self._scope.label(tokens[index - 1])
            if token.mask >= 0:
                mask = masks[token.mask]
                if _is_masked_time(line.text, mask):
                    self._masked_time = sentence
                found.append(self._one(line, mask, place_of(tokens, index), sentence))
        return found

    def _one(self, line: Line, mask: Mask, place: Place, sentence: int) -> Proposal:
        base = base_of(line, mask)
        if mask.is_ordinal:
            return left(base, "日期、序号不是统计数。")
        if self._masked_time == sentence:
            return left(base, "说的是哪一年、哪一轮留空着，没法问数。")
        if self._scope.is_plan:
            return left(base, "说的是打算，没有这样的统计数。")
        beside = [*place.left, *place.right[: _until_mask(place.right)]]
        if any(one.entry and one.entry.is_block for one in beside) or any(
            one.entry and one.entry.is_named for one in place.sentence
        ):
            return left(base, _ELSEWHERE)
        meant = {one.entry.this for one in (*place.sentence, *beside) if one.entry} - {""}
        if meant - set(self._scope.here):
            return left(base, "说的是哪一轮、哪一年没有写明，没法问数。")
        sense = read(place, mask.measure)
        if sense.topic:
            self._scope.here["kind"] = sense.topic
        if sense.is_split:
            return left(base, "同一处有两个不同的范围。")
        if sense.is_share:
            return self._share(base, sentence, sense)
        if mask.measure == "%" and (named := self._rate(base, sentence, sense)):
            return named
        doing = read(place, mask.measure, doing=True)
        found = (
            self._direct(sense, mask.measure)
            or self._direct(doing, mask.measure)
            or self._carried(sense, mask.measure, sentence - _goes_on(place))
            or self._carried(doing, mask.measure, sentence - _goes_on(place))
        )
        return self._settle(base, self._of_those(found, sentence), sense, mask.measure, sentence)

    def _of_those(self, found: list[Done], sentence: int) -> list[Done]:
        """对 11 个镇街开展巡察，发现问题 * 个: what one kind of organisation had. Of two kinds no
        figure tells; three and more are the whole district."""
        told = [one for one in self._done if one.sentence == sentence and one.counts_units]
        found = _in_that_way(found, told)
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

    def _direct(self, sense: Sense, measure: str) -> list[Done]:
        return self._fitting(sense, measure, {**self._scope.here, **sense.params})

    def _fitting(self, sense: Sense, measure: str, params: dict[str, str]) -> list[Done]:
        found, closer = [], []
        for one in self.known:
            said = [words for words in one.words if fits(words, sense, measure)]
            if any(words.way for words in said):
                own = {key: value for key, value in params.items() if key != "way"}
                closer += [Done(one, sense, own, measure, 0)] if takes(one, own) else []
            elif said and takes(one, params):
                found.append(Done(one, sense, params, measure, 0))
        return closer or found

    def _carried(self, sense: Sense, measure: str, sentence: int) -> list[Done]:
        """其中 and enumerations: the noun, or the whole figure, of what came before."""
        if sense.is_unknown:
            return []
        if not sense.act and not sense.marks:
            return self._part(sense, measure, sentence)
        if measure == "%" and sense.head.endswith("率"):
            counts = [one for one in self._done if one.sentence >= sentence]
            if counts:
                sense.heads += [counts[-1].sense.head, *counts[-1].sense.heads]
            return self._direct(sense, measure)
        goes_on = not sense.head
        before = [
            one for one in self._done
            if one.sentence >= sentence - goes_on and like(one.measure, measure)
            and not one.is_verbal
        ]  # fmt: skip
        if not before or not (sense.head in _SUBJECTS or before[-1].has(sense.head)):
            return []
        last = before[-1]
        if last.sentence < sentence:
            last = last.whole or last
        taken = Sense(head=last.sense.head, act=sense.act, is_light=sense.is_light,
                      marks=sense.marks, params=dict(sense.params))  # fmt: skip
        params = {**self._scope.here, **last.params, **sense.params}
        return self._fitting(taken, last.measure, params)

    def _part(self, sense: Sense, measure: str, sentence: int) -> list[Done]:
        last = self._done[-1] if self._done else None
        if (
            last is not None and last.sentence == sentence and like(last.measure, measure)
            and sense.is_kind and "kind" in last.params and "kind" in sense.params
        ):  # fmt: skip
            params = {**last.params, **sense.params}
            return [Done(last.known, last.sense, params, measure, 0, last.whole)]
        wholes = [one for one in self._done if one.whole is None and like(one.measure, measure)]
        if not wholes or not sense.params:
            return []
        whole = wholes[-1]
        if not (sense.head == UNIT and sense.is_kind) and not whole.has(sense.head):
            return []
        params = {**whole.params, **sense.params}
        if "kind" in whole.params or not takes(whole.known, params):
            return []
        return [Done(whole.known, whole.sense, params, measure, 0, whole)]

    def _share(self, base: Proposal, sentence: int, sense: Sense) -> Proposal:
        before = self._done[-1:]
        if not before or before[0].sentence != sentence or sense.params:
            return left(base, _NO_SHARE)
        part = before[0]
        if sense.head and not part.has(sense.head):
            return left(base, _NO_SHARE)
        whole = self._named_whole(part, sense) if sense.act or sense.head else None
        if whole is None and not sense.act:
            whole = part.whole or next(
                (one for one in reversed(self._done[:-1]) if holds(one, part)), None
            )
        if whole is None or whole.measure == "%" or not within(part, whole):
            return left(base, _NO_SHARE)
        for one in self.known:
            if is_rate_of(one, part, whole):
                return filled(base, one.name, part.params)
        return filled(base, part.known.name, part.params, (whole.known.name, whole.params))

    def _named_whole(self, part: Done, sense: Sense) -> Done | None:
        """占反馈问题总数的 * %: the words name the whole themselves."""
        found = [one for one in self._direct(sense, "") if one.known.unit == part.known.unit]
        return found[0] if len(found) == 1 and holds(found[0], part) else None

    def _rate(self, base: Proposal, sentence: int, sense: Sense) -> Proposal | None:
        """回收率, 追缴率: a share with a name of its own, of two figures told in the sentence."""
        if sense.params or sense.marks:
            return None
        here = {one.known.name: one for one in self._done if one.sentence == sentence}
        pairs = [
            (part, here[whole])
            for part in here.values() for rate, whole in part.known.rates
            if rate == sense.head and whole in here and here[whole].params == part.params
        ]  # fmt: skip
        if len(pairs) != 1:
            return None
        part, whole = pairs[0]
        return filled(base, part.known.name, part.params, (whole.known.name, whole.params))

    def _settle(
        self, base: Proposal, found: list[Done], sense: Sense, measure: str, sentence: int
    ) -> Proposal:
        if self._scope.is_other_time and not self._scope.is_reset:
            found = [one for one in found if set(one.params) & set(SCOPED)]
        if self._scope.is_about_kind:
            found = [one for one in found if "kind" in one.params or "kind" not in one.known.params]
        if len(found) != 1:
            names = [one.known.name for one in found] or self._near(sense, measure)
            why = _MANY if found else _NEAR if names else "没有认出说的是哪个统计数。"
            return left(base, why, names)
        done = found[0]
        done.sentence = sentence
        self._done.append(done)
        return filled(base, done.known.name, done.params)

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
        base = base_of(line, mask)
        assert line.labels is not None
        labels, measure = [], mask.measure
        for label in line.labels:
            text, told = _unit(label)
            labels.append(text)
            measure = measure or told
        base = replace(base, measure=measure)
        tokens = [one for text in labels for one in tokens_of(text, [], self.words)]
        if any(one.entry and one.entry.is_block for one in tokens):
            return left(base, _ELSEWHERE)
        for one in tokens:
            self._scope.narrow(one)
        kinds = [one for one in tokens if one.entry and one.entry.params and not one.entry.act]
        rest = [one for one in tokens if one not in kinds]
        sense = read(Place([*kinds, *rest], [], []), measure)
        sense.is_label = True
        return self._settle(base, self._direct(sense, measure), sense, measure, 0)


def _in_that_way(found: list[Done], told: list[Done]) -> list[Done]:
    """What came of units that were all inspected in one way came of that way."""
    ways = {one.params.get("way", "") for one in told}
    if len(ways) != 1 or ways == {""}:
        return found
    way = {"way": ways.pop()}
    return [
        one if one.counts_units or "way" in one.params
        else replace(one, params={**way, **one.params})
        for one in found
        if one.counts_units or "way" in one.known.params
    ]  # fmt: skip


def _is_masked_time(text: str, mask: Mask) -> bool:
    """A year or a round left open; the day up to which the paper speaks is the asker's own."""
    if not mask.is_ordinal or mask.measure not in _TIMES:
        return False
    return mask.measure not in {"年", "月"} or not _AS_OF.search(text[: mask.start])


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


def propose(lines: Sequence[Line], known: Sequence[Known], words: Lexicon) -> list[Proposal]:
    """All masks of a text in order, each with its proposal."""
    mapper = Mapper(known, words)
    return [one for line in lines for one in mapper.line(line)]
