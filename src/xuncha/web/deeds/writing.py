"""Registering, verifying, claiming, finishing a deed; its photos and call-backs."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.cycle.deeds import selectors, services
from xuncha.cycle.deeds.enums import DeedState, When
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.deeds.services import villages_of
from xuncha.cycle.deeds.states import DEED_STATES
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection, list_inspections
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import form_page
from xuncha.web.deeds.audience import DOING, MOVING, TEAM
from xuncha.web.deeds.forms import (
    CallForm,
    ClaimForm,
    DeedForm,
    FinishForm,
    HouseholdsForm,
    PhotoForm,
    VerifyForm,
)
from xuncha.web.fields import Choices
from xuncha.web.http import Request, write_view
from xuncha.web.problems import ProblemsIn

MOST = 60


class StartForm(django_forms.Form):
    """Which team heard it."""

    inspection = django_forms.TypedChoiceField(label="哪次巡察听到的", coerce=int)

    def __init__(self, *args: Any, inspections: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["inspection"].choices = [("", "请选择"), *inspections]  # type: ignore[attr-defined]


def _pairs(rows: list[Organisation]) -> list[tuple[str, str]]:
    return [(str(one.pk), f"{one.code} {one.name}") for one in rows]


@write_view(TEAM)
def start(request: Request) -> HttpResponse:
    """Choose the inspection first."""
    latest = list_inspections(request.actor).order_by("-pk")[:MOST]
    form = StartForm(request.POST or None, inspections=[(str(one.pk), str(one)) for one in latest])
    if request.method == "POST" and form.is_valid():
        return redirect("deeds_new", form.cleaned_data["inspection"])
    return form_page(request, form, "登记实事", reverse("deeds_list"), save="下一步")


@write_view(TEAM)
def new(request: Request, inspection_id: int) -> HttpResponse:
    """Put down what people asked for."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    access.require(actor, "create", Deed(inspection=inspection))
    form = DeedForm(request.POST or None, villages=_pairs(villages_of(inspection)))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = services.register_deed(
                actor, inspection_id=inspection.pk, told=form.told(),
                village_id=form.cleaned_data["village_id"],
            )  # fmt: skip
            messages.success(request, "已登记，由另一个人核实。")
            return redirect("deeds_deed", row.pk)
    return form_page(
        request, form, "登记实事", reverse("deeds_list"), sub=str(inspection), draft="deed-new"
    )


def _ready(actor: Actor, deed_id: int, action: str) -> Deed:
    """The deed, if the action is something to this person and may be done in its state."""
    row = selectors.get_deed(actor, deed_id)
    access.require(actor, action, row)
    step = DEED_STATES.transitions.get(action)
    if step and row.state not in step.sources:
        raise Conflict(DEED_STATES.why_not(row, action))
    if step is None and row.state != DeedState.DONE:
        raise Conflict(f"现在是“{row.get_state_display()}”，办结以后才回访。")
    return row


def _done(request: Request, row: Deed, words: str) -> HttpResponse:
    messages.success(request, words)
    return redirect("deeds_deed", row.pk)


def _page(
    request: Request, form: django_forms.Form, row: Deed, title: str, **more: Any
) -> HttpResponse:
    back = reverse("deeds_deed", args=[row.pk])
    return form_page(request, form, title, back, **({"sub": row.title} | more))


@write_view(TEAM)
def verify(request: Request, deed_id: int) -> HttpResponse:
    """It is so, and who has to do it."""
    actor = request.actor
    row = _ready(actor, deed_id, "verify")
    form = VerifyForm(
        request.POST or None, initial={"version": row.version}, owners=_owners(actor, row)
    )
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            services.verify_deed(actor, deed_id=row.pk, **form.cleaned_data)
            return _done(request, row, "已核实，责任单位可以认领。")
    return _page(request, form, row, "核实实事", draft=f"deed-verify-{row.pk}")


def _owners(actor: Actor, row: Deed) -> list[tuple[str, str]]:
    """Living organisations in sight, and those of the inspection."""
    seen = access.visible(actor, Organisation).filter(dissolved_on__isnull=True)
    inspection: Inspection = row.inspection
    known = {one.pk: one for one in [*villages_of(inspection), *seen]}
    return _pairs(sorted(known.values(), key=lambda one: one.code))


@write_view(DOING)
def claim(request: Request, deed_id: int) -> HttpResponse:
    """What is promised by when."""
    row = _ready(request.actor, deed_id, "claim")
    form = ClaimForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            services.claim_deed(request.actor, deed_id=row.pk, **form.cleaned_data)
            return _done(request, row, "已认领，承诺的时限不再改动。")
    return _page(request, form, row, "认领实事", draft=f"deed-claim-{row.pk}")


@write_view(DOING)
def finish(request: Request, deed_id: int) -> HttpResponse:
    """What was done, for whom, for how much."""
    row = _ready(request.actor, deed_id, "finish")
    form = FinishForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            services.finish_deed(
                request.actor, deed_id=row.pk, version=form.cleaned_data["version"],
                done=form.done(),
            )  # fmt: skip
            return _done(request, row, "已办结，等住户回访。")
    return _page(request, form, row, "办结实事", draft=f"deed-finish-{row.pk}")


@write_view(MOVING)
def photos(request: Request, deed_id: int) -> HttpResponse:
    """Photos of before or after."""
    row = selectors.get_deed(request.actor, deed_id)
    access.require(request.actor, "photo", row)
    begun = When.AFTER if row.state == DeedState.DOING else When.BEFORE
    form = PhotoForm(request.POST or None, request.FILES or None, initial={"when": begun})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            made = services.add_photos(
                request.actor, deed_id=row.pk, when=When(data["when"]), uploads=data["uploads"]
            )
            said = f"已上传 {len(made)} 张照片。" if made else "这些照片以前传过，没有再存。"
            return _done(request, row, said)
    return _page(request, form, row, "上传照片", save="上传")


@write_view(TEAM)
def draw(request: Request, deed_id: int) -> HttpResponse:
    """The system chooses whom to ask."""
    row = _ready(request.actor, deed_id, "draw")
    form = HouseholdsForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            services.draw_households(request.actor, deed_id=row.pk, **form.cleaned_data)
            return _done(request, row, "已抽取，按户号回访。")
    return _page(request, form, row, "抽取回访住户", save="抽取")


@write_view(TEAM)
def call(request: Request, deed_id: int) -> HttpResponse:
    """What the drawn households said."""
    row = _ready(request.actor, deed_id, "call")
    form = CallForm(request.POST or None, initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            services.record_call(
                request.actor, deed_id=row.pk, version=form.cleaned_data["version"],
                said=form.said(),
            )  # fmt: skip
            return _done(request, row, "回访已登记。")
    return _page(request, form, row, "登记住户回访", draft=f"deed-call-{row.pk}")
