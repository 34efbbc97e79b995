"""巡察需求: the list, its preparing and reckoning, and the list as a workbook to fill in."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning.coverage.demands import (
    model_in_force,
    prepare_demands,
    rescore_demands,
)
from xuncha.cycle.planning.coverage.exports import demand_lines, demand_table
from xuncha.cycle.planning.coverage.overview import BANDS, HIGH, MIDDLE, band_of
from xuncha.cycle.planning.coverage.selectors import last_inspections, list_demands
from xuncha.cycle.planning.models import Demand, Term
from xuncha.foundation import access
from xuncha.foundation.exchange.exports import table_chunks
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel import clock
from xuncha.web.handing import table_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.term.steps import next_step

SORTS = (
    Sort("risk", "风险由高到低", "counted_risk", descending=True),
    Sort("list", "名录顺序", "pk"),
    Sort("effort", "工作量由大到小", "effort", descending=True),
    Sort("due", "最迟日期由近到远", "due"),
)
_RANGES = {"high": (HIGH, 100), "middle": (MIDDLE, HIGH - 1), "low": (0, MIDDLE - 1)}
_MARKS = [
    ("due", "有最迟日期"), ("not_before", "有最早日期"), ("settled", "会商定过风险"),
    ("with_parent", "随上级一并巡察"), ("excluded", "不列入本届"), ("deferred", "缓巡"),
]  # fmt: skip
_CONDITIONS: dict[str, dict[str, Any]] = {
    "due": {"due__isnull": False}, "not_before": {"not_before__isnull": False},
    "settled": {"set_risk__isnull": False}, "with_parent": {"with_parent": True},
    "excluded": {"excluded_on__isnull": False}, "deferred": {"deferred_on__isnull": False},
}  # fmt: skip


class NeedFilter(filters.FilterSet):
    """Narrows the list of needs."""

    q = filters.CharFilter(
        field_name="organisation__name", lookup_expr="icontains", label="单位名称",
        widget=forms.TextInput(attrs={"placeholder": "单位名称", "type": "search"}),
    )  # fmt: skip
    kind = filters.ChoiceFilter(
        field_name="organisation__kind", choices=OrganisationKind.choices, label="类别",
        empty_label="全部类别",
    )  # fmt: skip
    band = filters.ChoiceFilter(
        choices=[(key, f"{label}风险") for key, label in BANDS.items()], label="风险",
        empty_label="全部", method="by_band",
    )  # fmt: skip
    mark = filters.ChoiceFilter(choices=_MARKS, label="要求", empty_label="全部", method="by_mark")

    class Meta:
        model = Demand
        fields: tuple[str, ...] = ()

    def by_band(self, rows: QuerySet[Demand], _name: str, band: str) -> QuerySet[Demand]:
        return rows.filter(counted_risk__range=_RANGES[band])

    def by_mark(self, rows: QuerySet[Demand], _name: str, mark: str) -> QuerySet[Demand]:
        return rows.filter(**_CONDITIONS[mark])


@read_view(READERS)
def listing(request: Request, term_id: int) -> HttpResponse:
    """What each organisation of a term needs."""
    actor = request.actor
    term = access.get_or_404(actor, Term, pk=term_id)
    chosen = NeedFilter(request.GET, queryset=list_demands(actor, term), request=request)
    page = page_of(request, chosen.qs, SORTS)
    last = last_inspections(actor, [one.organisation_id for one in page])
    context = {
        "term": term,
        "filter": chosen,
        "page": page,
        "sorts": SORTS,
        "query": request.GET.items(),
        "table": [
            (one, last.get(one.organisation_id), band_of(one.weight), _telling(one)) for one in page
        ],
        "whole": access.visible(actor, Demand).filter(term=term).count(),
        "model": model_in_force(clock.today())[0],
        "may_change": bool(access.can(actor, "change", Demand())),
        "next_step": next_step(actor, term),
    }
    return render(request, "coverage/needs.html", context)


def _telling(row: Demand) -> list[str]:
    """Those parts of a risk that gave points; the need's own page has all."""
    return [one for one in row.risk_parts if "：0 / " not in one]


@write_view(OFFICE, form=False)
def prepare(request: Request, term_id: int) -> HttpResponse:
    """Give every organisation of the term a need with the defaults of its kind."""
    made = prepare_demands(request.actor, term_id=term_id)
    messages.success(request, f"新列入 {made} 个党组织。" if made else "没有要新列入的党组织。")
    return redirect("coverage_needs", term_id)


@write_view(OFFICE, form=False)
def rescore(request: Request, term_id: int) -> HttpResponse:
    """Reckon all risks anew."""
    changed = rescore_demands(request.actor, term_id=term_id)
    messages.success(request, f"已按现行模型重算，{changed} 个党组织的风险有变化。")
    return redirect("coverage_needs", term_id)


@write_view(READERS, form=False)
def export(request: Request, term_id: int) -> StreamingHttpResponse:
    """The list as it stands, in the columns that the import reads: change it and bring it back."""
    actor = request.actor
    term = access.get_or_404(actor, Term, pk=term_id)
    chosen = NeedFilter(request.POST, queryset=list_demands(actor, term), request=request)
    rows = list(chosen.qs.order_by("organisation__code"))
    title = f"{term}巡察需求清单"
    record_export(actor, what=title, rows=len(rows))
    notes = [
        "在表里直接改，再到“导入需求清单”上传；空着的格子不改动原来的内容。",
        f"{clock.now():%Y-%m-%d %H:%M} {actor.name} 导出，共 {len(rows)} 个党组织。注意保密。",
    ]
    lines = demand_lines(actor, rows)
    chunks = table_chunks(title=title, columns=demand_table(), notes=notes, rows=lines)
    return table_out(chunks, title, clock.today())
