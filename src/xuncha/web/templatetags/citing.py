"""The way back from a record to the papers that rest on it, and on to their findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.papers import findings_by_paper
from xuncha.cycle.workpapers.models import Paper
from xuncha.cycle.workpapers.selectors import papers_citing

register = template.Library()


@register.inclusion_tag("workpapers/_cited_in.html", takes_context=True)
def cited_in(context: template.Context, kind: str, record_id: int) -> dict[str, Any]:
    """Papers whose present version rests on this record, each with the findings that it bears;
    nothing at all where there are none in sight. Three queries."""
    actor = context["actor"]
    papers = list(papers_citing(actor, kind, record_id))
    bears = findings_by_paper(actor, papers)
    rows: Iterable[tuple[Paper, list[Finding]]] = [(one, bears.get(one.pk, [])) for one in papers]
    return {"rows": rows}
