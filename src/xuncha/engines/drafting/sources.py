"""Findings out of a file: a list in a table, a report, working papers with labelled blocks."""

from __future__ import annotations

import re
from pathlib import Path

from xuncha.engines.drafting.draft import Draft, Source
from xuncha.engines.drafting.labels import labelled
from xuncha.engines.drafting.tables import in_grid, in_lines
from xuncha.engines.reading import sniff
from xuncha.engines.reading.documents import READABLE, text_of
from xuncha.engines.reading.feedback import findings_in_text, read_feedback
from xuncha.engines.reading.feedback_lines import unwrapped
from xuncha.engines.reading.grids import is_blank, read_grids, shown
from xuncha.engines.reading.records import FedBackFinding, ReadError

_BOOKS = frozenset({"xlsx", "xls"})
_MARKDOWN = re.compile(r"^[ \t]*(?:#{1,6}[ \t]+|>[ \t]*|[-*+][ \t]+)|\*\*|`", re.M)
_SHORTEST = 12
_NO_DRAFT = re.compile(r"^[^。;；]{1,40}[:：]$")


def read_source(path: Path) -> Source:
    """The findings of a file. Raises ``ReadError`` with one Chinese sentence that names the
    file."""
    kind = sniff.kind_of_file(path)
    if kind in _BOOKS or (kind == "txt" and path.suffix.lower() in {".csv", ".tsv"}):
        return _of_book(path)
    if kind not in READABLE:
        return Source(path.name, _drafts(read_feedback(path).findings))  # says why it can't
    text = text_of(path, kind)
    if kind in {"pdf", "ofd"}:
        text = "\n".join(unwrapped(text.split("\n")))
    if not text.strip():
        why = (
            "是扫描件，没有可以读的文字，请先做文字识别" if kind == "pdf" else "里没有可以读的文字"
        )
        raise ReadError(f"“{path.name}”{why}。")
    return source_of(text, path.name)


def source_of(text: str, file: str = "") -> Source:
    """The findings of a text: a table of findings, labelled blocks, numbered findings, else each
    paragraph by itself."""
    plain = _MARKDOWN.sub(lambda found: " " * len(found.group()), text)
    lines = plain.split("\n")
    drafts = in_lines(lines) or labelled(lines) or _drafts(findings_in_text(plain))
    return Source(file, tuple(drafts or _paragraphs(lines)), text)


def _of_book(path: Path) -> Source:
    grids = read_grids(path)
    drafts = [one for grid in grids for one in in_grid(grid)]
    text = "\n".join(
        "\t".join(shown(value).strip() for value in row if not is_blank(value))
        for grid in grids
        for row in grid.rows
    )
    return Source(path.name, tuple(drafts or _drafts(read_feedback(path).findings)), text)


def _drafts(found: tuple[FedBackFinding, ...]) -> tuple[Draft, ...]:
    return tuple(
        Draft(one.number or str(at), one.text, one.path)
        for at, one in enumerate(found, 1)
        if one.text.strip()
    )


def _paragraphs(lines: list[str]) -> list[Draft]:
    kept = [line.strip() for line in lines]
    kept = [one for one in kept if len(one) >= _SHORTEST and not _NO_DRAFT.match(one)]
    if len(kept) > 1 and not re.search(r"[。;；]", kept[0]):
        kept = kept[1:]  # a title
    return [Draft(str(at), one) for at, one in enumerate(kept, 1)]
