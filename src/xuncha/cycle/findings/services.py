"""Registering findings and leading them to the feedback."""

from __future__ import annotations

from decimal import Decimal

from django.db import IntegrityError, transaction

from xuncha.cycle.findings.enums import Nature, Source
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.states import FINDING_STATES
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import content_key

_VERBS = {
    "settle": "findings.finding.settled",
    "reopen": "findings.finding.reopened",
    "feed_back": "findings.finding.fed_back",
    "withdraw": "findings.finding.withdrawn",
}


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
    """Register a finding as a draft. The same text twice in one inspection is refused."""
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    text = text.strip()
    if not text:
        raise Invalid("请填写问题内容。", field="text")
    leaf = access.get_or_404(actor, TaxonomyNode, pk=leaf_id) if leaf_id else None
    if leaf is not None and leaf.children.exists():
        raise Invalid("请归入最末一级分类。", field="leaf")
    finding = Finding(
        inspection=inspection, organisation_id=inspection.organisation_id,
        round_id=inspection.round_id, number=number.strip(), text=text, key=content_key(text),
        leaf=leaf, nature=nature or "", source=source or "", is_key=is_key,
        amount_yuan=amount_yuan, created_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", finding)
    try:
        with transaction.atomic():
            finding.save(force_insert=True)
    except IntegrityError:
        raise Conflict("这次巡察里已经有一条内容相同的问题。") from None
    record(actor, "findings.finding.created", finding)
    return finding


@service
def move_finding(
    actor: Actor, *, finding_id: int, version: int, action: str, reason: str = ""
) -> Finding:
    """Settle, send back, feed back or drop a finding, as the state table allows."""
    finding = access.get_or_404(actor, Finding, pk=finding_id)
    access.require(actor, action, finding)
    change = FINDING_STATES.move(finding, action, version=version, reason=reason)
    record(
        actor, _VERBS[action], finding, reason=change.reason, before=change.before,
        after=change.after,
    )  # fmt: skip
    return finding
