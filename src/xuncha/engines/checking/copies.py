"""Who copied whom among the measures and results of a run.

Texts are compared with figures and unit names masked and without blanks and punctuation, by the
character runs they share. What stands in three and more unrelated rows (rows about different
findings) is official phrase, not copy, and does not count.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from zlib import crc32

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import clauses, grams
from xuncha.engines.reading.records import Field

GRAM = 4
UNRELATED = 3
_ALL = [True] * GRAM
_LARGE = 400_000  # characters; above it only every fourth gram is indexed, chosen by its value
_CROWD = 60  # a gram shared by more rows than this pairs nobody
_RUNS = re.compile(r"@+|[\d#]+|[^\W\d_]+")
"""Of a masked text: a unit's name, a figure (one mark each), other words."""
_META = re.compile(
    r"整改|责任|落实|重视|政治|销号|清单|举一反三|常态|部署|领导|任务|督促|督办|担当|导向|巡察|问题"
    r"|工作|台账|主体|思想|认识|机制|长效|标本|层层|到位|成效"
)


@dataclass(slots=True)
class Entry:
    """One text prepared for comparing; ``places`` leads back to the stored text."""

    at: int
    view: RowView
    name: Field
    text: str
    places: list[int]
    pieces: list[tuple[int, int]]  # clauses, as ranges of ``text``
    sentences: list[int]  # which sentence each piece stands in
    stock: list[bool] = field(default_factory=list)  # stands in three and more unrelated rows
    official: list[bool] = field(default_factory=list)  # nothing but set phrases of office prose

    @property
    def group(self) -> tuple[str, object]:
        """Rows about one matter are related; rows without a finding stand for themselves."""
        return ("", self.view.block) if not self.view.matter else (self.view.matter, 0)

    def left_out(self, *, official: bool) -> list[bool]:
        """Which characters do not count: stock, and set phrases unless they are asked for."""
        if official:
            return self.stock
        return [a or b for a, b in zip(self.stock, self.official, strict=True)]


@dataclass(frozen=True, slots=True)
class Copy:
    """What two texts share: ``share`` of the shorter text's own characters, and where."""

    mine: Entry
    other: Entry
    share: float
    covered: int
    longer: int  # characters of its own that the longer text has
    runs: tuple[tuple[int, int], ...]  # places in the stored text of ``mine``
    other_runs: tuple[tuple[int, int], ...]

    def turned(self) -> Copy:
        return Copy(
            self.other,
            self.mine,
            self.share,
            self.covered,
            self.longer,
            self.other_runs,
            self.runs,
        )


def entries(run: Run, name: Field) -> list[Entry]:
    """Every text of one field in the run, masked."""
    made: list[Entry] = []
    for unit in run.units:
        names = _names_of(unit.ledger.unit)
        for view in unit.views:
            stored = view.progress if name is Field.PROGRESS else view.text(name)
            if stored:
                made.append(_entry(len(made), view, _field_of(view, name), stored, names))
    return made


def _field_of(view: RowView, name: Field) -> Field:
    return view.progress_field if name is Field.PROGRESS else name


def _names_of(unit: str) -> re.Pattern[str] | None:
    """The unit's name with and without its committee and its place."""
    core = re.sub(r"^中共|(?:委员会|党组|党委|党总支|党支部|总支|支部)+$", "", unit.strip())
    if len(core) < 2:
        return None
    short = re.sub(r"^.{1,6}?(?:省|市|县|区|州|旗)(?=.{2})", "", core)
    parts = sorted({unit.strip(), core, short, *_own_name(short)}, key=len, reverse=True)
    return re.compile("|".join(re.escape(part) for part in parts if len(part) >= 2))


def _own_name(short: str) -> tuple[str, ...]:
    """The place name in front of 镇, 村 and the like: 清河镇 → 清河."""
    found = re.match(r"^(.{2,4})(?:镇|乡|街道|村|社区)$", short)
    return (found.group(1),) if found else ()


def _entry(
    at: int, view: RowView, name: Field, stored: str, names: re.Pattern[str] | None
) -> Entry:
    chars: list[str] = []
    places: list[int] = []
    pieces: list[tuple[int, int]] = []
    sentences: list[int] = []
    for clause in clauses(stored):
        text = clause.text
        if names is not None:
            text = names.sub(lambda found: "@" * len(found.group()), text)
        begin = len(places)
        before = ""  # the last mark kept of this clause
        for words, at_word in _words(text):
            start = clause.start + at_word
            mark = "#" if words[0].isdigit() else words[0]
            if mark not in "@#":
                chars.append(words)
                places.extend(range(start, start + len(words)))
            elif mark != before:
                chars.append(mark)
                places.append(start)
            before = mark
        if len(places) > begin:
            pieces.append((begin, len(places)))
            sentences.append(clause.sentence)
    return Entry(at, view, name, "".join(chars), places, pieces, sentences)


def _words(text: str) -> Iterator[tuple[str, int]]:
    """The runs of a masked clause, each with its place."""
    if text.isalpha():
        yield text, 0
        return
    for run in _RUNS.finditer(text):
        yield run.group(), run.start()


def mark_stock(texts: Sequence[Entry], lexicon: Lexicon) -> dict[object, list[int]]:
    """Mark official phrases in every text; give the index of the grams that are none."""
    step = 4 if sum(len(one.text) for one in texts) > _LARGE else 1
    index: dict[object, list[int]] = defaultdict(list)
    for one in texts:
        for gram in _grams(one.text, step):
            index[gram].append(one.at)
    groups = [one.group for one in texts]
    common = {gram for gram, holders in index.items() if _stands_apart(holders, groups)}
    stock_clauses = _stock_clauses(texts, groups)
    for one in texts:
        one.stock = _stock(one, common, stock_clauses, step)
        one.official = _official(one, lexicon)
    return {
        gram: holders
        for gram, holders in index.items()
        if len(holders) > 1 and gram not in common and len(holders) <= _CROWD
    }


def _grams(text: str, step: int) -> set[object]:
    if step == 1:
        return set(_keys(text, step))
    return {key for key in _keys(text, step) if key % step == 0}  # type: ignore[operator]


def _keys(text: str, step: int) -> list[object]:
    """What stands for the gram at each place: its characters, or a number where only every
    so-manieth is indexed."""
    places = range(len(text) - GRAM + 1)
    if step == 1:
        return [text[at : at + GRAM] for at in places]
    # Four bytes a character, whatever it is: a slice of bytes is a slice of characters.
    told, width = text.encode("utf-32-le", "surrogatepass"), 4
    return [crc32(told[at * width : (at + GRAM) * width]) for at in places]


def _stands_apart(holders: list[int], groups: Sequence[object]) -> bool:
    """Whether at least three unrelated rows hold it."""
    if len(holders) < UNRELATED:
        return False
    told: set[object] = set()
    for at in holders:
        told.add(groups[at])
        if len(told) >= UNRELATED:
            return True
    return False


def _stock_clauses(texts: Sequence[Entry], groups: Sequence[object]) -> set[str]:
    holders: dict[str, list[int]] = defaultdict(list)
    for one in texts:
        for clause in {one.text[begin:end] for begin, end in one.pieces}:
            if len(holders[clause]) < _CROWD:
                holders[clause].append(one.at)
    return {clause for clause, ats in holders.items() if _stands_apart(ats, groups)}


def _stock(one: Entry, common: set[object], stock_clauses: set[str], step: int) -> list[bool]:
    stock = [False] * len(one.text)
    for begin, end in one.pieces:
        if one.text[begin:end] in stock_clauses:
            stock[begin:end] = [True] * (end - begin)
    for at, gram in enumerate(_keys(one.text, step)):
        if gram in common:
            stock[at : at + GRAM] = _ALL
    return stock


def _official(one: Entry, lexicon: Lexicon) -> list[bool]:
    """Clauses made of set phrases (提高政治站位，强化责任担当) are alike everywhere."""
    official = [False] * len(one.text)
    for begin, end in one.pieces:
        left = lexicon["boosters"].sub("", lexicon["stock"].sub("", one.text[begin:end]))
        if len(left) * 2 <= end - begin:
            official[begin:end] = [True] * (end - begin)
    for begin, end in _slogans(one):
        official[begin:end] = [True] * (end - begin)
    return official


def _slogans(one: Entry) -> Iterator[tuple[int, int]]:
    """Sentences about rectification as such (责任, 落实, 销号), with no figure and nothing of the
    row's own matter: any unit may write them."""
    spans: dict[int, tuple[int, int]] = {}
    for (begin, end), sentence in zip(one.pieces, one.sentences, strict=True):
        first = spans.get(sentence, (begin, end))[0]
        spans[sentence] = (first, end)
    own = grams(one.view.matter)
    for begin, end in spans.values():
        text = one.text[begin:end]
        if "#" not in text and _META.search(text) and not _is_about(text, own):
            yield begin, end


def _is_about(text: str, own: set[str]) -> bool:
    return any(gram in own and not _META.search(gram) for gram in grams(text))


def candidates(
    texts: Sequence[Entry], index: dict[object, list[int]], least: int
) -> Iterator[tuple[Entry, Entry]]:
    """Pairs of texts that share at least ``least`` grams that are no official phrase."""
    shared: Counter[tuple[int, int]] = Counter()
    for holders in index.values():
        for place, first in enumerate(holders):
            for second in holders[place + 1 :]:
                shared[(first, second)] += 1
    for (first, second), count in shared.items():
        if count >= least:
            yield texts[first], texts[second]


def compare(mine: Entry, other: Entry, *, official: bool = False) -> Copy | None:
    """What the two share, stock left out, and set phrases too unless ``official``."""
    here, there = _covered(mine, other), _covered(other, mine)
    skip_here, skip_there = mine.left_out(official=official), other.left_out(official=official)
    in_mine, in_other = _count(here, skip_here), _count(there, skip_there)
    own_mine, own_other = skip_here.count(False), skip_there.count(False)
    covered = min(in_mine, in_other)
    if not covered:
        return None
    shorter, within = min((own_mine, in_mine), (own_other, in_other))
    return Copy(
        mine,
        other,
        min(1.0, within / shorter),
        covered,
        max(own_mine, own_other),
        _runs(mine, here, skip_here),
        _runs(other, there, skip_there),
    )


def _covered(one: Entry, other: Entry) -> list[bool]:
    grams = {other.text[at : at + GRAM] for at in range(len(other.text) - GRAM + 1)}
    covered = [False] * len(one.text)
    for at in range(len(one.text) - GRAM + 1):
        if one.text[at : at + GRAM] in grams:
            covered[at : at + GRAM] = _ALL
    return covered


def _count(covered: list[bool], skip: list[bool]) -> int:
    return sum(1 for is_in, is_out in zip(covered, skip, strict=True) if is_in and not is_out)


def _runs(one: Entry, covered: list[bool], skip: list[bool]) -> tuple[tuple[int, int], ...]:
    """The covered characters as ranges of the stored text; small gaps are closed."""
    runs: list[tuple[int, int]] = []
    for at, is_in in enumerate(covered):
        if not is_in or skip[at]:
            continue
        place = one.places[at]
        if runs and place - runs[-1][1] <= GRAM:
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return tuple(runs)


def whole(runs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    """From the first to the last character of the runs."""
    told = list(runs)
    return (min(start for start, _ in told), max(end for _, end in told)) if told else (0, 0)
