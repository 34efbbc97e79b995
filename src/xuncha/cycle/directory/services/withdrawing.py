"""Taking a merger back that was entered by mistake: a correction with its day, not history."""

from __future__ import annotations

from django.db.models import F

from xuncha.cycle.directory.models import FormerParent, Organisation, Succession
from xuncha.cycle.directory.services.rules import (
    DAY,
    check_free_name,
    facts,
    open_row,
    take_turn,
    words,
    write,
)
from xuncha.cycle.directory.watching import tell_tree_changed
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict


@service
def withdraw_merger(
    actor: Actor, *, organisation_id: int, version: int, reason: str
) -> Organisation:
    """Take back that an organisation went into others on the day of its end: it goes on as if it
    had never ended, what stood below it and has not been moved since comes back, and coverage is
    counted without the merger. The step stays on record as withdrawn today. Refuses one that did
    not end by a merger, a merger that brought a new organisation into being or whose organisation
    has ended since, a parent that has ended, a name that is taken, and a missing reason. Contacts
    that ended with it stay ended."""
    row = open_row(actor, "merge", organisation_id, version)
    take_turn()
    reason = words(reason, "撤回的理由", "reason", 200, required=True)
    steps = _steps(row)
    for step in steps:
        _check(step)
    if row.parent and row.parent.dissolved_on:
        raise Conflict(f"它的上级“{row.parent}”已经撤销，不能撤回。")
    check_free_name(row.name, row.parent_id, besides=row.pk)
    before = facts(row)
    back = [child for step in steps for child in _bring_back(actor, row, step)]
    Succession.objects.filter(pk__in=[one.pk for one in steps]).update(
        withdrawn_on=clock.today(), withdrawn_reason=reason
    )
    write(row, dissolved_on=None)
    into = [one.successor_id for one in steps]
    Organisation.objects.filter(pk__in=into).update(version=F("version") + 1)
    record(
        actor, "directory.organisation.merger_withdrawn", row, reason=reason, before=before,
        after=facts(row), into=[one.successor.code for one in steps], children=len(back),
    )  # fmt: skip
    tell_tree_changed(actor, [row.pk, *into])
    return row


def _steps(row: Organisation) -> list[Succession]:
    found = []
    if row.dissolved_on:
        rows = row.went_into.filter(
            kind=Succession.Kind.MERGE, on=row.dissolved_on, withdrawn_on__isnull=True
        )
        found = list(rows.select_related("successor").order_by("pk"))
    if not found:
        raise Conflict(f"“{row}”没有并入别的单位，不用撤回。")
    return found


def _check(step: Succession) -> None:
    into = step.successor
    if into.established_on == step.on:
        raise Conflict(
            f"“{into}”是这次合并设立的新单位，不能撤回；请从“{into}”登记分设，分成原来的单位。"
        )
    if into.dissolved_on:
        raise Conflict(f"承接单位“{into}”{into.dissolved_on} 已经撤销，不能撤回。")


def _bring_back(actor: Actor, row: Organisation, step: Succession) -> list[Organisation]:
    """Those that the merger put under the other organisation and nobody has moved since."""
    moved = FormerParent.objects.filter(
        parent=row, until_on=step.on - DAY, document=step.document,
        organisation__parent_id=step.successor_id,
    )  # fmt: skip
    made = []
    for former in moved.select_related("organisation").order_by("pk"):
        child = former.organisation
        before = facts(child)
        write(child, parent_id=row.pk)
        former.delete()
        record(
            actor, "directory.organisation.moved", child, before=before, after=facts(child),
            on=str(step.on), document=step.document,
        )  # fmt: skip
        made.append(child)
    return made
