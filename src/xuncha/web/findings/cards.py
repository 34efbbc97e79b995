"""Findings on an inspection's first page."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.findings import selectors
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor
from xuncha.web.findings.views import INSIDE
from xuncha.web.rounds.cards import Card, Fact, card

_SHOWN = (FindingState.DRAFT, FindingState.SETTLED, FindingState.FED_BACK)


@card(INSIDE, 44)
def _findings(actor: Actor, row: Inspection) -> Card:
    url = f"{reverse('findings_list')}?inspection={row.pk}"
    states = list(
        selectors.list_findings(actor).filter(inspection=row).values_list("state", flat=True)
    )
    facts = [Fact(one.label, states.count(one), f"{url}&state={one}") for one in _SHOWN]
    return Card("问题", "list-search", url, facts, "在底稿页点“写成问题”，底稿里的话不用重打。")
