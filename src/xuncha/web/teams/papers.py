"""The paper's steps, and the papers as they are printed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.models import Authorisation
from xuncha.cycle.teams.services import authorising
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.http import Request, View, write_view
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


def _step(
    name: str, doc: str, audience: frozenset[str], form: type[VersionForm],
    act: Callable[..., Authorisation], done: str,
) -> View:  # fmt: skip
    """One step of a paper as a view: its form, its service, and what is said when it is done."""

    def view(request: Request, authorisation_id: int) -> HttpResponse:
        row = access.get_or_404(request.actor, Authorisation, pk=authorisation_id)
        act(request.actor, authorisation_id=row.pk, **told(form(request.POST)))
        messages.success(request, done)
        return to_team(row.team_id)

    view.__name__ = view.__qualname__ = name
    view.__doc__ = doc
    return write_view(audience, form=False)(view)


submit = _step(
    "submit", "Hand it in.", OFFICE, forms.SubmitForm, authorising.submit_authorisation,
    "已送审，并通知了审批人。",
)  # fmt: skip
send_back = _step(
    "send_back", "Send it back.", READERS, forms.ReasonForm, authorising.return_authorisation,
    "已退回。",
)  # fmt: skip
approve = _step(
    "approve", "Approve it.", READERS, forms.NoteForm, authorising.approve_authorisation,
    "已批准，宣布以后按日期生效。",
)  # fmt: skip
announce = _step(
    "announce", "Note the announcement.", OFFICE, forms.AnnounceForm,
    authorising.announce_authorisation, "已登记宣布，并通知了组员。",
)  # fmt: skip
revoke = _step(
    "revoke", "Take it back.", READERS, forms.ReasonForm, authorising.revoke_authorisation,
    "授权已撤销，本组的访问已经全部关闭。",
)  # fmt: skip


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
