"""A list of problems laid out as a table in a text: cells between tabs or upright strokes."""

from __future__ import annotations

import re

from xuncha.engines.reading.official.ledgers import measures_of
from xuncha.engines.reading.official.page import Line, Page
from xuncha.engines.reading.official.paper import PaperFinding
from xuncha.engines.reading.official.states import state_of

_LEAST_CELLS = 3
_HEADERS = {
    "number": (r"^(?:序号|编号|序)$",),
    "finding": (r"具体问题|问题表现|具体表现", r"问题"),
    "measures": (r"措施", r"整改(?:落实)?(?:情况|进展|成效)|进展"),
    "status": (r"状态|是否完成|完成情况", r"整改结果|进展|整改(?:落实)?情况"),
}
_TITLE = re.compile(r"台账|清单|一览表|销号表|整改.{0,6}表")
_RULE = re.compile(r"^[\s|:\-+=]*$")
Found = tuple[PaperFinding, tuple[int, int]]


def find_in_tables(page: Page) -> list[Found]:
    """The problems of the table whose head names problems and what was done about them."""
    columns: dict[str, int] | None = None
    made: list[Found] = []
    for line in page.lines:
        cells = cells_of(page, line)
        if len(cells) < _LEAST_CELLS or _RULE.match(line.text):
            continue
        if (head := _columns(cells)) is not None:
            columns = head
        elif columns is not None and (found := _row(page, line, cells, columns)) is not None:
            made.append(found)
    return made


def is_ledger(page: Page) -> bool:
    """Whether the title, at the head or at the foot, calls the table a ledger."""
    titles = [one for one in [*page.lines[:3], *page.lines[-2:]] if len(one.text) <= 60]
    return any(_TITLE.search(one.text) and "通报" not in one.text for one in titles)


def cells_of(page: Page, line: Line) -> list[Line]:
    """The cells of a row with the empty ones, each without the blanks around it."""
    text = page.plain[line.start : line.end]
    sign = "|" if text.count("|") >= 2 else "\t"
    at = line.start
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
    return told if "finding" in told and ("measures" in told or "status" in told) else None


def _row(page: Page, line: Line, cells: list[Line], columns: dict[str, int]) -> Found | None:
    def cell(name: str) -> Line | None:
        at = columns.get(name)
        return cells[at] if at is not None and at < len(cells) else None

    problem = cell("finding")
    if problem is None or len(problem.text) < 4:
        return None
    number, measures, status = cell("number"), cell("measures"), cell("status")
    lead = re.match(r"\d{1,3}[.、]\s*", problem.text)
    start = problem.start + (lead.end() if lead else 0)
    text = page.text[start : problem.end].rstrip("。；; ")
    done = measures_of(page.text[measures.start : measures.end]) if measures else ()
    state = (state_of(status.text) if status else None) or "unstated"
    if status and status.text in {"完成", "是", "√", "已销号"}:
        state = "completed"
    elif status and status.text in {"否", "×", "未销号"}:
        state = "not_completed"
    found = PaperFinding(
        (), number.text if number else "", text, state, done, (start, start + len(text))
    )
    return found, (line.start, line.end)
