"""Which figure each mask asks for. What is not wholly understood is left, with what it might be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from xuncha.engines.filling.about import about
from xuncha.engines.filling.around import forbids, goes_on, is_fact, is_masked_time, until_mask
from xuncha.engines.filling.clauses import ENDS, Place, place_of, tokens_of
from xuncha.engines.filling.done import Done, holds, in_that_way, is_rate_of, like, takes, within
from xuncha.engines.filling.entries import Token
from xuncha.engines.filling.fitting import fits, takes_measure
from xuncha.engines.filling.heeding import heeding
from xuncha.engines.filling.lexicon import Lexicon
from xuncha.engines.filling.masks import Mask, masks_in
from xuncha.engines.filling.paragraphs import unit_of
from xuncha.engines.filling.proposals import Line, Proposal, base_of, filled, left
from xuncha.engines.filling.reading import SUBJECTS, UNIT, Sense, read
from xuncha.engines.filling.scope import SCOPED, Scope
from xuncha.engines.filling.topics import topic_at, topic_of, with_way
from xuncha.engines.filling.words import Known
from xuncha.engines.filling.years import latest, own_year

_MANY = "不止一个统计数合得上，请选定。"
_NEAR = "没有完全合得上的，可能的列在旁边，请选定。"
_ELSEWHERE = "说的是别的范围、别的来源或者比较，没有这样的统计数。"
_NO_SHARE = "没有认出占什么的比例。"
_PARTS = frozenset({"kind", "focus", "way"})
_LEFT_OVER = frozenset({"剩余", "剩下", "余下", "还剩", "还剩下"})
"""What is left is left today, whenever it will be done."""
_OF_WHICH = re.compile(
    r"\s*(?:[（(]?\d{1,2}[)）.．、]\s*)?(?:其中|[从按][^，。]{2,10}(?:看|分|划分|统计)[，：:])"
)
_NEW_PART = re.compile(r"\s*[一二三四五六七八九十]{1,3}、")


@dataclass(slots=True)
class Mapper:
    """Goes through a text in order, and carries over what the reader of it would."""

    known: Sequence[Known]
    words: Lexicon
    _masked_time: int = -1
    _scope: Scope = field(default_factory=Scope)
    _done: list[Done] = field(default_factory=list)
    _kept: list[Done] = field(default_factory=list)
    _was_masked: bool = False
    _rows: dict[str, Done] = field(default_factory=dict)

    def line(self, line: Line) -> list[Proposal]:
        """The proposals for the masks of one paragraph."""
        masks = masks_in(line.text, whole=line.labels is not None)
        tokens = tokens_of(line.text, masks, self.words)
        self._done = self._before(line.text, bool(masks))
        self._masked_time = -1
        if line.labels is None:
            self._scope.begin(line.text, tokens, bool(masks))
            self._rows = {}
        else:
            self._scope.within()
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
            self._scope.tell(topic_at(tokens, index))
            if token.mask >= 0:
                mask = masks[token.mask]
                if is_masked_time(line.text, mask, "round" in self._scope.here):
                    self._masked_time = sentence
                found.append(self._one(line, mask, place_of(tokens, index), sentence))
        return found

    def _before(self, text: str, masked: bool) -> list[Done]:
        """2. 其中：… goes on from the line above it, unless that was not understood."""
        if _NEW_PART.match(text):
            self._kept = []
        whole = [one for one in self._done if one.whole is None and not set(one.params) & _PARTS]
        whole = [one for one in whole if one.sense.act and one.measure != "%"]
        self._kept = whole or (self._kept if self._done or not self._was_masked else [])
        self._was_masked = masked
        if not _OF_WHICH.match(text):
            return []
        return [replace(one, sentence=-1) for one in self._kept]

    def _one(self, line: Line, mask: Mask, place: Place, sentence: int) -> Proposal:
        base = base_of(line, mask)
        if any(one.text in _LEFT_OVER for one in place.left):
            place = replace(place, right=[])
        if why := self._why_left(mask, place, sentence):
            return left(base, why)
        sense = with_way(read(place, mask.measure), place)
        if sense.topic:
            self._scope.here["kind"] = sense.topic
        if sense.is_split:
            return left(base, "同一处有两个不同的范围。")
        if sense.is_share:
            return self._share(base, sentence, sense, place)
        if mask.measure == "%" and (named := self._rate(base, sentence, sense)):
            return named
        found = self._found(sense, mask.measure, place, sentence)
        found = heeding(self._of_those(found, sentence), place)
        return self._settle(base, found, sense, mask.measure, sentence)

    def _why_left(self, mask: Mask, place: Place, sentence: int) -> str:
        """Why no figure can be told here whatever it counts, "" for no such reason."""
        if mask.is_ordinal:
            return "日期、序号不是统计数。"
        if self._masked_time == sentence:
            return "说的是哪一年、哪一轮留空着，没法问数。"
        if self._scope.is_other_unit and not self._scope.is_reset:
            return _ELSEWHERE
        if self._scope.is_plan or (self._scope.is_ahead and not is_fact(place)):
            return "说的是打算，没有这样的统计数。"
        beside = [*place.left, *place.right[: until_mask(place.right)]]
        in_round = "round" in self._scope.here or any(
            one.entry and ("round" in dict(one.entry.params)) for one in place.right
        )  # fmt: skip
        if any(forbids(one, in_round) for one in beside) or any(
            one.entry and one.entry.is_named and forbids(one, in_round) for one in place.sentence
        ):
            return _ELSEWHERE
        meant = {one.entry.this for one in (*place.sentence, *beside) if one.entry} - {""}
        if meant - set(self._scope.here):
            return "说的是哪一轮、哪一年没有写明，没法问数。"
        return ""

    def _found(self, sense: Sense, measure: str, place: Place, sentence: int) -> list[Done]:
        """The figures that fit: by the clause itself, by what it goes on from, by the noun that the
        sentence opens with. What only a state tells leans on what came before, first."""
        doing = with_way(read(place, measure, doing=True), place)
        told = sentence - goes_on(place)
        own = self._direct(sense, measure) or self._direct(doing, measure)
        carried = self._carried(sense, measure, told) or self._carried(doing, measure, told)
        elliptic = not sense.head and bool(sense.marks) and measure != "%"
        found = (carried or own) if elliptic else (own or carried)
        if not found and not sense.head and not sense.is_unknown and measure != "%":
            found = self._direct(replace(sense, head=topic_of(place.sentence)), measure)
        return found

    def _of_those(self, found: list[Done], sentence: int) -> list[Done]:
        """对 11 个镇街开展巡察，发现问题 * 个: what one kind of organisation had. Of two kinds no
        figure tells; three and more are the whole district."""
        told = [one for one in self._done if one.sentence == sentence and one.counts_units]
        found = in_that_way(found, told)
        kinds = {one.params.get("kind", "") for one in told} - {""}
        if not kinds or len(kinds) > 2:
            return found
        kept = []
        for one in found:
            if "kind" in one.params or (one.counts_units and (one.sense.head or len(kinds) > 1)):
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
            elif said and takes(one, own := self._timeless(one, params)):
                found.append(Done(one, sense, own, measure, 0))
        return closer or found

    def _timeless(self, known: Known, params: dict[str, str]) -> dict[str, str]:
        """What a paper of a year tells as of now, of a figure that has no years: 目前在库 * 人."""
        if "year" in known.params or not self._scope.is_now:
            return params
        return {key: value for key, value in params.items() if key != "year"}

    def _carried(self, sense: Sense, measure: str, sentence: int) -> list[Done]:
        """其中 and enumerations: the noun, or the whole figure, of what came before."""
        if sense.is_unknown:
            return []
        if (not sense.act or (sense.is_light and "focus" in sense.params)) and not sense.marks:
            return self._part(sense, measure, sentence) or self._continued(sense, measure, sentence)
        if measure == "%" and sense.head.endswith("率"):
            counts = [one for one in self._done if one.sentence >= sentence]
            if counts:
                more = [counts[-1].noun, *counts[-1].sense.heads]
                sense = replace(sense, heads=[*sense.heads, *more])
            return self._direct(sense, measure)
        goes_on = not sense.head
        before = [
            one for one in self._done
            if one.sentence >= sentence - goes_on and like(one.measure, measure)
            and not one.is_verbal
        ]  # fmt: skip
        if not before or not (sense.head in SUBJECTS or before[-1].has(sense.head)):
            return []
        last = before[-1]
        if last.sentence < sentence:
            last = last.whole or last
        taken = Sense(head=last.sense.head, act=sense.act, is_light=sense.is_light,
                      marks=sense.marks, params=dict(sense.params))  # fmt: skip
        params = {**self._scope.here, **last.params, **sense.params}
        marked = replace(taken, marks=taken.marks | last.sense.marks)
        return self._fitting(taken, measure, params) or self._fitting(marked, measure, params)

    def _continued(self, sense: Sense, measure: str, sentence: int) -> list[Done]:
        """派出巡察组 * 个，干部 * 名: a verb holds for what is counted after it."""
        last = self._done[-1] if self._done else None
        if last is None or last.sentence != sentence or not last.sense.act:
            return []
        if not (sense.head and sense.is_beside) and not (measure == "人次" and not sense.head):
            return []
        taken = replace(sense, act=last.sense.act, is_light=last.sense.is_light)
        return self._direct(taken, measure)

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
        of_focus = not sense.head and "focus" in sense.params
        if (
            not (sense.head == UNIT and sense.is_kind)
            and not whole.has(sense.head)
            and not of_focus
        ):
            return []
        params = {**whole.params, **sense.params}
        if "kind" in whole.params or not takes(whole.known, params):
            return []
        return [Done(whole.known, whole.sense, params, measure, 0, whole)]

    def _share(self, base: Proposal, sentence: int, sense: Sense, place: Place) -> Proposal:
        before = self._done[-1:]
        if not before or before[0].sentence != sentence or sense.params:
            return left(base, _NO_SHARE)
        part = before[0]
        of_it = any(
            sense.head in words.heads for one in self.known for words in one.words
            if one.name in {whole for _, whole in part.known.rates}
        )  # fmt: skip
        if sense.head and not part.has(sense.head) and not of_it:
            return left(base, _NO_SHARE)
        whole = self._named_whole(part, sense) if sense.act or sense.head else None
        if whole is None and not sense.act:
            whole = part.whole or next(
                (one for one in reversed(self._done[:-1]) if holds(one, part)), None
            )
        if whole is None and sense.head:
            whole = self._told_whole(part, sense, place)
        if whole is not None and whole.known is part.known and whole.params == part.params:
            rest = {key: value for key, value in whole.params.items() if key not in _PARTS}
            whole = replace(whole, params=rest)
        is_own = whole is not None and whole.known.name in {one for _, one in part.known.rates}
        if whole is None or whole.measure == "%" or not (is_own or within(part, whole)):
            return left(base, _NO_SHARE)
        for one in self.known:
            if is_rate_of(one, part, whole):
                return filled(base, one.name, part.params)
        return filled(base, part.known.name, part.params, (whole.known.name, whole.params))

    def _named_whole(self, part: Done, sense: Sense) -> Done | None:
        """占反馈问题总数的 * %: the words name the whole themselves."""
        found = [one for one in self._direct(sense, "") if one.known.unit == part.known.unit]
        if len(found) != 1:
            return None
        named = holds(found[0], part) or (
            found[0].params == part.params
            and found[0].known.name in {whole for _, whole in part.known.rates}
        )  # fmt: skip
        return found[0] if named else None

    def _told_whole(self, part: Done, sense: Sense, place: Place) -> Done | None:
        """发现的问题里…占全部问题的 * %: the verb of the whole stands in the sentence before."""
        acts = [one for one in place.sentence if one.entry and one.entry.act]
        for one in reversed(acts):
            told = replace(sense, marks=set(), params={}, heads=[])
            told.take_act(one)
            if found := self._named_whole(part, told):
                return found
        return None

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
        found = [one for each in found for one in about(each, self._scope)]
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
            text, told = unit_of(label)
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
        found = self._direct(sense, measure) or self._of_row_above(sense, tokens, line.labels[0])
        proposal = self._settle(base, found, sense, measure, 0)
        if found and not any(one.text == "其中" for one in tokens):
            self._rows[line.labels[0]] = found[0]
        return proposal

    def _of_row_above(self, sense: Sense, tokens: Sequence[Token], column: str) -> list[Done]:
        """其中：区直单位 under 巡察党组织: a part of what the row above it counts."""
        whole = self._rows.get(column)
        if whole is None or not any(one.text == "其中" for one in tokens):
            return []
        params = {**whole.params, **sense.params}
        if params == whole.params or sense.act or sense.marks or not takes(whole.known, params):
            return []
        return [replace(whole, params=params)]


def _is_sentence(text: str, mask: Mask) -> bool:
    return len(text.strip()) > mask.after - mask.start + 1


def propose(lines: Sequence[Line], known: Sequence[Known], words: Lexicon) -> list[Proposal]:
    """All masks of a text in order, each with its proposal."""
    times = replace(words.times, year=own_year(lines, words.times.year), latest=latest(lines))
    mapper = Mapper(known, replace(words, times=times))
    return [one for line in lines for one in mapper.line(line)]
