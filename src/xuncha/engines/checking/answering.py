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

_FIGURE = re.compile(r"\d+(?:\.\d+)?(?:万元|亿元|元|[\u4e00-\u9fff])?")


@dataclass(frozen=True, slots=True)
class Told:
    """One text to be matched: its number and its weighted features."""

    number: str
    features: frozenset[str]


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


def told(number: str, text: str) -> Told:
    """Features: pairs of characters, single rarer characters, figures with their unit."""
    folded = fold(text)
    plain = same_words(bare(folded))
    pairs = {plain[at : at + 2] for at in range(len(plain) - 1)}
    figures = {f"#{found}" for found in _FIGURE.findall(folded)}
    return Told(number_of(number), frozenset(pairs | figures | {f"·{c}" for c in plain}))


def number_of(text: str) -> str:
    """The bare number of 1. （1） 第1项, for comparing; "" for none."""
    found = re.search(r"\d+", fold(text))
    return found.group().lstrip("0") if found else ""


def unanswered(findings: Sequence[Told], rows: Sequence[Told], limits: Limits) -> list[int]:
    """Indices of the findings that no row answers."""
    weights = _weights([*findings, *rows])
    by_finding = _matches(findings, rows, weights)
    best_of_row: dict[int, Match] = {}
    for matches in by_finding.values():
        for match in matches:
            held = best_of_row.get(match.row)
            if held is None or match.score > held.score:
                best_of_row[match.row] = match
    return [
        at
        for at in range(len(findings))
        if not any(
            _answers(match, best_of_row[match.row], findings, rows, weights, limits)
            for match in by_finding.get(at, ())
        )
    ]


def _answers(
    match: Match,
    best: Match,
    findings: Sequence[Told],
    rows: Sequence[Told],
    weights: Mapping[str, float],
    limits: Limits,
) -> bool:
    finding, row = findings[match.finding], rows[match.row]
    if best.score - match.score <= 0.02:
        is_numbered = bool(finding.number) and finding.number == row.number
        return match.score >= (limits.numbered if is_numbered else limits.only)
    if match.score < limits.plain:
        return False
    # The row tells another finding better: it must also have what is this finding's own.
    own = finding.features - findings[best.finding].features
    if not own:
        return True
    return _weight(own & row.features, weights) >= 0.4 * _weight(own, weights)


def _weights(texts: Sequence[Told]) -> dict[str, float]:
    """Rare features weigh more; single characters a quarter of a pair, figures double."""
    counted = Counter(feature for one in texts for feature in one.features)
    scale = {"·": 0.25, "#": 2.0}
    return {
        feature: scale.get(feature[0], 1.0) * math.log(1 + len(texts) / count)
        for feature, count in counted.items()
    }


def _weight(features: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights[feature] for feature in features)


def _matches(
    findings: Sequence[Told], rows: Sequence[Told], weights: Mapping[str, float]
) -> dict[int, list[Match]]:
    """All pairs with anything in common, by finding."""
    holders: dict[str, list[int]] = defaultdict(list)
    for at, finding in enumerate(findings):
        for feature in finding.features:
            holders[feature].append(at)
    totals = [_weight(one.features, weights) or 1.0 for one in findings]
    made: dict[int, list[Match]] = defaultdict(list)
    for row_at, row in enumerate(rows):
        shared: dict[int, float] = defaultdict(float)
        for feature in row.features:
            for at in holders.get(feature, ()):
                shared[at] += weights[feature]
        whole = _weight(row.features, weights) or 1.0
        for at, weight in shared.items():
            made[at].append(Match(at, row_at, _score(weight / totals[at], weight / whole)))
    return made


def _score(of_finding: float, of_row: float) -> float:
    """Both ways alike, or the one wholly in the other (a row for several, several for one)."""
    return max((of_finding + of_row) / 2, 0.9 * of_finding, 0.8 * of_row)
