"""From a finding's sentence to its papers and their sources, and back."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.findings import selectors
from xuncha.cycle.findings.papers import papers_of
from xuncha.cycle.workpapers import sources
from xuncha.cycle.workpapers.confirming import standings
from xuncha.cycle.workpapers.models import PaperSource
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.web.findings.views import INSIDE
from xuncha.web.http import Request, read_view


@read_view(INSIDE)
def trace(request: Request, finding_id: int) -> HttpResponse:
    """The chain of one finding: each paper with its facts and what it rests on."""
    actor = request.actor
    row = selectors.get_finding(actor, finding_id)
    links = list(papers_of(actor, row))
    facts = standings([one.paper for one in links])
    cited = _cited(actor, [one.version_id for one in links])
    chains = [
        {
            "label": f"{link.paper.code}　{link.paper.title}",
            "note": f"{link.paper.get_state_display()} · 承办人 {link.paper.author}",
            "url": reverse("workpapers_paper", args=[link.paper_id]),
            "lines": [
                (f"事实 {one.fact.number}：{one.sentence}", one.standing.label)
                for one in facts[link.paper_id]
            ],
            "ends": cited.get(link.version_id, []),
        }
        for link in links
    ]
    context = {"finding": row, "chains": chains, "merged": list(selectors.merged_into(actor, row))}
    return render(request, "findings/trace.html", context)


def _cited(actor: Actor, versions: list[int]) -> dict[int, list[dict[str, Any]]]:
    """By version what it rests on; what the reader may open is a link."""
    rows = list(access.visible(actor, PaperSource).filter(version__in=versions).order_by("pk"))
    open_by = sources.openable(actor, rows)
    found: dict[int, list[dict[str, Any]]] = {}
    for one in rows:
        name = open_by.get(one.pk)
        found.setdefault(one.version_id, []).append(
            {
                "label": f"{sources.label_of(one.kind)} {one.number} {one.title}",
                "url": reverse(name, args=[one.record_id]) if name else "",
            }
        )
    return found
