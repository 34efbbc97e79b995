"""Which proof files each row names, found in the folder or not. Shared by the rules on proof."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.naming import Named, Shelf, names_none, pieces
from xuncha.engines.checking.units import core
from xuncha.engines.reading.records import Field, ProofFile

_TEXT_KINDS = frozenset({"docx", "xlsx", "txt", "md", "csv", "html", "doc", "wps", "rtf", "ofd"})
_MOST_JOINED = 6  # a file name holds few 、 itself
_ENDS_A_NAME = re.compile(r"\.[a-zA-Z]{2,5}\s*$")
_SEE = re.compile(r"^(?:详?见|参见|后附|另附)\s*")


@dataclass(frozen=True, slots=True)
class Proof:
    """One name told in the cell and the files that it fits; none where it is missing."""

    named: Named
    files: tuple[ProofFile, ...]


def proofs_of(view: RowView, shelf: Shelf | None, lexicon: Lexicon, unit: str) -> list[Proof]:
    """The proofs that the row's cell names; empty where it names none."""
    text = view.text(Field.EVIDENCE)
    return [
        Proof(one.named, _of_unit(one.files, unit))
        for group in pieces(text)
        for one in _resolved(group, text, shelf, lexicon)
    ]


def _resolved(
    group: list[Named], text: str, shelf: Shelf | None, lexicon: Lexicon
) -> Iterator[Proof]:
    """Longest runs of pieces that fit one file first: a file's name may hold 、 itself."""
    at = 0
    while at < len(group):
        run = _longest(group, at, text, shelf) if shelf else None
        if run is not None:
            proof, at = run
            yield proof
            continue
        one = group[at]
        at += 1
        if not names_none(one.words, lexicon):
            yield Proof(one, ())


def _longest(group: list[Named], at: int, text: str, shelf: Shelf) -> tuple[Proof, int] | None:
    for stop in range(_joins_to(group, at), at, -1):
        start, end = group[at].start, group[stop - 1].end
        words = text[start:end]
        files = shelf.find(words) or shelf.find(_SEE.sub("", words))
        if files:
            return Proof(Named(words, start, end), tuple(files)), stop
    return None


def _joins_to(group: list[Named], at: int) -> int:
    """As far as the pieces may be one name: none goes on after an extension or into a folder."""
    stop = at + 1
    while stop < min(len(group), at + _MOST_JOINED):
        if _ENDS_A_NAME.search(group[stop - 1].words) or re.search(r"[/\\]", group[stop].words):
            break
        stop += 1
    return stop


def _of_unit(files: tuple[ProofFile, ...], unit: str) -> tuple[ProofFile, ...]:
    """Where files of one name lie in several units' folders, those in the row's own."""
    name = core(unit)
    own = tuple(one for one in files if name and name in core(one.relative.rpartition("/")[0]))
    return own or files


def is_empty(file: ProofFile) -> bool:
    """Whether nothing stands in the file: no bytes, or a text file without a character."""
    if file.size == 0:
        return True
    has_content = bool(file.text.strip() or file.picture_sha256 or file.error)
    return file.kind in _TEXT_KINDS and not has_content


def shelf_of(run: Run) -> Shelf | None:
    return None if run.proofs is None else Shelf(run.proofs.files)
