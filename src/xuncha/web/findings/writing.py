"""Writing findings: from papers, so that nothing is typed twice, or by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.findings import papers as resting
from xuncha.cycle.findings import selectors, services
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.policies import WRITERS
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.taxonomy import selectors as frames
from xuncha.cycle.workpapers.models import Paper
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import plain
from xuncha.web.findings import forms
from xuncha.web.http import Request, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.rowsets import UNSAVED, as_typed, wants_more, with_more

Forms = tuple[forms.FindingForm, Any, Any]


@write_view(WRITERS)
def create(request: Request, inspection_id: int) -> HttpResponse:
    """Register a finding; ``?paper=`` brings what those papers say."""
    inspection = access.get_or_404(
        request.actor, Inspection, related=("organisation", "round"), pk=inspection_id
    )
    access.require(request.actor, "create", Finding(inspection=inspection))
    chosen = _chosen(request, inspection)
    words = resting.words_from(request.actor, chosen) if chosen else None
    bound = _forms(
        request, inspection.pk, forms.initial_from(words) if words else {}, [],
        [_count(one) for one in words.counts] if words else [],
    )  # fmt: skip
    form, persons, counts = bound
    if wants_more(request):
        bound = as_typed(form), with_more(persons), with_more(counts)
    elif request.method == "POST" and all(one.is_valid() for one in bound):
        with ProblemsIn(form):
            row = services.write_finding(
                request.actor, inspection_id=inspection.pk, words=form.words(persons, counts)
            )
            messages.success(request, f"{row}已登记为草拟。")
            if "again" in request.POST:
                return redirect("findings_create", inspection.pk)
            return redirect("findings_detail", row.pk)
    back = reverse("rounds_inspection", args=[inspection.pk])
    return _page(request, bound, inspection, "登记问题", back, again=True)


@write_view(WRITERS)
def change(request: Request, finding_id: int) -> HttpResponse:
    """Go on writing a draft."""
    actor = request.actor
    row = selectors.get_finding(actor, finding_id)
    access.require(actor, "change", row)
    initial = forms.initial_of(row) | {
        "papers": [one.paper_id for one in resting.papers_of(actor, row)]
    }
    persons = [
        {"post": one.post, "duty": one.duty, "period": one.period}
        for one in selectors.persons_of(actor, row)
    ]
    counts = [_count(one) for one in selectors.counts_of(actor, row)]
    bound = _forms(request, row.inspection_id, initial, persons, counts)
    if wants_more(request):
        bound = as_typed(bound[0]), with_more(bound[1]), with_more(bound[2])
    elif request.method == "POST" and all(one.is_valid() for one in bound):
        form = bound[0]
        with ProblemsIn(form, Invalid):
            services.change_finding(
                actor, finding_id=row.pk, version=form.cleaned_data["version"] or 0,
                words=form.words(*bound[1:]),
            )  # fmt: skip
            messages.success(request, "已保存。")
            return redirect("findings_detail", row.pk)
    back = reverse("findings_detail", args=[row.pk])
    return _page(request, bound, row.inspection, f"修改{row}", back, finding=row)


def _count(one: Any) -> dict[str, Any]:
    return {"label": one.label, "quantity": plain(one.quantity), "unit": one.unit}


def _chosen(request: Request, inspection: Inspection) -> list[Paper]:
    """Papers that the address names."""
    asked = {int(one) for one in request.GET.getlist("paper") if one.isdecimal() and len(one) < 18}
    found = resting.citable(request.actor, inspection.pk)
    return list(found.filter(pk__in=asked)) if asked else []


def _forms(
    request: Request, inspection_id: int, initial: dict[str, Any], persons: list[Any],
    counts: list[Any],
) -> Forms:  # fmt: skip
    data = request.POST or None
    form = forms.FindingForm(
        data, initial=initial, leaves=leaf_choices(), papers=_papers(request.actor, inspection_id)
    )
    return (
        form,
        forms.PersonSet(data, initial=None if data else persons, prefix="persons"),
        forms.CountSet(data, initial=None if data else counts, prefix="counts"),
    )


def _papers(actor: Actor, inspection_id: int) -> list[tuple[str, str]]:
    return [
        (str(one.pk), f"{one.code}　{one.title}（{one.get_state_display()}）")
        for one in resting.citable(actor, inspection_id)
    ]


def _page(
    request: Request, bound: Forms, inspection: Inspection, title: str, back: str, *,
    again: bool = False, finding: Finding | None = None,
) -> HttpResponse:  # fmt: skip
    form, persons, counts = bound
    failed = form.errors or (form.is_bound and (any(persons.errors) or any(counts.errors)))
    status = UNSAVED if wants_more(request) else 400 if failed else 200
    tables = [("责任人（写职务，不写姓名）", persons), ("数字", counts)]
    context = {
        "form": form, "tables": tables, "inspection": inspection, "title": title,
        "back_url": back, "again": again, "finding": finding,
    }  # fmt: skip
    return render(request, "findings/form.html", context, status=status)


def leaf_choices() -> list[tuple[str, Any]]:
    """Leaves grouped under their branch, for a select."""
    frame = frames.current_taxonomy()
    if frame is None:
        return [("", "还没有问题分类")]
    nodes = list(frames.branches(frame))
    parents = {node.parent_id for node in nodes}
    groups: dict[str, list[tuple[str, str]]] = {}
    for node in nodes:
        if node.pk not in parents:
            groups.setdefault(str(node.parent or ""), []).append((str(node.pk), str(node)))
    return [("", "暂不归类"), *groups.items()]
