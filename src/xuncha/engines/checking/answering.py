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

_LONG_FIGURE = re.compile(r"\d[\d.]*\d")
_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:万元|亿元|元|[\u4e00-\u9fff])?")


@dataclass(frozen=True, slots=True)
class Told:
    """One text to be matched: its number and its weighted features."""

    number: str
    features: frozenset[str]
    row: int = 0
    """Which row; several texts of one row (its finding, its own problem) share it."""


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
    return Told(number_of(number), frozenset(pairs | figures | singles), row)


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
    answers: dict[int, int] = {
        at: match.row
        for at, match in partner.items()
        if match.score >= _least(match, findings, rows, limits)
    }
    for match in matches:
        if match.finding in answers or match.score < limits.plain:
            continue
        if _covers(match, partner, findings, rows, weights, limits):
            answers[match.finding] = match.row
    return answers


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
    made: list[Match] = []
    for row_at, row in enumerate(rows):
        shared: dict[int, int] = defaultdict(int)
        for feature in row.features:
            for at in holders.get(feature, ()):
                shared[at] += weights[feature]
        whole = _weight(row.features, weights) or 1
        for at, weight in sorted(shared.items()):
            made.append(Match(at, row_at, _score(weight / totals[at], weight / whole)))
    return made


def _score(of_finding: float, of_row: float) -> float:
    """Both ways alike, or the one wholly in the other (a row for several, several for one)."""
    return max((of_finding + of_row) / 2, 0.9 * of_finding, 0.8 * of_row)
