"""A rectification ledger as a paper: its rows as problems."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.official.page import page_of
from xuncha.engines.reading.official.paper import Facts, Paper, PaperFinding
from xuncha.engines.reading.official.parties import find_parties
from xuncha.engines.reading.official.states import state_of
from xuncha.engines.reading.official.stays import find_stays
from xuncha.engines.reading.records import Field, Ledger, LedgerRow, ReadError

_MARK = re.compile(r"^\s*(?:[一二三四五六七八九十]{1,2}是|[(（]\d{1,2}[)）]|[①-⑳]|\d{1,2}[.、])\s*")
_PARTS = re.compile(
    r"\n|(?<=[;；])|(?=[(（]\d{1,2}[)）])|(?=[①-⑳])|(?<=。)(?=[一二三四五六七八九十]{1,2}是)"
)


def read_as_ledger(path: Path) -> Paper | None:
    """The ledger in a workbook; None where it holds none."""
    try:
        ledger = read_ledger(path)
    except ReadError:
        return None
    facts = Facts()
    titles = [words for sheet in ledger.sheets for _, words in sheet.above]
    head = page_of("".join(f"{one}\n" for one in titles))
    find_parties(head, [], "ledger", facts)
    find_stays(head, head.lines, "ledger", facts)
    text = [head.text]
    findings = _findings(ledger, text)
    if ledger.unit:
        start = sum(map(len, text))
        facts.add("organisations", ledger.unit, start, start + len(ledger.unit))
        text.append(ledger.unit + "\n")
    return Paper("ledger", 0.99, facts, findings, "".join(text))


def _findings(ledger: Ledger, text: list[str]) -> list[PaperFinding]:
    """One for each finding; rows that share one are its parts. Adds what was read to ``text``."""
    made: list[PaperFinding] = []
    at = sum(map(len, text))
    for row in ledger.rows:
        words = _words(row)
        if not any(one.isalnum() for one in words):
            continue
        line = words + "\t" + row.cell(Field.MEASURE).shown + "\n"
        one = _finding(row, words, at)
        if made and (made[-1].finding, made[-1].number) == (words, one.number):
            made[-1] = _together(made[-1], one)
        else:
            made.append(one)
        text.append(line)
        at += len(line)
    return made


def _finding(row: LedgerRow, words: str, at: int) -> PaperFinding:
    told = state_of(row.cell(Field.STATUS).shown) or _done(row) or "unstated"
    return PaperFinding(
        (row.band,) if row.band else (), row.cell(Field.NUMBER).shown.strip(), words, told,
        measures_of(row.cell(Field.MEASURE).shown), (at, at + len(words)),
    )  # fmt: skip


def _together(one: PaperFinding, other: PaperFinding) -> PaperFinding:
    """A problem whose measures stand in rows of their own."""
    status = one.status if one.status != "unstated" else other.status
    more = tuple(words for words in other.measures if words not in one.measures)
    return replace(one, measures=(*one.measures, *more), status=status)


def _words(row: LedgerRow) -> str:
    whole = row.cell(Field.PROBLEM).shown.strip() or row.cell(Field.FINDING).shown.strip()
    return re.sub(r"^\s*\d{1,3}[.、]\s*", "", whole).rstrip("。")


def _done(row: LedgerRow) -> str | None:
    words = row.cell(Field.STATUS).shown.strip()
    if words in {"完成", "是", "√", "已销号"}:
        return "completed"
    return "not_completed" if words in {"否", "×", "未销号"} else None


def measures_of(words: str) -> tuple[str, ...]:
    """The measures of a cell, one each for a number, a line or a clause."""
    parts = [_MARK.sub("", one).strip().rstrip("。；;") for one in _PARTS.split(words)]
    return tuple(one for one in parts if len(one) >= 3)
