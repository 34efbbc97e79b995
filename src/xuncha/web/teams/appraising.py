"""A round's appraisal: the table, and one person's sheet."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS
from xuncha.cycle.planning.models import Round
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.enums import Grade, Part
from xuncha.cycle.teams.models import Appraisal, RoundAppraisal, Seat
from xuncha.cycle.teams.services import appraising
from xuncha.foundation import access
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.teams import forms


@read_view(READERS | {INSPECTOR})
def table(request: Request, round_id: int) -> HttpResponse:
    """Everybody of a round with grade and points, as far as the reader may see them: the office and
    leaders all, a leader of a team his own people."""
    actor = request.actor
    seats = list(selectors.seats_to_appraise(actor, round_id))
    row = seats[0].team.round if seats else access.get_or_404(actor, Round, pk=round_id)
    graded = selectors.appraisals_in(actor, round_id)
    probe = RoundAppraisal(round=row)
    context = {
        "round": row,
        "opened": selectors.appraisal_of(actor, round_id),
        "places": selectors.places_in(actor, round_id).values(),
        "rows": [(seat, graded.get(seat.pk), _may(request, seat, graded)) for seat in seats],
        "parts": list(Part),
        "may_open": access.can(actor, "open", probe),
    }
    return render(request, "teams/appraisal.html", context)


def _may(request: Request, seat: Seat, graded: dict[int, Appraisal]) -> bool:
    row = graded.get(seat.pk)
    if row is not None:
        row.seat = seat
    action = "change" if row else "write"
    return bool(access.can(request.actor, action, row or Appraisal(seat=seat)))


@write_view(OFFICE, form=False)
def open_round(request: Request, round_id: int) -> HttpResponse:
    """Begin the round's appraisal."""
    made = appraising.open_appraisal(request.actor, round_id=round_id)
    text = f"考核已启动：{made.people} 人参加，优秀最多 {made.excellent_most} 人，按组分配。"
    messages.success(request, text)
    return redirect("teams_appraisal", round_id)


@write_view(OFFICE | {INSPECTOR})
def appraise(request: Request, seat_id: int) -> HttpResponse:
    """One person's sheet."""
    seat = access.get_or_404(
        request.actor, Seat, related=("inspector", "team__round"), pk=seat_id
    )  # fmt: skip
    row = selectors.appraisals_in(request.actor, seat.round_id).get(seat.pk)
    access.require(request.actor, "change" if row else "write", row or Appraisal(seat=seat))
    opened = selectors.appraisal_of(request.actor, seat.round_id)
    initial = {"version": row.version, "grade": row.grade, "words": row.words,
               **row.points} if row else {}  # fmt: skip
    weights = opened.weights if opened else {}
    form = forms.AppraisalForm(request.POST or None, initial=initial, weights=weights)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            appraising.appraise(
                request.actor, seat_id=seat_id, grade=Grade(data["grade"]), words=data["words"],
                points={part.value: data[part.value] for part in Part}, version=data["version"],
            )  # fmt: skip
            messages.success(request, f"{seat.inspector}的考核已评定。")
            return redirect("teams_appraisal", seat.round_id)
    places = selectors.places_in(request.actor, seat.round_id).get(seat.team_id)
    context = {"form": form, "seat": seat, "places": places}
    return render(request, "teams/appraise.html", context, status=400 if form.errors else 200)
