"""The way from a record to its papers."""

from __future__ import annotations

from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from xuncha.cycle.directory.roles import READERS
from xuncha.insight.papers.registry import every
from xuncha.web.ui.tags.marks import icon

register = template.Library()


@register.simple_tag(takes_context=True)
def papers_of(context: template.Context, record: Any) -> SafeString | str:
    """A button to a record's papers, for whose roles there are some."""
    actor = context["actor"]
    thing = record._meta.label_lower
    if not any(one.thing == thing and actor.has(*one.roles) for one in every()):
        return ""
    url = reverse("papers_of", args=[thing, record.pk])
    return format_html('<a class="btn btn-plain" href="{}">{}文书</a>', url, icon("file-text"))


@register.simple_tag(takes_context=True)
def dossiers_of(context: template.Context, row: Any) -> SafeString | str:
    """A button to a round's dossier, for those who read across."""
    if not context["actor"].has(*READERS):
        return ""
    url = reverse("papers_dossiers", args=[row.pk])
    return format_html('<a class="btn btn-plain" href="{}">{}案卷</a>', url, icon("file-zip"))
