"""Who may know of a clue: naming, ending, handing the key again, changing it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.cycle.clues import selectors
from xuncha.cycle.clues.models import ClueGrant
from xuncha.cycle.clues.people import nameable
from xuncha.cycle.clues.services import naming
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.clues import forms
from xuncha.web.holders.doors import posting, to_unlock
from xuncha.web.holders.keyring import opened
from xuncha.web.http import Request


@posting
def grant(request: Request, clue_id: int) -> HttpResponse:
    """Name somebody."""
    row = selectors.get_clue(request.actor, clue_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.pk]))
    form = forms.GrantForm(request.POST, people=nameable(row))
    if not form.is_valid():
        raise Invalid("请选择知悉人，写明日期和理由。")
    data = form.cleaned_data
    user_id = int(data.pop("user"))
    made = naming.grant(request.actor, key, clue_id=row.pk, user_id=user_id, **data)
    messages.success(request, f"已授予{made.user.name}，他会收到一句不带内容的消息。")
    return redirect(reverse("clues_clue", args=[row.pk]) + "#grants")


def _row(request: Request, clue_grant_id: int) -> ClueGrant:
    return access.get_or_404(request.actor, ClueGrant, pk=clue_grant_id)


@posting
def end(request: Request, clue_grant_id: int) -> HttpResponse:
    """End a grant; the clue gets a new key."""
    row = _row(request, clue_grant_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.clue_id]))
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid("收回必须写明理由。")
    naming.end_grant(request.actor, key, grant_id=row.pk, reason=form.cleaned_data["reason"])
    messages.success(request, "已收回，线索已换新钥匙。")
    return redirect(reverse("clues_clue", args=[row.clue_id]) + "#grants")


@posting
def hand_key(request: Request, clue_grant_id: int) -> HttpResponse:
    """Hand the key again."""
    row = _row(request, clue_grant_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.clue_id]))
    naming.hand_key(request.actor, key, grant_id=row.pk)
    messages.success(request, "钥匙已补发。")
    return redirect(reverse("clues_clue", args=[row.clue_id]) + "#grants")


@posting
def rekey(request: Request, clue_id: int) -> HttpResponse:
    """A new key for the clue."""
    row = selectors.get_clue(request.actor, clue_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.pk]))
    naming.rekey(request.actor, key, clue_id=row.pk)
    messages.success(request, "已换新钥匙，仍有授权的人不受影响。")
    return redirect("clues_clue", row.pk)
