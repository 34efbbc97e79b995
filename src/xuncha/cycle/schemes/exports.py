"""The three lists as a workbook, under headers that the import knows again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from xuncha.cycle.schemes.models import SchemeRow
from xuncha.foundation.exchange.book import new_book, write_row
from xuncha.foundation.exchange.workbooks import OutColumn, open_sheet

TASKS = (
    OutColumn("序号", 8, "number"), OutColumn("反馈问题", 50), OutColumn("具体问题", 40),
    OutColumn("整改措施", 60), OutColumn("责任领导", 20), OutColumn("责任单位", 24),
    OutColumn("整改时限", 16), OutColumn("佐证材料", 30),
)  # fmt: skip
FINDINGS = (
    OutColumn("问题编号", 10), OutColumn("问题", 60), OutColumn("方面", 60),
    OutColumn("任务", 8, "number"),
)  # fmt: skip
DUTIES = (
    OutColumn("责任领导", 24), OutColumn("责任部门", 24), OutColumn("条目", 8, "number"),
    OutColumn("任务", 60), OutColumn("时限", 16),
)  # fmt: skip


def write_lists(stream: IO[bytes], title: str, rows: Sequence[SchemeRow], note: str) -> int:
    """One sheet a list: tasks first, so that a clerk who brings the file back brings those."""
    with new_book(stream, title) as book:
        for name, columns, lines in (
            ("任务清单", TASKS, _tasks(rows)), ("问题清单", FINDINGS, _findings(rows)),
            ("责任清单", DUTIES, _duties(rows)),
        ):  # fmt: skip
            sheet, start = open_sheet(book, f"{title}（{name}）", columns, [note], name=name)
            for at, line in enumerate(lines):
                write_row(book, sheet, start + at, line, [one.kind for one in columns])
    return len(rows)


def due_words(row: SchemeRow) -> str:
    """A deadline as people write it."""
    words = row.due_on.isoformat() if row.due_on else ""
    return f"{words}前完成，长期坚持".removeprefix("前完成，") if row.is_long_term else words


def _tasks(rows: Iterable[SchemeRow]) -> Iterable[Sequence[object]]:
    for one in rows:
        yield [
            one.line, one.finding.text, one.task, "\n".join(one.acts), one.lead, one.department,
            due_words(one), one.proof,
        ]  # fmt: skip


def _findings(rows: Iterable[SchemeRow]) -> Iterable[Sequence[object]]:
    by_finding: dict[int, list[SchemeRow]] = {}
    for row in rows:
        by_finding.setdefault(row.finding_id, []).append(row)
    for own in by_finding.values():
        parts = [words for one in own for words in one.parts]
        yield [own[0].finding.number, own[0].finding.text, "\n".join(parts), len(own)]


def _duties(rows: Iterable[SchemeRow]) -> Iterable[Sequence[object]]:
    order = sorted(rows, key=lambda one: (one.lead, one.department, one.line))
    for one in order:
        yield [one.lead, one.department, one.line, one.task, due_words(one)]
