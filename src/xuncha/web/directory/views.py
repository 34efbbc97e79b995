"""The directory as a list and as a tree, on any day; one organisation with its history."""

from __future__ import annotations

from dataclasses import dataclass

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory import selectors
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.history import Node
from xuncha.cycle.directory.models import DirectoryImport, Organisation
from xuncha.cycle.directory.roles import BUSINESS, PARTNER, READERS
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.directory.filters import OrganisationFilter
from xuncha.web.directory.page import organisation_context
from xuncha.web.fields import calendar
from xuncha.web.http import Request, read_view
from xuncha.web.listing import Sort, page_of

WHOLE = READERS | {PARTNER}
SORTS = (
    Sort("code", "代码", "code"), Sort("code_down", "代码倒序", "code", descending=True),
    Sort("name", "名称", "name"), Sort("name_down", "名称倒序", "name", descending=True),
    Sort("new", "最近登记", "pk", descending=True),
)  # fmt: skip


@read_view(WHOLE)
def listing(request: Request) -> HttpResponse:
    """Organisations as they were on a day, filtered, sorted, paged."""
    actor = request.actor
    rows = selectors.list_organisations(actor)
    chosen = OrganisationFilter(request.GET, queryset=rows, request=request)
    page = page_of(request, chosen.qs, SORTS)
    context = {
        "filter": chosen,
        "page": page,
        "sorts": SORTS,
        "shown": selectors.as_of(page.rows, chosen.day),
        "day": chosen.day,
        "today": clock.today(),
        "may_create": bool(access.can(actor, "create", Organisation())),
        "may_import": bool(access.can(actor, "bring", DirectoryImport())),
        "may_export": bool(access.can(actor, "export", Organisation())),
    }
    return render(request, "directory/list.html", context)


class DayForm(forms.Form):
    """The day of the tree."""

    on = forms.DateField(
        label="哪一天的名录", required=False,
        widget=calendar(),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Children of one kind; ``folded`` have something below them."""

    label: str
    nodes: list[Node]
    total: int
    """The nodes and all that stands below them."""


@read_view(WHOLE)
def tree(request: Request) -> HttpResponse:
    """The tree as it stood on a day, by kind, what stands below a town folded into it."""
    form = DayForm(request.GET or None)
    day = clock.today()
    if form.is_valid() and form.cleaned_data["on"]:
        day = form.cleaned_data["on"]
    roots = selectors.tree_on(request.actor, day)
    heads = [one for one in roots if one.children]
    alone = [one for one in roots if not one.children]
    context = {
        "form": DayForm(initial={"on": day}) if not form.errors else form,
        "day": day,
        "today": clock.today(),
        "heads": [(one, groups_of(one.children)) for one in heads],
        "alone": groups_of(alone),
        "total": sum(1 + one.total for one in roots),
    }
    return render(request, "directory/tree.html", context, status=400 if form.errors else 200)


def groups_of(nodes: list[Node]) -> list[Group]:
    """Nodes by kind, in the order of the kinds."""
    found = []
    for kind, label in OrganisationKind.choices:
        mine = [one for one in nodes if one.kind == kind]
        if mine:
            found.append(Group(str(label), mine, sum(1 + one.total for one in mine)))
    return found


@read_view(BUSINESS)
def detail(request: Request, organisation_id: int) -> HttpResponse:
    """One organisation: names, parents and line over time, people, inspections, figures."""
    row = access.get_or_404(request.actor, Organisation, related=("parent",), pk=organisation_id)
    return render(request, "directory/organisation.html", organisation_context(request, row))
