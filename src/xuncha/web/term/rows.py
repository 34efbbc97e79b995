"""Who stands how on a day, and why: what every number of the map opens; the same as a workbook."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, StreamingHttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.coverage.enums import Standing
from xuncha.cycle.planning.coverage.exports import coverage_lines, coverage_table
from xuncha.cycle.planning.coverage.overview import BANDS, Overview, band_of, overview
from xuncha.cycle.planning.coverage.selectors import Row
from xuncha.foundation import access
from xuncha.foundation.exchange.exports import table_chunks
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent
from xuncha.web.fields import calendar
from xuncha.web.handing import table_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.term.map import Asked, asked

SORTS = (Sort("code", "名录顺序", "code"), Sort("name", "名称", "name"))
_GROUPS = [("counted", "已覆盖"), ("left", "尚欠（含缓巡）"), ("planned", "尚欠、已排轮次"),
           ("unplanned", "尚欠、未排轮次")]  # fmt: skip
STANDINGS = [*_GROUPS, *Standing.choices, ("all", "全部，含不必巡察的")]
TAGS = {
    Standing.COVERED: "verified", Standing.BY_LINE: "verified", Standing.OWED: "high",
    Standing.DEFERRED: "medium",
}  # fmt: skip


class RowFilter(filters.FilterSet):
    """Narrows the organisations of an overview; the overview itself picks."""

    q = filters.CharFilter(
        label="名称", widget=forms.TextInput(attrs={"placeholder": "单位名称", "type": "search"})
    )
    kind = filters.ChoiceFilter(
        choices=OrganisationKind.choices, label="类别", empty_label="全部类别"
    )
    standing = filters.ChoiceFilter(choices=STANDINGS, label="覆盖情况", empty_label="应巡察的全部")
    band = filters.ChoiceFilter(
        choices=[(key, f"{label}风险") for key, label in BANDS.items()], label="尚欠的风险",
        empty_label="不限",
    )  # fmt: skip
    column = filters.ChoiceFilter(label="轮次或者年度", empty_label="全部")
    on = filters.DateFilter(label="截至", widget=calendar())
    by = filters.CharFilter(label="列", widget=forms.HiddenInput)
    term = filters.CharFilter(label="届", widget=forms.HiddenInput)

    class Meta:
        model = Organisation
        fields: tuple[str, ...] = ()

    def __init__(self, data: Any, *, seen: Overview, told: Asked, request: Request) -> None:
        rows = access.visible(request.actor, Organisation).select_related("parent")
        super().__init__(data, queryset=rows, request=request)
        self._seen, self._told = seen, told
        columns = seen.columns(told.by)
        self.filters["column"].extra["choices"] = [
            (one.key, f"第{one.label}轮" if told.by == "round" else one.label) for one in columns
        ]

    def picked(self) -> list[Row]:
        """Rows of the overview that fit."""
        told = self.form.cleaned_data if self.form.is_valid() else {}
        return self._seen.select(
            kind=told.get("kind") or "", standing=told.get("standing") or "",
            band=told.get("band") or "", by=self._told.by, column=told.get("column") or "",
            words=told.get("q") or "",
        )  # fmt: skip

    def filter_queryset(self, queryset: QuerySet[Organisation]) -> QuerySet[Organisation]:
        return queryset.filter(pk__in=[one.organisation.pk for one in self.picked()])


def _seen(request: Request, data: Any) -> tuple[Asked, Overview]:
    told = asked(request.actor, data)
    if told.term is None:
        raise Absent
    return told, overview(request.actor, told.term, told.day)


@read_view(READERS)
def standing(request: Request) -> HttpResponse:
    """The rows, each with how it stands and why."""
    told, seen = _seen(request, request.GET)
    chosen = RowFilter(request.GET, seen=seen, told=told, request=request)
    page = page_of(request, chosen.qs, SORTS)
    by_id = {one.organisation.pk: one for one in seen.rows}
    context = {
        "filter": chosen,
        "page": page,
        "sorts": SORTS,
        "term": told.term,
        "day": told.day,
        "query": request.GET.items(),
        "table": [(unit, by_id[unit.pk], *_look(seen, by_id[unit.pk])) for unit in page],
    }
    return render(request, "term/rows.html", context)


def _look(seen: Overview, row: Row) -> tuple[str, Any, str]:
    """Colour of its standing, the round it is planned for, its band of risk."""
    return TAGS.get(row.standing, "none"), seen.round_of(row), band_of(row.risk)


@write_view(READERS, form=False)
def export(request: Request) -> FileResponse | StreamingHttpResponse:
    """What the list shows, as .xlsx; noted in the log."""
    told, seen = _seen(request, request.POST)
    chosen = RowFilter(request.POST, seen=seen, told=told, request=request)
    rows = chosen.picked()
    kept = {key: value for key, value in request.POST.items() if key in chosen.filters and value}
    title = f"{told.term}巡察覆盖情况"
    record_export(request.actor, what=title, rows=len(rows), filters=kept)
    notes = [
        f"截至 {told.day}，共 {len(rows)} 个单位。",
        f"{clock.now():%Y-%m-%d %H:%M} {request.actor.name} 导出。注意保密。",
    ]
    chunks = table_chunks(
        title=title, columns=coverage_table(), rows=coverage_lines(seen, rows), notes=notes
    )
    return table_out(chunks, title, told.day)
