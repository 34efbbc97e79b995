"""Where a finding goes, what it is merged with, whether it was found before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.findings import selectors, settling
from xuncha.cycle.findings.enums import GONE, Recurrence
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.policies import WRITERS
from xuncha.cycle.findings.recurrence import Earlier, earlier_like
from xuncha.cycle.workpapers.enums import Destination
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.findings import forms
from xuncha.web.findings.views import INSIDE
from xuncha.web.http import Request, write_view
from xuncha.web.problems import ProblemsIn, told


@write_view(WRITERS, form=False)
def dispose(request: Request, finding_id: int) -> HttpResponse:
    """Say where it goes."""
    data = told(forms.DisposeForm(request.POST))
    row = settling.dispose_finding(
        request.actor, finding_id=finding_id, version=data["version"],
        disposal=Destination(data["disposal"]), reason=data["reason"],
    )  # fmt: skip
    messages.success(request, f"{row}的去向：{row.get_disposal_display()}。")
    return redirect("findings_detail", row.pk)


@write_view(WRITERS)
def merge(request: Request, finding_id: int) -> HttpResponse:
    """Merge similar findings of the inspection into this one."""
    row = selectors.get_finding(request.actor, finding_id)
    access.require(request.actor, "merge", row)
    others = list(selectors.mergeable(request.actor, row))
    offered = [(str(one.pk), f"{one.number}　{one.text}") for one in others]
    form = forms.MergeForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            count = settling.merge_findings(
                request.actor, into_id=row.pk, finding_ids=form.cleaned_data["findings"],
                reason=form.cleaned_data["reason"],
            )  # fmt: skip
            messages.success(request, f"已并入 {count} 个问题，原来的编号保留，指向{row}。")
            return redirect("findings_detail", row.pk)
    context = {"form": form, "finding": row, "offered": offered}
    return render(request, "findings/merge.html", context, status=400 if form.errors else 200)


@write_view(WRITERS, form=False)
def unmerge(request: Request, finding_id: int) -> HttpResponse:
    """Take a merger back."""
    row = settling.unmerge_finding(
        request.actor, finding_id=finding_id, **told(forms.ReasonForm(request.POST))
    )
    messages.success(request, f"{row}恢复为单独的草拟问题。")
    return redirect("findings_detail", row.pk)


@write_view(INSIDE)
def recurrence(request: Request, finding_id: int) -> HttpResponse:
    """The nearest earlier findings beside this one, and what a person makes of them."""
    actor = request.actor
    row = selectors.get_finding(actor, finding_id)
    may_judge = row.state not in GONE and bool(access.can(actor, "judge", row))
    near = earlier_like(actor, row)
    if request.method == "POST":
        access.require(actor, "judge", row)
    form = forms.RecurrenceForm(
        request.POST or None, offered=_offered(row, near),
        initial={"version": row.version, "recurrence": row.recurrence, "of": row.recurrence_of_id,
                 "reason": row.recurrence_reason},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form, Invalid):
            settling.settle_recurrence(
                actor, finding_id=row.pk, version=data["version"],
                recurrence=Recurrence(data["recurrence"]), of_id=data["of"],
                reason=data["reason"],
            )  # fmt: skip
            messages.success(request, "判断已记下。")
            return redirect("findings_detail", row.pk)
    context: dict[str, Any] = {
        "finding": row, "pairs": [(one, _cards(row, one)) for one in near],
        "form": form if may_judge else None,
    }  # fmt: skip
    status = 400 if form.errors else 200
    return render(request, "findings/recurrence.html", context, status=status)


def _offered(row: Finding, near: list[Earlier]) -> list[tuple[str, str]]:
    """Those shown, and the one that was chosen before."""
    found = {
        one.finding.pk: f"{one.relation} {one.finding.round} {one.finding}（{one.percent}%）"
        for one in near
    }
    if row.recurrence_of is not None:
        found.setdefault(row.recurrence_of.pk, f"{row.recurrence_of.round} {row.recurrence_of}")
    return [(str(pk), label) for pk, label in found.items()]


def _cards(row: Finding, one: Earlier) -> list[dict[str, Any]]:
    """Both texts side by side, what is the same in them marked."""
    return [
        {"label": "这个问题", "text": row.text, "spans": one.near.own, "url": ""},
        {
            "label": f"{one.finding.organisation} {one.finding.round} 问题{one.finding.number}",
            "text": one.finding.text, "spans": one.near.spans,
            "url": reverse("findings_detail", args=[one.finding.pk]),
        },
    ]  # fmt: skip
