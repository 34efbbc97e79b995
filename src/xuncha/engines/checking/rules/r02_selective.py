"""R02 选择性整改: a finding names several parts, and the result deals with only some."""

from __future__ import annotations

from collections.abc import Iterator

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.dealing import deals_with_all, speaks_of, untouched
from xuncha.engines.checking.matters import finding_cell, groups
from xuncha.engines.checking.parts import Part, lists_of
from xuncha.engines.checking.report import Severity, Span
from xuncha.engines.checking.rule import RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R02"


def _run(run: Run) -> Iterator[RowSignal]:
    asked: set[int] = set()
    for signal in _whole_findings(run):
        asked.add(id(signal.view))
        yield signal
    for rows in groups(run):
        if any(view.is_open for view in rows):
            continue  # the rest may still come
        if id(rows[0]) in asked:
            continue
        told = list(dict.fromkeys(view.progress for view in rows if view.progress))
        first = rows[0]
        lists = lists_of(first.finding) if told else ()
        if any(deals_with_all(told, parts, run.lexicon) for parts in lists):
            continue
        lasting = not all(view.is_done for view in rows)
        for parts in lists:
            left = untouched(
                told, parts, run.lexicon, lasting=lasting, measures=[view.measure for view in rows]
            )
            if left:
                yield _signal(first, parts, left)
                break


def _whole_findings(run: Run) -> Iterator[RowSignal]:
    """A finding that rows share, each with its own 具体问题: parts that no row takes up."""
    for rows in run.blocks.values():
        first = rows[0]
        whole = first.row.finding
        if len(rows) < 2 or first.finding == whole or any(view.is_open for view in rows):
            continue
        problems = [view.finding for view in rows]
        told = [view.progress for view in rows if view.progress]
        for parts in lists_of(whole) if told else ():
            left = untouched(problems, parts, run.lexicon)
            left = tuple(one for one in left if not speaks_of(told, one))
            if left and not deals_with_all(told, parts, run.lexicon):
                yield _signal(first, parts, left)
                break


def _signal(view: RowView, parts: tuple[Part, ...], left: tuple[Part, ...]) -> RowSignal:
    names = "、".join(f"“{one.words}”" for one in left)
    name = next(
        (
            it
            for it in (Field.PROBLEM, Field.FINDING)
            if all(view.text(it)[one.start : one.end] == one.words for one in left)
        ),
        None,
    )
    spans = tuple(Span(name.value, one.start, one.end) for one in left) if name else ()
    return RowSignal(
        view,
        f"问题说了{len(parts)}个方面，整改进展没有说到其中的{names}",
        spans or finding_cell(view),
    )


RULE = Rule(code=CODE, name="选择性整改", severity=Severity.HIGH, rows=_run)
