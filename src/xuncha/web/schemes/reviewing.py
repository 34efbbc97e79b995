"""The joint review: the office seats people, each speaks, the office merges."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.schemes import selectors
from xuncha.cycle.schemes.enums import Outcome
from xuncha.cycle.schemes.models import ReviewSeat, Scheme, SchemeReview
from xuncha.cycle.schemes.reviewers import candidates, proposal
from xuncha.cycle.schemes.rules import rules_on
from xuncha.cycle.schemes.services import reviewing
from xuncha.cycle.schemes.services.reviewing import mark_of, why_not_merge
from xuncha.cycle.schemes.states import SCHEME_STATES
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid
from xuncha.web.http import Request, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.schemes.audience import OFFICES, REVIEWING
from xuncha.web.schemes.forms import MergeForm, OpinionForm, ReseatForm, SeatsForm, person
from xuncha.web.schemes.showing import groups_of


@write_view(OFFICES)
def open_review(request: Request, scheme_id: int) -> HttpResponse:
    """Choose who speaks for each party; their clock starts."""
    scheme = selectors.get_scheme(request.actor, scheme_id)
    access.require(request.actor, "open_review", scheme)
    if sentence := SCHEME_STATES.why_not(scheme, "open_review"):
        raise Conflict(sentence)
    settings = rules_on(clock.today()).settings
    offered = {party: candidates(scheme, party) for party in settings.parties}
    proposed = {party: proposal(scheme, party) for party in settings.parties}
    initial = {"version": scheme.version, **proposed}
    form = SeatsForm(request.POST or None, offered=offered, initial=initial)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            review = reviewing.open_review(
                request.actor, scheme_id=scheme.pk, version=form.cleaned_data["version"],
                users=form.users(),
            )  # fmt: skip
            messages.success(request, f"已送各方审核，{review.due_on} 前提出意见。")
            return redirect("schemes_scheme", scheme.pk)
    context = {"form": form, "scheme": scheme, "settings": settings}
    return render(request, "schemes/open_review.html", context, status=400 if form.errors else 200)


@write_view(REVIEWING)
def seat(request: Request, seat_id: int) -> HttpResponse:
    """One party's opinion: in general and row by row, beside what the others said."""
    actor = request.actor
    row = selectors.get_seat(actor, seat_id)
    scheme, review = row.review.scheme, row.review
    access.require(actor, "give", row)
    rows = selectors.rows_in(actor, review.version)
    groups, _ = groups_of(actor, scheme, rows, review)
    own = {
        one.row_id: one.text for line in selectors.opinions_of(actor, review).values()
        for one in line if one.seat_id == row.pk
    }  # fmt: skip
    initial = {"verdict": row.verdict, "opinion": row.opinion} | {
        f"row_{pk}": text for pk, text in own.items()
    }
    form = OpinionForm(request.POST or None, rows=rows, initial=initial)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            reviewing.give_opinion(actor, seat_id=row.pk, **form.told())
            messages.success(request, "意见已提交；汇总之前还可以改。")
            return redirect("schemes_scheme", scheme.pk)
    context = {
        "seat": row, "scheme": scheme, "review": review, "form": form,
        "others": [one for one in _seats(request, scheme, review) if one.pk != row.pk],
        "groups": [(one, [(line, form.of(line.row)) for line in one.lines]) for one in groups],
    }  # fmt: skip
    return render(request, "schemes/seat.html", context, status=400 if form.errors else 200)


def _seats(request: Request, scheme: Scheme, review: SchemeReview) -> list[ReviewSeat]:
    found = selectors.reviews_of(request.actor, scheme)
    return [each for one in found if one == review for each in one.seats.all()]


@write_view(OFFICES)
def reseat(request: Request, seat_id: int) -> HttpResponse:
    """Somebody else speaks for a party."""
    row = selectors.get_seat(request.actor, seat_id)
    access.require(request.actor, "reseat", row)
    scheme = row.review.scheme
    form = ReseatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            reviewing.reseat(request.actor, seat_id=row.pk, user_id=form.cleaned_data["user"])
            messages.success(request, f"{row}的审核人已更换。")
            return redirect("schemes_scheme", scheme.pk)
    people = [(one.pk, person(one)) for one in candidates(scheme, row.party)]
    context = {"seat": row, "scheme": scheme, "form": form, "people": people}
    return render(request, "schemes/reseat.html", context, status=400 if form.errors else 200)


@write_view(OFFICES)
def merge(request: Request, scheme_id: int) -> HttpResponse:
    """One answer out of all opinions."""
    actor = request.actor
    scheme = selectors.get_scheme(actor, scheme_id)
    access.require(actor, "merge", scheme)
    review = next((one for one in selectors.reviews_of(actor, scheme) if not one.outcome), None)
    if review is None:
        raise Absent
    opinions = [one for line in selectors.opinions_of(actor, review).values() for one in line]
    begun = {"version": scheme.version, "seen": mark_of(review)}
    form = MergeForm(request.POST or None, opinions=opinions, initial=begun)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            reviewing.merge(
                actor, scheme_id=scheme.pk, version=data["version"],
                outcome=Outcome(data["outcome"]), summary=data["summary"], rows=form.merged(),
                seen=data["seen"],
            )  # fmt: skip
            messages.success(request, "已汇总答复。")
            return redirect("schemes_scheme", scheme.pk)
    context = {
        "scheme": scheme, "review": review, "form": form, "seats": list(review.seats.all()),
        "why_not": why_not_merge(review),
    }  # fmt: skip
    return render(request, "schemes/merge.html", context, status=400 if form.errors else 200)
