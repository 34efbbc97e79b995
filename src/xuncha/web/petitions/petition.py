"""One petition: registering, its page, its steps."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.petitions import selectors
from xuncha.cycle.petitions.enums import SOURCE_FIELDS, ClockKind, RequestState
from xuncha.cycle.petitions.models import Petition, PetitionSource, SourceRequest
from xuncha.cycle.petitions.nearness import near_to
from xuncha.cycle.petitions.people import custodian_of, nameable
from xuncha.cycle.petitions.policies import keeps
from xuncha.cycle.petitions.services import handling, keeping_keys, registering, sourcing
from xuncha.cycle.petitions.states import PETITION_STATES
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid, Refused
from xuncha.web.holders.keyring import key_context
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.petitions import forms
from xuncha.web.petitions.lists import AUDIENCE
from xuncha.web.problems import ProblemsIn

_FORMS: dict[str, type[forms.ActForm]] = {
    "accept": forms.DayForm, "pass_on": forms.PassForm, "decline": forms.DeclineForm,
    "merge": forms.MergeForm, "answer": forms.AnswerForm, "reopen": forms.ReasonForm,
    "withdraw": forms.ReasonForm,
}  # fmt: skip
_ACTS: dict[str, Any] = {
    "accept": handling.accept, "pass_on": handling.pass_on, "decline": handling.decline,
    "merge": handling.merge, "answer": handling.answer, "reopen": handling.reopen,
    "withdraw": handling.withdraw,
}  # fmt: skip
INCOMPLETE = "填写的内容不完整，请检查后再提交。"


@write_view(AUDIENCE)
def new(request: Request, inspection_id: int) -> HttpResponse:
    """Register one, or turn it away: then nothing of the form is looked at."""
    row = access.get_or_404(
        request.actor, Inspection, related=("organisation", "round"), pk=inspection_id
    )
    access.require(request.actor, "register", Petition(inspection=row))
    if request.POST.get("level") == "higher":
        messages.warning(request, registering.turn_away(request.actor, inspection_id=row.pk))
        return redirect("petitions_inspection", row.pk)
    form = forms.PetitionForm(request.POST or None, handlers=nameable(row.pk))
    if request.method == "POST" and form.is_valid():
        handler = form.cleaned_data["handler"]
        with ProblemsIn(form, Conflict, Invalid, Refused):
            made = registering.register_petition(
                request.actor, inspection_id=row.pk, facts=form.facts(),
                handler_id=int(handler) if handler else None,
            )  # fmt: skip
            messages.success(request, f"{made.code} 已登记，来源已封存。")
            if "again" in request.POST:
                return redirect("petitions_new", row.pk)
            return redirect("petitions_petition", made.pk)
    context = {"form": form, "inspection": row}
    return render(request, "petitions/new.html", context, status=400 if form.errors else 200)


@read_view(AUDIENCE)
def petition(request: Request, petition_id: int) -> HttpResponse:
    """One petition; its source closed."""
    row = selectors.get_petition(request.actor, petition_id)
    return render(request, "petitions/petition.html", page_context(request, row, {}))


def page_context(request: Request, row: Petition, told: dict[str, str]) -> dict[str, Any]:
    """The page; ``told`` are the fields of the source that were just opened."""
    actor = request.actor
    source = access.visible(actor, PetitionSource).filter(petition=row).first()
    may_handle = bool(access.can(actor, "handle", row))
    asked = list(selectors.requests_of(actor, row))
    lacking = keeping_keys.without_key(row)
    own = [one for one in asked if one.asked_by_id == actor.user_id]
    is_custodian = keeps(actor, row.inspection_id)
    return key_context(request) | {
        "row": row,
        "inspection": row.inspection,
        "clocks": selectors.clocks_of(actor, row),
        "steps": selectors.steps_of(actor, row),
        "acts": _acts(row) if may_handle else [],
        "tells": _tells(row) if may_handle else [],
        "day_form": forms.DayForm(initial={"version": row.version}, auto_id="tell_%s"),
        "assign_form": forms.AssignForm(handlers=nameable(row.inspection_id))
        if access.can(actor, "assign", row) else None,
        "near": near_to(actor, row) if row.state == "registered" else [],
        "source": source,
        "fields": [
            (one, SOURCE_FIELDS[one], told.get(one)) for one in (source.filled if source else [])
        ],
        "custodian": custodian_of(row.inspection_id),
        "is_custodian": is_custodian,
        "leave": sourcing.leave_of(actor, row),
        "waiting": next((one for one in own if one.state == RequestState.ASKED), None),
        "ask_form": forms.AskForm(),
        "asked": [(one, _decide_form(one) if _decides(is_custodian, one, actor) else None,
                   one.pk in lacking) for one in asked],
        "lacks_key": sourcing.may_open(actor, row) and keeping_keys.lacks_key(actor, row),
        "openings": selectors.openings_of(actor, row),
        "source_labels": SOURCE_FIELDS,
        "may_destroy": source is not None and source.destroyed_at is None
        and row.keep_until_on < clock.today()
        and (is_custodian or bool(access.can(actor, "appoint", row))),
    }  # fmt: skip


def _acts(row: Petition) -> list[dict[str, Any]]:
    return [
        {
            "step": step,
            "form": _FORMS[step.action](
                initial={"version": row.version}, auto_id=f"{step.action}_%s"
            ),
        }
        for step in PETITION_STATES.open_actions(row.state)
    ]


def _tells(row: Petition) -> list[Any]:
    kinds = (ClockKind.TELL, ClockKind.TELL_RESULT)
    return [one for one in row.clocks.all() if one.kind in kinds and one.waiting]


def _decides(is_custodian: bool, one: SourceRequest, actor: Any) -> bool:
    return is_custodian and one.state == RequestState.ASKED and one.asked_by_id != actor.user_id


def _decide_form(one: SourceRequest) -> forms.DecideForm:
    until = clock.today()
    initial = {"version": one.version, "until_on": until}
    return forms.DecideForm(initial=initial, auto_id=f"decide{one.pk}_%s")


def told_by(form: django_forms.Form, sentence: str = INCOMPLETE) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid(sentence)
    return dict(form.cleaned_data)


@write_view(AUDIENCE, form=False)
def act(request: Request, petition_id: int) -> HttpResponse:
    """One step, or having told the sender."""
    row = selectors.get_petition(request.actor, petition_id)
    action = request.POST.get("action", "")
    if action in {ClockKind.TELL, ClockKind.TELL_RESULT}:
        data = told_by(forms.DayForm(request.POST))
        handling.tell_sender(
            request.actor, petition_id=row.pk, kind=ClockKind(action), on=data["on"]
        )
    elif action in _ACTS:
        data = told_by(_FORMS[action](request.POST))
        if action == "merge":
            data["into_id"] = _numbered(request, row, data.pop("into"))
        _ACTS[action](request.actor, petition_id=row.pk, **data)
    else:
        raise Invalid(INCOMPLETE)
    messages.success(request, "已登记。")
    return redirect("petitions_petition", row.pk)


def _numbered(request: Request, row: Petition, number: int) -> int:
    """The petition with a number in the same inspection."""
    rows = access.visible(request.actor, Petition).filter(inspection=row.inspection_id)
    found = rows.filter(number=number).first()
    if found is None:
        raise Invalid(f"本次巡察里没有第 {number} 件，或者您看不到它。")
    return found.pk


@write_view(AUDIENCE, form=False)
def assign(request: Request, petition_id: int) -> HttpResponse:
    """Give it to somebody to handle."""
    row = selectors.get_petition(request.actor, petition_id)
    data = told_by(forms.AssignForm(request.POST, handlers=nameable(row.inspection_id)))
    handling.assign(request.actor, petition_id=row.pk, handler_id=int(data["handler"]))
    messages.success(request, "已分办。")
    return redirect("petitions_petition", row.pk)
