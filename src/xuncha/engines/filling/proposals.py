"""A line of a masked text, and what is proposed for a mask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from xuncha.engines.filling.masks import Mask

MOST_CANDIDATES = 6
_CONTEXT = 24


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of the text and where it begins; for a table's cell the labels of its row and
    column."""

    text: str
    start: int
    labels: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is proposed for a mask: a figure with parameters; or none, what it might be, and why it
    was left."""

    start: int
    end: int
    measure: str
    is_rounded: bool
    context: str
    figure: str | None = None
    params: tuple[tuple[str, str], ...] = ()
    of: tuple[str, tuple[tuple[str, str], ...]] | None = None
    candidates: tuple[str, ...] = ()
    why: str = ""
    parts: tuple[str, str, str] = ("", "", "")
    """The words before, the mask, the words after."""


def base_of(line: Line, mask: Mask) -> Proposal:
    before = line.text[max(0, mask.start - _CONTEXT) : mask.start]
    after = line.text[mask.start : mask.after + _CONTEXT]
    context = "".join(line.labels) if line.labels else before + after
    run = line.text[mask.start : mask.end]
    if line.labels:
        parts = ("　".join(one for one in reversed(line.labels) if one) + "　", run, "")
    else:
        parts = (before, run, line.text[mask.end : mask.after + _CONTEXT])
    return Proposal(
        line.start + mask.start, line.start + mask.end, mask.measure, mask.is_rounded, context,
        parts=parts,
    )  # fmt: skip


def left(base: Proposal, why: str, candidates: Sequence[str] = ()) -> Proposal:
    return replace(base, candidates=tuple(dict.fromkeys(candidates))[:MOST_CANDIDATES], why=why)


def filled(
    base: Proposal, figure: str, params: dict[str, str],
    of: tuple[str, dict[str, str]] | None = None,
) -> Proposal:  # fmt: skip
    whole = (of[0], tuple(sorted(of[1].items()))) if of else None
    return replace(base, figure=figure, params=tuple(sorted(params.items())), of=whole)
