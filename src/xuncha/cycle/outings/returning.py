"""On the field's machine: the package that is brought back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from xuncha.cycle.outings import heads
from xuncha.cycle.outings.opening import require_station, told_in
from xuncha.cycle.outings.scope import scope_of
from xuncha.cycle.teams.models import Team
from xuncha.foundation.audit.models import AuditHead, AuditRow
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.kits import (
    ancestry,
    filing,
    lines,
    merging,
    package,
    signing,
    station,
    taking,
)
from xuncha.foundation.kits.merging import Key
from xuncha.foundation.kits.package import Part
from xuncha.foundation.kits.registry import rules
from xuncha.foundation.kits.slip import Slip
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Refused

Rows = dict[Key, dict[str, Any]]


def taken_now(own: station.Station) -> taking.Taken:
    """All that this site would bring back, as of one moment."""
    return taking.take(scope_of(Team.objects.get(pk=own.team_id)))


def make_return(actor: Actor, *, target: Path, passphrase: str) -> Slip:
    """Put what this site changed into a sealed file for the office: all since the newest package
    that it took in, so that a lost one does no harm. The log of the machine goes along."""
    if not actor.is_system:
        raise Refused("带回数据包在外出站点的机器上制作。")
    package.check_passphrase(passphrase)
    own = require_station()
    with transaction.atomic():
        taken = taken_now(own)
        log = [_row(one) for one in AuditRow.objects.order_by("number")]
    changed = changes(own, taken)
    files = new_files(own, taken)
    told = lines.of_groups(changed) + lines.of_rows(files)
    head = _head(own, changed, files, lines.digest(told))
    with filing.new_file(target) as out:
        parts = _parts(changed, files, log)
        sha256 = package.write(out, head, parts, passphrase, signing.own())
        _keep(actor, own, head, sha256, taken)
    return heads.slip_of(head, sha256)


def changes(own: station.Station, taken: taking.Taken) -> lines.Brought:
    """Groups that a return must tell."""
    base, now = taking.groups(station.state("base")), taking.groups(taken.worked())
    last = told_in(own.last) if own.last is not None else None
    found = ancestry.to_bring(base, now, rules(), last, own.number)
    return [(root, _copy(old), _copy(new)) for root, old, new in found]


def _copy(group: merging.Group) -> Rows:
    return {key: dict(row) for key, row in group.items()}


def unhanded(own: station.Station) -> int:
    """How many records were changed since the last return was made (or the site was opened)."""
    now = taking.groups(taken_now(own).worked())
    last = own.last
    newer = last is not None and last.answers == own.number
    told = station.state(f"back-{last.number}") if last and newer else station.state("base")
    return len(merging.changed_groups(taking.groups(told), now, rules()))


def new_files(own: station.Station, taken: taking.Taken) -> Rows:
    """Files that were handed in out here."""
    known = station.state("files")
    return {
        key: row for key, row in taken.rows.items() if key[0] == taking.FILE and key not in known
    }


def _row(one: AuditRow) -> str:
    told = {
        "number": one.number, "at": one.at.isoformat(), "actor_id": one.actor_id,
        "actor_name": one.actor_name, "verb": one.verb, "object_kind": one.object_kind,
        "object_id": one.object_id, "object_name": one.object_name, "details": one.details,
        "reason": one.reason, "previous": one.previous, "digest": one.digest,
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, sort_keys=True)


def _head(
    own: station.Station, changed: lines.Brought, files: Rows, content: str
) -> dict[str, Any]:
    counts = Counter(key[0] for _, old, new in changed for key in {*old, *new}
                     if old.get(key) != new.get(key))  # fmt: skip
    counts[taking.FILE] = len(files)
    return heads.common(
        "back", team=own.team, team_id=own.team_id, round=own.round, machine=own.machine,
        holder=own.holder, number=(own.last.number if own.last else own.follows) + 1,
        follows=own.number, answers=own.number, office=own.office, valid_until=own.valid_until,
        content=content, counts={label: count for label, count in counts.items() if count},
    )  # fmt: skip


def _parts(changed: lines.Brought, files: Rows, log: list[str]) -> Iterator[Part]:
    yield "groups", lines.packed(lines.of_groups(changed))
    yield "rows", lines.packed(lines.of_rows(files))
    yield "log", lines.packed(log)
    yield from filing.parts(pk for _, pk in files)


def _keep(
    actor: Actor, own: station.Station, head: dict[str, Any], sha256: str, taken: taking.Taken
) -> None:
    station.keep_state(f"back-{head['number']}", taken.worked())
    _note(actor, head=head, sha256=sha256)
    line = AuditHead.objects.filter(pk=1).values_list("number", flat=True).first() or 0
    own.handed.append(
        station.Handed(
            number=head["number"], answers=own.number, sha256=sha256, content=head["content"],
            at=clock.now().isoformat(timespec="minutes"), line=line,
        )
    )  # fmt: skip
    station.keep(own)


@service
def _note(actor: Actor, *, head: dict[str, Any], sha256: str) -> None:
    record(
        actor, "outings.station.handed", name=f"{head['team']} {head['machine']}"[:200],
        number=head["number"], sha256=sha256, content=head["content"],
    )  # fmt: skip
