"""A workbook of sheets as a dry run: a row a sheet, a column a question."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from xuncha.cycle.inquiry.answers import AnswerError, read_answer
from xuncha.cycle.inquiry.models import Question, SheetImport
from xuncha.engines.reading.grids import Grid, is_blank, read_grids, shown
from xuncha.engines.reading.records import ReadError
from xuncha.foundation.exchange.columns import Column, Parser, Problem, match
from xuncha.foundation.exchange.importing import DryRun, Table, dry_run
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.selectors import as_path
from xuncha.kernel.errors import Invalid

MOST_ROWS = 5000
_LOOK = 20


@dataclass(slots=True)
class Reading:
    """A dry run with the sheets that it would write, and the line of its head."""

    run: DryRun
    head: int
    sheets: list[list[Any]] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        """What the page and the log tell."""
        return {"sheets": len(self.sheets), "refused": len(self.run.refused_rows())}

    def heads(self) -> dict[str, list[int]]:
        """Which line heads the table, by its name, for the workbook of refused rows."""
        return {self.run.sheet: [self.head]}


def columns_of(questions: Sequence[Question]) -> list[Column]:
    """The columns that a questionnaire's workbook may have: by number or by the question itself."""
    return [
        Column(
            str(one.number), f"第{one.number}题",
            (f"题{one.number}", f"Q{one.number}", str(one.number), one.text,
             f"{one.number}{one.text}"),
            parse=_parser(one),
            help="、".join(f"{at}={label}" for at, label in enumerate(one.options, start=1)),
        )
        for one in questions
    ]  # fmt: skip


def _parser(question: Question) -> Parser:
    def parse(value: object) -> Any:
        try:
            return read_answer(question.kind, question.options, value)
        except AnswerError as problem:
            raise Problem(str(problem)) from None

    return parse


def read_sheets(row: SheetImport) -> Reading:
    """The dry run of a kept workbook. ``Invalid`` with one sentence if it can't be read."""
    questions = list(row.questionnaire.questions.order_by("number"))
    columns = columns_of(questions)
    table, head = _table(row.file, columns)
    reading = Reading(dry_run(table, columns), head)
    keys = [one.key for one in columns]
    for one in reading.run.accepted:
        answers = [one.values.get(key) for key in keys]
        if any(each is not None for each in answers):
            reading.sheets.append(answers)
    return reading


def _table(stored: StoredFile, columns: Sequence[Column]) -> tuple[Table, int]:
    with as_path(stored) as path:
        try:
            grids = read_grids(path)
        except ReadError as problem:
            sentence = str(problem).replace(path.name, stored.name)
            raise Invalid(sentence, field="file") from None
    for grid in grids:
        head = _head(grid, columns)
        if head is not None:
            return _rows(grid, head, stored.name), head + 1
    names = "、".join(one.label for one in columns[:3])
    raise Invalid(f"“{stored.name}”里没有找到题号的表头，例如：{names}。", field="file")


def _head(grid: Grid, columns: Sequence[Column]) -> int | None:
    """The row that names at least half of the questions."""
    enough = max(1, len(columns) // 2)
    for at, row in enumerate(grid.rows[:_LOOK]):
        if len(match([shown(cell) for cell in row], columns)) >= enough:
            return at
    return None


def _rows(grid: Grid, head: int, name: str) -> Table:
    rows = [
        (number, row)
        for number, row in enumerate(grid.rows[head + 1 :], head + 2)
        if not all(is_blank(cell) for cell in row)
    ]
    if not rows:
        raise Invalid(f"“{name}”只有表头，没有答卷。", field="file")
    if len(rows) > MOST_ROWS:
        raise Invalid(f"“{name}”有 {len(rows):,} 行，一次最多 {MOST_ROWS:,} 行。", field="file")
    return Table(
        headers=[shown(cell).strip() for cell in grid.rows[head]], rows=rows, sheet=grid.name
    )
