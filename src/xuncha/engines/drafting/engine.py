"""Looking at drafts: each hint over each finding, then over the paper as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from xuncha.engines.drafting.draft import Draft, Source
from xuncha.engines.drafting.report import FileReport, Hint, Item
from xuncha.engines.drafting.rules import (
    d01_vague,
    d02_elements,
    d03_too_strong,
    d04_figures,
    d04_rows,
    d05_basis,
    d06_leaf,
    d07_twice,
)
from xuncha.engines.drafting.settings import Settings

_ALONE = (d01_vague.run, d02_elements.run, d03_too_strong.run, d05_basis.run, d06_leaf.run)
MOST_CHARACTERS = 20_000
"""Of one finding; what is longer is no finding and is looked at up to here."""


def hints_of(
    draft: Draft,
    *,
    papers: Sequence[Draft] = (),
    others: Sequence[Draft] = (),
    settings: Settings | None = None,
) -> tuple[Hint, ...]:
    """The hints on one finding by itself, against its working ``papers`` (``no`` is how a paper is
    called) and the ``others`` of the same report. Pure: no hint blocks anything."""
    rules = settings or Settings()
    draft = _cut(draft)
    hints = _alone(draft, rules)
    for paper in papers:
        if told := d04_figures.against(draft, paper, "", "底稿", rules):
            hints.append(told)
    hints += d04_rows.run(draft, papers)
    twice = d07_twice.run([*others, draft], "", rules)
    hints += [hint for at, hint in twice if at == len(others)]
    return _kept(hints, rules)


def lint(
    source: Source,
    *,
    papers: Sequence[Source] = (),
    report: Source | None = None,
    settings: Settings | None = None,
) -> FileReport:
    """The hints on a paper's findings, against working papers and a report where given."""
    rules = settings or Settings()
    drafts = [_cut(one) for one in source.drafts]
    hints: list[list[Hint]] = [_alone(one, rules) for one in drafts]
    for at, draft in enumerate(drafts):
        for paper in papers:
            hints[at] += _against(draft, paper, "底稿", rules)
        if report is not None:
            hints[at] += _against(draft, report, "报告", rules)
    for at, hint in d07_twice.run(drafts, source.file, rules):
        hints[at].append(hint)
    items = [
        Item(draft.no, draft.text, kept)
        for draft, told in zip(drafts, hints, strict=True)
        if (kept := _kept(told, rules))
    ]
    totals = [*d04_figures.totals(source)]
    if report is not None:
        totals += d04_figures.totals(source, report)
    kept_totals = tuple(one for one in totals if one.code not in rules.off)
    return FileReport(source.file, len(drafts), tuple(items), kept_totals)


def _alone(draft: Draft, rules: Settings) -> list[Hint]:
    told = [rule(draft, rules) for rule in _ALONE]
    return [one for one in told if one is not None] + list(d04_figures.within(draft))


def _against(draft: Draft, source: Source, kind: str, rules: Settings) -> list[Hint]:
    other = d04_figures.counterpart(draft, source)
    told = d04_figures.against(draft, other, source.file, kind, rules) if other else None
    return [told] if told else []


def _kept(hints: Sequence[Hint], rules: Settings) -> tuple[Hint, ...]:
    return tuple(
        sorted((one for one in hints if one.code not in rules.off), key=lambda one: one.code)
    )


def _cut(draft: Draft) -> Draft:
    if len(draft.text) <= MOST_CHARACTERS:
        return draft
    return replace(draft, text=draft.text[:MOST_CHARACTERS])
