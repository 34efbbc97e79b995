"""Lines of texts out of a file and lines of pairs into one: JSON, one document to a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xuncha.engines.errors import BadInput
from xuncha.engines.similarity.corpus import Corpus, Folding
from xuncha.engines.similarity.equals import Copies
from xuncha.engines.similarity.ragged import Ints

_ROWS = 1 << 14
_BLOCK = 1 << 20


class LinesError(BadInput):
    """What is wrong with a file of lines: one Chinese sentence that names file and line."""


@dataclass(slots=True)
class Lines:
    """The lines of a file: their names, the groups' numbers and the folded texts."""

    names: list[str | int] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)
    corpus: Corpus = field(default_factory=lambda: Folding().corpus())


def read_lines(path: Path, folding: Folding | None = None) -> Lines:
    """The lines of a file in UTF-8 or GB18030. Raises ``LinesError``. ``folding``: to number
    letters as another file's were."""
    if path.is_dir():
        raise LinesError(f"“{path}”是文件夹，请给出一份 .jsonl 文件。")
    if not path.exists():
        raise LinesError(f"找不到文件“{path}”。")
    folding = folding or Folding()
    try:
        lines = _read(path, "utf-8-sig", folding)
    except UnicodeDecodeError:
        _refuse_broken(path)
        try:
            lines = _read(path, "gb18030", folding.afresh())
        except UnicodeDecodeError as problem:
            raise LinesError(
                f"“{path.name}”既不是 UTF-8 也不是 GB18030 编码，请另存为 UTF-8 后再试。"
            ) from problem
    if not lines.names:
        raise LinesError(f"“{path.name}”里没有一行内容，请看是不是选错了文件。")
    return lines


def _refuse_broken(path: Path) -> None:
    """Of a file that is UTF-8 but for a few lines, say which is broken: read as GB18030 it would
    be another text."""
    broken, sound = [], 0
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                sound += 1
            except UnicodeDecodeError:
                broken.append(number)
    if broken and sound > len(broken):
        raise LinesError(
            f"“{path.name}”第{broken[0]}行有不是 UTF-8 的字节，请另存为 UTF-8 后再试。"
        )


@dataclass(slots=True)
class _Reading:
    """A file on its way: what was read, the line of each name, the numbers of the groups."""

    file: str
    folding: Folding
    lines: Lines = field(default_factory=Lines)
    known: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=lambda: {"": -1})
    number: int = 0

    def take(self, block: str) -> None:
        """Take whole lines, as almost all are at once, others one by one."""
        block = block.replace("\r\n", "\n").removesuffix("\n")
        many = block.count("\n") + 1
        if not self._taken_at_once(block, many):
            for at, line in enumerate(block.split("\n"), self.number + 1):
                if line.strip():
                    self._take_one(line, at)
        self.number += many

    def _taken_at_once(self, block: str, many: int) -> bool:
        try:
            told = _all_told(block, many)
            names, texts = [one["id"] for one in told], [one["text"] for one in told]
            groups = [one.get("group", "") for one in told]
        except (ValueError, RecursionError, TypeError, LookupError, AttributeError):
            return False
        groups = ["" if group is None else group for group in groups]
        if {*map(type, names), *map(type, texts), *map(type, groups)} != {str}:
            return False
        new = dict(zip(names, range(self.number + 1, self.number + 1 + many), strict=False))
        if not len(told) == many == len(new) or "" in new or self.known.keys() & new:
            return False
        self.known.update(new)
        self._put(names, texts, groups)
        return True

    def _take_one(self, line: str, number: int) -> None:
        name, text, group = _told(line, f"“{self.file}”第{number}行")
        before = self.known.setdefault(name if type(name) is str else str(name), number)
        if before != number:
            raise LinesError(
                f"“{self.file}”第{number}行的 id“{name}”和第{before}行的重复，每行要用不同的 id。"
            )
        self._put([name], [text], [group])

    def _put(self, names: Sequence[str | int], texts: list[str], groups: list[str]) -> None:
        for group in dict.fromkeys(groups):
            self.groups.setdefault(group, len(self.groups))
        self.lines.names.extend(names)
        self.lines.groups.extend(map(self.groups.__getitem__, groups))
        self.folding.add(*texts)


def _all_told(block: str, many: int) -> list[Any]:
    """The documents of lines, read at once. Between any two lines stands a mark that is nowhere
    else: told apart from the documents just where a line ends, or else some line is not one
    document. Raises ``ValueError``."""
    mark = next((mark for size in range(3, 20) if (mark := "7" * size) not in block), "")
    told: list[Any] = json.loads("[" + block.replace("\n", f",{mark},\n") + "]")
    if told[1::2] != [int(mark)] * (many - 1) or len(told) != 2 * many - 1:
        raise ValueError
    return told[::2]


def _read(path: Path, encoding: str, folding: Folding) -> Lines:
    reading = _Reading(path.name, folding)
    for block in _blocks(path, encoding):
        reading.take(block)
    reading.lines.corpus = folding.corpus()
    return reading.lines


def _blocks(path: Path, encoding: str) -> Iterator[str]:
    """The file in blocks of whole lines."""
    with path.open(encoding=encoding, newline="\n") as file:
        rest: list[str] = []
        while some := file.read(_BLOCK):
            whole, newline, tail = some.rpartition("\n")
            if newline:
                yield "".join([*rest, whole, newline])
                rest.clear()
            rest.append(tail)
        if last := "".join(rest):
            yield last


def _told(line: str, where: str) -> tuple[str | int, str, str]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as problem:
        raise LinesError(f"{where}不是有效的 JSON，每行应是一个完整的 JSON 对象。") from problem
    if not isinstance(told, dict):
        raise LinesError(f'{where}不是 JSON 对象，应是 {{"id": …, "text": …}} 的样子。')
    return _name(told, where), _text(told, where), _group(told, where)


def _name(told: dict[str, Any], where: str) -> str | int:
    name = told.get("id")
    if isinstance(name, bool) or not isinstance(name, str | int) or name == "":
        raise LinesError(f"{where}没有 id，每行都要有自己的 id。")
    return name


def _text(told: dict[str, Any], where: str) -> str:
    text = told.get("text")
    if not isinstance(text, str):
        raise LinesError(f"{where}没有 text，每行都要有 text（文字，可以是空的）。")
    return text


def _group(told: dict[str, Any], where: str) -> str:
    group = told.get("group")
    if group is None or group == "":
        return ""
    if isinstance(group, bool) or not isinstance(group, str | int):
        raise LinesError(f"{where}的 group 应是文字（单位名称）。")
    return str(group)


class _Written:
    """How numbered things are written, each worked out when it is first asked for: among millions
    of stretches and pairs the same few come again and again."""

    def __init__(self, write: Callable[[int], str]) -> None:
        self._write = write
        self._told = np.zeros(0, dtype=np.object_)
        self._known = np.zeros(0, dtype=np.bool_)

    def take(self, keys: Ints) -> NDArray[np.object_]:
        """Each of the keys as it is written."""
        most = int(keys.max(initial=-1)) + 1
        if most > len(self._known):
            self._known = np.append(self._known, np.zeros(most, dtype=np.bool_))
            self._told = np.append(self._told, np.zeros(most, dtype=np.object_))
        for key in np.unique(keys.compress(~self._known.take(keys))).tolist():
            self._told[key] = self._write(key)
            self._known[key] = True
        return self._told.take(keys)


class _Writing:
    """Pairs of two files on their way to lines of text."""

    def __init__(self, left: Lines, right: Lines) -> None:
        self._corpora = left.corpus, right.corpus
        self._left = _Written(lambda at: f'{{"a": {_name_of(left, at)}, "b": ')
        self._right = _Written(lambda at: f'{_name_of(right, at)}, "similarity": ')
        self._similar = _Written(lambda parts: f'{parts / _PARTS!r}, "spans_a": [')
        self._begin = _Written(lambda key: f"{'' if key & 1 else ', '}[{key >> 1}, ")
        self._end = _Written(lambda end: f"{end}]")

    def lines(self, pairs: Copies, low: int, high: int, bounds: Ints) -> str:
        """The lines of pairs ``low`` to ``high``; ``bounds``: where the stretches of each begin.
        The pieces of all of them are laid in one row, since joining many at once is cheap."""
        some = slice(int(bounds[low]), int(bounds[high]))
        many = np.diff(bounds[low : high + 1])
        size = _LEAD + _BETWEEN + _LAST + 4 * many
        at = np.cumsum(size) - size
        told = np.empty(int(size.sum()), dtype=np.object_)
        told[at] = self._left.take(pairs.first[low:high])
        told[at + 1] = self._right.take(pairs.second[low:high])
        told[at + 2] = self._similar.take(np.rint(pairs.similarity[low:high] * _PARTS).astype(int))
        rank = np.arange(int(many.sum())) - np.repeat(np.cumsum(many) - many, many)
        sides = (pairs.first, pairs.tiles.left), (pairs.second, pairs.tiles.right)
        at += _LEAD
        for corpus, (texts, begin), after in zip(self._corpora, sides, _AFTER, strict=True):
            places = np.repeat(at, many) + 2 * rank
            begins, ends = _spans(
                corpus, texts[pairs.tiles.pair[some]], begin[some], pairs.tiles.size[some]
            )
            told[places] = self._begin.take((begins << 1) | (rank == 0))
            told[places + 1] = self._end.take(ends)
            at += 2 * many
            told[at] = after
            at += 1
        return "".join(told.tolist())


_PARTS = 10_000
_LEAD, _BETWEEN, _LAST = 3, 1, 1
_AFTER = ('], "spans_b": [', "]}\n")


def pair_lines(pairs: Copies, left: Lines, right: Lines) -> Iterator[str]:
    """The pairs as the contract has them, a line each, many lines at a time; stretches in
    characters as given, those of the one text in the order of those of the other."""
    writing = _Writing(left, right)
    bounds = np.searchsorted(pairs.tiles.pair, np.arange(len(pairs) + 1))
    for low in range(0, len(pairs), _ROWS):
        yield writing.lines(pairs, low, min(low + _ROWS, len(pairs)), bounds)


def _name_of(lines: Lines, at: int) -> str:
    name = lines.names[at]
    return encode_basestring(name) if isinstance(name, str) else str(name)


def _spans(corpus: Corpus, texts: Ints, begin: Ints, size: Ints) -> tuple[Ints, Ints]:
    """Where stretches begin and end in their texts as given."""
    at = corpus.bounds[texts] + begin
    ends = corpus.where.ends[at + size - 1].astype(np.int64)
    return corpus.where.starts[at].astype(np.int64), ends


def read_pair_of_files(asked: Path, library: Path) -> tuple[Lines, Lines]:
    """Two files whose letters are numbered alike."""
    folding = Folding()
    told = read_lines(library, folding)
    return read_lines(asked, folding.afresh()), told
