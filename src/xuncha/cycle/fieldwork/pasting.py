"""Lists of documents as people paste them: out of Excel (cells by tabs) or Word (a line each)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xuncha.kernel.errors import Invalid

LONGEST = 200
_NUMBER = re.compile(
    r"^\s*(?:[（(]?\d{1,3}[)）]|\d{1,3}[、.．]|[（(][一二三四五六七八九十]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}、|[①-⑳]|[•·●-])\s*"
)
_YEAR = r"(?:20|19)\d{2}\s*年?(?:\d{1,2}月)?"
_PERIOD = re.compile(rf"{_YEAR}(?:\s*[—\u2013~～至到-]+\s*(?:{_YEAR}|今|目前))?")
_HEADS = ("材料名称", "资料名称", "名称", "调阅内容", "材料", "资料", "内容", "目录")
_NUMBERS = ("序号", "编号", "号")
_PERIODS = ("期间", "所属期间", "年度", "时间", "年份", "时间范围")
_NOTES = ("备注", "要求", "说明")
_ORIGINAL = re.compile(r"原件|原始凭证|原始记录")


@dataclass(frozen=True, slots=True)
class Wanted:
    """One document that is asked for."""

    title: str
    period: str = ""
    note: str = ""
    is_original: bool = False


def read_lines(text: str) -> list[Wanted]:
    """The documents in a pasted text, in its order; headings, numbers in front and blank lines are
    left out, twice the same is told once. ``Invalid`` names the line that is too long."""
    rows = [line.split("\t") for line in text.replace("\r\n", "\n").split("\n") if line.strip()]
    columns = _columns(rows[0]) if rows else None
    found: dict[tuple[str, str], Wanted] = {}
    for at, cells in enumerate(rows, start=1):
        if at == 1 and columns:
            continue
        one = _one([cell.strip() for cell in cells], columns, at)
        if one is not None:
            found.setdefault((one.title, one.period), one)
    return list(found.values())


def _columns(cells: list[str]) -> dict[str, int] | None:
    """Which column is which, where the first line is a head."""
    heads = [re.sub(r"\s", "", cell) for cell in cells]
    known = {"title": _HEADS, "period": _PERIODS, "note": _NOTES}
    places = {
        key: next((at for at, head in enumerate(heads) if head in names), None)
        for key, names in known.items()
    }
    if places["title"] is None:
        return None
    return {key: at for key, at in places.items() if at is not None}


def _one(cells: list[str], columns: dict[str, int] | None, at: int) -> Wanted | None:
    if columns:
        cell = {key: cells[place] if place < len(cells) else "" for key, place in columns.items()}
        title, period, note = cell["title"], cell.get("period", ""), cell.get("note", "")
    else:
        told = [one for one in cells if one and not one.isdecimal()]
        title, *rest = told or [""]
        period = next((one for one in rest if _PERIOD.fullmatch(one)), "")
        note = "；".join(one for one in rest if one != period)
    title = _NUMBER.sub("", title).rstrip("；;。").strip()
    if not title or title in _HEADS + _NUMBERS:
        return None
    if len(title) > LONGEST:
        raise Invalid(
            f"第 {at} 行有 {len(title)} 个字，一件材料的名称最多 {LONGEST} 个字。", field="lines"
        )
    if not period and (match := _PERIOD.search(title)):
        period = match.group().strip()
    original = bool(_ORIGINAL.search(title + note))
    return Wanted(title, period[:60], note[:200], original)
