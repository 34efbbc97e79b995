"""What a row below the header is: an item's, a band heading, a total, a note, a header again."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from enum import Enum

from xuncha.engines.reading.grids import Grid, cell_of, is_blank, shown
from xuncha.engines.reading.headers import key_of
from xuncha.engines.reading.merges import Merges
from xuncha.engines.reading.records import Cell, Column, Field
from xuncha.engines.reading.text import fold, squeeze

_BAND = re.compile(
    r"^(?:第[一二三四五六七八九十]+(?:部分|方面|类|项|大类|板块|章)|[一二三四五六七八九十]{1,3}[、.,:]"
    r"|[(][一二三四五六七八九十]{1,3}[)]|[一二三四五六七八九十]是|[ⅠⅡⅢⅣⅤⅥ])"
)
_CHINESE_NUMBER = re.compile(r"^[(]?[一二三四五六七八九十]{1,3}[)]?[、.]?$")
_TOTAL = re.compile(r"^(?:合计|小计|总计|共计|累计|本页小计|总合计|汇总|总数)(?![一-龥]{3})")
_NOTE = re.compile(
    r"^[(]?(?:填[报表写制]|公章|盖章|制表|审核|审签|审定|复核|核对|联系|备注|注[:\d.]|说明|(?:被巡察)?(?:单位|党组织)?(?:主要)?(?:负责人|领导|负责同志)"
    r"|分管|签[字名章收]|报送|上报|盖章|党[组委支工][^:]{0,6}书记|书记|组长|经办|日期|本表|此表|本台账|以上|附[:注件]|截[至止]|统计|单位)"
)
_DATE_ONLY = re.compile(
    r"^(?:\d{4}|[〇零一二三四五六七八九]{4})[年./-][\d一二三四五六七八九十]{1,3}[月./-][\d一二三四五六七八九十]{1,3}日?$"
)
_STAMP = re.compile(r"^[(]?(?:公章|盖章|签章|签字|印章|单位盖章|单位公章|党组织盖章)[)]?:?$")
_TEXTS = frozenset({Field.FINDING, Field.PROBLEM, Field.MEASURE, Field.PROGRESS, Field.EVIDENCE,
                    Field.STATUS, Field.REMARK})  # fmt: skip
_MOST_IN_NOTE = 6


class RowKind(Enum):
    """Kinds of rows below a header."""

    BLANK = "blank"
    HEADER = "header"
    BAND = "band"
    FOOT = "foot"
    BODY = "body"


@dataclass(slots=True)
class BodyRow:
    """One row as it stands: ``own`` are cells with a value of their own, ``above`` those that show
    the value of a merged cell that began in an earlier row."""

    index: int  # from 0
    kind: RowKind
    text: str = ""
    own: dict[Field, Cell] = field(default_factory=dict)
    above: dict[Field, Cell] = field(default_factory=dict)
    indent: int = 0


class RowReader:
    """Looks at one row after the other under one set of columns."""

    def __init__(self, grid: Grid, merges: Merges, columns: tuple[Column, ...],
                 headings: tuple[tuple[str, ...], ...]) -> None:  # fmt: skip
        self.grid, self.merges, self.columns = grid, merges, columns
        self._headings = [frozenset(key_of(part) for part in parts) for parts in headings]
        self._fields = {column.index: column.field for column in reversed(columns)}
        self._first = min((column.index for column in columns), default=0)

    def read(self, index: int) -> BodyRow:
        """The row with its kind; texts of bands, totals and notes in ``text``."""
        values = self.grid.rows[index]
        filled = [at for at, value in enumerate(values) if not is_blank(value)]
        if not filled:
            return BodyRow(index, RowKind.BLANK)
        kind = self._kind(index, filled)
        row = BodyRow(index, kind)
        if kind != RowKind.BODY:
            between = "" if kind == RowKind.BAND else "  "
            row.text = between.join(shown(values[at]).strip() for at in filled)
            return row
        for column in self.columns:
            self._put(row, column)
        if not row.own:
            row.kind = RowKind.FOOT if self._is_wide(index, filled[0]) else RowKind.BLANK
            row.text = "  ".join(shown(values[at]).strip() for at in filled)
        return row

    def _put(self, row: BodyRow, column: Column) -> None:
        value = self.grid.at(row.index, column.index)
        if not is_blank(value):
            row.own[column.field] = replace(
                cell_of(value), earlier=row.own.get(column.field)
            )  # fmt: skip
            return
        origin = self.merges.origin(row.index, column.index)
        if origin and origin[0] < row.index and origin[1] == column.index:
            carried = self.grid.at(*origin)
            if not is_blank(carried):
                row.above[column.field] = cell_of(carried, shared=True)

    def _kind(self, index: int, filled: list[int]) -> RowKind:
        values = self.grid.rows[index]
        first = squeeze(fold(shown(values[filled[0]])))
        if self._is_heading(index, filled):
            return RowKind.HEADER
        if self._is_total(index, filled, first):
            return RowKind.FOOT
        if self._is_note(index, filled, first):
            return RowKind.FOOT
        if len(filled) == 1:
            return self._single(index, filled[0], first)
        if self._is_numbered_band(index, filled, first):
            return RowKind.BAND
        return RowKind.BODY

    def _is_heading(self, index: int, filled: list[int]) -> bool:
        """A header repeated in the middle of the sheet (each page of a printed ledger has one)."""
        values = self.grid.rows[index]
        first = values[filled[0]]
        if not isinstance(first, str) or len(first) > 40 or filled[0] >= len(self._headings):
            return False
        if key_of(first) not in self._headings[filled[0]]:
            return False
        same = sum(
            1 for at in filled
            if at < len(self._headings) and isinstance(values[at], str)
            and len(str(values[at])) <= 40 and key_of(str(values[at])) in self._headings[at]
        )  # fmt: skip
        return same >= 2 and same * 10 >= len(filled) * 6

    def _is_total(self, index: int, filled: list[int], first: str) -> bool:
        if not _TOTAL.match(first) or len(first) > 40:
            return False
        field_there = self._fields.get(filled[0])
        if field_there in {Field.FINDING, Field.PROBLEM} and len(first) > 12:
            return self._is_wide(index, filled[0])
        return not self._has(index, Field.MEASURE) or len(first) <= 4

    def _is_note(self, index: int, filled: list[int], first: str) -> bool:
        if len(filled) > _MOST_IN_NOTE:
            return False
        if len(filled) == 1 and _DATE_ONLY.match(first):
            return True
        if len(filled) == 1 and _STAMP.match(first):
            return True
        if not _NOTE.match(first):
            return False
        says = ":" in first[:14] or first.startswith(("本表", "此表", "本台账", "以上", "注", "截"))
        if len(filled) == 1:
            in_text = self._fields.get(filled[0]) in _TEXTS and not self._is_wide(index, filled[0])
            return says and not (in_text and filled[0] > self._first)
        marked = sum(":" in fold(shown(self.grid.at(index, at)))[:14] for at in filled)
        return (
            says
            and (filled[0] <= self._first or marked * 2 >= len(filled))
            and not (
                self._has(index, Field.MEASURE) and self._has(index, Field.FINDING) and marked < 2
            )
        )

    def _single(self, index: int, at: int, first: str) -> RowKind:
        wide, banded = self._is_wide(index, at), bool(_BAND.match(first))
        number = self._fields.get(at) == Field.NUMBER
        if number and re.fullmatch(r"[(]?[\dA-Za-z.\-]+[)]?[、.]?", first):
            return RowKind.BLANK  # a number put down in advance
        if wide or banded:
            return RowKind.FOOT if _is_sentence(first) and not banded else RowKind.BAND
        is_category = self._fields.get(at) == Field.CATEGORY
        first_column = at <= self._first and self._fields.get(at) not in _TEXTS
        if first_column and (is_category or len(first) > 3):
            return RowKind.FOOT if _is_sentence(first) else RowKind.BAND
        return RowKind.BAND if is_category else RowKind.BODY

    def _is_numbered_band(self, index: int, filled: list[int], first: str) -> bool:
        """一 | 落实……方面存在的问题: a Chinese number and one text, nothing else in the row."""
        if len(filled) != 2 or not _CHINESE_NUMBER.match(first):
            return False
        fields = [self._fields.get(at) for at in filled]
        return fields[0] == Field.NUMBER and fields[1] not in {Field.MEASURE, Field.PROGRESS} and (
            self._is_wide(index, filled[1]) or fields[1] in {Field.CATEGORY, Field.FINDING}
        ) and self._next_is_numbered(index)  # fmt: skip

    def _next_is_numbered(self, index: int) -> bool:
        """The next row has its own finding and no Chinese number: it stands under this heading."""
        for row in range(index + 1, min(index + 3, len(self.grid.rows))):
            number = finding = ""
            for column in self.columns:
                if column.field == Field.NUMBER:
                    number = squeeze(fold(shown(self.grid.at(row, column.index))))
                elif column.field == Field.FINDING:
                    finding = shown(self.grid.at(row, column.index))
            if finding.strip() and number and not _CHINESE_NUMBER.match(number):
                return True
        return False

    def _has(self, index: int, name: Field) -> bool:
        return any(
            column.field == name and not is_blank(self.grid.at(index, column.index))
            for column in self.columns
        )

    def _is_wide(self, index: int, at: int) -> bool:
        """Merged over a good part of the table's columns."""
        width = self.merges.width_at(index, at)
        return width >= max(3, len(self.columns) // 2)


def _is_sentence(text: str) -> bool:
    return len(text) > 60 or text.endswith((".", "!")) or text.count(",") + text.count(";") > 2
