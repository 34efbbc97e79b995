"""Which fed-back finding does a ledger's row answer? The same words, or the same in other words,
seen with the eyes of the checking engine: what the import takes is no "left out" there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from xuncha.cycle.rectification.importing.rows import ItemDraft
from xuncha.engines.checking.answering import likeness, number_of, told
from xuncha.kernel.keys import content_key

PLAINLY = 0.4
"""How alike a row and a finding are that plainly say the same (the default of rule R01)."""
LIKELY = 0.2
"""The same where the row also bears the finding's number, or where no other finding comes near; the
clerk is asked to look."""
AHEAD = 3
"""How many times as alike as the next: then no other comes near."""


@dataclass(frozen=True, slots=True)
class Place:
    """The finding that a row answers; ``is_sure`` says that the words leave no doubt."""

    finding_id: int
    number: str
    is_sure: bool = True


@dataclass(frozen=True, slots=True)
class FedBack:
    """A finding of the list that was fed back."""

    pk: int
    number: str
    text: str


def places(findings: Sequence[FedBack], rows: Sequence[ItemDraft]) -> dict[int, Place]:
    """The finding of each row, by the row's place; a row that answers none is not in it."""
    by_key = {content_key(one.text): one for one in findings}
    found = {}
    for at, row in enumerate(rows):
        for words in (row.finding, row.problem):
            if words.strip() and (one := by_key.get(content_key(words))):
                found[at] = Place(one.pk, one.number)
                break
    left = [at for at in range(len(rows)) if at not in found]
    return found | _alike(findings, {at: rows[at] for at in left})


def _alike(findings: Sequence[FedBack], rows: Mapping[int, ItemDraft]) -> dict[int, Place]:
    asked = [told(one.number, one.text) for one in findings]
    says = [
        told(row.number, words, at)
        for at, row in rows.items()
        for words in {row.finding, row.problem, f"{row.finding}\n{row.problem}"}
        if words.strip()
    ]
    scores: dict[int, dict[int, float]] = {}
    for finding, words, score in likeness(asked, says):
        of_row = scores.setdefault(says[words].row, {})
        of_row[finding] = max(of_row.get(finding, 0.0), score)
    found = {}
    for at, of_row in scores.items():
        (finding, score), *others = sorted(of_row.items(), key=lambda one: -one[1])
        is_numbered = bool(asked[finding].number) and asked[finding].number == number_of(
            rows[at].number
        )
        is_alone = not others or score >= AHEAD * others[0][1]
        if score >= PLAINLY or (score >= LIKELY and (is_numbered or is_alone)):
            one = findings[finding]
            found[at] = Place(one.pk, one.number, score >= PLAINLY)
    return found


def same_items(
    there: Sequence[tuple[int, int, str]], wanted: Sequence[tuple[int, str]]
) -> dict[int, int]:
    """Which items (id, finding, words) say the same as what is wanted (finding, words): by the
    place of what is wanted. The same words first, then plainly alike; each item once, and never
    across findings."""
    found: dict[int, int] = {}
    taken: set[int] = set()
    by_words = {(finding, content_key(words)): pk for pk, finding, words in reversed(there)}
    for at, (finding, words) in enumerate(wanted):
        pk = by_words.get((finding, content_key(words)))
        if pk is not None and pk not in taken:
            found[at] = pk
            taken.add(pk)
    for score, at, pk in _pairs(there, wanted):
        if score >= PLAINLY and at not in found and pk not in taken:
            found[at] = pk
            taken.add(pk)
    return found


def _pairs(
    there: Sequence[tuple[int, int, str]], wanted: Sequence[tuple[int, str]]
) -> list[tuple[float, int, int]]:
    asked = [told("", words) for _, _, words in there]
    says = [told("", words, at) for at, (_, words) in enumerate(wanted)]
    pairs = [
        (score, at, there[place][0])
        for place, at, score in likeness(asked, says)
        if there[place][1] == wanted[at][0]
    ]
    return sorted(pairs, key=lambda one: (-one[0], one[1], one[2]))
