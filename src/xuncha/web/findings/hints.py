"""The panel beside a finding's words: what the system would ask about them."""

from __future__ import annotations

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE
from xuncha.cycle.findings.hinting import hints_for
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.web.http import Request, write_view

WRITERS = OFFICE | {INSPECTOR}


class HintsForm(forms.Form):
    """What the hints look at, as far as it is written by now: half a form is no error.

    ``basis`` and ``criteria`` are the same thing, whatever the form around calls it."""

    text = forms.CharField(max_length=20_000, required=False)
    leaf = forms.IntegerField(required=False)
    amount_yuan = forms.DecimalField(required=False, min_value=0)
    basis = forms.CharField(max_length=5_000, required=False)
    criteria = forms.CharField(max_length=5_000, required=False)
    finding = forms.IntegerField(required=False)


@write_view(WRITERS, form=False)
def hints(request: Request, inspection_id: int) -> HttpResponse:
    """The hints on a text as it stands in the form, or on a finding that is kept.

    Asked by POST because a text is too long for an address; writes nothing."""
    access.get_or_404(request.actor, Inspection, pk=inspection_id)
    form = HintsForm(request.POST)
    form.is_valid()  # a field that is half written is left out
    told = form.cleaned_data
    text, leaf_id, amount = told.get("text", ""), told.get("leaf"), told.get("amount_yuan")
    if told.get("finding") and not text:
        row = access.get_or_404(
            request.actor, Finding, pk=told["finding"], inspection=inspection_id
        )
        text, leaf_id, amount = row.text, row.leaf_id, row.amount_yuan
        told["basis"] = row.criteria
    found = hints_for(
        request.actor, inspection_id=inspection_id, text=text, leaf_id=leaf_id, amount=amount,
        basis=told.get("basis") or told.get("criteria") or "", finding_id=told.get("finding"),
    ) if text.strip() else ()  # fmt: skip
    spans = [(span.start, span.end, f"hint-{one.code}") for one in found for span in one.spans]
    context = {"hints": found, "text": text, "spans": spans}
    return render(request, "findings/_hints.html", context)
