"""Writing a talk down; how many of each kind are to be talked to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.cluewords import doubts_in
from xuncha.cycle.inquiry.coverage import set_targets
from xuncha.cycle.inquiry.enums import PostKind
from xuncha.cycle.inquiry.models import Talk
from xuncha.cycle.inquiry.outlining import questions_on
from xuncha.cycle.inquiry.services import talks
from xuncha.cycle.inquiry.services.common import people_of
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.selectors import get_inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid
from xuncha.web.fieldwork.audience import WORKING
from xuncha.web.http import Request, write_view
from xuncha.web.inquiry.forms.talks import TalkForm, TargetsForm
from xuncha.web.inquiry.sealed import clue_url
from xuncha.web.problems import ProblemsIn, told


@write_view(WORKING)
def new(request: Request, inspection_id: int) -> HttpResponse:
    """Write a talk down, starting from the outline of the post and from where the last one was."""
    actor = request.actor
    inspection = get_inspection(actor, inspection_id)
    access.require(actor, "create", Talk(inspection=inspection))
    form = TalkForm(
        request.POST or None, initial=_begun(actor, inspection), people=_people(inspection)
    )
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            row = talks.record_talk(actor, inspection_id=inspection.pk, facts=form.facts())
            return _saved(request, row)
    back = reverse("inquiry_talks", args=[inspection.pk])
    return _page(request, inspection, form, "记录谈话", back, "talk")


def _saved(request: Request, row: Talk) -> HttpResponse:
    """On to the talk, or to the next one; where the record looks like a clue, to what is asked."""
    if doubts_in(row.text) and not row.doubt_note:
        messages.warning(request, f"谈话 {row.code} 已保存。记录里有像线索的句子，请看标出的地方。")
        return redirect("inquiry_talk", row.pk)
    messages.success(request, f"谈话 {row.code} 已保存。")
    if "again" in request.POST:
        return redirect("inquiry_new_talk", row.inspection_id)
    return redirect("inquiry_talk", row.pk)


@write_view(WORKING)
def change(request: Request, talk_id: int) -> HttpResponse:
    """Go on with a talk that nobody signed yet."""
    actor = request.actor
    row = selectors.get_talk(actor, talk_id)
    access.require(actor, "change", row)
    begun = TalkForm.initial_of(row, selectors.name_of(actor, row))
    form = TalkForm(request.POST or None, initial=begun, people=_people(row.inspection))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form, Invalid):
            version = form.cleaned_data["version"] or 0
            row = talks.change_talk(actor, talk_id=row.pk, version=version, facts=form.facts())
            return _saved(request, row)
    back = reverse("inquiry_talk", args=[row.pk])
    return _page(request, row.inspection, form, f"修改谈话 {row.code}", back, f"talk-{row.pk}")


@write_view(WORKING, form=False)
def targets(request: Request, inspection_id: int) -> HttpResponse:
    """How many of each kind are to be talked to."""
    form = TargetsForm(request.POST)
    told(form)
    set_targets(request.actor, inspection_id=inspection_id, wanted=form.wanted())
    messages.success(request, "应谈人数已更新。")
    return redirect("inquiry_talks", inspection_id)


def _people(inspection: Inspection) -> list[tuple[str, str]]:
    return [(str(one.pk), one.name) for one in people_of(inspection.pk)]


def _begun(actor: Actor, inspection: Inspection) -> dict[str, Any]:
    """Today, now, and what was the same the last time."""
    found: dict[str, Any] = {
        "talked_on": clock.today(), "first_id": actor.user_id, "grade": "inner",
        "starts_at": clock.now().astimezone(clock.CHINA).strftime("%H:%M"),
    }  # fmt: skip
    mine = selectors.talks_of(actor, inspection).filter(made_by_id=actor.user_id)
    last = mine.first()
    if last is not None:
        names = ("place", "post_kind", "first_id", "second_id", "recorder_id", "grade")
        found |= {name: getattr(last, name) for name in names}
    return found


def _page(
    request: Request, inspection: Inspection, form: TalkForm, title: str, back: str, draft: str
) -> HttpResponse:
    today = clock.today()
    outlines = {kind: questions_on(kind, today) for kind in PostKind.values}
    context = {
        "form": form, "title": title, "back_url": back, "draft": draft, "inspection": inspection,
        "outlines": outlines, "clue_url": clue_url(inspection.pk),
        "again": "保存并再记一条" if draft == "talk" else "",
    }  # fmt: skip
    status = 400 if form.errors else 200
    return render(request, "inquiry/talk_form.html", context, status=status)
