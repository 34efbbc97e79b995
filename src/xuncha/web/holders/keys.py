"""One's own key: making it, its passphrase, opening and locking it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from xuncha.foundation.holders.services import holding
from xuncha.kernel.errors import Conflict, Invalid, Refused
from xuncha.web.holders import forms
from xuncha.web.holders.doors import posting, writing
from xuncha.web.holders.keyring import PLACES, forget, keep, key_context
from xuncha.web.http import Request
from xuncha.web.problems import ProblemsIn, show_problem


@writing
def own(request: Request) -> HttpResponse:
    """Make one's own key."""
    form = forms.KeyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            holding.make_key(
                request.actor, password=data["password"], passphrase=data["passphrase"]
            )
        except (Invalid, Conflict, Refused) as problem:
            show_problem(form, problem)
        else:
            messages.success(request, "封存口令已设立。忘记了谁也查不到，请记牢。")
            answer = redirect("holders_unlock")
            forget(request, answer)
            return answer
    return _page(request, form, forms.PassphraseForm(auto_id="change_%s"))


@posting
def change(request: Request) -> HttpResponse:
    """Another passphrase for the same key."""
    form = forms.PassphraseForm(request.POST, auto_id="change_%s")
    if form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form, Invalid, Refused):
            holding.change_passphrase(request.actor, old=data["old"], new=data["new"])
            messages.success(request, "封存口令已修改。")
            return redirect("holders_own")
    return _page(request, forms.KeyForm(), form)


def _page(request: Request, form: forms.KeyForm, change_form: forms.PassphraseForm) -> HttpResponse:
    context = key_context(request) | {"form": form, "change_form": change_form}
    status = 400 if form.errors or change_form.errors else 200
    return render(request, "holders/key.html", context, status=status)


@writing
def unlock(request: Request) -> HttpResponse:
    """Open one's own key for some minutes, in this browser."""
    back = request.POST.get("next") or request.GET.get("next") or ""
    if not back.startswith(tuple(PLACES.values())) or not url_has_allowed_host_and_scheme(
        back, allowed_hosts=None
    ):
        back = reverse("holders_own")
    form = forms.UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            key = holding.unlock(request.actor, passphrase=form.cleaned_data["passphrase"])
        except (Invalid, Refused) as problem:
            show_problem(form, problem)
        else:
            answer = redirect(back)
            keep(request, answer, key)
            return answer
    context = key_context(request) | {"form": form, "next": back}
    return render(request, "holders/unlock.html", context, status=400 if form.errors else 200)


@posting
def lock(request: Request) -> HttpResponse:
    """Lock it now."""
    answer = redirect("holders_own")
    forget(request, answer)
    messages.info(request, "已锁上，再打开要重新输入封存口令。")
    return answer
