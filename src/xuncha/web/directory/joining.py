"""Mergers and splits in the browser: a form, then what would happen, then the service."""

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
from xuncha.web.directory.forms import (
    PARENTS,
    UnitField,
    day_field,
    document_field,
    kind_field,
    units_for,
)
from xuncha.web.directory.writing import show_form, tell
from xuncha.web.http import Request, write_view

MOST_OTHERS, MOST_PARTS = 4, 4
Group = tuple[str, str, list[django_forms.BoundField]]
"""Legend, help, fields."""
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
    on = day_field("合并日期", "从那一天起原单位已经没有了")
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
            ("怎么合并", "", _bound(self, "way")),
            ("还有哪些单位一起合并", f"“{self.row}”已经算在内", _bound(self, *others)),
            ("并入已有的单位", "", _bound(self, "into")),
            ("合并设立新单位", "选“合并设立新单位”时填", _bound(self, *new)),
            ("日期和依据", "", _bound(self, "on", "document")),
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
        seen = _seen(request)
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


def _bound(form: django_forms.Form, *names: str) -> list[django_forms.BoundField]:
    return [form[name] for name in names]


def _seen(request: Request) -> dict[int, int]:
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


class SplitForm(django_forms.Form):
    """The parts, and where each child goes."""

    version = django_forms.IntegerField(widget=django_forms.HiddenInput)
    on = day_field("分设日期", "新单位从那一天起设立")
    document = document_field()
    ends = django_forms.BooleanField(label="原单位同时撤销", required=False)
    parent = UnitField(label="分设单位的上级", required=False)

    def __init__(
        self, *args: Any, row: Organisation, actor: Any, children: list[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.children = children
        parent = self.fields["parent"]
        assert isinstance(parent, UnitField)
        parent.offer(actor, units_for(actor, PARENTS))
        for at in range(1, MOST_PARTS + 1):
            self.fields[f"code_{at}"] = django_forms.CharField(
                label="代码", max_length=20, required=at == 1
            )
            self.fields[f"name_{at}"] = django_forms.CharField(
                label="名称", max_length=80, required=at == 1
            )
            self.fields[f"kind_{at}"] = kind_field(required=False)
            self.fields[f"kind_{at}"].initial = row.kind
        places = [("", "留在原单位"), *((str(at), f"归到分设单位 {at}") for at in
                                   range(1, MOST_PARTS + 1))]  # fmt: skip
        for child in children:
            self.fields[f"child_{child.pk}"] = django_forms.ChoiceField(
                label=str(child), choices=places, required=False
            )

    def groups(self) -> list[Group]:
        """The form as the page lays it out."""
        parts = [
            (f"分设单位 {at}", "", _bound(self, f"code_{at}", f"name_{at}", f"kind_{at}"))
            for at in range(1, MOST_PARTS + 1)
        ]
        below = _bound(self, *(f"child_{child.pk}" for child in self.children))
        return [
            ("日期和依据", "", _bound(self, "on", "document", "parent", "ends")),
            *parts,
            *([("下级归到哪里", "", below)] if below else []),
        ]

    def parts(self) -> list[NewUnit]:
        """The parts that were filled in."""
        data = self.cleaned_data
        parent = data["parent"]
        return [
            NewUnit(
                data[f"code_{at}"], data[f"name_{at}"], OrganisationKind(data[f"kind_{at}"]), "",
                parent.pk if parent else None,
            )
            for at in range(1, MOST_PARTS + 1)
            if data.get(f"code_{at}") or data.get(f"name_{at}")
        ]  # fmt: skip

    def places(self) -> dict[int, str]:
        """Child → code of its part."""
        data = self.cleaned_data
        told = {child.pk: data.get(f"child_{child.pk}") for child in self.children}
        return {pk: str(data.get(f"code_{at}", "")).strip() for pk, at in told.items() if at}

    def clean(self) -> dict[str, Any]:
        """A part needs code, name and kind."""
        data = super().clean() or {}
        for at in range(1, MOST_PARTS + 1):
            told = [bool(data.get(f"{name}_{at}")) for name in ("code", "name")]
            if any(told) and not (all(told) and data.get(f"kind_{at}")):
                self.add_error(f"name_{at}", "代码、名称、类别要一起填。")
        return data


@write_view(OFFICE)
def split(request: Request, organisation_id: int) -> HttpResponse:
    """Split this organisation."""
    actor = request.actor
    row = access.get_or_404(actor, Organisation, related=("parent",), pk=organisation_id)
    access.require(actor, "split", row)
    below = access.visible(actor, Organisation).filter(parent=row, dissolved_on__isnull=True)
    form = SplitForm(
        request.POST or None, row=row, actor=actor, children=list(below.order_by("code")),
        initial={"version": row.version, "parent": row.parent, "ends": True},
    )  # fmt: skip
    status = 0
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = services.split_organisation(
                actor, organisation_id=row.pk, version=data["version"], parts=form.parts(),
                ends=data["ends"], children=form.places(), on=data["on"],
                document=data["document"],
            )  # fmt: skip
        except (Invalid, Conflict) as problem:
            status = tell(form, problem)
        else:
            names = "、".join(str(one) for one in made)
            messages.success(request, f"分设已登记：{names}。")
            return redirect("directory_detail", row.pk)
    return show_form(
        request, form, "分设", reverse("directory_detail", args=[row.pk]), sub=row.name,
        words="分设出来的单位从那一天起设立，本届的巡察覆盖从原单位接着算。"
        "原单位撤销的，每个下级都要选归到哪里。登记以后不能撤回，请核对。",
        button="登记分设", status=status, groups=form.groups(),
    )  # fmt: skip
