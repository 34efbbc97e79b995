"""The index on the disk: a folder of its own in the site's folder, made anew whenever in doubt.

``search/current`` names the folder in use; a rebuilt index gets a new folder and then the name, so
that whoever searches meanwhile keeps what he has. The index knows up to which line of the log it
has read: that stands in the index itself and changes in the same commit as its records.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import shutil
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy
from django.conf import settings

from xuncha.insight.search import kinds, terms
from xuncha.insight.search.documents import Document

_ANALYSER = "given"
_STATE = 0
_HEAP = 32 * 1024 * 1024
BUILDING_HEAP = 256 * 1024 * 1024
NUMBERS = ("ref", "kind", "unit", "round", "inspection", "day")
_LINKED = "people"


class BusyError(Exception):
    """Another process writes into this index."""


@dataclass(frozen=True, slots=True)
class State:
    """How the index was made and how far it has read the log."""

    stamp: str
    number: int
    digest: str


def _schema() -> tantivy.Schema:
    made = tantivy.SchemaBuilder()
    for name in NUMBERS:
        made.add_unsigned_field(name, stored=False, indexed=True, fast=name in {"ref", "day"})
    made.add_unsigned_field(_LINKED, stored=False, indexed=True)
    made.add_text_field("words", tokenizer_name=_ANALYSER, index_option="position")
    made.add_text_field("sounds", tokenizer_name=_ANALYSER, index_option="position")
    made.add_text_field("ones", tokenizer_name=_ANALYSER, index_option="basic")
    made.add_text_field("state", stored=True, tokenizer_name="raw", index_option="basic")
    return made.build()


SCHEMA = _schema()


def stamp() -> str:
    """Stands for program and key: an index with another one is made anew."""
    return f"{kinds.stamp()} {terms.key_name()} {version('tantivy')}"


def folder() -> Path:
    """Where the index lies."""
    return Path(settings.XUNCHA_HOME) / "search"


def current() -> Path | None:
    """The folder in use, if there is one."""
    with suppress(OSError):
        path = folder() / (folder() / "current").read_text("ascii").strip()
        if (path / "meta.json").is_file():
            return path
    return None


class Shelf:
    """One index, opened. Readers ask for ``searcher`` each time: it is renewed when the index
    changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if (path / "meta.json").is_file():
            self.index = tantivy.Index.open(str(path))
        else:
            path.mkdir(mode=0o700, parents=True)
            self.index = tantivy.Index(SCHEMA, path=str(path))
        analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        self.index.register_tokenizer(_ANALYSER, analyser)
        self._seen = (0, 0)
        self._searcher: tantivy.Searcher | None = None

    def searcher(self) -> tantivy.Searcher:
        """The index as of its last commit."""
        told = (self.path / "meta.json").stat()
        seen = (told.st_ino, told.st_mtime_ns)
        if self._searcher is None or seen != self._seen:
            self.index.reload()
            self._searcher, self._seen = self.index.searcher(), seen
        return self._searcher

    def state(self) -> State | None:
        """How far it has read; None before the first commit or where it is of another program."""
        searcher = self.searcher()
        query = tantivy.Query.term_query(self.index.schema, "ref", _STATE)
        for _, address in searcher.search(query, limit=1).hits:
            told: dict[str, Any] = searcher.doc(address).to_dict()
            with suppress(ValueError, TypeError, KeyError):
                return State(**json.loads(told["state"][0]))
        return None

    def writer(self, heap: int = _HEAP) -> Writer:
        """The one writer. ``BusyError`` while another process has it."""
        try:
            return Writer(self.index.writer(heap_size=heap, num_threads=1))
        except ValueError as problem:
            raise BusyError from problem


class Writer:
    """Puts records in and takes them out."""

    def __init__(self, writer: Any) -> None:
        self._writer = writer
        self._terms = terms.current()

    def put(self, document: Document) -> None:
        """Add a record; ``drop`` it first if it was there."""
        made = tantivy.Document()
        place = document.place
        day = place.day.toordinal() if place.day else 0
        numbers = (
            document.ref, document.kind, place.unit, place.round, place.inspection, day,
        )  # fmt: skip
        for name, number in zip(NUMBERS, numbers, strict=True):
            made.add_unsigned(name, number)
        for unit in sorted(document.units - {place.unit}):
            made.add_unsigned("unit", unit)
        for user in sorted(document.people):
            made.add_unsigned(_LINKED, user)
        made.add_text("words", self._terms.running(document.parts))
        made.add_text("ones", self._terms.ones(document.parts))
        if document.sounds:
            made.add_text("sounds", self._terms.running_sounds(document.sounds))
        self._writer.add_document(made)

    def drop(self, refs: list[int]) -> None:
        """Take records out. By a query: taken out by a bare number, one would be looked for among
        signed ones and stay."""
        self._writer.delete_documents_by_query(tantivy.Query.term_set_query(SCHEMA, "ref", refs))

    def commit(self, state: State) -> None:
        """Everything since the last commit, and how far it goes: both or neither."""
        self.drop([_STATE])
        made = tantivy.Document()
        made.add_unsigned("ref", _STATE)
        made.add_text("state", json.dumps(asdict(state)))
        self._writer.add_document(made)
        self._writer.commit()

    def close(self) -> None:
        """Let go of it, once merging has ended."""
        self._writer.wait_merging_threads()


def fresh() -> Shelf:
    """An empty index beside the one in use."""
    now = dt.datetime.now(dt.UTC)
    return Shelf(folder() / f"{now:%Y%m%d%H%M%S}-{secrets.token_hex(4)}")


def take_into_use(shelf: Shelf) -> None:
    """From now on searches go to this index; others are cleared away."""
    draft = folder() / f"current.{secrets.token_hex(4)}"
    draft.write_text(shelf.path.name, "ascii")
    draft.replace(folder() / "current")
    for path in folder().iterdir():
        if path.is_dir() and path != shelf.path and path.name < shelf.path.name:
            shutil.rmtree(path, ignore_errors=True)


_open: dict[str, Shelf] = {}


def reader() -> Shelf | None:
    """The index in use, opened once in a process; None where there is none of this program."""
    path = current()
    if path is None:
        return None
    known = _open.get("reader")
    if known is None or known.path != path:
        shelf = Shelf(path)
        told = shelf.state()
        if told is None or told.stamp != stamp():
            return None
        known = _open["reader"] = shelf
    return known
