"""R18: rules of one unit beside another's or an upper body's, as texts of files and of cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from benchmarks.check.pairs.__main__ import Judged, Row, ledger_of, proof_of
from xuncha.engines.checking import check
from xuncha.engines.reading.records import Field, Ledger, ProofFile, Proofs

HERE = Path(__file__).parent
FED_BACK = dt.date(2024, 1, 10)
MINE, THEIRS = "清源区水利局党组", "清源区石坪镇党委"


def papers(half: str) -> Iterator[Judged]:
    """Every pair of texts; each is a run of its own."""
    for part in (HERE / f"papers_{half}.txt").read_text("utf-8").split("# ")[1:]:
        head, body = part.split("\n", 1)
        sign, rest = head.split(" ", 1)
        how, mine, theirs = rest.split("|")
        own, other = (one.strip() for one in body.split("\n---\n"))
        yield (sign == "+", _is_asked(how, mine, theirs, own, other), head)


def _is_asked(how: str, mine: str, theirs: str, own: str, other: str) -> bool:
    row: Row = {Field.FINDING: "管理制度不健全", Field.STATUS: "已完成"}
    files: list[ProofFile] = [proof_of(mine, own)] if mine else []
    files += [proof_of(theirs, other)] if theirs else []
    named = {"named": f"{mine}；{theirs.rsplit('/', 1)[-1]}"}.get(how, mine)
    row |= {Field.EVIDENCE: named} if named else {Field.PROGRESS: own}
    ledgers = [_ledger("a.xlsx", row, MINE)]
    if how in ("other", "cells"):
        told: Row = {Field.EVIDENCE: theirs} if theirs else {Field.MEASURE: other}
        there: Row = {Field.FINDING: "内部管理松散", Field.STATUS: "已完成"}
        ledgers.append(_ledger("b.xlsx", there | told, THEIRS))
    report = check(ledgers, proofs=Proofs(None, tuple(files)) if files else None)
    return any(one.code == "R18" for item in report.ledgers[0].items for one in item.signals)


def _ledger(file: str, row: Row, unit: str) -> Ledger:
    return ledger_of([row], FED_BACK, file=file, unit=unit)
