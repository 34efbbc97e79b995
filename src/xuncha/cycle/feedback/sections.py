"""From findings to the sentences of a report: which section, and the first words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.taxonomy.selectors import code_order
from xuncha.cycle.workpapers.enums import Destination
from xuncha.engines.drafting.comparing import fits_amount
from xuncha.engines.drafting.sentences import held

VILLAGES = "村（社区）方面"
UNFILED = "其他方面"
_VILLAGE_MARK = "V"
_END = "。；;，, \n"
_TOLD_ALREADY = 0.5
"""How much of a fact's words the finding may hold before the sentence tells it twice."""
_STATES = (FindingState.SETTLED, FindingState.FED_BACK)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding stands in a report: ``code`` orders it, ``section`` is the headline."""

    code: str
    section: str


def findings_for(inspection_id: int) -> list[Finding]:
    """Settled findings of an inspection that go back to the unit, in the order of a report."""
    rows = Finding.objects.filter(
        inspection=inspection_id, state__in=_STATES, disposal=Destination.FEEDBACK
    )
    found = list(
        rows.select_related("leaf__parent__parent").prefetch_related("counts").order_by("pk")
    )
    return sorted(found, key=lambda one: (code_order(place_of(one).code), not one.is_key, one.pk))


def place_of(finding: Finding) -> Place:
    """By the first level of the taxonomy; what was found in villages has a section of its own."""
    node = finding.leaf
    if node is None:
        return Place("9999", UNFILED)
    code = node.code
    if code.startswith(_VILLAGE_MARK):
        return Place(code, VILLAGES)
    while node.parent is not None:
        node = node.parent
    return Place(code, node.name)


def sentence_of(finding: Finding) -> str:
    """The first words: what was found, those facts that it does not tell itself, and the sum where
    neither tells it."""
    parts = [finding.text.strip(_END)]
    for line in finding.facts.splitlines():
        words = line.strip(_END)
        if words and held(words, parts[0]) < _TOLD_ALREADY:
            parts.append(words)
    told = "。".join(parts) + "。"
    if finding.amount_yuan and not fits_amount(finding.amount_yuan, told):
        told += f"涉及金额{money_words(finding.amount_yuan)}。"
    return told


def opening_of(inspection: Inspection, findings: Iterable[Finding], team: str) -> str:
    """How a report begins: who, when, whom, and how much was found."""
    rows = list(findings)
    first = inspection.entered_on or inspection.round.start_on
    last = f"至{day_words(inspection.left_on)}" if inspection.left_on else "起"
    total = sum_of(rows)
    money = f"，涉及金额{money_words(total)}" if total else ""
    return (
        f"{day_words(first)}{last}，{team or '巡察组'}对{inspection.organisation.name}"
        f"党组织开展了{inspection.get_kind_display()}。共发现问题{len(rows)}个{money}。"
    )


def sum_of(findings: Iterable[Finding]) -> Decimal:
    """The sums of findings added up."""
    return sum((one.amount_yuan or Decimal(0) for one in findings), start=Decimal(0))


def money_words(amount: Decimal) -> str:
    """12,600元."""
    return f"{amount.normalize():,f}元"


def day_words(day: dt.date) -> str:
    """2026年3月18日."""
    return f"{day.year}年{day.month}月{day.day}日"
