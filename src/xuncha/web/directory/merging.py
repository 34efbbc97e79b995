"""Mergers in the browser: a form, then what would happen, then the service."""

from __future__ import annotations

import re
from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory import services
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.directory.services import NewUnit
from xuncha.foundation import access
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.directory.forms import Group, bound, document_field, kind_field
from xuncha.web.directory.units import PARENTS, UnitField, units_for
from xuncha.web.directory.writing import show_form, tell
from xuncha.web.fields import day
from xuncha.web.http import Request, write_view

MOST_OTHERS = 4
_WAYS = [("existing", "并入已有的单位"), ("new", "合并设立新单位")]


class MergeForm(django_forms.Form):
    """Which units go together, and into what."""

    way = django_forms.ChoiceField(
        label="方式", choices=_WAYS, widget=django_forms.RadioSelect, initial="existing"
    )
    into = UnitField(label="并入哪个单位", required=False, help_text="选“并入已有的单位”时填")
    code = django_forms.CharField(label="新单位代码", max_length=20, required=False)
    name = django_forms.CharField(label="新单位名称", max_length=80, required=False)
    short_name = django_forms.CharField(label="新单位简称", max_length=40, required=False)
    kind = kind_field(required=False)
    parent = UnitField(label="新单位的上级", required=False)
    on = day("合并日期", "从那一天起原单位已经没有了")
    document = document_field()

    def __init__(self, *args: Any, row: Organisation, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        others = {
            f"other_{at}": UnitField(label=f"一起合并的单位 {at}", required=False)
            for at in range(1, MOST_OTHERS + 1)
        }
        self.fields = {"way": self.fields["way"], **others, **self.fields}
        alike = units_for(actor, {row.kind, *PARENTS})
        for name, field in self.fields.items():
            if isinstance(field, UnitField):
                field.offer(actor, alike if name != "parent" else units_for(actor, PARENTS))

    def clean(self) -> dict[str, Any]:
        """What is missing for the chosen way; the same unit twice."""
        data = super().clean() or {}
        others = [data.get(f"other_{at}") for at in range(1, MOST_OTHERS + 1)]
        data["rows"] = [self.row, *(one for one in others if one is not None)]
        if len({one.pk for one in data["rows"]}) < len(data["rows"]):
            self.add_error(None, "同一个单位选了两次。")
        if data.get("way") == "existing" and data.get("into") is None:
            self.add_error("into", "请填写并入哪个单位。")
        if data.get("way") == "new":
            for name in ("code", "name", "kind"):
                if not data.get(name):
                    self.add_error(name, "设立新单位要填写这一项。")
        return data

    def groups(self) -> list[Group]:
        """The form as the page lays it out."""
        others = [f"other_{at}" for at in range(1, MOST_OTHERS + 1)]
        new = ("code", "name", "short_name", "kind", "parent")
        return [
            ("怎么合并", "", bound(self, "way")),
            ("还有哪些单位一起合并", f"“{self.row}”已经算在内", bound(self, *others)),
            ("并入已有的单位", "", bound(self, "into")),
            ("合并设立新单位", "选“合并设立新单位”时填", bound(self, *new)),
            ("日期和依据", "", bound(self, "on", "document")),
        ]


@write_view(OFFICE)
def merge(request: Request, organisation_id: int) -> HttpResponse:
    """Merge this organisation with others, or into one: asked twice, because it can't be undone."""
    actor = request.actor
    row = access.get_or_404(actor, Organisation, related=("parent",), pk=organisation_id)
    access.require(actor, "merge", row)
    form = MergeForm(
        request.POST or None, row=row, actor=actor,
        initial={"kind": row.kind, "parent": row.parent},
    )  # fmt: skip
    status = 0
    if request.method == "POST" and form.is_valid():
        seen = seen_in(request)
        if not seen:
            return _consequences(request, row, form)
        try:
            made = _merge(request, form, seen)
        except (Invalid, Conflict) as problem:
            status = tell(form, problem)
        else:
            messages.success(request, f"合并已登记，由“{made}”承接。")
            return redirect("directory_detail", made.pk)
    return show_form(
        request, form, "合并", reverse("directory_detail", args=[row.pk]), sub=row.name,
        words="原单位在合并那一天撤销，下级归到承接单位，本届的巡察覆盖由承接单位接着算。",
        button="下一步：看看会发生什么", status=status, groups=form.groups(),
    )  # fmt: skip


def seen_in(request: Request) -> dict[int, int]:
    """Id → version as the person saw them on the page with the consequences; empty before it."""
    pairs = re.findall(r"(\d{1,18}):(\d{1,9})", request.POST.get("seen", ""), re.ASCII)
    return {int(pk): int(version) for pk, version in pairs}


def _merge(request: Request, form: MergeForm, seen: dict[int, int]) -> Organisation:
    data = form.cleaned_data
    merging = {one.pk: seen.get(one.pk, 0) for one in data["rows"]}
    if data["way"] == "existing":
        into = data["into"]
        return services.merge_into_existing(
            request.actor, merging=merging, organisation_id=into.pk, version=seen.get(into.pk, 0),
            on=data["on"], document=data["document"],
        )  # fmt: skip
    parent = data["parent"]
    unit = NewUnit(
        data["code"], data["name"], OrganisationKind(data["kind"]), data["short_name"],
        parent.pk if parent else None,
    )  # fmt: skip
    return services.merge_into_new(
        request.actor, merging=merging, unit=unit, on=data["on"], document=data["document"]
    )


def _consequences(request: Request, row: Organisation, form: MergeForm) -> HttpResponse:
    """What would happen, in words, before anything is written."""
    data = form.cleaned_data
    rows = data["rows"]
    into = data["into"] if data["way"] == "existing" else None
    below = access.visible(request.actor, Organisation).filter(
        parent__in=rows, dissolved_on__isnull=True
    )
    everybody = [*rows, *([into] if into else [])]
    context = {
        "row": row,
        "rows": rows,
        "into_name": into.name if into else f"{data['name']}（新设立，代码 {data['code']}）",
        "on": data["on"],
        "document": data["document"],
        "children": list(below.order_by("code")[:30]),
        "children_total": below.count(),
        "fields": [
            (name, value) for name, value in request.POST.items()
            if name in form.fields
        ],
        "seen": ",".join(f"{one.pk}:{one.version}" for one in everybody),
        "back_url": reverse("directory_merge", args=[row.pk]),
    }  # fmt: skip
    return render(request, "directory/merge.html", context)
