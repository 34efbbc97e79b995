"""Which findings of a feedback are answered by a ledger's rows.

A row answers a finding if it says the same in other words. The number alone proves nothing: it
only tips a weak likeness. Several rows may share a finding and one row may cover several; but a row
that plainly tells another finding answers this one only if it has what the two do not share.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xuncha.engines.checking.prose import bare, fold
from xuncha.engines.checking.synonyms import same_words

_FAR_LIKER = 2.0
_ELSEWHERE = 0.5
_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2})(?:村(?!民|级|务|干|里|组)|社区|小区|小学|中学|初中|高中|学校|幼儿园|卫生院|养老院|敬老院|水库|泵站)"
)
_LONG_FIGURE = re.compile(r"\d[\d.]*\d")
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:万元|亿元|元|[\u4e00-\u9fff])?")


@dataclass(frozen=True, slots=True)
class Told:
    """One text to be matched: its number and its weighted features."""

    number: str
    features: frozenset[str]
    row: int = 0
    """Which row; several texts of one row (its finding, its own problem) share it."""
    places: frozenset[str] = frozenset()
    """Villages, schools and the like that it names."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How alike: plainly the same, the same for want of a better one, with the number besides."""

    plain: float
    only: float
    numbered: float


@dataclass(frozen=True, slots=True)
class Match:
    finding: int
    row: int
    score: float


def told(number: str, text: str, row: int = 0) -> Told:
    """Features: pairs of characters, single rarer characters, figures with their unit."""
    folded = fold(text)
    plain = same_words(bare(folded))
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
    figures = {f"#{found}" for found in _FIGURE.findall(folded)}
    figures |= {f"#{found}" for found in _LONG_FIGURE.findall(folded)}
    singles = {f"·{char}" for char in plain}
    places = frozenset(_PLACE.findall(folded))
    return Told(number_of(number), frozenset(pairs | figures | singles), row, places)


def number_of(text: str) -> str:
    """The bare number of 1. （1） 第1项, for comparing; "" for none."""
    found = re.search(r"\d+", fold(text))
    return found.group().lstrip("0") if found else ""


def answered(findings: Sequence[Told], rows: Sequence[Told], limits: Limits) -> dict[int, int]:
    """Which row answers each finding, by their places; a finding without an answer is not in it.

    First every finding is paired with one row and every row with one finding, best pairs first:
    such a pair needs little likeness, for nothing fits either of them better. Whoever is left
    without a partner must plainly be told by a row that others share.
    """
    weights = _weights([*findings, *rows])
    matches = _matches(findings, rows, weights)
    partner = _paired(matches, findings, rows)
    best = _best_of_rows(matches, rows)
    answers: dict[int, int] = {
        at: match.row
        for at, match in partner.items()
        if match.score >= _least(match, findings, rows, limits)
        and not _tells_another(match, best[rows[match.row].row], limits)
    }
    for match in matches:
        if match.finding in answers or match.score < limits.plain:
            continue
        if _covers(match, partner, findings, rows, weights, limits):
            answers[match.finding] = match.row
    return answers


def _best_of_rows(matches: Sequence[Match], rows: Sequence[Told]) -> dict[int, Match]:
    best: dict[int, Match] = {}
    for one in matches:
        row = rows[one.row].row
        if row not in best or one.score > best[row].score:
            best[row] = one
    return best


def _tells_another(match: Match, best: Match, limits: Limits) -> bool:
    """Whether the row plainly tells (a part of) another finding, and of this one next to nothing:
    it was only left over."""
    if best.finding == match.finding or match.score >= limits.plain:
        return False
    return best.score >= limits.plain and best.score >= _FAR_LIKER * match.score


def likeness(findings: Sequence[Told], rows: Sequence[Told]) -> list[tuple[int, int, float]]:
    """Every pair with anything in common: place of the finding, place of the row, how alike."""
    weights = _weights([*findings, *rows])
    return [(one.finding, one.row, one.score) for one in _matches(findings, rows, weights)]


def _paired(
    matches: list[Match], findings: Sequence[Told], rows: Sequence[Told]
) -> dict[int, Match]:
    """One row a finding, greedily by likeness; the same number breaks ties."""

    def rank(match: Match) -> float:
        return match.score + (0.05 if _same_number(match, findings, rows) else 0.0)

    partner: dict[int, Match] = {}
    taken: set[int] = set()
    for match in sorted(matches, key=rank, reverse=True):
        row = rows[match.row].row
        if match.finding not in partner and row not in taken:
            partner[match.finding] = match
            taken.add(row)
    return partner


def _same_number(match: Match, findings: Sequence[Told], rows: Sequence[Told]) -> bool:
    number = findings[match.finding].number
    return bool(number) and number == rows[match.row].number


def _least(match: Match, findings: Sequence[Told], rows: Sequence[Told], limits: Limits) -> float:
    return limits.numbered if _same_number(match, findings, rows) else limits.only


def _covers(
    match: Match,
    partner: Mapping[int, Match],
    findings: Sequence[Told],
    rows: Sequence[Told],
    weights: Mapping[str, int],
    limits: Limits,
) -> bool:
    """Whether a row that tells another finding also has what is this finding's own."""
    row = rows[match.row]
    for other in partner.values():
        if rows[other.row].row != row.row or other.finding == match.finding:
            continue
        own = findings[match.finding].features - findings[other.finding].features
        if other.score > match.score and own:
            return _weight(own & row.features, weights) >= limits.plain * _weight(own, weights)
    return True


def _weights(texts: Sequence[Told]) -> dict[str, int]:
    """Rare features weigh more; single characters a third of a pair, figures double. In whole
    millionths: sums over a set are then the same in whatever order it comes."""
    counted = Counter(feature for one in texts for feature in one.features)
    scale = {"·": 0.35, "#": 2.0}
    return {
        feature: round(1e6 * scale.get(feature[0], 1.0) * math.log(1 + len(texts) / count))
        for feature, count in counted.items()
    }


def _weight(features: frozenset[str], weights: Mapping[str, int]) -> int:
    return sum(weights[feature] for feature in features)


def _matches(
    findings: Sequence[Told], rows: Sequence[Told], weights: Mapping[str, int]
) -> list[Match]:
    """All pairs with anything in common, by row and finding."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, finding in enumerate(findings):
        for feature in finding.features:
            holders[feature].append(at)
    totals = [_weight(one.features, weights) or 1 for one in findings]
    named = frozenset[str]().union(*(one.places for one in findings))
    made: list[Match] = []
    for row_at, row in enumerate(rows):
        shared: dict[int, int] = defaultdict(int)
        for feature in row.features:
            for at in holders.get(feature, ()):
                shared[at] += weights[feature]
        whole = _weight(row.features, weights) or 1
        for at, weight in sorted(shared.items()):
            score = _score(weight / totals[at], weight / whole)
            if _is_elsewhere(findings[at], row, named):
                score *= _ELSEWHERE
            made.append(Match(at, row_at, score))
    return made


def _is_elsewhere(finding: Told, row: Told, named: frozenset[str]) -> bool:
    """Whether the row tells the like of another place, which another finding names: the walls of
    one school are not mended with those of the next."""
    own = finding.places
    return bool(own) and bool(row.places & named) and not own & row.places


def _score(of_finding: float, of_row: float) -> float:
    """Both ways alike, or the one wholly in the other (a row for several, several for one)."""
    return max((of_finding + of_row) / 2, 0.9 * of_finding, 0.8 * of_row)
