"""What the readers give: a ledger's rows, a feedback's findings, a proof file's facts.

Offsets anywhere in the program count Unicode characters of ``Cell.text``: the text of the cell as
stored, unchanged. Normalised forms are for comparing only and never leave their engine.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

from xuncha.engines.errors import BadInput


class Field(StrEnum):
    """Columns of a ledger by the first name of each synonym group; the value is that name."""

    NUMBER = "序号"
    CATEGORY = "问题类别"
    FINDING = "反馈问题"
    PROBLEM = "具体问题"
    MEASURE = "整改措施"
    LEAD = "责任领导"
    RESPONSIBLE_UNIT = "责任单位"
    DUE = "整改时限"
    PROGRESS = "整改进展"
    STATUS = "整改状态"
    DONE_ON = "完成时间"
    EVIDENCE = "佐证材料"
    AMOUNT = "涉及金额"
    RECOVERED = "已追缴金额"
    SATISFACTION = "群众满意度"
    UNIT = "单位"
    REMARK = "备注"


class Claim(StrEnum):
    """What a row says of itself. The word told decides; where two stand together, the first."""

    DONE = "completed"
    BASICALLY_DONE = "basically_completed"
    LONG_TERM = "long_term"
    IN_PROGRESS = "in_progress"
    NOT_DONE = "not_completed"
    UNSTATED = "unstated"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. ``text`` is the stored text ("" for number, date and empty cells: no span),
    ``value`` what stands there: str, int, float, bool, date, datetime or None.
    ``shared`` tells that the value was carried here from the top of a merged block."""

    text: str = ""
    value: object = None
    shared: bool = False
    earlier: Cell | None = None
    """What an earlier column of the same field tells in this row (第一季度 beside 第二季度)."""

    @property
    def shown(self) -> str:
        """The cell as a person reads it; never used for offsets."""
        if self.text or self.value is None:
            return self.text
        if isinstance(self.value, float) and self.value.is_integer():
            return str(int(self.value))
        if isinstance(self.value, dt.datetime) and self.value.time() == dt.time():
            return self.value.date().isoformat()
        return str(self.value)


EMPTY = Cell()


@dataclass(frozen=True, slots=True)
class DateRead:
    """A date as told: the day (last day of the span told), first day, and the words."""

    on: dt.date
    first: dt.date
    words: str
    precision: str  # day | month | quarter | year


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader was not sure of, by Excel's own row number; row 0 is the whole sheet."""

    sheet: str
    row: int
    field: Field | None
    words: str


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One item: a row with its own 具体问题 or 整改措施 (or the only row of its 反馈问题)."""

    sheet: str
    row: int
    block_row: int
    """First row of the block that shares one 反馈问题; signals on the whole finding stand there."""
    band: str
    """The band heading above (一、…), or ""."""
    cells: Mapping[Field, Cell]
    extra_rows: tuple[int, ...] = ()
    """Rows below that only continue this item's text (a cell broken over rows)."""
    reached: frozenset[Field] = frozenset()
    """Fields left blank here and taken from the rows above (not by merging): a guess."""

    def cell(self, name: Field) -> Cell:
        return self.cells.get(name, EMPTY)

    def text(self, name: Field) -> str:
        return self.cell(name).text

    @property
    def finding(self) -> str:
        """What was fed back: 反馈问题, else 具体问题."""
        return self.cell(Field.FINDING).shown or self.cell(Field.PROBLEM).shown


@dataclass(frozen=True, slots=True)
class Column:
    """Where one field stands in one sheet."""

    field: Field
    index: int  # from 0
    header: str  # header text as stored, joined over its rows by "/"
    unit_factor: Decimal | None = None
    """Yuan per unit where the header names a unit (万元 → 10000), else None."""


@dataclass(frozen=True, slots=True)
class LedgerSheet:
    name: str
    header_rows: tuple[int, int]  # first and last header row, Excel's numbers
    columns: tuple[Column, ...]
    rows: tuple[LedgerRow, ...]
    above: tuple[tuple[int, str], ...] = ()  # (row, text) of title lines
    below: tuple[tuple[int, str], ...] = ()  # (row, text) of totals, signatures, notes
    unit: str = ""  # where the sheet tells its own unit (one sheet a unit)

    def column(self, name: Field) -> Column | None:
        return next((one for one in self.columns if one.field == name), None)


@dataclass(frozen=True, slots=True)
class Ledger:
    """A rectification ledger as read. ``unit`` may be "" where the file does not tell it."""

    path: Path
    file: str
    unit: str
    sheets: tuple[LedgerSheet, ...]
    feedback_on: dt.date | None = None
    as_of: dt.date | None = None  # the day the ledger states (截至…, 填报日期)
    doubts: tuple[Doubt, ...] = ()
    uncounted: str = ""
    """Where the first formula stands that no program has counted out; it was read as empty."""
    year: int | None = None
    """For dates that tell no year (6月底): the commonest of its dates, else the heading's."""

    @property
    def rows(self) -> tuple[LedgerRow, ...]:
        return tuple(row for sheet in self.sheets for row in sheet.rows)

    def sheet_of(self, row: LedgerRow) -> LedgerSheet:
        return next(sheet for sheet in self.sheets if sheet.name == row.sheet)

    def unit_of(self, row: LedgerRow) -> str:
        """The row's unit: its own cell, else its sheet's, else the ledger's; "" for none."""
        return row.cell(Field.UNIT).shown.strip() or self.sheet_of(row).unit or self.unit


@dataclass(frozen=True, slots=True)
class FedBackFinding:
    number: str
    text: str
    unit: str = ""  # where one paper speaks of several units
    path: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    path: Path
    file: str
    unit: str
    feedback_on: dt.date | None
    findings: tuple[FedBackFinding, ...]


@dataclass(frozen=True, slots=True)
class ProofFile:
    """One file of the evidence folder, as far as its kind can be read."""

    path: Path
    relative: str  # below the folder, with /
    size: int
    sha256: str
    kind: str  # by content: docx xlsx pdf jpeg png txt zip ofd doc unknown …
    text: str  # "" where none can be read
    text_sha256: str  # of the text without blanks, "" for none
    picture_sha256: str  # of the decoded picture, "" for none
    dates: tuple[tuple[str, dt.date], ...] = ()
    """Own dates with where they stand: signed (signing line), name (of the file), created
    (properties or EXIF)."""
    is_minutes: bool = False  # minutes, notices: may rightly speak of several findings
    error: str = ""
    picture_looks: bytes = b""  # shape and brightness in a coarse grid, b"" for none


@dataclass(frozen=True, slots=True)
class Money:
    """A sum found in a text: yuan, the words, where."""

    yuan: Decimal
    words: str
    start: int
    end: int


class ReadError(BadInput, ValueError):
    """A file that cannot be read; the message is one Chinese sentence that names the file."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """The evidence folder, by relative name."""

    folder: Path | None = None
    files: tuple[ProofFile, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """The unit's rectification report as lines of text."""

    path: Path
    file: str
    lines: tuple[str, ...]
