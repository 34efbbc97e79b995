"""R04 雷同文本: measures or results match another unit's, another round's or another row's."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.copies import Copy, candidates, compare, entries, mark_stock, whole
from xuncha.engines.checking.report import Other, Severity, Span
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R04"
_SHORT_NAME = {Field.MEASURE: "措施", Field.PROGRESS: "进展", Field.STATUS: "进展"}


def _run(run: Run) -> Iterator[RowSignal]:
    best: dict[tuple[int, str, int], Copy] = {}
    for name in (Field.MEASURE, Field.PROGRESS):
        for copy in _copies(run, name):
            for one in (copy, copy.turned()):
                if run.unit_of(one.mine.view).is_checked:
                    _keep_best(best, one)
    for view in run.views:
        found = best.get(_key(view))
        if found is not None:
            yield _signal(run, found)


def _copies(run: Run, name: Field) -> Iterator[Copy]:
    texts = entries(run, name)
    index = mark_stock(texts, run.lexicon)
    for mine, other in candidates(texts, index, 2):
        if not _may_be_compared(run, mine.view, other.view):
            continue
        copy = compare(mine, other)
        if copy is None or not _is_copy(run, copy):
            # Set phrases are no copy by the piece, but a whole text of them may be one.
            copy = compare(mine, other, official=True)
            if copy is None or not _is_whole(run, copy):
                continue
        yield copy


def _may_be_compared(run: Run, mine: RowView, other: RowView) -> bool:
    """Rows of one block or one finding rightly share words, and so do two states of a ledger."""
    first, second = run.unit_of(mine), run.unit_of(other)
    if not first.is_checked and not second.is_checked:
        return False
    if mine.block == other.block and mine.finding == other.finding:
        return False  # rows of one problem; under one heading each may have a problem of its own
    if mine.matter != other.matter or not mine.matter:
        return True
    return first.at != second.at and (first.at, second.at) not in run.states


def _is_copy(run: Run, copy: Copy) -> bool:
    if copy.covered >= run.number(CODE, "min_chars"):
        return copy.share >= run.number(CODE, "min_share")
    if copy.share < run.number(CODE, "exact_share"):
        return False
    if copy.covered >= run.number(CODE, "min_chars_within"):
        return copy.longer <= copy.covered * 2  # the whole of one stands in the other
    return copy.covered >= run.number(CODE, "min_chars_exact") and copy.longer <= copy.covered + 3


def _is_whole(run: Run, copy: Copy) -> bool:
    return (
        copy.covered >= run.number(CODE, "min_chars") + 5
        and copy.share >= run.number(CODE, "exact_share")
        and copy.longer * run.number(CODE, "exact_share") <= copy.covered
    )


def _key(view: RowView) -> tuple[int, str, int]:
    return (view.unit_at, view.row.sheet, view.row.row)


def _keep_best(best: dict[tuple[int, str, int], Copy], one: Copy) -> None:
    key = _key(one.mine.view)
    held = best.get(key)
    if held is None or (one.share, one.covered) > (held.share, held.covered):
        best[key] = one


def _signal(run: Run, copy: Copy) -> RowSignal:
    mine, other = copy.mine, copy.other
    there = run.unit_of(other.view)
    start, end = whole(copy.other_runs)
    percent = round(copy.share * 100)
    place = f"第{other.view.row.row}行{_SHORT_NAME[other.name]}"
    if there.at != mine.view.unit_at:
        place = f" {there.ledger.file} {place}"
    elif there.has_sheets:
        place = f"工作表“{other.view.row.sheet}”{place}"
    else:
        place = f"本台账{place}"
    return RowSignal(
        mine.view,
        f"与{place} {percent}% 相同（数字、单位名称和通用套话不计）",
        tuple(Span(mine.name.value, begin, stop) for begin, stop in copy.runs),
        Other(there.ledger.file, other.view.row.row, start, end, there.sheet_name(other.view)),
    )


RULE = Rule(
    code=CODE,
    name="雷同文本",
    severity=Severity.HIGH,
    params={
        "min_share": Param(0.6, "与短的一方相同的至少占多少", 0, 1),
        "min_chars": Param(18, "套话以外至少多少字相同", 1, 10_000),
        "exact_share": Param(0.95, "短文本相同的至少占多少", 0, 1),
        "min_chars_within": Param(14, "短文本整个写进另一处的，至少多少字", 1, 10_000),
        "min_chars_exact": Param(10, "短文本至少多少字相同", 1, 10_000),
    },
    rows=_run,
)
