"""Which findings, and which parts of them, a version's rows deal with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.schemes.models import SchemeRow
from xuncha.engines.checking.dealing import deals_with_all, unplanned
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.parts import Part, lists_of
from xuncha.engines.checking.settings import Settings
from xuncha.kernel.keys import content_key


@dataclass(frozen=True, slots=True)
class Covered:
    """A finding with its rows; ``gaps`` are the parts that none of them deals with, ``named`` those
    that a row is put down for together with others while no measure speaks of them."""

    finding: Finding
    rows: tuple[SchemeRow, ...]
    parts: tuple[Part, ...]
    gaps: tuple[Part, ...]
    named: tuple[tuple[int, Part], ...] = ()

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where the gaps stand in the finding."""
        return sorted((one.start, one.end) for one in self.gaps)


def findings_of(inspection_id: int) -> list[Finding]:
    """What was fed back, in its order."""
    rows = Finding.objects.filter(inspection_id=inspection_id, state=FindingState.FED_BACK)
    return list(rows.order_by("id"))


def coverage(findings: Iterable[Finding], rows: Iterable[SchemeRow]) -> list[Covered]:
    """Every finding with its rows and its gaps."""
    by_finding: dict[int, list[SchemeRow]] = defaultdict(list)
    for row in rows:
        by_finding[row.finding_id].append(row)
    return [_covered(finding, by_finding[finding.pk]) for finding in findings]


def _covered(finding: Finding, rows: Sequence[SchemeRow]) -> Covered:
    lists = _plain_lists(finding.text)
    told = [_told(finding, row) for row in rows if row.measures]
    gaps = {part.words: part for parts in lists for part in _gaps(parts, rows, told)}
    named = {(one[0], one[1].words): one for parts in lists for one in _named(parts, rows)}
    return Covered(
        finding, tuple(rows), longest(lists), tuple(gaps.values()) if rows else (),
        tuple(named.values()),
    )  # fmt: skip


def longest(lists: Sequence[tuple[Part, ...]]) -> tuple[Part, ...]:
    """The list with the most parts; none where the finding tells one matter."""
    return max(lists, key=len, default=())


def parts_of(text: str) -> tuple[Part, ...]:
    """The parts by which a finding's tasks are laid out."""
    return longest(_plain_lists(text))


def _plain_lists(text: str) -> tuple[tuple[Part, ...], ...]:
    """Parts that the finding itself sets apart. Faults that only stand side by side are worth a
    question about a result, but stop no plan."""
    return tuple(parts for parts in lists_of(text) if not parts[0].is_beside)


def _told(finding: Finding, row: SchemeRow) -> str:
    """What a row with measures means to do: its task speaks too, unless that only repeats the
    finding as it stands."""
    is_echo = content_key(row.task) == content_key(finding.text)
    return row.measures if is_echo else f"{row.task}\n{row.measures}"


def _gaps(
    parts: tuple[Part, ...], rows: Sequence[SchemeRow], told: Sequence[str]
) -> tuple[Part, ...]:
    """Parts that no row is put down for and of whose matter nothing told speaks."""
    named = {words for row in rows for words in row.parts}
    left = tuple(one for one in parts if one.words not in named)
    if not left or deals_with_all(told, parts, _lexicon()):
        return ()
    return unplanned(told, left)


def _named(parts: tuple[Part, ...], rows: Sequence[SchemeRow]) -> Iterator[tuple[int, Part]]:
    """Parts ticked by a row that ticks several, of which neither its measures nor another row's
    speak. A row for one part speaks of that, however it puts it."""
    known = {one.words: one for one in parts}
    single = {row.parts[0] for row in rows if len(row.parts) == 1 and row.acts}
    every = [row.measures for row in rows if row.measures]
    for row in rows:
        ticked = tuple(known[one] for one in row.parts if one in known)
        if len(ticked) < 2 or not row.acts:
            continue
        if deals_with_all([row.measures], parts, _lexicon()):
            continue
        for part in unplanned(every, ticked):
            if part.words not in single:
                yield row.line, part


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return Lexicon(Settings.default())
