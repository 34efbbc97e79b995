# ruff: noqa: E501  (tables of words)
"""A list of problems laid out as a table in a text: cells between tabs or upright strokes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from xuncha.engines.reading.official.ledgers import measures_of
from xuncha.engines.reading.official.loose_tables import flattened, spaced, turned
from xuncha.engines.reading.official.page import Line, Page
from xuncha.engines.reading.official.paper import PaperFinding
from xuncha.engines.reading.official.states import is_only_state, state_of, told_state

_LEAST_CELLS = 2
_HEADERS = {
    "number": (r"^(?:序号|编号|序)$",),
    "finding": (
        r"具体问题|问题表现|具体表现",
        r"^(?!.*(?:类别|类型|来源|编号|分类|性质|数$)).*问题",
    ),
    "measures": (r"措施|举措|做法", r"整改(?:落实)?(?:情况|进展|成效)|进展"),
    "status": (
        r"状态|是否(?:完成|销号|办结)|完成情况|销号情况",
        r"整改结果|进展|整改(?:落实)?情况",
    ),
}
_TITLE = re.compile(r"台账|清单|一览表|销号表|整改.{0,6}表")
_TOTAL = re.compile(r"^(?:合计|小计|总计|共计)")
_LEAD = re.compile(r"(?:\d{1,3}[.、]|\(\d{1,3}\)|[①-⑳])\s*")
_SHORTEST = 4
_SHORT_STATE = 16
_SHORT_STATES = {
    "完成": "completed", "是": "completed", "√": "completed", "已销号": "completed", "已办结": "completed",
    "已整改": "completed", "否": "not_completed", "×": "not_completed", "未销号": "not_completed",
}  # fmt: skip
_RULE = re.compile(r"^[\s|:\-+=]*$")
Found = tuple[PaperFinding, tuple[int, int]]


def find_in_tables(page: Page) -> list[Found]:
    """The problems of the table whose head names problems and what was done about them."""
    rows = [cells_of(page, line) for line in page.lines if not _RULE.match(line.text)]
    made = _in_rows(page, [row for row in rows if len(row) >= _LEAST_CELLS])
    if not made and (block := turned([row for row in rows if len(row) > _LEAST_CELLS], _columns)):
        made = _in_rows(page, block)
    for layout in (flattened, spaced):
        made = made or _in_rows(page, list(layout(page, _columns)))
    return made


def _in_rows(page: Page, rows: Sequence[list[Line]]) -> list[Found]:
    columns: dict[str, int] | None = None
    made: list[Found] = []
    for cells in rows:
        if columns and len(cells) <= min(columns.values()):
            continue
        if (head := _columns(cells)) is not None:
            columns = (columns or {}) | head
        elif columns is not None and not any(_TOTAL.match(one.text) for one in cells[:2]):
            _take(page, cells, columns, made)
    return made


def _take(page: Page, cells: list[Line], columns: dict[str, int], made: list[Found]) -> None:
    """A row as a problem; one without a problem of its own goes on with the last."""
    found = _row(page, cells, columns)
    if found is not None:
        made.append(found)
    elif made and not _cell(cells, columns, "finding"):
        last, span = made[-1]
        measures, status = _cell(cells, columns, "measures"), _cell(cells, columns, "status")
        told = _measures(page, measures)
        state = last.status if last.status != "unstated" else _state(status)
        made[-1] = (
            replace(last, measures=(*last.measures, *told), status=state), (span[0], cells[-1].end),
        )  # fmt: skip


def is_ledger(page: Page) -> bool:
    """Whether the title, at the head or at the foot, calls the table a ledger."""
    titles = [one for one in [*page.lines[:3], *page.lines[-2:]] if len(one.text) <= 60]
    return any(_TITLE.search(one.text) and "通报" not in one.text for one in titles)


def cells_of(page: Page, line: Line) -> list[Line]:
    """The cells of a row with the empty ones, each without the blanks around it."""
    at = page.plain.rfind("\n", 0, line.start) + 1
    end = page.plain.find("\n", line.end)
    text = page.plain[at : end if end >= 0 else len(page.plain)]
    sign = "|" if text.count("|") >= 2 else "\t"
    made: list[Line] = []
    for part in text.split(sign):
        words = part.strip()
        start = at + len(part) - len(part.lstrip()) if words else at
        made.append(Line(start, start + len(words), words, is_cell=True))
        at += len(part) + 1
    if sign == "|" and made and not made[0].text:
        made = made[1:]
    return made


def _columns(cells: list[Line]) -> dict[str, int] | None:
    """Which column holds what, if this row is a head."""
    if any(len(one.text) > 14 for one in cells):
        return None
    told: dict[str, int] = {}
    for name, patterns in _HEADERS.items():
        for pattern in patterns:
            at = [n for n, one in enumerate(cells) if re.search(pattern, one.text)]
            free = [n for n in at if name == "status" or n not in told.values()]
            if free:
                told[name] = free[0]
                break
    return told if "finding" in told and len(told) >= _LEAST_CELLS else None


def _cell(cells: list[Line], columns: dict[str, int], name: str) -> Line | None:
    """The cell for a heading, None where it holds no words."""
    at = columns.get(name)
    return cells[at] if at is not None and at < len(cells) and cells[at].text else None


def _measures(page: Page, cell: Line | None) -> tuple[str, ...]:
    words = page.text[cell.start : cell.end] if cell else ""
    first, stop, rest = re.match(r"([^。；，;,]*)([。；，;,]?)(.*)", words, re.S).groups()  # type: ignore[union-attr]
    told = measures_of(rest if stop and is_only_state(first) else words)
    return tuple(one for one in told if not is_only_state(one))


def _state(status: Line | None) -> str:
    if status is None:
        return "unstated"
    words = status.text.strip("。 ")
    if len(words) <= _SHORT_STATE:
        return _SHORT_STATES.get(words) or state_of(words) or "unstated"
    clauses = [one for one in re.split(r"[。;,:]", words) if one.strip()]
    ends = (one for one in (clauses[0], clauses[-1]) if is_only_state(one))
    return (
        next((told for one in ends if (told := state_of(one))), None)
        or told_state(words)
        or "unstated"
    )


def _row(page: Page, cells: list[Line], columns: dict[str, int]) -> Found | None:
    problem = _cell(cells, columns, "finding")
    if problem is None or len(problem.text) < _SHORTEST:
        return None
    number, measures = _cell(cells, columns, "number"), _cell(cells, columns, "measures")
    lead = _LEAD.match(problem.text)
    start = problem.start + (lead.end() if lead else 0)
    text = page.text[start : problem.end].rstrip("。；; ")
    done = _measures(page, measures)
    found = PaperFinding(
        (), number.text if number else "", text, _state(_cell(cells, columns, "status")), done,
        (start, start + len(text)),
    )  # fmt: skip
    return found, (min(one.start for one in cells), max(one.end for one in cells))
