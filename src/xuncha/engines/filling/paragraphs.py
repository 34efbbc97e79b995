"""A plain text as paragraphs and table cells."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.filling.masks import masks_in
from xuncha.engines.filling.proposals import Line

Cell = tuple[str, int]
"""A cell's text and where it begins; -1 for one that is not to be gone into."""
_HEADERS = frozenset({"数量", "数值", "情况", "备注", "数据", "完成情况", "合计", "总计", "项目"})


def plain_lines(text: str) -> list[Line]:
    """Paragraphs of a text in order; rows with ``|`` or tabs are a table's."""
    lines: list[Line] = []
    table: list[list[Cell]] = []
    at = 0
    for row in text.split("\n"):
        cells = _cells(row, at)
        if cells:
            table.append(cells)
        else:
            lines += table_lines(table)
            table = []
            lines.append(Line(row, at))
        at += len(row) + 1
    return [*lines, *table_lines(table)]


def _cells(row: str, at: int) -> list[Cell]:
    mark = "|" if row.count("|") > 1 else "\t" if "\t" in row else ""
    if not mark:
        return []
    found = []
    for part in row.split(mark):
        found.append((part, at))
        at += len(part) + 1
    return found


def table_lines(rows: list[list[Cell]]) -> Iterator[Line]:
    """The cells of a table, each with the labels of its row and its column: the first words of the
    row, and the last row above that has no mask."""
    head: list[str] = []
    for row in rows:
        if not any(masks_in(text, whole=True) for text, _ in row):
            head = [text for text, _ in row]
            yield from (Line(text, at, ("", "")) for text, at in row if at >= 0)
            continue
        label = next((text for text, _ in row if text.strip() and not _is_masked(text)), "")
        for index, (text, at) in enumerate(row):
            if at < 0:
                continue
            column = head[index] if index < len(head) else ""
            yield Line(text, at, (_plain(column), _plain(label)) if _is_masked(text) else ("", ""))


def _is_masked(text: str) -> bool:
    return bool(masks_in(text, whole=True))


def _plain(label: str) -> str:
    """A label; headings that name nothing say nothing but their unit."""
    name = label.strip()
    bare = name.split("（")[0].split("(")[0]
    return name.removeprefix(bare) if bare in _HEADERS else name


def unit_of(label: str) -> tuple[str, str]:
    """A label without its unit in brackets, and the unit."""
    text = label.strip()
    for opening, closing in ("（）", "()"):
        if text.endswith(closing) and opening in text:
            name, _, unit = text[:-1].rpartition(opening)
            if len(unit) <= 3 and unit != "社区":
                return name, unit.replace("％", "%")
    return text, ""
