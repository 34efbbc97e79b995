"""The desk: one signal open, the acts, a proof shown in place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from xuncha.cycle.directory.roles import OFFICE, PARTNER, READERS
from xuncha.cycle.questions import selectors
from xuncha.cycle.questions.enums import EscalationState
from xuncha.cycle.questions.services import asking, escalating, settling
from xuncha.cycle.rectification.models import Proof, Signal
from xuncha.cycle.rectification.services import signals
from xuncha.cycle.rectification.services.telling import note_download
from xuncha.foundation import access
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import INCOMPLETE, show_problem
from xuncha.web.signals import forms
from xuncha.web.signals.previews import preview_of
from xuncha.web.signals.showing import desk as page
from xuncha.web.signals.showing import first_of, next_url

AUDIENCE = READERS | {PARTNER}
Call = Callable[[Request, Signal, Any], object]


def _clear(request: Request, row: Signal, form: forms.ClearForm) -> object:
    words = form.words()
    if not words:
        raise Invalid("请选一条理由，或者自己写明为什么没有问题。", field="reason")
    return signals.clear_signal(
        request.actor, signal_id=row.pk, version=form.cleaned_data["version"], reason=words
    )


def _instruct(request: Request, row: Signal, form: forms.ReasonForm) -> object:
    waiting = selectors.escalations_of(request.actor, row).filter(state=EscalationState.WAITING)
    made = waiting.first()
    if made is None:
        raise Conflict
    data = form.cleaned_data
    return escalating.instruct(
        request.actor, escalation_id=made.pk, version=data["version"], words=data["reason"]
    )


_ACTS: dict[str, tuple[type[Any], Call, str]] = {
    "clear": (forms.ClearForm, _clear, "已排除，理由已留存。"),
    "uphold": (
        forms.UpholdForm,
        lambda request, row, form: signals.uphold_signal(
            request.actor, signal_id=row.pk, **form.cleaned_data
        ),
        "已认定。",
    ),
    "ask": (
        forms.AskForm,
        lambda request, row, form: asking.ask_unit(
            request.actor, signal_id=row.pk, **form.cleaned_data
        ),
        "已问单位，答复以后在“单位已答复”里。",
    ),
    "return": (
        forms.ReturnForm,
        lambda request, row, form: settling.return_for(
            request.actor, signal_id=row.pk, **form.cleaned_data
        ),
        "已认定，事项已退回单位。",
    ),
    "escalate": (
        forms.EscalateForm,
        lambda request, row, form: escalating.escalate(
            request.actor, signal_id=row.pk, **form.cleaned_data
        ),
        "已呈报主任。",
    ),
    "instruct": (forms.ReasonForm, _instruct, "已批示，疑点交回巡察办处理。"),
}


@read_view(AUDIENCE)
def start(request: Request) -> HttpResponse:
    """The queue with its first signal open."""
    first = first_of(request)
    answer: HttpResponse = page(request, _row(request, first.pk) if first else None)
    return answer


@read_view(AUDIENCE)
def one(request: Request, signal_id: int) -> HttpResponse:
    """One signal, in the queue that the address narrows."""
    answer: HttpResponse = page(request, _row(request, signal_id))
    return answer


@write_view(OFFICE, form=False)
def act(request: Request, signal_id: int) -> HttpResponse:
    """Do something with it; then the next one comes by itself."""
    row = _row(request, signal_id)
    key = request.POST.get("act", "")
    if key not in _ACTS:
        raise Invalid(INCOMPLETE)
    kind, call, done = _ACTS[key]
    form = kind(request.POST, signal=row, auto_id=f"{key}_%s")
    status = 400
    if form.is_valid():
        try:
            call(request, row, form)
        except (Invalid, Conflict, Refused) as problem:
            show_problem(form, problem)
            status = {Conflict: 409, Refused: 403}.get(type(problem), 400)
        else:
            messages.success(request, f"{row.inspection.organisation} {row.name}：{done}")
            return redirect(next_url(request, row))
    answer: HttpResponse = page(
        request, _row(request, signal_id), bound={key: form}, status=status
    )  # fmt: skip
    return answer


@write_view(OFFICE, form=False)
def drop(request: Request, signal_id: int) -> HttpResponse:
    """Take back what was put before the director."""
    row = _row(request, signal_id)
    waiting = selectors.escalations_of(request.actor, row).filter(state=EscalationState.WAITING)
    made = waiting.first()
    if made is None:
        raise Conflict
    escalating.drop(
        request.actor, escalation_id=made.pk, version=made.version,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, "呈报已收回。")
    return redirect("signals_one", row.pk)


@write_view(OFFICE, form=False)
def withdraw(request: Request, question_id: int) -> HttpResponse:
    """Take a question back before the unit answered."""
    row = selectors.get_question(request.actor, question_id)
    asking.withdraw_question(
        request.actor, question_id=row.pk, version=row.version,
        reason=request.POST.get("reason", ""),
    )  # fmt: skip
    messages.success(request, "问询已撤回。")
    return redirect("signals_one", row.signal_id)


@write_view(AUDIENCE, form=False)
def show_proof(request: Request, signal_id: int, proof_id: int) -> HttpResponse:
    """The proof in place; that it was looked at goes into the log, hence a POST."""
    row = _row(request, signal_id)
    found = access.get_or_404(request.actor, Proof, pk=proof_id, file__isnull=False)
    if found.item_id != row.item_id:
        raise Absent
    proof = note_download(request.actor, proof_id=found.pk)
    answer: HttpResponse = page(request, row, preview=preview_of(proof))
    return answer


def _row(request: Request, signal_id: int) -> Signal:
    return access.get_or_404(
        request.actor, Signal, related=("item", "inspection__organisation", "decided_by"),
        pk=signal_id,
    )  # fmt: skip
