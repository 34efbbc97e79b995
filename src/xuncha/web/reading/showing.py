"""A text with what was understood of it marked, and facts in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Any

from xuncha.cycle.intake.understood import Line, Told, Understood
from xuncha.web.reading.labels import FACTS, STATUSES

MOST_CHARACTERS = 200_000
"""Of the text on the page; the rest is told to be left out."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text: what marks it, and what begins here."""

    text: str
    css: str
    anchors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact in plain words; ``anchor`` is where its words stand."""

    label: str
    value: str
    anchor: str


def facts_of(read: Understood) -> list[Fact]:
    """The facts in the order of the text."""
    return [
        Fact(FACTS.get(one.name, one.name), in_words(one), f"f{at}")
        for at, one in enumerate(read.facts)
    ]


def in_words(one: Told) -> str:
    """A value as a person writes it."""
    if isinstance(one.value, dict):  # a team with what it inspects
        units = "、".join(one.value.get("organisations", ()))
        days = "至".join(one.value[key] for key in ("start", "end") if key in one.value)
        return "；".join(part for part in (str(one.value["team"]), units, days) if part)
    if isinstance(one.value, list):
        return "、".join(map(str, one.value))
    if one.name.endswith("_yuan"):
        return f"{Decimal(str(one.value)).normalize():,f} 元"
    if one.name.endswith("_pct"):
        return f"{one.value}%"
    return str(one.value)


def status_of(line: Line) -> str:
    """The state that the paper tells of a problem, "" where it tells none."""
    return STATUSES.get(line.status, "")


def pieces_of(read: Understood) -> list[Piece]:
    """The text cut where something that was understood begins or ends."""
    length = min(len(read.text), MOST_CHARACTERS)
    spans = [
        *((one.start, one.end, "told", f"f{at}") for at, one in enumerate(read.facts)),
        *((one.start, one.end, "told-finding", f"p{one.at}") for one in read.lines),
    ]
    spans = [one for one in spans if one[0] < one[1] and one[0] < length]
    return list(_cut(read.text[:length], spans))


def _cut(text: str, spans: Iterable[tuple[int, int, str, str]]) -> Iterator[Piece]:
    """One sweep over the ends of all spans, so that long papers take time by their length."""
    begins: dict[int, list[tuple[str, str]]] = {}
    ends: dict[int, list[str]] = {}
    for start, end, css, anchor in spans:
        begins.setdefault(start, []).append((css, anchor))
        ends.setdefault(min(end, len(text)), []).append(css)
    over: list[str] = []
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        for css in ends.get(start, ()):
            over.remove(css)
        here = begins.get(start, ())
        over += [css for css, _ in here]
        names = " ".join(sorted(set(over)))
        yield Piece(text[start:end], names, tuple(anchor for _, anchor in here))


def context_of(read: Understood) -> dict[str, Any]:
    """What the page shows of a paper."""
    return {
        "facts": facts_of(read), "pieces": pieces_of(read), "read": read,
        "sure": f"{read.confidence:.0%}",
        "is_cut": len(read.text) > MOST_CHARACTERS,
    }  # fmt: skip
