"""How a recusal is settled, each act one service."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.models import Recusal
from xuncha.cycle.teams.services import settling
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, write_view
from xuncha.web.teams import forms
from xuncha.web.teams.acting import told
from xuncha.web.teams.recusals import recusal_context


def _act(
    request: Request, recusal_id: int, form: VersionForm, call: Callable[..., Recusal],
    done: str,
) -> HttpResponse:  # fmt: skip
    selectors.get_recusal(request.actor, recusal_id)
    call(request.actor, recusal_id=recusal_id, **told(form))
    messages.success(request, done)
    return redirect("teams_recusal", recusal_id)


@write_view(READERS, form=False)
def confirm(request: Request, recusal_id: int) -> HttpResponse:
    """It is so."""
    form = forms.NoteForm(request.POST)
    return _act(request, recusal_id, form, settling.confirm_recusal, "已认定，访问保持关闭。")


@write_view(READERS, form=False)
def dismiss(request: Request, recusal_id: int) -> HttpResponse:
    """It is not so."""
    form = forms.ReasonForm(request.POST)
    return _act(request, recusal_id, form, settling.dismiss_recusal, "已认定不成立。")


@write_view(READERS, form=False)
def waive(request: Request, recusal_id: int) -> HttpResponse:
    """The second of two persons agrees."""
    form = forms.NoteForm(request.POST)
    return _act(request, recusal_id, form, settling.waive_recusal, "已批准豁免，访问恢复。")


@write_view(READERS, form=False)
def refuse(request: Request, recusal_id: int) -> HttpResponse:
    """The second of two persons does not agree."""
    form = forms.ReasonForm(request.POST)
    return _act(request, recusal_id, form, settling.refuse_waiver, "已答复不同意豁免。")


@write_view(OFFICE, form=False)
def again(request: Request, recusal_id: int) -> HttpResponse:
    """Shut the door again."""
    form = forms.ReasonForm(request.POST)
    return _act(request, recusal_id, form, settling.raise_again, "已重新认定，访问关闭。")


@write_view(OFFICE, form=False)
def ask_waiver(request: Request, recusal_id: int) -> HttpResponse:
    """The first of two persons asks, with reason and paper."""
    row = selectors.get_recusal(request.actor, recusal_id)
    form = forms.WaiverForm(request.POST, request.FILES, auto_id="waiver_%s")
    if form.is_valid():
        data = form.cleaned_data
        file = data["file"]
        try:
            settling.ask_waiver(
                request.actor, recusal_id=row.pk, version=data["version"],
                reason=data["reason"], paper=data["paper"], stream=file,
                name=file.name if file else "",
            )  # fmt: skip
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None,
                           problem.sentence)  # fmt: skip
        else:
            messages.success(request, "已提请豁免，等另一位同志批准；批准以前访问仍然关闭。")
            return redirect("teams_recusal", row.pk)
    context = recusal_context(request, row, waiver_form=form)
    return render(request, "teams/recusal.html", context, status=400)


@write_view(READERS, form=False)
def file(request: Request, recusal_id: int) -> HttpResponseBase:
    """The paper of a waiver; each download goes into the log, hence a POST."""
    row = settling.note_waiver_download(request.actor, recusal_id=recusal_id)
    stored = row.waive_file
    assert stored is not None
    return handed_out(stored)
