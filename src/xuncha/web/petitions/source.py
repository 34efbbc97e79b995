"""Who wrote a petition: its custodian, asking, deciding, opening, handing keys on, destroying."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.petitions import selectors
from xuncha.cycle.petitions.models import SourceRequest
from xuncha.cycle.petitions.people import nameable
from xuncha.cycle.petitions.services import keeping_keys, sourcing
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.web.holders.doors import to_unlock
from xuncha.web.holders.keyring import opened
from xuncha.web.http import Request, write_view
from xuncha.web.petitions import forms
from xuncha.web.petitions.lists import AUDIENCE
from xuncha.web.petitions.petition import page_context, told_by


@write_view(AUDIENCE, form=False)
def appoint(request: Request, inspection_id: int) -> HttpResponse:
    """Appoint the custodian."""
    row = access.get_or_404(request.actor, Inspection, pk=inspection_id)
    data = told_by(forms.CustodianForm(request.POST, people_=nameable(row.pk)), "请选择保管人。")
    sourcing.appoint(request.actor, inspection_id=row.pk, user_id=int(data["user"]))
    messages.success(request, "来源保管人已指定。")
    return redirect("petitions_inspection", row.pk)


@write_view(AUDIENCE, form=False)
def ask(request: Request, petition_id: int) -> HttpResponse:
    """Ask the custodian."""
    row = selectors.get_petition(request.actor, petition_id)
    data = told_by(forms.AskForm(request.POST), "请写明为什么要看来源。")
    sourcing.ask(request.actor, petition_id=row.pk, reason=data["reason"])
    messages.success(request, "已向来源保管人申请。")
    return redirect("petitions_petition", row.pk)


@write_view(AUDIENCE, form=False)
def decide(request: Request, request_id: int) -> HttpResponse:
    """Grant, refuse, take leave back, or hand the key again."""
    made = access.get_or_404(request.actor, SourceRequest, pk=request_id)
    back = reverse("petitions_petition", args=[made.petition_id]) + "#source"
    key = opened(request)
    refuses = request.POST.get("answer") == "refuse"
    if key is None and not refuses and (request.POST.keys() & {"end", "key", "answer"}):
        return to_unlock(request, back)
    if "key" in request.POST:
        sourcing.hand_key(request.actor, key, request_id=made.pk)
    elif "end" in request.POST:
        data = told_by(forms.ReasonForm(request.POST), "收回必须写明理由。")
        sourcing.end(
            request.actor, key, request_id=made.pk, version=data["version"], words=data["reason"]
        )
    else:
        data = told_by(forms.DecideForm(request.POST), "请选择同意或者不同意，并写明理由。")
        sourcing.decide(
            request.actor, key, request_id=made.pk, version=data["version"], words=data["reason"],
            grants=data["answer"] == "grant", until_on=data["until_on"],
        )  # fmt: skip
    messages.success(request, "已登记决定。")
    return redirect(back)


@write_view(AUDIENCE, form=False)
def open_source(request: Request, petition_id: int) -> HttpResponse:
    """Open fields of the source; the page comes back with them, once."""
    row = selectors.get_petition(request.actor, petition_id)
    data = told_by(forms.OpenForm(request.POST), "请选择要打开的栏目。")
    key = opened(request)
    if key is None and sourcing.may_open(request.actor, row):
        return to_unlock(request, reverse("petitions_petition", args=[row.pk]) + "#source")
    told = sourcing.open_source(
        request.actor, key, petition_id=row.pk, places=data["places"], reason=data["reason"]
    )
    return render(request, "petitions/petition.html", page_context(request, row, told))


@write_view(AUDIENCE, form=False)
def hand_on(request: Request, inspection_id: int) -> HttpResponse:
    """Whoever kept the sources hands their keys to whoever keeps them now."""
    row = access.get_or_404(request.actor, Inspection, pk=inspection_id)
    back = reverse("petitions_inspection", args=[row.pk])
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("petitions_list"))
    count = keeping_keys.hand_on(request.actor, key, inspection_id=row.pk)
    messages.success(request, f"{count} 件来源的钥匙已移交给现在的保管人，您手里不再有。")
    return redirect(back)


@write_view(AUDIENCE, form=False)
def destroy(request: Request, petition_id: int) -> HttpResponse:
    """Destroy a source whose keeping time is over."""
    row = selectors.get_petition(request.actor, petition_id)
    sourcing.destroy(request.actor, petition_id=row.pk)
    messages.success(request, "来源已销毁，登记保留。")
    return redirect("petitions_petition", row.pk)
