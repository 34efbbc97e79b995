"""Folders of the sets by other hands, from ``cases/SET/NN.json``: one file a folder, a row a line.

``args`` is how the command is called for it, ``rows`` how many rows are judged, ``expected`` what
was planted, ``may`` what may rightly be said besides, ``honest`` which rule a row only resembles.
"""

from __future__ import annotations

import base64
import datetime as dt
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import openpyxl

CASES = Path(__file__).parent / "cases"
_NEVER = "2000-01-01"
_PROPERTIES = "docProps/core.xml"
_NEEDED = {"officeDocument", "core-properties"}
_MADE = re.compile(rb"<dcterms:created.*?</dcterms:created>")


@dataclass(frozen=True)
class Case:
    """One folder: whose it is, how the command is called, what should and may be said."""

    number: str
    told: dict[str, Any]

    @property
    def part(self) -> str:
        return str(self.told["part"])

    def planted(self, name: str = "expected") -> set[tuple[str, int | None]]:
        """Code and row of what was planted; no row for what a ledger lacks or sums up."""
        return {(one["code"], one["row"]) for one in self.told[name]}

    def lacking(self) -> list[str]:
        """The findings that no row answers, as far as they are told."""
        return [one["words"] for one in self.told["expected"] if one["code"] == "R01"]


def cases(name: str, part: str = "") -> Iterator[Case]:
    """The folders of a set, or of one part of it, in order."""
    for source in sorted((CASES / name).glob("*.json")):
        case = _read(source)
        if part in ("", case.part):
            yield case


@lru_cache(maxsize=32)
def _read(source: Path) -> Case:
    return Case(source.stem, json.loads(source.read_text("utf-8")))


def write(case: Case, folder: Path) -> list[str]:
    """Write the folder's files; the arguments of ``xuncha check`` for it."""
    for name, told in case.told["files"].items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _WRITERS[told["kind"]](path, told)
    return [str(folder / one) if (folder / one).exists() else one for one in case.told["args"]]


def _book(path: Path, told: dict[str, Any]) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for one in told["sheets"]:
        sheet = book.create_sheet(one["title"])
        for at, row in enumerate(one["rows"], 1):
            for column, value in enumerate(row, 1):
                if value is not None:
                    sheet.cell(at, column).value = _value(value)
        for area in one.get("merged", ()):
            sheet.merge_cells(area)
        for place, pattern in one.get("formats", {}).items():
            sheet[place].number_format = pattern
    book.properties.created = dt.datetime.fromisoformat(told.get("created", _NEVER))
    book.save(path)
    _forget(path, told)


def _forget(path: Path, told: dict[str, Any]) -> None:
    """Take out the day that the file was made, where none is told: many programs write none."""
    if "created" in told:
        return
    with zipfile.ZipFile(path) as held:
        parts = [(one, held.read(one)) for one in held.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for one, content in parts:
            kept.writestr(one, _MADE.sub(b"", content) if one.filename == _PROPERTIES else content)


def _value(value: Any) -> Any:
    """A cell as stored: dates are told as {"day": …}."""
    return dt.datetime.fromisoformat(value["day"]) if isinstance(value, dict) else value


@lru_cache(maxsize=1)
def _blank() -> bytes:
    """An empty paper without the styles and pictures of the template: hundreds are written."""
    paper = docx.Document()
    for rels in (paper.part.rels, paper.part.package.rels):
        for key, one in list(rels.items()):
            if one.reltype.rsplit("/", 1)[1] not in _NEEDED:
                rels.pop(key)
    held = io.BytesIO()
    paper.save(held)
    return held.getvalue()


def _paper(path: Path, told: dict[str, Any]) -> None:
    paper = docx.Document(io.BytesIO(_blank()))
    for one in told["body"]:
        if isinstance(one, str):
            paper.add_paragraph(one)
        else:
            _table(paper, one["table"])
    paper.core_properties.created = dt.datetime.fromisoformat(told.get("created", _NEVER))
    paper.save(str(path))
    _forget(path, told)


def _table(paper: Any, rows: list[list[str]]) -> None:
    table = paper.add_table(rows=len(rows), cols=len(rows[0]))
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=True):
            cell.text = text


def _text(path: Path, told: dict[str, Any]) -> None:
    path.write_text("\n".join(told["body"]), encoding="utf-8")


def _nothing(path: Path, told: dict[str, Any]) -> None:
    path.write_bytes(b"")


def _stored(path: Path, told: dict[str, Any]) -> None:
    path.write_bytes(base64.b64decode(told["base64"]))


_WRITERS: dict[str, Callable[[Path, dict[str, Any]], None]] = {
    "xlsx": _book, "docx": _paper, "txt": _text, "empty": _nothing,
    "stored": _stored,
}  # fmt: skip
