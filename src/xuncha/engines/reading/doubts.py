"""What the reader was not sure of, in words, by Excel's row numbers."""

from __future__ import annotations

from collections import defaultdict

from xuncha.engines.reading.claims import claim_of
from xuncha.engines.reading.dates import deadline_of, read_date
from xuncha.engines.reading.money import read_amount
from xuncha.engines.reading.records import (
    Claim,
    Doubt,
    Field,
    Ledger,
    LedgerRow,
    LedgerSheet,
)
from xuncha.engines.reading.text import squeeze

_LONGEST = 20
_NOTHING = frozenset({"", "无", "/", "-", "—", "——", "--", "\\", "略", "不涉及", "未涉及", "暂无"})


def doubts_of(ledger: Ledger) -> tuple[Doubt, ...]:
    """Every doubtful cell and row of a ledger, in the order of its rows."""
    found: list[Doubt] = []
    for sheet in ledger.sheets:
        found += _of_numbers(sheet)
        for row in sheet.rows:
            found += _of_row(row, ledger.year)
            if row.extra_rows:
                told = "、".join(str(one) for one in row.extra_rows)
                found.append(
                    Doubt(
                        sheet.name, row.row, None, f"第{told}行没有自己的问题和措施，看作本行的续行"
                    )
                )
    return tuple(sorted(found, key=lambda one: (one.sheet, one.row)))


def _of_row(row: LedgerRow, year: int | None) -> list[Doubt]:
    found = []

    def doubt(name: Field | None, words: str) -> None:
        found.append(Doubt(row.sheet, row.row, name, words))

    if not row.finding.strip():
        doubt(Field.FINDING, "这一行没有反馈问题，也没有具体问题")
    number = row.cell(Field.NUMBER)
    if Field.FINDING in row.reached and not number.shared and squeeze(number.shown).isdigit():
        doubt(Field.FINDING, "这一行有自己的序号而没有反馈问题，按上面一行的问题理解")
    due, done = row.cell(Field.DUE), row.cell(Field.DONE_ON)
    if not due.shared and squeeze(due.shown) not in _NOTHING:
        deadline = deadline_of(due, year)
        if deadline.read is None and not deadline.is_lasting and not deadline.is_at_once:
            doubt(Field.DUE, f"整改时限“{_short(due.shown)}”读不出日期")
    if (
        not done.shared and squeeze(done.shown) not in _NOTHING
        and read_date(done, year) is None and claim_of(done.shown) == Claim.UNSTATED
    ):  # fmt: skip
        doubt(Field.DONE_ON, f"完成时间“{_short(done.shown)}”读不出日期")
    for name in (Field.AMOUNT, Field.RECOVERED):
        cell = row.cell(name)
        if not cell.shared and squeeze(cell.shown) not in _NOTHING and read_amount(cell) is None:
            doubt(name, f"{name.value}“{_short(cell.shown)}”读不出数")
    status = row.cell(Field.STATUS)
    told = squeeze(status.shown)
    if not status.shared and told not in _NOTHING and len(told) <= _LONGEST:
        claim = claim_of(told)
        if claim == Claim.UNSTATED:
            doubt(Field.STATUS, f"整改状态“{_short(status.shown)}”不认识")
    return found


def _of_numbers(sheet: LedgerSheet) -> list[Doubt]:
    """Numbers that stand twice under one band heading."""
    seen: dict[tuple[str, str], list[int]] = defaultdict(list)
    blocks: set[tuple[str, str, int]] = set()
    for row in sheet.rows:
        number = row.cell(Field.NUMBER)
        key = (row.band, squeeze(number.shown), row.block_row)
        if not number.shared and key[1] and key not in blocks:
            blocks.add(key)
            seen[row.band, squeeze(number.shown)].append(row.row)
    return [
        Doubt(sheet.name, rows[1], Field.NUMBER, f"序号“{number}”在第{rows[0]}行已经有了")
        for (_, number), rows in seen.items()
        if len(rows) > 1
    ]


def _short(words: str) -> str:
    flat = " ".join(words.split())
    return flat if len(flat) <= _LONGEST else flat[:_LONGEST] + "…"
