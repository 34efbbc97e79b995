"""Findings read out of a paper: taken in as drafts, together or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.enums import AFTER_FEEDBACK, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import content_key

LONGEST = 5_000
_NUMBER = 20


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """One finding as read and corrected; ``number`` is the paper's own, or ""."""

    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one: a new draft, or the finding that says the same already."""

    finding: Finding
    is_new: bool


@service
def import_drafts(
    actor: Actor, *, inspection_id: int, drafts: Sequence[ReadFinding]
) -> list[Taken]:
    """Register each as a draft of the inspection, in order; one whose text stands there already is
    left as it is. Refuses an empty list, an empty or overlong text, an archived inspection, and a
    team member whose authorisation does not cover it."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    access.require(actor, "read_in", Finding(inspection=inspection))
    if inspection.state == Stage.ARCHIVED:
        raise Conflict("这次巡察已经归档，不能再登记问题。")
    if not drafts:
        raise Invalid("没有选中任何问题，请至少保留一条。")
    known = {one.key: one for one in Finding.objects.filter(inspection=inspection)}
    taken: list[Taken] = []
    for at, one in enumerate(drafts, 1):
        text = _checked(one.text, at)
        key = content_key(text)
        if key in known:
            taken.append(Taken(known[key], is_new=False))
            continue
        row = _draft(inspection, one.number or str(len(known) + 1), text, key)
        row.save(force_insert=True)
        record(actor, "findings.finding.created", row)
        known[key] = row
        taken.append(Taken(row, is_new=True))
    return taken


def _checked(text: str, at: int) -> str:
    text = text.strip()
    if not text:
        raise Invalid(f"第{at}条没有内容，请填写或者不保留这一条。")
    if len(text) > LONGEST:
        raise Invalid(
            f"第{at}条有{len(text):,}个字，一条问题不超过{LONGEST:,}个字，请删短或者拆开。"
        )
    return text


def _draft(inspection: Inspection, number: str, text: str, key: str) -> Finding:
    return Finding(
        inspection=inspection, organisation_id=inspection.organisation_id,
        round_id=inspection.round_id, number=number.strip()[:_NUMBER], text=text, key=key,
        is_historical=inspection.state in AFTER_FEEDBACK, created_at=clock.now(),
    )  # fmt: skip
