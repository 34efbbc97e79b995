"""One clue: opening its fields, handing it over, following its copies, taking it back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.clues import reading as chain
from xuncha.cycle.clues import selectors
from xuncha.cycle.clues.enums import FIELDS, CopyState, Disposal, Mode
from xuncha.cycle.clues.models import Clue, Copy
from xuncha.cycle.clues.people import nameable
from xuncha.cycle.clues.rules import keep_until
from xuncha.cycle.clues.services import handing, naming, opening, registering
from xuncha.cycle.clues.states import CLUE_STATES
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.clues import forms
from xuncha.web.clues.lists import store_context
from xuncha.web.clues.slip_paper import slip_out
from xuncha.web.holders.doors import posting, reading, to_unlock
from xuncha.web.holders.keyring import opened
from xuncha.web.http import Request

_SHOWN_READS = 40
_STEPS = {
    CopyState.SENT: ("receive", "登记签收", forms.ReceiveForm),
    CopyState.RECEIVED: ("accept", "登记受理", forms.AcceptForm),
    CopyState.ACCEPTED: ("tell", "登记办理情况或结果", forms.TellForm),
}
INCOMPLETE = "填写的内容不完整，请检查后再提交。"


@reading
def clue(request: Request, clue_id: int) -> HttpResponse:
    """One clue with everything closed."""
    row = selectors.get_clue(request.actor, clue_id)
    return render(request, "clues/clue.html", page_context(request, row, {}))


def page_context(request: Request, row: Clue, texts: dict[str, str]) -> dict[str, Any]:
    """The page; ``texts`` are the places that were just opened."""
    actor = request.actor
    places = selectors.places_of(row)
    missing = naming.without_key(row)
    may_name = bool(access.can(actor, "name", row))
    grants = list(selectors.grants_of(actor, row))
    known = {one.user_id for one in grants if one.ended_at is None}
    return store_context(request) | {
        "row": row,
        "inspection": row.inspection,
        "fields": [(one, selectors.label_of(one), texts.get(one)) for one in places],
        "shown": bool(texts),
        "now": clock.now(),
        "keep_until_on": keep_until(row),
        "copies": [_copy(request, one) for one in selectors.copies_of(actor, row)],
        "grants": [(one, one.pk in missing) for one in grants],
        "grant_form": forms.GrantForm(
            people=[one for one in nameable(row) if one.pk not in known | {actor.user_id}],
            auto_id="grant_%s",
        ) if may_name else None,
        "may_name": may_name,
        "reads": list(selectors.reads_of(actor, row)[:_SHOWN_READS]),
        "labels": {one: selectors.label_of(one) for one in [*places, *FIELDS]},
        "fault": chain.chain_fault(row),
        "steps": {
            key: access.can(actor, key, row)
            for key in ("hand_over", "withdraw")
            if row.state in CLUE_STATES.transitions[key].sources
        },
        "may_rekey": bool(access.can(actor, "rekey", row)),
        "hand_over_form": forms.HandOverForm(
            initial={"version": row.version}, auto_id="over_%s"
        ),
    }  # fmt: skip


def _copy(request: Request, row: Copy) -> dict[str, Any]:
    step = _STEPS.get(CopyState(row.state))
    may = bool(access.can(request.actor, "follow", row.clue)) and step is not None
    form = None
    if step and may:
        form = step[2](initial={"version": row.version}, auto_id=f"copy{row.pk}_%s")
    return {
        "row": row, "step": step, "form": form,
        "may_print": bool(access.can(request.actor, "print", row.clue)),
    }  # fmt: skip


@posting
def open_fields(request: Request, clue_id: int) -> HttpResponse:
    """Open the chosen fields, or all; the page comes back with their words, once."""
    row = selectors.get_clue(request.actor, clue_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.pk]))
    places = selectors.places_of(row)
    form = forms.OpenForm(request.POST, places=places)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    chosen = places if "all" in request.POST else form.cleaned_data["places"]
    texts = opening.open_fields(request.actor, key, clue_id=row.pk, places=chosen)
    row = selectors.get_clue(request.actor, clue_id)
    return render(request, "clues/clue.html", page_context(request, row, texts))


@posting
def hand_over(request: Request, clue_id: int) -> HttpResponse:
    """Hand it over in numbered copies."""
    row = selectors.get_clue(request.actor, clue_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.pk]))
    form = forms.HandOverForm(request.POST)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    data = form.cleaned_data
    mode = Mode(data.pop("mode"))
    made = handing.hand_over(request.actor, key, clue_id=row.pk, mode=mode, **data)
    messages.success(request, f"{made.code} 已移交，请打印移交单并登记签收。")
    return redirect("clues_clue", row.pk)


@posting
def withdraw(request: Request, clue_id: int) -> HttpResponse:
    """Take it back before it goes out."""
    row = selectors.get_clue(request.actor, clue_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.pk]))
    form = forms.ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid("撤回必须写明理由。")
    data = form.cleaned_data
    registering.withdraw_clue(
        request.actor, key, clue_id=row.pk, version=data["version"] or 0, reason=data["reason"]
    )
    messages.success(request, f"{row.code} 已撤回。")
    return redirect("clues_clue", row.pk)


def _row(request: Request, copy_id: int) -> Copy:
    return access.get_or_404(request.actor, Copy, related=("clue", "handover"), pk=copy_id)


@posting
def follow(request: Request, copy_id: int) -> HttpResponse:
    """The next step of one copy: receipt, acceptance, what the receiver told."""
    row = _row(request, copy_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.clue_id]))
    step = _STEPS.get(CopyState(row.state))
    form = step[2](request.POST) if step else None
    if step is None or form is None or not form.is_valid():
        raise Invalid(INCOMPLETE)
    data = form.cleaned_data
    told: dict[str, Any] = {"copy_id": row.pk, "version": data["version"]}
    if step[0] == "receive":
        handing.receive(request.actor, key, on=data["on"], signer=data["signer"], **told)
    elif step[0] == "accept":
        disposal = Disposal(data["disposal"])
        handing.accept(request.actor, on=data["on"], disposal=disposal, **told)
    else:
        assert isinstance(form, forms.TellForm)
        handing.tell_outcome(request.actor, key, told=form.told(), **told)
    messages.success(request, "已登记。")
    return redirect(reverse("clues_clue", args=[row.clue_id]) + "#copies")


@posting
def slip(request: Request, copy_id: int) -> HttpResponse:
    """The hand-over slip of one numbered copy, under its watermark; each print is counted."""
    row = _row(request, copy_id)
    key = opened(request)
    if key is None:
        return to_unlock(request, reverse("clues_clue", args=[row.clue_id]))
    copy, texts = opening.print_slip(request.actor, key, copy_id=row.pk)
    parts = [(selectors.label_of(one), texts[one]) for one in [*FIELDS, "handover"] if one in texts]
    if request.POST.get("word") == "1":
        return slip_out(request.actor, copy, parts)
    context = {
        "copy": copy, "clue": copy.clue, "now": clock.now(), "handover": copy.handover,
        "inspection": copy.clue.inspection, "total": copy.handover.copies.count(),
        "fields": parts,
    }  # fmt: skip
    return render(request, "clues/slip.html", context)
