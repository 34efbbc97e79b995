"""The unit's word on the team, on pages."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import UNIT
from xuncha.cycle.feedback import selectors
from xuncha.cycle.feedback.enums import ReviewState
from xuncha.cycle.feedback.services import reviews
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import form_page
from xuncha.web.feedback import forms
from xuncha.web.feedback.audience import REVIEWING, desk_tabs
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn

SORTS = (Sort("due", "期限由近到远", "due_on"),)


@read_view(REVIEWING)
def listing(request: Request) -> HttpResponse:
    """Forms in sight."""
    actor = request.actor
    context = {
        "page": page_of(request, selectors.list_reviews(actor), SORTS), "today": clock.today(),
        "tabs": desk_tabs(actor, "feedback_reviews"), "is_unit": actor.has(*UNIT),
    }  # fmt: skip
    return render(request, "feedback/reviews.html", context)


@read_view(REVIEWING)
def one(request: Request, review_id: int) -> HttpResponse:
    """One form with its answers."""
    actor = request.actor
    row = selectors.get_review(actor, review_id)
    context = {
        "row": row, "answers": list(selectors.answers_of(actor, row)), "today": clock.today(),
        "may_answer": row.state == ReviewState.OPEN and bool(access.can(actor, "answer", row)),
    }  # fmt: skip
    return render(request, "feedback/review.html", context)


@write_view(UNIT)
def answer(request: Request, review_id: int) -> HttpResponse:
    """Fill it in, once."""
    row = selectors.get_review(request.actor, review_id)
    access.require(request.actor, "answer", row)
    back = reverse("feedback_review", args=[row.pk])
    if row.state != ReviewState.OPEN:
        raise Conflict("后评估已经填写，不能再改。")
    form = forms.ReviewForm(
        request.POST or None, questions=reviews.questions_of(row),
        initial={"version": row.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            reviews.answer_review(
                request.actor, review_id=row.pk, version=form.cleaned_data["version"],
                scores=form.scores(), remark=form.cleaned_data["remark"],
            )  # fmt: skip
            messages.success(request, "已提交，谢谢。巡察组看不到这份评价。")
            return redirect(back)
    return form_page(
        request, form, "填写对巡察组的后评估", back, sub="只有巡察办和领导看得到，巡察组看不到。",
        save="提交",
    )  # fmt: skip
