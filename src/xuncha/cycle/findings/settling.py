"""Where findings go: disposal with its reason, merging, and what of them was found before."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from xuncha.cycle.findings.enums import GONE, OPEN_STATES, FindingState, Recurrence
from xuncha.cycle.findings.models import (
    Finding,
    FindingCount,
    FindingPaper,
    FindingPerson,
    FindingPoint,
)
from xuncha.cycle.findings.recurrence import candidates
from xuncha.cycle.findings.services import touch
from xuncha.cycle.findings.states import FINDING_STATES
from xuncha.cycle.workpapers.enums import Destination
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

HANDED = "（已移交线索专柜）"
_EMPTIED = ("criteria", "facts", "cause", "consequence", "advice", "recurrence_reason")


@service
def dispose_finding(
    actor: Actor, *, finding_id: int, version: int, disposal: Destination, reason: str
) -> Finding:
    """Say where it goes and why. "Not used" ends it; "clue" ends it and erases what it says: the
    words belong to the sealed room, here the number and the mark stay."""
    finding = access.get_or_404(actor, Finding, pk=finding_id)
    access.require(actor, "dispose", finding)
    reason = reason.strip()[:500]
    if not reason and disposal != Destination.CLUE:
        raise Invalid("请写明为什么这样处理。", field="reason")
    if disposal == Destination.CLUE:
        _erase(finding, version)
        reason = ""
    elif disposal == Destination.UNUSED:
        FINDING_STATES.move(
            finding, "withdraw", version=version, reason=reason, disposal=disposal,
            disposal_reason=reason,
        )  # fmt: skip
    else:
        touch(finding, version, set(OPEN_STATES), disposal=disposal, disposal_reason=reason)
    record(actor, "findings.finding.disposed", finding, reason=reason, disposal=str(disposal))
    return finding


@service
def merge_findings(actor: Actor, *, into_id: int, finding_ids: Collection[int], reason: str) -> int:
    """Merge similar findings of one inspection into one. They keep their numbers and point to it;
    it takes over the papers and points on which they rest, so that the chain stays whole. What had
    been merged into one of them points to the new one. How many."""
    into = access.get_or_404(actor, Finding, pk=into_id)
    access.require(actor, "merge", into)
    if into.state not in OPEN_STATES:
        raise Conflict(f"当前状态是“{into.get_state_display()}”，不能再并入别的问题。")
    wanted = set(finding_ids) - {into.pk}
    rows = access.visible(actor, Finding).filter(
        pk__in=wanted, inspection=into.inspection_id, state__in=sorted(OPEN_STATES)
    )
    found = list(rows.order_by("pk"))
    if not found or len(found) != len(wanted):
        raise Invalid("请选择同一次巡察里还没有反馈的问题。", field="findings")
    reason = reason.strip()
    for one in found:
        FINDING_STATES.move(one, "merge", reason=reason, merged_into=into)
        Finding.objects.filter(merged_into=one).update(merged_into=into)
        _take_over(actor, one, into)
        record(actor, "findings.finding.merged", one, reason=reason, into=into.number)
    if into.state == FindingState.SETTLED:
        FINDING_STATES.move(into, "reopen", reason=f"并入{len(found)}个问题")
        record(actor, "findings.finding.reopened", into, reason="并入其他问题，重新定稿")
    return len(found)


@service
def unmerge_finding(actor: Actor, *, finding_id: int, version: int, reason: str) -> Finding:
    """Take a merger back: a draft of its own again. Refused once the other one was fed back."""
    rows = Finding.objects.select_related("merged_into")
    finding = access.get_or_404(actor, rows, pk=finding_id)
    access.require(actor, "merge", finding)
    change = FINDING_STATES.move(
        finding, "unmerge", version=version, reason=reason, merged_into=None
    )
    record(actor, "findings.finding.unmerged", finding, reason=change.reason)
    return finding


@service
def settle_recurrence(
    actor: Actor, *, finding_id: int, version: int, recurrence: Recurrence, reason: str,
    of_id: int | None = None,
) -> Finding:  # fmt: skip
    """Say whether it is an old problem, an old one in a new form, or new, and why. The earlier one
    must be among those that the reader may compare with. May be said again until the feedback."""
    finding = access.get_or_404(actor, Finding, related=("organisation",), pk=finding_id)
    access.require(actor, "judge", finding)
    reason = reason.strip()[:500]
    if not reason:
        raise Invalid("请写明判断的理由。", field="reason")
    earlier = None
    if recurrence != Recurrence.NEW:
        if of_id is None:
            raise Invalid("请指出是以前的哪一个问题。", field="of")
        earlier = candidates(actor, finding).filter(pk=of_id).first()
        if earlier is None:
            raise Invalid("请在以前的问题里选择。", field="of")
    if finding.state in GONE:
        raise Conflict("这个问题已经归并或者不采用，不用判断。")
    touch(
        finding, version, {*OPEN_STATES, FindingState.FED_BACK}, recurrence=recurrence,
        recurrence_of=earlier, recurrence_reason=reason, recurrence_by_id=actor.user_id,
        recurrence_at=clock.now(),
    )  # fmt: skip
    record(
        actor, "findings.recurrence.settled", finding, recurrence=str(recurrence),
        of=earlier.pk if earlier else None,
    )  # fmt: skip
    return finding


def _erase(finding: Finding, version: int) -> None:
    emptied: dict[str, Any] = dict.fromkeys(_EMPTIED, "")
    FINDING_STATES.move(
        finding, "withdraw", version=version, reason=HANDED, disposal=Destination.CLUE,
        disposal_reason="", text=HANDED, key=f"handed-{finding.pk}", amount_yuan=None,
        recurrence="", recurrence_of=None, **emptied,
    )  # fmt: skip
    FindingPerson.objects.filter(finding=finding).delete()
    FindingCount.objects.filter(finding=finding).delete()


def _take_over(actor: Actor, one: Finding, into: Finding) -> None:
    now = clock.now()
    for link in FindingPaper.objects.filter(finding=one):
        FindingPaper.objects.get_or_create(
            finding=into, paper_id=link.paper_id,
            defaults={
                "version_id": link.version_id, "linked_by_id": actor.user_id, "linked_at": now,
            },
        )  # fmt: skip
    for point in FindingPoint.objects.filter(finding=one):
        FindingPoint.objects.get_or_create(
            finding=into,
            point_id=point.point_id,
            defaults={"linked_by_id": actor.user_id, "linked_at": now},
        )
