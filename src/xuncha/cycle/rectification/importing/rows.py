"""One row of a ledger as an item would hold it: cells to values, each failure one sentence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from decimal import Decimal

from xuncha.engines.reading.claims import claim_of
from xuncha.engines.reading.dates import read_date
from xuncha.engines.reading.money import read_amount
from xuncha.engines.reading.records import Claim, Field, LedgerRow, LedgerSheet
from xuncha.foundation.exchange.cells import undefused

_SPLIT = re.compile(r"[;；、\n]+")
_NOTHING = {"", "无", "略", "/", "-", "—", "——", "见附件", "另附"}
_LONG_TERM = ("长期", "持续坚持")
_LONGEST = {
    Field.NUMBER: 20,
    Field.CATEGORY: 80,
    Field.LEAD: 80,
    Field.RESPONSIBLE_UNIT: 120,
    Field.SATISFACTION: 40,
}


@dataclass(frozen=True, slots=True)
class ItemDraft:
    """What a row says of one item. Sums in yuan."""

    sheet: str
    row: int
    number: str
    finding: str
    problem: str
    category: str
    lead: str
    responsible_unit: str
    due_on: dt.date | None
    due_words: str
    is_long_term: bool
    measures: tuple[str, ...]
    progress: str
    claim: Claim
    done_on: dt.date | None
    amount_due: Decimal | None
    recovered: Decimal | None
    proofs: tuple[str, ...]
    satisfaction: str
    remark: str

    @property
    def claims_done(self) -> bool:
        return self.claim == Claim.DONE


def draft_of(
    sheet: LedgerSheet, row: LedgerRow, year: int | None = None
) -> tuple[ItemDraft, list[str]]:
    """The draft and the sentences that stop it (empty: the row can be taken). ``year`` is for dates
    that tell none."""
    shown = {name: undefused(row.cell(name).shown.strip()) for name in Field}
    finding = undefused(row.finding.strip())
    due_words = shown[Field.DUE]
    due = read_date(row.cell(Field.DUE), year)
    done = read_date(row.cell(Field.DONE_ON), year)
    draft = ItemDraft(
        sheet=row.sheet,
        row=row.row,
        number=shown[Field.NUMBER],
        finding=finding,
        problem=shown[Field.PROBLEM] or finding,
        category=shown[Field.CATEGORY] or row.band,
        lead=shown[Field.LEAD],
        responsible_unit=shown[Field.RESPONSIBLE_UNIT],
        due_on=due.on if due else None,
        due_words=due_words[:120],
        is_long_term=due is None and any(word in due_words for word in _LONG_TERM),
        measures=split_lines(shown[Field.MEASURE]),
        progress=shown[Field.PROGRESS],
        claim=claim_of(shown[Field.STATUS]),
        done_on=done.on if done else None,
        amount_due=_amount(sheet, row, Field.AMOUNT),
        recovered=_amount(sheet, row, Field.RECOVERED),
        proofs=proof_names(shown[Field.EVIDENCE]),
        satisfaction=shown[Field.SATISFACTION],
        remark=shown[Field.REMARK],
    )
    return draft, _refusals(draft, shown)


def split_lines(text: str) -> tuple[str, ...]:
    """Measures stand one a line; a cell without lines is one measure."""
    return tuple(line.strip() for line in text.splitlines() if line.strip())


def proof_names(text: str) -> tuple[str, ...]:
    """Names of proofs in a cell; words that name none give none."""
    names = (part.strip() for part in _SPLIT.split(text))
    return tuple(dict.fromkeys(name for name in names if name not in _NOTHING))


def _amount(sheet: LedgerSheet, row: LedgerRow, name: Field) -> Decimal | None:
    column = sheet.column(name)
    return read_amount(row.cell(name), column.unit_factor if column else None)


def _refusals(draft: ItemDraft, shown: dict[Field, str]) -> list[str]:
    sentences = []
    if not draft.finding:
        sentences.append("没有反馈问题，也没有具体问题")
    if not draft.measures and not draft.progress:
        sentences.append("整改措施和整改进展都是空的")
    sentences += [
        f"{name.value}超过 {longest} 字"
        for name, longest in _LONGEST.items()
        if len(shown[name]) > longest
    ]
    for value, name in ((draft.amount_due, Field.AMOUNT), (draft.recovered, Field.RECOVERED)):
        if value is not None and not 0 <= value < Decimal("1e13"):
            sentences.append(f"{name.value}不是合理的金额")
    return sentences
