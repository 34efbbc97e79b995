"""What lists can be narrowed to by a record: chosen from a list, or pointed at by an address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import django_filters as filters
from django import forms
from django.db.models import Q, QuerySet

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection, Round, Term
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.foundation import access

ROUNDS_TO_CHOOSE = 40


def pointed(
    rows: Callable[[Any], QuerySet[Any]], label: str, field_name: str | None = None
) -> filters.ModelChoiceFilter:
    """A condition that no field offers, only an address: the chip names the record, and what the
    reader may not see is no condition."""
    return filters.ModelChoiceFilter(
        field_name=field_name, queryset=rows, label=label, widget=forms.HiddenInput
    )


def visible_rounds(request: Any) -> QuerySet[Round]:
    """Rounds that this reader may choose from: the newest ones, and the one that the address names
    (older rounds are reached from their own page). So the choice stays short as years pass."""
    rows = access.visible(request.actor, Round).order_by("-term__number", "-number")
    asked = request.GET.get("round", "")
    shown = Q(pk__in=rows.values("pk")[:ROUNDS_TO_CHOOSE])
    if asked.isascii() and asked.isdecimal() and len(asked) < 19:
        shown |= Q(pk=int(asked))
    return rows.filter(shown)


def visible_units(request: Any) -> QuerySet[Organisation]:
    """Organisations that this reader may choose from."""
    return access.visible(request.actor, Organisation).order_by("code")


def visible_terms(request: Any) -> QuerySet[Term]:
    """Terms in sight."""
    return access.visible(request.actor, Term)


def visible_inspections(request: Any) -> QuerySet[Inspection]:
    """Inspections in sight, with what their name needs."""
    return access.visible(request.actor, Inspection).select_related("organisation", "round")


def visible_findings(request: Any) -> QuerySet[Finding]:
    """Findings in sight."""
    return access.visible(request.actor, Finding)


def visible_leaves(request: Any) -> QuerySet[TaxonomyNode]:
    """Nodes of the taxonomy."""
    return access.visible(request.actor, TaxonomyNode)
