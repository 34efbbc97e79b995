"""Texts with marked stretches: offsets are characters of the stored text, marks may overlap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

Span = tuple[int, int] | tuple[int, int, str]
"""Start, end (the first character no longer marked) and perhaps a class of its own."""


def marked(text: str, spans: Iterable[Span]) -> SafeString:
    """The text, escaped, with ``<mark>`` around what the spans cover. Where spans of several
    classes lie over each other the mark carries them all. Spans that lie outside the text are cut
    to it."""
    parts: list[SafeString | str] = []
    at = 0
    for start, end, css in _stretches(spans, len(text)):
        parts.append(format_html("{}", text[at:start]))
        if css:
            parts.append(format_html('<mark class="{}">{}</mark>', css, text[start:end]))
        else:
            parts.append(format_html("<mark>{}</mark>", text[start:end]))
        at = end
    parts.append(format_html("{}", text[at:]))
    return mark_safe("".join(parts))  # noqa: S308  every part is escaped above


def _stretches(spans: Iterable[Span], length: int) -> Iterator[tuple[int, int, str]]:
    """The spans cut where any of them begins or ends; neighbours of the same classes are one."""
    cut = [(max(0, one[0]), min(length, one[1]), one[2] if len(one) > 2 else "") for one in spans]
    cut = [one for one in cut if one[0] < one[1]]
    edges = sorted({edge for start, end, _ in cut for edge in (start, end)})
    last: tuple[int, int, str] | None = None
    for start, end in pairwise(edges):
        over = {css for first, behind, css in cut if first <= start and end <= behind}
        if not over:
            continue
        css = " ".join(sorted(over - {""}))
        if last and last[1] == start and last[2] == css:
            last = (last[0], end, css)
            continue
        if last:
            yield last
        last = (start, end, css)
    if last:
        yield last
