"""What rules need read from cells beyond what the readers settle: claims and days."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from xuncha.engines.checking.prose import bare, clauses
from xuncha.engines.reading.claims import claim_of
from xuncha.engines.reading.dates import find_dates, read_date
from xuncha.engines.reading.records import Cell, Claim, Field, Ledger, LedgerRow

_ONLY_STATE = re.compile(
    r"(?:已|均|全部|基本|尚|未|正在|需|并|阶段性|整改|完成|销号|到位|办结|长期|坚持|持续|推进|进行|中|完毕|解决|落实|成效|取得|进展|"
    r"顺利|立行立改|立|行|改|结|是|否|在|的|达到|时序|进度)*"
)
_LONGEST_STATE = 40
_LEADING = 16  # characters of a progress text in which a state is looked for
_CLOSING_STATE = re.compile(
    r"(?:已|均|全部|基本)?(?:完成整改|整改完成|整改完毕|整改到位|销号|办结)$|长期坚持$|(?:正在|持续)(?:整改|推进)(?:中)?$"
)


def row_claim(row: LedgerRow) -> Claim:
    """What the row says of itself: its state cell, else the start or end of its progress text,
    else a day of completion that is filled in."""
    state = row.cell(Field.STATUS)
    claim = claim_of(state.shown)
    # A state cell that only tells a day says when, not how far: the progress may say that.
    if claim is not Claim.UNSTATED or (state.shown.strip() and read_date(state, 2000) is None):
        return claim
    progress = row.text(Field.PROGRESS)
    for part in _state_parts(progress):
        claim = claim_of(part)
        if claim is not Claim.UNSTATED:
            return claim
    if row.cell(Field.DONE_ON).shown.strip():
        told = claim_of(row.cell(Field.DONE_ON).shown)
        if told is not Claim.UNSTATED:
            return told
        return Claim.DONE if read_date(row.cell(Field.DONE_ON), 2000) else Claim.UNSTATED
    return Claim.UNSTATED


def _state_parts(progress: str) -> Iterator[str]:
    """The first words where they are only a state, and a state that ends the text."""
    pieces = clauses(progress)
    if not pieces:
        return
    first = re.split(r"[:：（(]", pieces[0].text)[0]
    if len(first) <= _LEADING and _is_state(first):
        yield first
    closing = _CLOSING_STATE.search(bare(pieces[-1].text))
    if closing:
        yield closing.group()


def _is_state(text: str) -> bool:
    return _ONLY_STATE.fullmatch(bare(text)) is not None


def says_only_state(progress: str) -> bool:
    """Whether a progress cell tells no more than a short state (已完成, 长期坚持)."""
    if len(progress.strip()) > _LONGEST_STATE:
        return False
    plain = bare(progress)
    return len(plain) <= 8 and _is_state(progress)


def days_in(cell: Cell, year: int | None) -> list[dt.date]:
    """All days told in a cell: its date value, or every date in its text."""
    if not cell.text:
        told = read_date(cell, year)
        return [told.on] if told else []
    return [found.read.on for found in find_dates(cell.text, year)]


def latest_date(ledger: Ledger) -> dt.date | None:
    """The latest day told anywhere in the ledger; None where it tells none."""
    year = ledger.feedback_on.year if ledger.feedback_on else ledger.year
    latest: dt.date | None = None
    for day in _every_day(ledger, year):
        if latest is None or day > latest:
            latest = day
    return latest


def _every_day(ledger: Ledger, year: int | None) -> Iterator[dt.date]:
    for sheet in ledger.sheets:
        for _, text in (*sheet.above, *sheet.below):
            yield from (found.read.on for found in find_dates(text, year))
        for row in sheet.rows:
            for cell in row.cells.values():
                if isinstance(cell.value, dt.date) or (cell.text and _HAS_FIGURE.search(cell.text)):
                    yield from days_in(cell, year)


_HAS_FIGURE = re.compile(r"[\d\u3007零一二三四五六七八九十０-９]\s*[年月./\-．－／]")
