"""The panel beside a finding's words: what the system would ask about them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import render

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE
from xuncha.cycle.findings import selectors
from xuncha.cycle.findings.content import Counted
from xuncha.cycle.findings.hinting import hints_for
from xuncha.cycle.findings.models import Finding, FindingPaper
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.web.findings.forms import CountSet
from xuncha.web.http import Request, write_view

WRITERS = OFFICE | {INSPECTOR}


class HintsForm(forms.Form):
    """What the hints look at, as far as it is written by now: half a form is no error.

    ``facts`` belong to the finding's words: what is said of the one is borne by the other."""

    text = forms.CharField(max_length=20_000, required=False)
    leaf = forms.IntegerField(required=False)
    amount_yuan = forms.DecimalField(required=False, min_value=0)
    facts = forms.CharField(max_length=20_000, required=False)
    criteria = forms.CharField(max_length=5_000, required=False)
    finding = forms.IntegerField(required=False)
    papers = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        told = [one for one in data.getlist("papers") if one.isdecimal()]
        self.fields["papers"].choices = [(one, one) for one in told]  # type: ignore[attr-defined]


@write_view(WRITERS, form=False)
def hints(request: Request, inspection_id: int) -> HttpResponse:
    """The hints on a text as it stands in the form, or on a finding that is kept.

    Asked by POST because a text is too long for an address; writes nothing."""
    access.get_or_404(request.actor, Inspection, pk=inspection_id)
    form = HintsForm(request.POST)
    form.is_valid()  # a field that is half written is left out
    told = form.cleaned_data
    wanted: dict[str, Any] = {
        **_joined(told.get("text"), told.get("facts")), "leaf_id": told.get("leaf"),
        "amount": told.get("amount_yuan"), "basis": told.get("criteria") or "",
        "paper_ids": told.get("papers") or (), "counts": _counts(request),
    }  # fmt: skip
    if told.get("finding") and not wanted["text"]:
        wanted = _kept(request, inspection_id, told["finding"])
    text = wanted["text"]
    found = (
        hints_for(
            request.actor, inspection_id=inspection_id, finding_id=told.get("finding"), **wanted
        )
        if text
        else ()
    )
    spans = [(span.start, span.end, f"hint-{one.code}") for one in found for span in one.spans]
    context = {"hints": found, "text": text, "spans": spans}
    return render(request, "findings/_hints.html", context)


def _kept(request: Request, inspection_id: int, finding_id: int) -> dict[str, Any]:
    """A finding as it is kept."""
    row = access.get_or_404(request.actor, Finding, pk=finding_id, inspection=inspection_id)
    papers = access.visible(request.actor, FindingPaper).filter(finding=row)
    return {
        **_joined(row.text, row.facts), "leaf_id": row.leaf_id, "amount": row.amount_yuan,
        "basis": row.criteria, "paper_ids": list(papers.values_list("paper", flat=True)),
        "counts": [
            Counted(one.label, one.quantity, one.unit)
            for one in selectors.counts_of(request.actor, row)
        ],
    }  # fmt: skip


def _counts(request: Request) -> list[Counted]:
    """The numbers that are whole by now."""
    rows = CountSet(request.POST, prefix="counts")
    if not rows.management_form.is_valid():
        return []
    return [
        Counted(data["label"].strip(), data["quantity"], data["unit"].strip())
        for data in (one.cleaned_data for one in rows.forms if one.is_valid())
        if data.get("label", "").strip()
    ]


def _joined(words: str | None, facts: str | None) -> dict[str, Any]:
    """The finding's words with the facts that bear them, and where these begin."""
    told = [one.strip() for one in (words, facts) if one and one.strip()]
    return {"text": "\n".join(told), "facts_at": len(told[0]) + 1 if len(told) > 1 else 0}
