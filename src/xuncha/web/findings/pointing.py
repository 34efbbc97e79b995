"""The points that a finding answers to, and its place in a second frame."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.checkpoints.enums import PointState
from xuncha.cycle.checkpoints.selectors import points_of
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.findings import linking, pointing
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.selectors import get_finding
from xuncha.cycle.intake.selectors import papers_of
from xuncha.cycle.taxonomy import selectors as frames
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.http import Request, write_view
from xuncha.web.points.forms import Choices


class PointsForm(forms.Form):
    points = forms.TypedMultipleChoiceField(
        label="回答了哪些要点", coerce=int, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, offered: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["points"].choices = list(offered)  # type: ignore[attr-defined]


class UnlinkForm(forms.Form):
    point = forms.IntegerField()


class PlaceForm(forms.Form):
    frame = forms.IntegerField()
    node = forms.IntegerField(required=False)


def frame_context(actor: Actor, row: Finding) -> dict[str, Any]:
    """What a finding's page shows of points and frames; nothing for whoever may not know."""
    places = pointing.places_of(actor, row)
    may_place = bool(access.can(actor, "place", row))
    return {
        "places": places,
        "placings": [
            {
                "frame": frame,
                "nodes": list(frames.branches(frame)),
                "chosen": next(
                    (one.node.pk for one in places if one.frame == frame and one.by_hand), None
                ),
            }
            for frame in (frames.second_frames() if may_place else [])
        ],
        "point_links": pointing.links_of_finding(actor, row),
        "papers_read": papers_of(actor, row),
        "may_link": bool(access.can(actor, "link", row)),
    }


@write_view(OFFICE)
def points(request: Request, finding_id: int) -> HttpResponse:
    """Tick the points that a finding answers to; those of its own leaf stand first."""
    row = get_finding(request.actor, finding_id)
    access.require(request.actor, "link", row)
    linked = {one.point_id for one in pointing.links_of_finding(request.actor, row)}
    waiting = [
        one
        for one in points_of(request.actor, row.inspection)
        if one.pk not in linked and one.state != PointState.LEFT_OUT
    ]
    waiting.sort(key=lambda one: one.leaf_id != row.leaf_id)
    offered = [
        (str(one.pk), f"{one.number}. {one.text}（{one.leaf}，{one.get_state_display()}）")
        for one in waiting
    ]
    form = PointsForm(request.POST or None, offered=offered)
    if request.method == "POST" and form.is_valid():
        try:
            linking.link_points(
                request.actor, finding_id=row.pk, point_ids=form.cleaned_data["points"]
            )
        except (Invalid, Conflict) as problem:
            form.add_error(None, problem.sentence)
        else:
            messages.success(request, "已关联，这些要点记为“发现问题”。")
            return redirect("findings_detail", row.pk)
    context = {"form": form, "finding": row, "offered": offered}
    return render(request, "findings/points.html", context, status=400 if form.errors else 200)


@write_view(OFFICE, form=False)
def unlink(request: Request, finding_id: int) -> HttpResponse:
    """Take a link back."""
    form = UnlinkForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    linking.unlink_point(request.actor, finding_id=finding_id, point_id=form.cleaned_data["point"])
    messages.info(request, "已解除关联。要点仍是“发现问题”，要改请到要点页重新检查。")
    return redirect("findings_detail", finding_id)


@write_view(OFFICE, form=False)
def place(request: Request, finding_id: int) -> HttpResponse:
    """Place a finding in a second frame by hand, or as the table of matches says."""
    form = PlaceForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    linking.place_finding(
        request.actor, finding_id=finding_id, frame_id=form.cleaned_data["frame"],
        node_id=form.cleaned_data["node"],
    )  # fmt: skip
    messages.success(request, "对照归类已更新。")
    return redirect("findings_detail", finding_id)
