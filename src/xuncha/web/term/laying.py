"""Terms and their rounds: a list, a new term, rounds laid evenly and changed one by one."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning import selectors, services
from xuncha.cycle.planning.coverage.laying import change_round, drop_round, lay_rounds, stamp
from xuncha.cycle.planning.models import Round, Term
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn
from xuncha.web.term.forms import LayForm, RoundForm, TermForm
from xuncha.web.term.steps import first_open, steps_of

_YEARS = 5
SORTS = (Sort("new", "新的在前", "number", descending=True),)


@read_view(READERS)
def terms(request: Request) -> HttpResponse:
    """All terms, with how many rounds each has."""
    rows = access.visible(request.actor, Term).annotate(round_count=Count("rounds"))
    context = {
        "page": page_of(request, rows, SORTS),
        "today": clock.today(),
        "may_create": bool(access.can(request.actor, "create", Term())),
    }
    return render(request, "term/terms.html", context)


@write_view(OFFICE)
def create(request: Request) -> HttpResponse:
    """A new term; its form starts from the day after the last one."""
    form = TermForm(request.POST or None, initial=_next(request))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = services.create_term(request.actor, **form.cleaned_data)
            messages.success(request, f"{row}已建立，下一步排定轮次。")
            return redirect("term_detail", row.pk)
    return _form(request, form, "建立一届", reverse("term_list"))


def _next(request: Request) -> dict[str, Any]:
    last = access.visible(request.actor, Term).order_by("-end_on").first()
    if last is None:
        return {}
    day = dt.timedelta(days=1)
    start = last.end_on + day
    end = start.replace(year=start.year + _YEARS, day=1) - day
    return {"number": last.number + 1, "start_on": start, "end_on": end}


@read_view(READERS)
def one(request: Request, term_id: int) -> HttpResponse:
    """One term: its rounds, and how far its planning has come."""
    actor = request.actor
    term = access.get_or_404(actor, Term, pk=term_id)
    rounds = list(selectors.list_rounds(actor, term))
    steps = steps_of(actor, term)
    context = {
        "term": term,
        "rounds": rounds,
        "steps": steps,
        "next_step": first_open(steps) if actor.has(*OFFICE) else None,
        "today": clock.today(),
        "may_lay": bool(access.can(actor, "create", Round())),
    }
    return render(request, "term/detail.html", context)


@write_view(OFFICE)
def lay(request: Request, term_id: int) -> HttpResponse:
    """Lay the rounds of a term evenly."""
    term = access.get_or_404(request.actor, Term, pk=term_id)
    form = LayForm(request.POST or None, initial={"first_on": term.start_on})
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            made = lay_rounds(request.actor, term_id=term.pk, **form.cleaned_data)
            messages.success(request, f"已排定 {len(made)} 轮，起止日期可以逐轮修改。")
            return redirect("term_detail", term.pk)
    return _form(request, form, f"排定轮次（{term}）", reverse("term_detail", args=[term.pk]))


@write_view(OFFICE)
def change(request: Request, round_id: int) -> HttpResponse:
    """Change a round's name and days."""
    row = access.get_or_404(request.actor, Round, related=("term",), pk=round_id)
    back = reverse("term_detail", args=[row.term_id])
    initial = {"seen": stamp(row), "name": row.name, "start_on": row.start_on,
               "end_on": row.end_on}  # fmt: skip
    form = RoundForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            change_round(request.actor, round_id=row.pk, **form.cleaned_data)
            messages.success(request, "轮次已修改。")
            return redirect(back)
    return _form(request, form, f"修改轮次（{row}）", back)


@write_view(OFFICE, form=False)
def drop(request: Request, round_id: int) -> HttpResponse:
    """Take out a round that nothing rests on."""
    row = access.get_or_404(request.actor, Round, pk=round_id)
    drop_round(request.actor, round_id=row.pk)
    messages.success(request, f"{row.name}已删除。")
    return redirect("term_detail", row.term_id)


def _form(request: Request, form: django_forms.Form, title: str, back_url: str) -> HttpResponse:
    context = {"form": form, "title": title, "back_url": back_url}
    return render(request, "rounds/form.html", context, status=400 if form.errors else 200)
