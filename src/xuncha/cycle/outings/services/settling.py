"""Deciding what clashed."""

from __future__ import annotations

from xuncha.cycle.outings.models import Clash, KeptFile
from xuncha.cycle.outings.scope import scope_of
from xuncha.cycle.outings.states import CLASH_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.kits import lines, merging, placing, taking
from xuncha.foundation.kits.grouping import Result, place_groups
from xuncha.foundation.kits.merging import Key, Outcome
from xuncha.foundation.kits.registry import kinds, rules
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

CHOICES = {"keep": "以办公室的为准", "take": "以外出站点的为准"}


@service
def settle_clash(
    actor: Actor, *, clash_id: int, version: int | None, choice: str, note: str = ""
) -> Clash:
    """Let the office's or the field's stand. ``Conflict`` where it was settled meanwhile, or where
    what came back no longer fits the rules of the tables; nothing is changed then."""
    row = access.get_or_404(actor, Clash, pk=clash_id)
    access.require(actor, "settle", row)
    if choice not in CHOICES:
        raise Invalid("请选择以哪一边的为准。", field="choice")
    if choice == "take":
        _take(row)
    change = CLASH_STATES.move(
        row, choice, version=version, settled_by_id=actor.user_id, settled_at=clock.now(),
        note=note.strip()[:300],
    )  # fmt: skip
    _note_record(actor, row)
    record(
        actor, "outings.clash.settled", row, reason=row.note, before=change.before,
        after=change.after, kind=row.kind, record_id=row.record_id, column=row.column,
    )  # fmt: skip
    return row


def _note_record(actor: Actor, row: Clash) -> None:
    """On the record itself too: search follows the log."""
    found = kinds()[row.root_kind].model._base_manager.filter(pk=row.root_id).first()
    if found is not None:
        record(actor, "outings.record.merged", found, clash=row.pk, columns=[row.column])


def _take(row: Clash) -> None:
    key, root = (row.kind, row.record_id), (row.root_kind, row.root_id)
    team = row.exchange.machine.team
    here = taking.take(scope_of(team)).rows
    outcome = _wanted(row, key, taking.groups(here).get(root, {}))
    files = KeptFile.objects.filter(exchange__machine=row.exchange.machine_id)
    known = {*here, *((taking.FILE, pk) for pk in files.values_list("file_id", flat=True))}
    result = Result(placing=placing.Placing(), planned=[(root, outcome)], known=known)
    place_groups(result)
    if result.failed:
        raise Conflict(f"{result.failed[root]}请以办公室的为准，再由人照着补上。")


def _wanted(row: Clash, key: Key, mine: merging.Group) -> Outcome:
    theirs = lines.group_of(row.group["rows"])
    if row.group["whole"]:
        return merging.replace(mine, theirs, rules())
    if not row.column:
        if key in theirs:
            changed = {key: dict(theirs[key])} if key in mine else {}
            return Outcome(added={} if key in mine else {key: dict(theirs[key])}, changed=changed)
        return Outcome(gone=[key] if key in mine else [])
    if key not in mine:
        raise Conflict(
            f"{kinds()[key[0]].model._meta.verbose_name}在这里已经没有了，只能以办公室的为准。"
        )
    counted = {name: mine[key][name] + 1 for name in rules().counters if name in mine[key]}
    return Outcome(changed={key: {row.column: row.brought} | counted})
