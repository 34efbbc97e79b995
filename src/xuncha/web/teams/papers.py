"""The paper's steps, and the papers as they are printed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.models import Authorisation
from xuncha.cycle.teams.services import authorising
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.http import Request, write_view
from xuncha.web.teams import forms
from xuncha.web.teams.acting import to_team, told
from xuncha.web.teams.boards import team_context


@write_view(OFFICE, form=False)
def draft(request: Request, team_id: int) -> HttpResponse:
    """Set number and days; what the service refuses stands beside the form."""
    row = selectors.get_team(request.actor, team_id)
    form = forms.PaperForm(request.POST, auto_id="paper_%s")
    if form.is_valid():
        try:
            authorising.draft_authorisation(
                request.actor, team_id=team_id, **form.cleaned_data
            )  # fmt: skip
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None,
                           problem.sentence)  # fmt: skip
        else:
            messages.success(request, "授权已拟好，检查无误后送审。")
            return to_team(team_id)
    context = team_context(request, row, paper_form=form)
    return render(request, "teams/team.html", context, status=400)


def _row(request: Request, authorisation_id: int) -> Authorisation:
    return access.get_or_404(request.actor, Authorisation, pk=authorisation_id)


@write_view(OFFICE, form=False)
def submit(request: Request, authorisation_id: int) -> HttpResponse:
    """Hand it in."""
    row = _row(request, authorisation_id)
    data = told(forms.SubmitForm(request.POST))
    authorising.submit_authorisation(request.actor, authorisation_id=row.pk, **data)
    messages.success(request, "已送审，并通知了审批人。")
    return to_team(row.team_id)


@write_view(READERS, form=False)
def send_back(request: Request, authorisation_id: int) -> HttpResponse:
    """Send it back."""
    row = _row(request, authorisation_id)
    data = told(forms.ReasonForm(request.POST))
    authorising.return_authorisation(request.actor, authorisation_id=row.pk, **data)
    messages.success(request, "已退回。")
    return to_team(row.team_id)


@write_view(READERS, form=False)
def approve(request: Request, authorisation_id: int) -> HttpResponse:
    """Approve it."""
    row = _row(request, authorisation_id)
    data = told(forms.NoteForm(request.POST))
    authorising.approve_authorisation(request.actor, authorisation_id=row.pk, **data)
    messages.success(request, "已批准，宣布以后按日期生效。")
    return to_team(row.team_id)


@write_view(OFFICE, form=False)
def announce(request: Request, authorisation_id: int) -> HttpResponse:
    """Note the announcement."""
    row = _row(request, authorisation_id)
    data = told(forms.AnnounceForm(request.POST))
    authorising.announce_authorisation(request.actor, authorisation_id=row.pk, **data)
    messages.success(request, "已登记宣布，并通知了组员。")
    return to_team(row.team_id)


@write_view(READERS, form=False)
def revoke(request: Request, authorisation_id: int) -> HttpResponse:
    """Take it back."""
    row = _row(request, authorisation_id)
    data = told(forms.ReasonForm(request.POST))
    authorising.revoke_authorisation(request.actor, authorisation_id=row.pk, **data)
    messages.success(request, "授权已撤销，本组的访问已经全部关闭。")
    return to_team(row.team_id)


@write_view(READERS, form=False)
def printed(request: Request, team_id: int) -> HttpResponse:
    """The decision and the announcement as papers; each printing goes into the log."""
    row = selectors.get_team(request.actor, team_id)
    authorising.note_print(request.actor, team_id=team_id)
    tasks = list(selectors.tasks_of(request.actor, row))
    seats = list(selectors.seats_of(request.actor, row))
    context = {
        "team": row, "paper": row.authorisation, "tasks": tasks, "seats": seats,
        "secretary": row.branch_secretary
        or next((one.inspector for one in seats if one.role == "leader"), None),
    }  # fmt: skip
    return render(request, "teams/print.html", context)
