"""From a template and a record's words to a Word file.

Templates come from people, so they run in a sandbox that knows nothing but the declared fields;
words come from people too, so they are escaped and can hold no tag.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from io import BytesIO
from types import SimpleNamespace
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import ImmutableSandboxedEnvironment

from xuncha.insight.papers.registry import Field, PaperKind, Rows
from xuncha.kernel import clock

_UNFIT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
_BREAKS = re.compile(r"\s*\n\s*")
_TAGS = re.compile(r"\{[{%#]|[}%#]\}|\{_\{|\}_\}")
BLANK_DAY = "　　　　年　　月　　日"
"""A day to be written in by hand; the only words whose leading space stays."""

NEXT_PARAGRAPH = "\a"
"""What the template's engine takes for "a further paragraph like this one"."""


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates run: no filter, no function, no global."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.filters.clear()
    made.globals.clear()
    made.tests.clear()
    return made


def filled(template: bytes, kind: PaperKind, told: Mapping[str, Any]) -> bytes:
    """The paper as a Word file. ``KeyError`` where the source left a declared field out or told one
    that was not declared: a defect of the paper, found by its test."""
    paper = DocxTemplate(BytesIO(template))
    paper.render(context_of(kind.fields, told), environment(), autoescape=True)
    stream = BytesIO()
    paper.save(stream)
    return stream.getvalue()


def context_of(fields: tuple[Field, ...], told: Mapping[str, Any]) -> dict[str, Any]:
    """What was told, as words; exactly the declared fields."""
    demand_declared(fields, told)
    return {
        one.name: (
            [SimpleNamespace(**context_of(one.columns, row)) for row in told[one.name]]
            if isinstance(one, Rows)
            else words(told[one.name])
        )
        for one in fields
    }


def demand_declared(fields: tuple[Field, ...], told: Mapping[str, Any]) -> None:
    """``KeyError`` where a source tells more or less than was declared."""
    declared = {one.name for one in fields}
    if declared != set(told):
        raise KeyError(f"fields differ: {sorted(declared ^ set(told))}")


def words(value: object) -> str:
    """How a value stands on paper: days in full, lines as paragraphs, nothing for nothing."""
    if value == BLANK_DAY:
        return BLANK_DAY
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, dt.datetime):
        value = value.astimezone(clock.CHINA).date()
    if isinstance(value, dt.date):
        return f"{value.year}年{value.month}月{value.day}日"
    plain = _UNFIT.sub("", str(value).replace("\r\n", "\n").replace("\r", "\n")).strip()
    # A full-width brace looks the same and is no tag, whatever the engine does with the result.
    plain = _TAGS.sub(lambda tag: tag.group().translate(_WIDE), plain)
    return _BREAKS.sub(NEXT_PARAGRAPH, plain)


_WIDE = str.maketrans({"{": "\uff5b", "}": "\uff5d"})
