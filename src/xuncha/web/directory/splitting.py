"""Splits in the browser."""

from __future__ import annotations

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
from xuncha.web.directory.merging import seen_in
from xuncha.web.directory.units import PARENTS, UnitField, units_for
from xuncha.web.directory.writing import show_form, tell
from xuncha.web.fields import day
from xuncha.web.http import Request, write_view

MOST_PARTS = 4


class SplitForm(django_forms.Form):
    """The parts, each a new unit or one that is there, and where each child goes."""

    version = django_forms.IntegerField(widget=django_forms.HiddenInput)
    on = day("分设日期", "新单位从那一天起设立")
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
        alike = units_for(actor, {row.kind, *PARENTS})
        for at in range(1, MOST_PARTS + 1):
            self.fields[f"into_{at}"] = UnitField(
                label="归到已有的单位", required=False, help_text="填了就不用填下面几项"
            )
            self.fields[f"into_{at}"].offer(actor, alike)  # type: ignore[attr-defined]
            self.fields[f"code_{at}"] = django_forms.CharField(
                label="新单位代码", max_length=20, required=False
            )
            self.fields[f"name_{at}"] = django_forms.CharField(
                label="新单位名称", max_length=80, required=False
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
            (
                f"分设单位 {at}",
                "",
                bound(self, f"into_{at}", f"code_{at}", f"name_{at}", f"kind_{at}"),
            )
            for at in range(1, MOST_PARTS + 1)
        ]
        below = bound(self, *(f"child_{child.pk}" for child in self.children))
        return [
            ("日期和依据", "", bound(self, "on", "document", "parent", "ends")),
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
            if not data.get(f"into_{at}") and data.get(f"name_{at}")
        ]  # fmt: skip

    def existing(self) -> list[Organisation]:
        """Those that were there before."""
        told = (self.cleaned_data.get(f"into_{at}") for at in range(1, MOST_PARTS + 1))
        return [one for one in told if one is not None]

    def code_of(self, at: str) -> str:
        """The code of a part by its place."""
        data = self.cleaned_data
        into = data.get(f"into_{at}")
        return str(into.code if into else data.get(f"code_{at}", "")).strip()

    def places(self) -> dict[int, str]:
        """Child → code of its part."""
        data = self.cleaned_data
        told = {child.pk: data.get(f"child_{child.pk}") for child in self.children}
        return {pk: self.code_of(at) for pk, at in told.items() if at}

    def clean(self) -> dict[str, Any]:
        """A part is one that is there, or has code, name and kind."""
        data = super().clean() or {}
        none = True
        for at in range(1, MOST_PARTS + 1):
            told = [bool(data.get(f"{name}_{at}")) for name in ("code", "name")]
            if data.get(f"into_{at}") and any(told):
                self.add_error(f"into_{at}", "归到已有的单位，就不要再填新单位。")
            elif any(told) and not (all(told) and data.get(f"kind_{at}")):
                self.add_error(f"name_{at}", "代码、名称、类别要一起填。")
            none = none and not any(told) and not data.get(f"into_{at}")
        if none:
            self.add_error("name_1", "请至少填写一个分设单位。")
        for child in self.children if data.get("ends") else ():
            if not data.get(f"child_{child.pk}"):
                self.add_error(f"child_{child.pk}", "原单位撤销，请选归到哪里。")
        return data


@write_view(OFFICE)
def split(request: Request, organisation_id: int) -> HttpResponse:
    """Split this organisation: asked twice, because it can't be undone."""
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
        data, seen = form.cleaned_data, seen_in(request)
        if not seen:
            return _consequences(request, row, form)
        try:
            made = services.split_organisation(
                actor, organisation_id=row.pk, version=data["version"], parts=form.parts(),
                ends=data["ends"], children=form.places(), on=data["on"],
                document=data["document"],
                existing={one.pk: seen.get(one.pk, 0) for one in form.existing()},
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
        "原单位撤销的，每个下级都要选归到哪里。",
        button="下一步：看看会发生什么", status=status, groups=form.groups(),
    )  # fmt: skip


def _consequences(request: Request, row: Organisation, form: SplitForm) -> HttpResponse:
    """What would happen, in words, before anything is written."""
    data, places = form.cleaned_data, form.places()
    names = {one.code: f"{one.name}（已有，{one.code}）" for one in form.existing()}
    names |= {one.code.strip(): f"{one.name}（新设立，代码 {one.code}）" for one in form.parts()}
    stays = "" if data["ends"] else row.name
    context = {
        "row": row,
        "ends": data["ends"],
        "parts": list(names.values()),
        "children": [
            (child, names.get(places.get(child.pk, ""), "") or stays) for child in form.children
        ],
        "on": data["on"],
        "document": data["document"],
        "fields": [
            (name, value) for name, value in request.POST.items()
            if name in form.fields
        ],
        "seen": ",".join(f"{one.pk}:{one.version}" for one in (row, *form.existing())),
        "back_url": reverse("directory_split", args=[row.pk]),
    }  # fmt: skip
    return render(request, "directory/split.html", context)
