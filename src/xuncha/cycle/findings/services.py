"""Registering findings and leading them to the feedback."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from xuncha.cycle.findings.content import FindingWords
from xuncha.cycle.findings.enums import FindingState, Nature, Source
from xuncha.cycle.findings.models import Finding, FindingCount, FindingPerson
from xuncha.cycle.findings.papers import rest_on
from xuncha.cycle.findings.states import FINDING_STATES
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.workpapers.enums import Destination
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import content_key
from xuncha.kernel.records import add, edit

_VERBS = {
    "settle": "findings.finding.settled",
    "reopen": "findings.finding.reopened",
    "feed_back": "findings.finding.fed_back",
    "withdraw": "findings.finding.withdrawn",
}
SAME = "这次巡察里已经有一条内容相同的问题。"


@service
def create_finding(
    actor: Actor,
    *,
    inspection_id: int,
    number: str,
    text: str,
    leaf_id: int | None = None,
    nature: Nature | None = None,
    source: Source | None = None,
    is_key: bool = False,
    amount_yuan: Decimal | None = None,
) -> Finding:
    """Register a finding as a draft by its text; ``write_finding`` takes the whole of it."""
    words = FindingWords(
        text=text, number=number, leaf_id=leaf_id, nature=nature, source=source, is_key=is_key,
        amount_yuan=amount_yuan,
    )  # fmt: skip
    return write_finding(actor, inspection_id=inspection_id, words=words)


@service
def write_finding(actor: Actor, *, inspection_id: int, words: FindingWords) -> Finding:
    """Register a finding as a draft. The same text twice in one inspection is refused. What is
    written after the feedback was given counts as historical: it passes no gate."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    finding = Finding(
        inspection=inspection, organisation_id=inspection.organisation_id,
        round_id=inspection.round_id, is_historical=inspection.state in AFTER_FEEDBACK,
        created_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", finding)
    words.check()
    finding.leaf = _leaf(actor, words.leaf_id)
    finding.key = content_key(words.text.strip())
    finding.number = words.number.strip() or next_number(inspection.pk)
    for name, value in words.columns().items():
        setattr(finding, name, value)
    add(finding, SAME)
    _fill(finding, words)
    rest_on(actor, finding, words.paper_ids)
    record(actor, "findings.finding.created", finding)
    return finding


@service
def change_finding(actor: Actor, *, finding_id: int, version: int, words: FindingWords) -> Finding:
    """Write a draft anew. A settled one must be sent back first, one that was fed back never
    changes."""
    finding = access.get_or_404(actor, Finding, related=("inspection",), pk=finding_id)
    access.require(actor, "change", finding)
    words.check()
    leaf = _leaf(actor, words.leaf_id)
    fields: dict[str, Any] = words.columns() | {
        "leaf": leaf, "key": content_key(words.text.strip()),
        "number": words.number.strip() or finding.number,
    }  # fmt: skip
    touch(finding, version, {FindingState.DRAFT}, **fields)
    finding.persons.all().delete()
    finding.counts.all().delete()
    _fill(finding, words)
    rest_on(actor, finding, words.paper_ids)
    record(actor, "findings.finding.changed", finding)
    return finding


@service
def move_finding(
    actor: Actor, *, finding_id: int, version: int, action: str, reason: str = ""
) -> Finding:
    """Settle, send back, feed back or drop a finding, as the state table allows."""
    if action not in _VERBS:
        raise Invalid("没有这个步骤。")
    finding = access.get_or_404(actor, Finding, pk=finding_id)
    access.require(actor, action, finding)
    more: dict[str, Any] = {}
    if action == "withdraw":
        more = {"disposal": Destination.UNUSED, "disposal_reason": reason.strip()[:500]}
    change = FINDING_STATES.move(finding, action, version=version, reason=reason, **more)
    record(
        actor, _VERBS[action], finding, reason=change.reason, before=change.before,
        after=change.after,
    )  # fmt: skip
    return finding


def next_number(inspection_id: int) -> str:
    """One more than the highest plain number of the inspection."""
    known = Finding.objects.filter(inspection=inspection_id).values_list("number", flat=True)
    return str(max((int(one) for one in known if one.isdecimal()), default=0) + 1)


def touch(finding: Finding, version: int, states: set[str], **fields: Any) -> None:
    """Change a finding that is still in one of the states and as the person saw it."""
    if finding.state not in states:
        raise Conflict(f"当前状态是“{finding.get_state_display()}”，不能修改。")
    try:
        with transaction.atomic():
            edit(finding, version, **fields)
    except IntegrityError:
        raise Conflict(SAME) from None


def _leaf(actor: Actor, leaf_id: int | None) -> TaxonomyNode | None:
    leaf = access.get_or_404(actor, TaxonomyNode, pk=leaf_id) if leaf_id else None
    if leaf is not None and leaf.children.exists():
        raise Invalid("请归入最末一级分类。", field="leaf")
    return leaf


def _fill(finding: Finding, words: FindingWords) -> None:
    FindingPerson.objects.bulk_create(
        [
            FindingPerson(
                finding=finding, number=place, post=one.post, duty=one.duty, period=one.period
            )
            for place, one in enumerate(words.persons, start=1)
        ]
    )
    FindingCount.objects.bulk_create(
        [
            FindingCount(
                finding=finding, number=place, label=one.label, quantity=one.quantity,
                unit=one.unit,
            )
            for place, one in enumerate(words.counts, start=1)
        ]
    )  # fmt: skip
