"""All figures on one page; the rows of one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import BUSINESS, READERS
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.rectification.models import Item
from xuncha.insight.figures.measure import Measure
from xuncha.insight.figures.registry import MEASURES, by_name
from xuncha.insight.figures.telling import Told, tell, tell_each
from xuncha.insight.figures.wording import said
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent
from xuncha.web.doors import may_open
from xuncha.web.http import Request, read_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.statistics.forms import AskForm

SORTS = (Sort("new", "最近登记", "pk", descending=True), Sort("old", "最早登记", "pk"))
_PAGES = {
    Organisation: "directory_detail", Inspection: "rounds_inspection", Round: "rounds_detail",
    Finding: "findings_detail", Item: "rectification_item",
}  # fmt: skip


_WORDS = {Finding: "text", Item: "problem", InspectionPoint: "text"}
"""What may stand in a list. Letters, talks and other records of the field are read on their own
pages, which know what to note in the log."""


@dataclass(frozen=True, slots=True)
class Line:
    """A figure as the page shows it."""

    told: Told
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row behind a figure: what it is, whose, in which round, and its page."""

    kind: str
    title: str
    unit: str
    round: str
    url: str


@read_view(READERS)
def listing(request: Request) -> HttpResponse:
    """Every figure with its definition and value, by subject."""
    form = AskForm(request.GET)
    question = form.question(request.actor)
    told = tell_each([(one, form.narrowed(question, one)) for one in MEASURES])
    lines = [_line(request, one) for one in told]
    lines.sort(key=lambda one: _ORDER[one.told.measure.subject])
    groups = groupby(lines, key=lambda one: one.told.measure.subject)
    context = {
        "filter": _Shown(AskForm(request.GET)), "question": question,
        "is_today": question.day == clock.today(),
        "subjects": [(name, list(rows)) for name, rows in groups],
    }  # fmt: skip
    return render(request, "statistics/list.html", context)


@dataclass(frozen=True, slots=True)
class _Shown:
    """As the filter bar wants it."""

    form: AskForm
    offered: frozenset[str] = frozenset()
    """The fields that this figure can be narrowed by; empty: all of them."""

    @property
    def filters(self) -> Mapping[str, Any]:
        fields = self.form.fields
        return {k: v for k, v in fields.items() if not self.offered or k in self.offered}


_ORDER: dict[str, int] = {}
for _one in MEASURES:
    _ORDER.setdefault(_one.subject, len(_ORDER))


def _line(request: Request, told: Told) -> Line:
    value = said(told.value, told.measure.unit) if not told.why else "—"
    return Line(told, value, told.link if may_open(request.actor, told.link) else "")


@read_view(BUSINESS)
def rows(request: Request, figure: str) -> HttpResponse:
    """The rows behind one figure, as far as the reader may see them: as many as it says."""
    measure = by_name().get(figure)
    if measure is None or measure.veils is not None:
        raise Absent
    form = AskForm(request.GET)
    told = tell(measure, form.narrowed(form.question(request.actor), measure))
    if told.why and told.rows is None:
        raise Absent
    page = page_of(request, measure.rows(told.ask).select_related(*_related(measure)), SORTS)
    context = {
        "told": told, "value": said(told.value, measure.unit), "page": page, "sorts": SORTS,
        "filter": _Shown(form, measure.params | {"day", "term"}), "rows": [_row(request, one,
            measure.paths) for one in page],
    }  # fmt: skip
    return render(request, "statistics/rows.html", context)


def _related(measure: Measure) -> list[str]:
    """What a row's line reads beside the row."""
    counted = measure.lift is None
    paths = (measure.paths.organisation, measure.paths.round) if counted else ()
    return [one for one in paths if one and one != "self"]


def _row(request: Request, row: Any, paths: Any) -> Row:
    page = _PAGES.get(type(row))
    url = reverse(page, args=[row.pk]) if page else ""
    unit, held = _at(row, paths.organisation), _at(row, paths.round)
    words = str(getattr(row, _WORDS[type(row)])) if type(row) in _WORDS else ""
    title = f"{row} {words[:60]}".strip()
    return Row(
        str(row._meta.verbose_name), title, str(unit or ""), str(held or ""),
        url if url and may_open(request.actor, url) else "",
    )  # fmt: skip


def _at(row: Any, path: str) -> Any:
    """What stands at the end of a path of relations, None where the row has none of it."""
    for part in path.split("__") if path and path != "self" else ():
        row = getattr(row, part, None)
    return row if path and path != "self" else None
