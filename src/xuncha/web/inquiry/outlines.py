"""The outlines of talks: what is in force, and the next version."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.enums import PostKind
from xuncha.cycle.inquiry.models import TalkOutline
from xuncha.cycle.inquiry.outlining import questions_on, set_outline
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Invalid
from xuncha.web.acting import form_page
from xuncha.web.fieldwork.audience import READING
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.inquiry.forms.talks import OutlineForm
from xuncha.web.problems import ProblemsIn


@read_view(READING)
def outlines(request: Request) -> HttpResponse:
    """What is asked of each kind of post today."""
    context = {
        "rows": selectors.list_outlines(),
        "may_set": bool(access.can(request.actor, "create", TalkOutline())),
    }
    return render(request, "inquiry/outlines.html", context)


@write_view(OFFICE)
def set_one(request: Request, post_kind: str) -> HttpResponse:
    """The next version for one kind of post, starting from what is in force."""
    if post_kind not in PostKind.values:
        raise Absent
    access.require(request.actor, "create", TalkOutline())
    today = clock.today()
    begun = {"questions": "\n".join(questions_on(post_kind, today)), "effective_on": today}
    form = OutlineForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            set_outline(request.actor, post_kind=post_kind, **form.cleaned_data)
            messages.success(request, "提纲已更新，正在记的谈话仍用原来的一版。")
            return redirect("inquiry_outlines")
    title = f"调整谈话提纲：{PostKind(post_kind).label}"
    back, draft = reverse("inquiry_outlines"), f"outline-{post_kind}"
    return form_page(request, form, title, back, draft=draft)
