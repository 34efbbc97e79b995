"""Where a unit's report disagrees with its ledger, sentence by sentence, with the words marked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.engines.checking.context import prepare
from xuncha.engines.checking.rules.r20_totals import Counted
from xuncha.engines.checking.settings import Settings
from xuncha.engines.checking.telling import tells_a_part, told_totals
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
        marked: list[tuple[str, int, int]] = []
        told = [] if tells_a_part(line) else list(told_totals(line))
        for one in counted.wrong(told):
            start, end = _span(line, one.words)
            if any(one.key == key and a < end and start < b for key, a, b in marked):
                continue  # The same words read twice.
            marked.append((one.key, start, end))
            found.append(Difference(line, start, end, counted.shown(one)))
    return found


def _span(line: str, words: str) -> tuple[int, int]:
    """Where the words stand, without the end of the clause before them."""
    start = max(0, line.find(words))
    end = start + len(words)
    digit = re.search(r"\d", words)
    before = words[: digit.start()] if digit else ""
    cut = max((before.rfind(sign) + 1 for sign in "。；，;,%"), default=0)
    return start + cut, end
