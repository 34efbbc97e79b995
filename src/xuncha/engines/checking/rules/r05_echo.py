"""R05 照抄问题: the measure says the finding again with 加强 around it and names no act."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from xuncha.engines.checking.context import Run, RowView
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import bare, fold
from xuncha.engines.checking.report import Severity
from xuncha.engines.checking.rule import Param, Rule, RowSignal
from xuncha.engines.reading.records import Field

CODE = "R05"
_FIGURE = re.compile(
    r"\d|《|[一二两三四五六七八九十百]+(?:次|名|人|个|项|户|处|份|件|天|日|周|月|季|年|期|批|轮|张|本)"
)


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if not view.measure:
            continue
        covered, own = _echo(view, run.lexicon)
        total = covered + own
        if covered < run.number(CODE, "min_chars") or total == 0:
            continue
        if covered / total >= run.number(CODE, "min_share") and not _names_act(view, run.lexicon):
            yield RowSignal(
                view,
                "整改措施只是把问题的话加上“加强”“规范”一类重说一遍，没有写明谁、何时、做什么",
                view.whole(Field.MEASURE),
            )


def _echo(view: RowView, lexicon: Lexicon) -> tuple[int, int]:
    """Characters of the measure's substance that stand in the finding, and that do not."""
    finding = lexicon["negations"].sub("", bare(_both(view)))
    measure = bare(view.measure)
    spread = _shared(measure, finding)
    filler = [False] * len(measure)
    for found in lexicon["boosters"].finditer(measure):
        for at in range(found.start(), found.end()):
            filler[at] = True
    covered = sum(1 for at, same in enumerate(spread) if same and not filler[at])
    own = sum(1 for at, same in enumerate(spread) if not same and not filler[at])
    return covered, own


def _both(view: RowView) -> str:
    told = view.row.cell(Field.FINDING).shown
    return view.finding if told == view.finding else f"{view.finding}\n{told}"


def _shared(measure: str, finding: str) -> list[bool]:
    """Which characters stand in a run of two and more that the finding has too, in any order."""
    pairs = {finding[at : at + 2] for at in range(len(finding) - 1)}
    spread = [False] * len(measure)
    for at in range(len(measure) - 1):
        if measure[at : at + 2] in pairs:
            spread[at] = spread[at + 1] = True
    return spread


def _names_act(view: RowView, lexicon: Lexicon) -> bool:
    """An act, a figure, a paper or a person that the finding's own words do not give."""
    measure, finding = fold(view.measure), fold(_both(view))
    left = _without(measure, finding)
    return any(
        found.search(left) is not None for found in (_FIGURE, lexicon["act_measure"], lexicon.acts)
    )


def _without(measure: str, finding: str) -> str:
    """The measure with what the finding says (three and more characters) and numbering cut."""
    lines = [re.sub(r"^\s*[(（]?[\d一二三四五六七八九十]+[)）.、是]+", "", line)
             for line in measure.split("\n")]
    text = "\n".join(lines)
    left, at = [], 0
    for block in SequenceMatcher(None, text, finding, autojunk=False).get_matching_blocks():
        if block.size >= 2 or block.size == 0:
            left.append(text[at : block.a])
            at = block.a + block.size
    return "〓".join(left)


RULE = Rule(
    code=CODE,
    name="照抄问题",
    severity=Severity.MEDIUM,
    params={
        "min_share": Param(0.6, "措施实词中来自问题的至少占多少", 0, 1),
        "min_chars": Param(4, "来自问题的实词至少几个字", 1, 200),
    },
    rows=_run,
)
