"""Findings that were fed back and for which nobody put anything down.

Here every item says itself which finding it answers, so nothing is guessed from numbers: an item's
number is not a finding's. Only where a row of another finding plainly tells this one too is it no
question.
"""

from __future__ import annotations

from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.rectification.asking.ledgers import AskedLedger
from xuncha.engines.checking import Settings
from xuncha.engines.checking.answering import Limits, answered, told
from xuncha.engines.checking.rules.r01_left_out import RULE as LEFT_OUT


def left_out(asked: AskedLedger, settings: Settings) -> list[Finding]:
    """In the order of their entry. One query, and no reading where nothing is left out."""
    if LEFT_OUT.code in settings.off:
        return []
    findings = list(
        Finding.objects.filter(
            inspection=asked.inspection, state=FindingState.FED_BACK
        ).order_by("pk")
    )  # fmt: skip
    items = list(asked.items.values())
    held = {item.finding_id for item in items}
    if all(one.pk in held for one in findings):
        return []
    plain = settings.number(LEFT_OUT.code, "plain")
    rows = [
        told("", text, item.finding_id)
        for item in items
        for text in dict.fromkeys((item.finding.text, item.problem))
    ]
    found = answered([told("", one.text) for one in findings], rows, Limits(plain, plain, plain))
    return [one for at, one in enumerate(findings) if one.pk not in held and at not in found]
