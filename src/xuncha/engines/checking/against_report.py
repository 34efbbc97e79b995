"""Where a unit's report disagrees with its ledger, sentence by sentence, with the words marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.engines.checking.context import prepare
from xuncha.engines.checking.rules.r20_totals import Counted
from xuncha.engines.checking.settings import Settings
from xuncha.engines.checking.telling import told_totals
from xuncha.engines.reading.records import Ledger


@dataclass(frozen=True, slots=True)
class Difference:
    """Characters ``start`` to ``end`` of a line tell a figure; ``counted`` is what the ledger comes
    to, in words."""

    line: str
    start: int
    end: int
    counted: str


def differences(ledger: Ledger, lines: Sequence[str]) -> list[Difference]:
    """The figures of R20 (总数对不上) one by one, in the order of the report. Pure."""
    run = prepare(
        [ledger], against=(), feedback=None, proofs=None, as_of=None, settings=Settings.default()
    )
    counted = Counted(run.checked[0])
    found = []
    for line in lines:
        for one in counted.wrong(list(told_totals(line))):
            start = max(0, line.find(one.words))
            end = start + len(one.words)
            found.append(Difference(line, start, end, counted.shown(one)))
    return found
