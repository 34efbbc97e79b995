"""The acts of rectification as pages: a form comes in, one service is called, the item's page shows
again. What the service refuses stands beside the form; what someone else did first answers 409."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import BUSINESS, OFFICE, PARTNER, READERS, UNIT, UNIT_LIAISON
from xuncha.cycle.rectification import selectors
from xuncha.cycle.rectification.services import extending, signals, steps, telling
from xuncha.cycle.rectification.services.checking_here import check_here
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request, View, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.rectification import forms
from xuncha.web.rectification.views import item_context

Call = Callable[[Request, int, dict[str, Any]], object]


def _act(
    form_class: type[django_forms.Form], call: Call, done: str, *, keep: str = ""
) -> Callable[..., HttpResponse]:
    """A view that feeds one form into one service. ``keep`` names the form on the item's page that
    is shown again with its errors; without it the error is told as a message."""

    def view(request: Request, item_id: int) -> HttpResponse:
        form = form_class(request.POST, request.FILES)
        if form.is_valid():
            try:
                call(request, item_id, form.cleaned_data)
            except Invalid as problem:
                form.add_error(problem.field if problem.field in form.fields else None,
                               problem.sentence)  # fmt: skip
            else:
                messages.success(request, done)
                return redirect("rectification_item", item_id)
        return _again(request, item_id, form, keep)

    return view


def _again(request: Request, item_id: int, form: django_forms.Form, keep: str) -> HttpResponse:
    row = selectors.get_item(request.actor, item_id)
    if not keep:
        for errors in form.errors.values():
            for sentence in errors:
                messages.error(request, str(sentence))
    context = item_context(request, row, **({keep: form} if keep else {}))
    return render(request, "rectification/item.html", context, status=400)


def _for(audience: frozenset[str], view: Callable[..., HttpResponse], name: str) -> View:
    view.__name__ = name
    return write_view(audience, form=False)(view)


add_progress = _for(
    UNIT,
    _act(
        forms.ProgressForm,
        lambda request, pk, data: telling.add_progress(request.actor, item_id=pk, **data),
        "进展已登记。",
        keep="progress_form",
    ),
    "add_progress",
)
add_proof = _for(
    UNIT,
    _act(
        forms.ProofForm,
        lambda request, pk, data: telling.add_proof(
            request.actor, item_id=pk, stream=data["file"], name=data["file"].name,
            effective_on=data["effective_on"], proves=data["proves"],
        ),
        "佐证已提交。",
        keep="proof_form",
    ),
    "add_proof",
)  # fmt: skip
claim = _for(
    UNIT,
    _act(
        forms.ClaimForm,
        lambda request, pk, data: steps.claim_item(request.actor, item_id=pk, **data),
        "已申报完成，等待核实。",
        keep="claim_form",
    ),
    "claim",
)
withdraw_claim = _for(
    UNIT,
    _act(
        forms.ReasonForm,
        lambda request, pk, data: steps.withdraw_claim(request.actor, item_id=pk, **data),
        "申报已撤回。",
    ),
    "withdraw_claim",
)
return_item = _for(
    OFFICE | {PARTNER},
    _act(
        forms.ReasonForm,
        lambda request, pk, data: steps.return_item(request.actor, item_id=pk, **data),
        "已退回，并通知了单位联络员。",
    ),
    "return_item",
)
verify = _for(
    BUSINESS,
    _act(
        forms.NoteForm,
        lambda request, pk, data: steps.verify_item(request.actor, item_id=pk, **data),
        "已核实。",
    ),
    "verify",
)
sustain = _for(
    OFFICE,
    _act(
        forms.NoteForm,
        lambda request, pk, data: steps.sustain_item(request.actor, item_id=pk, **data),
        "已确认巩固。",
    ),
    "sustain",
)
reopen = _for(
    OFFICE,
    _act(
        forms.ReopenForm,
        lambda request, pk, data: steps.reopen_item(request.actor, item_id=pk, **data),
        "已要求重新整改，并通知了单位联络员新的时限。",
        keep="reopen_form",
    ),
    "reopen",
)
ask_extension = _for(
    UNIT,
    _act(
        forms.ExtensionForm,
        lambda request, pk, data: extending.ask_extension(request.actor, item_id=pk, **data),
        "延期申请已提交。",
        keep="extension_form",
    ),
    "ask_extension",
)


@write_view(OFFICE | {PARTNER}, form=False)
def check(request: Request, item_id: int) -> HttpResponse:
    """Do the check that an item waits for, where nobody works on the queue."""
    under_way = check_here(request.actor, item_id=item_id)
    if under_way.warning:
        messages.warning(request, under_way.warning)
    else:
        messages.success(request, "核对做完了，请看疑点。")
    return redirect("rectification_item", item_id)


def _answer(
    request: Request, form: django_forms.Form, call: Callable[[dict[str, Any]], Any], done: str
) -> HttpResponse:
    """An act that is not on an item's own address: tell the outcome and go where it belongs."""
    if not form.is_valid():
        sentence = next(iter(form.errors.values()))[0]
        raise Invalid(str(sentence))
    row = call(form.cleaned_data)
    messages.success(request, done)
    return redirect("rectification_item", row.item_id)


@write_view(OFFICE, form=False)
def clear_signal(request: Request, signal_id: int) -> HttpResponse:
    """Answer a question: nothing wrong, because …"""
    return _answer(
        request,
        forms.ReasonForm(request.POST),
        lambda data: signals.clear_signal(request.actor, signal_id=signal_id, **data),
        "疑点已排除，理由已留存。",
    )


@write_view(OFFICE, form=False)
def uphold_signal(request: Request, signal_id: int) -> HttpResponse:
    """Answer a question: it is so."""
    return _answer(
        request,
        forms.ReasonForm(request.POST),
        lambda data: signals.uphold_signal(request.actor, signal_id=signal_id, **data),
        "疑点已认定，请退回该事项。",
    )


@write_view(READERS, form=False)
def grant_extension(request: Request, extension_id: int) -> HttpResponse:
    """Agree to more time."""
    return _answer(
        request,
        forms.DecisionForm(request.POST),
        lambda data: extending.grant_extension(request.actor, extension_id=extension_id, **data),
        "已同意延期，原定时限仍然保留。",
    )


@write_view(READERS, form=False)
def refuse_extension(request: Request, extension_id: int) -> HttpResponse:
    """Refuse more time, with the reason."""
    return _answer(
        request,
        forms.DecisionForm(request.POST),
        lambda data: extending.refuse_extension(request.actor, extension_id=extension_id, **data),
        "已答复不同意延期。",
    )


@write_view(frozenset({UNIT_LIAISON}))
def replace_proof(request: Request, proof_id: int) -> HttpResponse:
    """A newer version of a proof."""
    proof = selectors.get_proof(request.actor, proof_id)
    access.require(request.actor, "replace", proof)
    initial = {"effective_on": proof.effective_on, "proves": proof.proves}
    form = forms.ProofForm(request.POST or None, request.FILES or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            telling.replace_proof(
                request.actor, proof_id=proof.pk, stream=data["file"], name=data["file"].name,
                effective_on=data["effective_on"], proves=data["proves"],
            )  # fmt: skip
            messages.success(request, "新版佐证已提交，前一版留着备查。")
            return redirect("rectification_item", proof.item_id)
    context = {"proof": proof, "form": form, "next_number": proof.number + 1}
    status = 400 if form.errors else 200
    return render(request, "rectification/replace_proof.html", context, status=status)


@write_view(UNIT, form=False)
def withdraw_proof(request: Request, proof_id: int) -> HttpResponse:
    """Take a proof back, with the reason."""
    return _answer(
        request,
        forms.WithdrawForm(request.POST),
        lambda data: telling.withdraw_proof(request.actor, proof_id=proof_id, **data),
        "佐证已撤回。",
    )
