"""One clash: three sides beside each other, and who is right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.outings import selectors
from xuncha.cycle.outings.enums import ClashState
from xuncha.cycle.outings.services.settling import CHOICES, settle_clash
from xuncha.cycle.outings.showing import lines_of
from xuncha.foundation import access
from xuncha.web.http import Request, write_view
from xuncha.web.outings.forms import SettleForm
from xuncha.web.outings.machines import AUDIENCE
from xuncha.web.problems import ProblemsIn


@write_view(AUDIENCE)
def clash(request: Request, clash_id: int) -> HttpResponse:
    """Look at it, and decide."""
    actor = request.actor
    row = selectors.get_clash(actor, clash_id)
    form = SettleForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            settle_clash(
                actor, clash_id=row.pk, version=form.cleaned_data["version"],
                choice=request.POST.get("choice", ""), note=form.cleaned_data["note"],
            )  # fmt: skip
            messages.success(request, f"已裁定：{CHOICES[request.POST['choice']]}。")
            following = selectors.next_clash(actor, row)
            if following is not None:
                return redirect("outings_clash", following.pk)
            return redirect("outings_machine", row.exchange.machine_id)
    context = {
        "row": row, "lines": lines_of(row), "form": form, "is_open": row.state == ClashState.OPEN,
        "why_not": access.can(actor, "settle", row).reason,
        "next": selectors.next_clash(actor, row),
    }  # fmt: skip
    return render(request, "outings/clash.html", context, status=400 if form.errors else 200)
