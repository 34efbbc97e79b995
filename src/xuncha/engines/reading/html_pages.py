"""A web page as text: blocks as lines, rows of tables with tabs between their cells.

Read tag by tag, however badly they are nested. A cell over several rows or columns leaves its other
places empty; a table that only lays the page out (one cell a row) is as if it were none.
"""

from __future__ import annotations

import html
import re
from collections import defaultdict
from dataclasses import dataclass, field

_UNREAD = re.compile(r"(?is)<(script|style|head)\b.*?</\1\s*>|<!--.*?-->")
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]*)(?P<rest>[^<>]*)>|<[^<>]*>")
_SOURCE_LINES = re.compile(r"[ \t]*[\r\n]\s*")
_BREAKS = frozenset({"br", "p", "div", "li", "title", "h1", "h2", "h3", "h4", "h5", "h6"})
_CELLS = frozenset({"td", "th"})
_SPAN = re.compile(r"(?i)\b(row|col)span\s*=\s*[\"']?\s*(\d{1,3})")
_MOST_SPAN = 60
_MOST_DEPTH = 60


@dataclass(slots=True)
class _Table:
    """A table while it is read: cells of the open row, and how many rows each column is taken."""

    row: list[str] = field(default_factory=list)
    taken: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    cell: list[str] | None = None
    spans: tuple[int, int] = (1, 1)


class _Reader:
    def __init__(self) -> None:
        self._out: list[str] = []
        self._tables: list[_Table] = []

    def text(self) -> str:
        while self._tables:
            self._end_table()
        return "".join(self._out)

    def words(self, words: str) -> None:
        table = self._tables[-1] if self._tables else None
        (self._out if table is None or table.cell is None else table.cell).append(words)

    def tag(self, name: str, rest: str, *, is_end: bool) -> None:
        if name == "table":
            if is_end:
                self._end_table()
            elif len(self._tables) < _MOST_DEPTH:
                self._begin_table()
        elif name == "tr":
            self._end_row()
        elif name in _CELLS:
            self._end_cell()
            if not is_end:
                self._begin_cell(rest)
        elif name in _BREAKS and (is_end or name in {"br", "p", "div", "li"}):
            self.words("\n")

    def _begin_table(self) -> None:
        if self._tables and self._tables[-1].cell is not None:
            outer = self._tables[-1].cell
            self._out.append("".join(outer) + "\n")
            outer.clear()
        self._tables.append(_Table())

    def _end_table(self) -> None:
        if self._tables:
            self._end_row()
            self._tables.pop()
            self._out.append("\n")

    def _begin_cell(self, rest: str) -> None:
        if not self._tables:
            self._tables.append(_Table())
        told = {name.lower(): int(number) for name, number in _SPAN.findall(rest)}
        table = self._tables[-1]
        table.spans = (
            min(told.get("row") or 1, _MOST_SPAN), min(told.get("col") or 1, _MOST_SPAN),
        )  # fmt: skip
        table.cell = []

    def _end_cell(self) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None or table.cell is None:
            return
        self._skip_taken(table)
        rows, columns = table.spans
        for at in range(columns):
            if rows > 1:
                table.taken[len(table.row)] = rows
            table.row.append("".join(table.cell) if at == 0 else "")
        table.cell = None

    def _skip_taken(self, table: _Table) -> None:
        while table.taken.get(len(table.row), 0) > 0:
            table.row.append("")

    def _end_row(self) -> None:
        self._end_cell()
        table = self._tables[-1] if self._tables else None
        if table is None or not table.row:
            return
        self._skip_taken(table)
        cells = table.row
        if sum(bool(one.strip()) for one in cells) > 1:
            cells = [" ".join(one.split()) for one in cells]
        self._out.append("\t".join(cells).rstrip("\t") + "\n")
        table.taken = defaultdict(int, {at: n - 1 for at, n in table.taken.items() if n > 1})
        table.row = []


def html_text(source: str) -> str:
    """The page's text."""
    flat = _UNREAD.sub("", source)
    if "<pre" not in flat.lower():
        flat = _SOURCE_LINES.sub(" ", flat)
    reader = _Reader()
    at = 0
    for match in _TAG.finditer(flat):
        if match.start() > at:
            reader.words(html.unescape(flat[at : match.start()]))
        at = match.end()
        if match["name"]:
            reader.tag(match["name"].lower(), match["rest"], is_end=bool(match["end"]))
    reader.words(html.unescape(flat[at:]))
    return reader.text()
