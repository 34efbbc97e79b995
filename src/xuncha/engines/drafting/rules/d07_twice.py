"""D07 重复表述: the same thing told twice in one report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from xuncha.engines.drafting.draft import Draft
from xuncha.engines.drafting.elements import bodies, places
from xuncha.engines.drafting.figures import MONEY, figures_of
from xuncha.engines.drafting.report import Hint, Other, Span
from xuncha.engines.drafting.sentences import Sentence, likeness, sentences, shape
from xuncha.engines.drafting.settings import NAMES, Settings

CODE = "D07"
_SHORTEST = 10
_COMMON = 12
"""A pair of characters in more sentences than this leads to no comparing by itself."""
_SAME_SUM = 0.25
_SAME_COUNT = 0.35
_SAME_BOTH = 0.2
"""How alike sentences must be that tell the same sum, the same count, or two same figures of the
same place."""


@dataclass(frozen=True, slots=True)
class _Place:
    draft: int
    sentence: Sentence


def run(drafts: Sequence[Draft], file: str, settings: Settings) -> Iterator[tuple[int, Hint]]:
    """The later of two sentences that say the same, with the place of the earlier."""
    told = [
        _Place(at, one)
        for at, draft in enumerate(drafts)
        for one in sentences(draft.text)
        if len(one.text) >= _SHORTEST
    ]
    done: set[int] = set()
    for first, second in sorted(_candidates(told)):
        one, two = told[first], told[second]
        if second in done or _bears(drafts[two.draft], one, two):
            continue
        if not _is_same(one.sentence, two.sentence, settings):
            continue
        done.add(second)
        yield two.draft, _hint(drafts[one.draft], one, two, file)


def _bears(draft: Draft, one: _Place, two: _Place) -> bool:
    """Whether the later sentence is a fact that bears the earlier one: it may well say the same."""
    return one.draft == two.draft and one.sentence.start < draft.facts_at <= two.sentence.start


def _hint(draft: Draft, one: _Place, two: _Place, file: str) -> Hint:
    where = "前面" if one.draft == two.draft else f"第{draft.no}条"
    return Hint(
        CODE, NAMES[CODE], f"和{where}说的像是同一件事，请看是否重复。",
        (Span(two.sentence.start, two.sentence.end),),
        Other(file, draft.no, one.sentence.start, one.sentence.end),
    )  # fmt: skip


def _candidates(told: Sequence[_Place]) -> set[tuple[int, int]]:
    """Pairs of sentences that share a rare pair of characters or a sum."""
    index: dict[object, list[int]] = defaultdict(list)
    for at, one in enumerate(told):
        for gram in shape(one.sentence.text):
            index[gram].append(at)
        for figure in figures_of(one.sentence.text):
            if figure.unit == MONEY:
                index[figure.value].append(at)
    return {
        (first, second)
        for places_ in index.values()
        if 1 < len(places_) <= _COMMON
        for at, first in enumerate(places_)
        for second in places_[at + 1 :]
    }


def _is_same(one: Sentence, two: Sentence, settings: Settings) -> bool:
    """Alike in words; or the same figures of the same place, in words less alike."""
    alike = likeness(one.text, two.text)
    mine, theirs = _figures(one.text), _figures(two.text)
    shared = mine & theirs
    if not _same_place(one, two):
        return False
    if alike >= settings.twice:
        return not mine or not theirs or bool(shared)
    sums = {one for one in shared if one[1] == MONEY}
    counts, others = _counts(mine), _counts(theirs)
    if sums and counts and others and not counts & others:
        return False
    if len(shared) > 1:
        return alike >= _SAME_BOTH
    return bool(shared) and alike >= (_SAME_SUM if sums else _SAME_COUNT)


def _figures(text: str) -> set[tuple[Decimal, str]]:
    return {(one.value, one.unit) for one in figures_of(text)}


def _counts(figures: set[tuple[Decimal, str]]) -> set[tuple[Decimal, str]]:
    return {one for one in figures if one[1] != MONEY}


def _same_place(one: Sentence, two: Sentence) -> bool:
    """Whether both may speak of one place and body: where both name some, one in common."""
    first, second = bodies(one.text), bodies(two.text)
    if first and second and not first & second:
        return False
    first, second = set(places(one.text)), set(places(two.text))
    if not first or not second:
        return True
    return any(a in b or b in a for a in first for b in second)
