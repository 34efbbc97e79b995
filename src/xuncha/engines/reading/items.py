"""Rows to items: blocks that share one finding, rows within, values that reach down."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from xuncha.engines.reading.heads import unit_of_band
from xuncha.engines.reading.kinds_of_rows import BodyRow, RowKind
from xuncha.engines.reading.records import Cell, Field, LedgerRow
from xuncha.engines.reading.text import fold, squeeze

_OWN = (Field.PROBLEM, Field.MEASURE)
# Left blank below its first row, a value of these still holds for the rows below in its block.
_REACHING = frozenset({Field.FINDING, Field.PROBLEM, Field.NUMBER, Field.CATEGORY, Field.LEAD,
                       Field.RESPONSIBLE_UNIT, Field.UNIT, Field.DUE})  # fmt: skip
# Of these only where the rows below tell nothing of the kind: told once for the whole block.
_ANSWER = frozenset({Field.STATUS, Field.DONE_ON, Field.PROGRESS, Field.EVIDENCE,
                     Field.SATISFACTION})  # fmt: skip
# Over blocks: a column filled once and left blank below.
_OVER_BLOCKS = frozenset({Field.CATEGORY, Field.UNIT})
_ENDS = re.compile(r"[.;!?:)\]\"]\s*$")
_STARTS = re.compile(
    r"^\s*(?:\d{1,2}[.、)]|[(]\d{1,2}[)]|[(]?[一二三四五六七八九十]{1,2}[)、.是]|[①-⑳●★◆■-])"
)


@dataclass(slots=True)
class _Item:
    index: int
    cells: dict[Field, Cell]
    above: dict[Field, Cell]
    extra: list[int] = field(default_factory=list)
    reached: set[Field] = field(default_factory=set)


@dataclass(slots=True)
class _Block:
    index: int
    band: str
    items: list[_Item] = field(default_factory=list)


def items_of(sheet: str, rows: Iterable[BodyRow], fields: frozenset[Field]) -> list[LedgerRow]:
    """The items among a sheet's rows. ``fields`` are those that have a column."""
    blocks = _blocks(rows, fields)
    found: list[LedgerRow] = []
    lasting: dict[Field, Cell] = {}
    band = ""
    for block in blocks:
        if block.band != band:
            band = block.band
            lasting.pop(Field.CATEGORY, None)
        for item in _settled(block):
            cells = _with_lasting(item.cells | {}, lasting, block, fields)
            found.append(
                LedgerRow(
                    sheet, item.index + 1, block.index + 1, block.band, cells,
                    tuple(one + 1 for one in item.extra), frozenset(item.reached),
                )
            )  # fmt: skip
    return found


def _blocks(rows: Iterable[BodyRow], fields: frozenset[Field]) -> list[_Block]:
    head = Field.FINDING if Field.FINDING in fields else Field.PROBLEM
    if head not in fields:
        head = Field.MEASURE
    blocks: list[_Block] = []
    band, is_fresh, after_foot = "", True, False
    for row in rows:
        if row.kind == RowKind.BAND:
            band, is_fresh = row.text, True
        after_foot = after_foot or row.kind == RowKind.FOOT
        if row.kind != RowKind.BODY:
            continue
        if after_foot and not row.own.keys() & {head, *_OWN}:
            row.kind = RowKind.FOOT  # a stamp or signature among the lines at the foot
            row.text = "  ".join(cell.shown.strip() for cell in row.own.values())
            continue
        after_foot = False
        if is_fresh or not blocks or _opens(row, blocks[-1], head, fields):
            blocks.append(_Block(row.index, band))
            is_fresh = False
        _add(blocks[-1], row)
    return blocks


def _opens(row: BodyRow, block: _Block, head: Field, fields: frozenset[Field]) -> bool:
    """Whether the row begins another finding."""
    told = row.own.get(head)
    last = block.items[-1] if block.items else None
    if told is None:
        # Nothing told of the finding: a row under its own number is another one all the same
        # where the finding above is not shared by merging and nothing splits it into parts.
        return False
    if last is None:
        return True
    if head == Field.FINDING and Field.PROBLEM in fields:
        first = block.items[0].cells.get(head)
        if first is not None and squeeze(first.shown) == squeeze(told.shown):
            return Field.PROBLEM not in row.own
    return Field.NUMBER not in fields or not _is_torn(last, row, head)


def _is_torn(last: _Item, row: BodyRow, head: Field) -> bool:
    """A row that only goes on with texts broken off in the row above (a cell over a page's end)."""
    texts = [name for name in row.own if name not in {Field.NUMBER, Field.REMARK}]
    if Field.NUMBER in row.own or Field.NUMBER in row.above or not texts:
        return False
    if any(
        name not in {head, Field.PROBLEM, Field.MEASURE, Field.PROGRESS, Field.EVIDENCE}
        for name in texts
    ):
        return False
    return all(_goes_on(last.cells.get(name), row.own[name]) for name in texts)


def _goes_on(before: Cell | None, cell: Cell) -> bool:
    """Whether a text was broken off: it stops in the middle of a clause or bracket, or leaves out
    the full stop that its earlier sentences and the end in the row below have."""
    if before is None or not before.text.strip() or not cell.text.strip():
        return False
    first, second = fold(before.text).rstrip(), fold(cell.text).strip()
    if _STARTS.match(second) or _ENDS.search(first):
        return False
    is_open = any(first.count(a) > first.count(b) for a, b in ("()", "“”", "《》", "[]"))
    if is_open or first[-1] in ",、:(" or second[0] in ",、.;)":
        return True
    return bool(re.search(r"[.;]", first)) and bool(re.search(r"[.;]$", second))


def _add(block: _Block, row: BodyRow) -> None:
    last = block.items[-1] if block.items else None
    if last is None:
        block.items.append(_Item(row.index, dict(row.own), dict(row.above)))
        return
    is_own = any(name in row.own for name in _OWN)
    merged_finding = Field.FINDING in row.above
    if not is_own or (not merged_finding and _is_torn(last, row, Field.FINDING)):
        _join(last, row, "" if is_own else "\n")
        return
    block.items.append(_Item(row.index, dict(row.own), dict(row.above)))


def _join(item: _Item, row: BodyRow, between: str) -> None:
    """Text of a row below that goes on with this item."""
    item.extra.append(row.index)
    for name, cell in row.own.items():
        before = item.cells.get(name)
        if before is None:
            item.cells[name] = cell
        elif before.text and cell.text and name != Field.NUMBER:
            whole = before.text + between + cell.text
            item.cells[name] = Cell(whole, whole, before.shared)


def _settled(block: _Block) -> list[_Item]:
    """The block's items with what reaches down to them. A head row without problem and measure is
    no item where rows below it have their own."""
    items = block.items
    head = items[0]
    carried: dict[Field, Cell] = {}
    once = _told_once(items)
    for item in items:
        own = dict(item.cells)
        for name, cell in item.above.items():
            own.setdefault(name, cell)
        for name, cell in (carried | once).items():
            if name not in own and (item is not head):
                own[name] = Cell(cell.text, cell.value, shared=True)
                item.reached.add(name)
        carried |= {name: cell for name, cell in own.items() if name in _REACHING}
        item.cells = own
    if len(items) > 1 and not any(name in head.cells for name in _OWN):
        return items[1:]
    return items


def _told_once(items: list[_Item]) -> dict[Field, Cell]:
    """What the first row tells for all rows of its block: the answer, where no other row has any
    part of one, and the measure, where no other row has one."""
    below = items[1:]
    told = {
        name: cell for name, cell in items[0].cells.items()
        if name in _ANSWER and not any(one.cells.keys() & _ANSWER for one in below)
    }  # fmt: skip
    measure = items[0].cells.get(Field.MEASURE)
    if measure is not None and not any(Field.MEASURE in one.cells for one in below):
        told[Field.MEASURE] = measure
    return told


def _with_lasting(
    cells: dict[Field, Cell], lasting: dict[Field, Cell], block: _Block, fields: frozenset[Field]
) -> dict[Field, Cell]:
    if Field.UNIT not in fields and (unit := unit_of_band(block.band)):
        cells[Field.UNIT] = Cell(unit, unit, shared=True)
    for name in _OVER_BLOCKS & fields:
        if name in cells:
            lasting[name] = cells[name]
        elif name in lasting:
            cells[name] = Cell(lasting[name].text, lasting[name].value, shared=True)
    return cells
