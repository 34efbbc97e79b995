"""The escrow: the ceremony, one's own share, and laying papers together."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.foundation import access
from xuncha.foundation.holders import selectors
from xuncha.foundation.holders.models import Escrow, EscrowShare
from xuncha.foundation.holders.selectors import officers, with_key
from xuncha.foundation.holders.services import escrowing
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused
from xuncha.web.fields import VersionForm
from xuncha.web.holders import forms
from xuncha.web.holders.doors import posting, reading, to_unlock, writing
from xuncha.web.holders.keyring import key_context, opened
from xuncha.web.http import Request
from xuncha.web.problems import ProblemsIn


@reading
def escrow(request: Request) -> HttpResponse:
    """The escrow keys in sight and what is to be done with them."""
    return render(request, "holders/escrow.html", _context(request))


def _context(request: Request, **more: Any) -> dict[str, Any]:
    actor = request.actor
    rows = list(selectors.escrows(actor))
    may_convene = bool(access.can(actor, "convene", Escrow()))
    if not rows and not may_convene:
        raise Absent
    return key_context(request) | {
        "rows": rows,
        "shares": [one for one in selectors.own_shares(actor) if one.wrapped],
        "may_convene": may_convene,
        "pending": any(one.state == "pending" for one in rows),
        "active": any(one.state == "active" for one in rows),
        "keeps": selectors.own_shares(actor).exists(),
        "convene_form": forms.ConveneForm(people=officers()) if may_convene else None,
        "confirm_form": forms.ConfirmForm(),
        "shown": None,
        "now": clock.now(),
    } | more  # fmt: skip


@posting
def convene(request: Request) -> HttpResponse:
    """Make a key and its shares; the director sees none of them."""
    access.require(request.actor, "convene", Escrow())
    form = forms.ConveneForm(request.POST, people=officers())
    if form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            escrowing.convene(
                request.actor, officer_ids=[int(one) for one in data["officers"]],
                need=data["need"],
            )  # fmt: skip
            messages.success(request, "份额已分好，只有保管人本人能打开；全部确认以后启用。")
            return redirect("holders_escrow")
    context = _context(request, convene_form=form)
    return render(request, "holders/escrow.html", context, status=400)


def _share(request: Request, share_id: int) -> EscrowShare:
    return access.get_or_404(
        request.actor, EscrowShare, related=("escrow",), pk=share_id, officer=request.actor.user_id
    )


@posting
def share(request: Request, share_id: int) -> HttpResponse:
    """One's own share as it goes on paper."""
    row = _share(request, share_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("holders_escrow"))
    paper, words = escrowing.show_share(request.actor, key, share_id=row.pk)
    shown = {"row": row, "lines": paper.split("-"), "words": words}
    return render(request, "holders/share.html", {"shown": shown, "now": clock.now()})


@posting
def confirm(request: Request, share_id: int) -> HttpResponse:
    """The paper is right: the share leaves the system."""
    row = _share(request, share_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("holders_escrow"))
    form = forms.ConfirmForm(request.POST)
    if not form.is_valid():
        raise Invalid("请输入纸上的三个核对词。")
    escrowing.confirm_share(request.actor, key, share_id=row.pk, words=form.cleaned_data["words"])
    messages.success(request, "已确认。这份份额现在只在纸上，请封好保管。")
    return redirect("holders_escrow")


@posting
def drop(request: Request, escrow_id: int) -> HttpResponse:
    """Call a ceremony off."""
    row = access.get_or_404(request.actor, Escrow, pk=escrow_id)
    access.require(request.actor, "drop", row)
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    escrowing.drop_escrow(request.actor, escrow_id=row.pk, version=form.cleaned_data["version"])
    messages.info(request, "这次托管仪式已作废。")
    return redirect("holders_escrow")


@posting
def move(request: Request) -> HttpResponse:
    """Put what one can open under the escrow key in use."""
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("holders_escrow"))
    count = escrowing.move_to_active(request.actor, key)
    messages.success(request, f"{count} 份封存内容已改用新的托管密钥。")
    return redirect("holders_escrow")


@writing
def recover(request: Request) -> HttpResponse:
    """Officers lay their papers together."""
    if not selectors.own_shares(request.actor).exists():
        raise Absent
    people = [one for one in with_key() if one.pk != request.actor.user_id]
    form = forms.RecoverForm(request.POST or None, people=people)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        papers = [one for one in data["papers"].splitlines() if one.strip()]
        with ProblemsIn(form, Conflict, Invalid, Refused):
            count = escrowing.recover(
                request.actor, papers=papers, user_id=int(data["user"]), reason=data["reason"]
            )
            messages.success(request, f"恢复了 {count} 份封存内容的钥匙。请尽快重新举行托管仪式。")
            return redirect("holders_escrow")
    context = key_context(request) | {"form": form}
    return render(request, "holders/recover.html", context, status=400 if form.errors else 200)
