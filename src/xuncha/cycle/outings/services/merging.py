"""At the office: bringing in what came back."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.db import transaction

from xuncha.cycle.outings import heads
from xuncha.cycle.outings.enums import Way
from xuncha.cycle.outings.models import Clash, Exchange, KeptFile, Machine
from xuncha.cycle.outings.scope import scope_of
from xuncha.cycle.outings.services import clashing
from xuncha.cycle.outings.services.making import next_range, receipts_of
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files import vault
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.selectors import read_bytes
from xuncha.foundation.files.services import keep_made
from xuncha.foundation.kits import (
    ancestry,
    filing,
    keyspace,
    lines,
    merging,
    package,
    placing,
    signing,
    taking,
)
from xuncha.foundation.kits.grouping import Result, place_groups
from xuncha.foundation.kits.merging import Key
from xuncha.foundation.kits.receipts import receipt_of
from xuncha.foundation.kits.registry import kinds, rules
from xuncha.foundation.kits.slip import Slip
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused

Rows = dict[Key, dict[str, Any]]


@dataclass
class Merged:
    """What came of it."""

    slip: Slip
    records: int = 0
    files: int = 0
    renumbered: list[str] = field(default_factory=list)
    clashes: list[str] = field(default_factory=list)
    receipt: str = ""


@dataclass
class Brought:
    """A return package, read."""

    head: dict[str, Any]
    sha256: str
    groups: lines.Brought
    files: Rows
    blobs: dict[int, str]
    log: list[dict[str, Any]]


class _RehearsedError(Exception):
    def __init__(self, merged: Merged) -> None:
        super().__init__("rehearsed")
        self.merged = merged


def merge_package(actor: Actor, *, source: Path, passphrase: str, rehearse: bool = False) -> Merged:
    """Bring a return package into this office, all or nothing; ``rehearse`` does everything and
    undoes it. ``Invalid`` or ``Conflict`` with one sentence for whatever is not the next package of
    a machine that this office sent out."""
    if not actor.is_system:
        raise Refused("带回的数据包由系统管理人员在服务器上并入。")
    found = package.look(source)
    machine, sent = _check(found)
    brought = _read(found, passphrase)
    try:
        with transaction.atomic():
            merged = _merge(actor, machine=machine, sent=sent, brought=brought)
            if rehearse:
                raise _RehearsedError(merged)
    except _RehearsedError as done:
        return done.merged
    return merged


def _check(found: package.Package) -> tuple[Machine, Exchange]:
    head = heads.check(found, "back")
    if head["office"] != signing.own_public():
        raise Invalid(f"“{found.name}”是另一个办公室配置的设备带回的，不能并入这里。")
    rows = Machine.objects.select_related("team__round")
    machine = rows.filter(team_id=head["team_id"], code=head["machine"]).first()
    if machine is None or machine.team.round.name != head["round"]:
        raise Invalid(
            f"“{found.name}”说是{head['round']}{head['team']}设备 {head['machine']} 带回的，"
            "这里没有登记过这台设备，不能并入。"
        )
    if Exchange.objects.filter(sha256=found.sha256).exists():
        raise Conflict(f"“{found.name}”已经并入，没有再改动。")
    sent = Exchange.objects.filter(machine=machine, way=Way.OUT)
    if not sent.filter(public=head["public"]).exists():
        raise Invalid(f"“{found.name}”的签名不是设备 {machine.code} 的，不能并入。")
    if machine.wiped_on:
        raise Conflict(f"设备 {machine.code} 已经登记清理，“{found.name}”不能并入。")
    last = _last_back(machine)
    if last is not None and head["number"] <= last.number:
        raise Conflict(
            f"“{found.name}”是第 {head['number']} 包，这台设备的第 {last.number} 包已经并入，"
            "更早的包不能再并入。"
        )
    based = sent.filter(number=head["answers"]).first()
    if based is None:
        raise Invalid(f"“{found.name}”所依据的第 {head['answers']} 包不是从这里发出的，不能并入。")
    return machine, based


def _last_back(machine: Machine) -> Exchange | None:
    rows = Exchange.objects.filter(machine=machine, way=Way.BACK)
    return rows.order_by("-number").first()


def _read(found: package.Package, passphrase: str) -> Brought:
    told: dict[str, list[str]] = {}
    blobs: dict[int, str] = {}
    files: Rows = {}
    for name, content in found.parts(passphrase):
        if name.startswith("files/"):
            pk = int(name.removeprefix("files/"))
            blobs[pk] = filing.receive(content, files[(taking.FILE, pk)], found.name)
            continue
        told[name] = lines.unpacked(content)
        if name == "rows":
            files = lines.to_rows(told[name])
    if lines.digest(told["groups"] + told["rows"]) != found.head["content"]:
        raise Invalid(f"“{found.name}”的内容摘要对不上，没有并入。")
    groups = lines.to_groups(told["groups"])
    _check_kinds(found.name, groups)
    return Brought(
        found.head, found.sha256, groups, files, blobs, [json.loads(one) for one in told["log"]]
    )


def _check_kinds(name: str, groups: lines.Brought) -> None:
    """Only what the field may write, and only columns that travel."""
    for _, old, new in groups:
        for (label, _), row in [*old.items(), *new.items()]:
            kind = kinds().get(label)
            if kind is None or not kind.comes_back:
                raise Invalid(f"“{name}”里有外出站点不能写的内容（{label}），没有并入。")
            if not set(row) <= {one.attname for one in taking.columns(label)}:
                raise Invalid(f"“{name}”里有不认得的栏目（{label}），没有并入。")


@service
def _merge(actor: Actor, *, machine: Machine, sent: Exchange, brought: Brought) -> Merged:
    head = brought.head
    row = _register(actor, machine, brought)
    fresh = _keep_files(row, brought)
    here = taking.take(scope_of(machine.team)).rows
    mine = taking.groups(here)
    result = Result(placing=placing.Placing(), known={*here, *brought.files})
    told, ground = _told_before(machine, row), (sent.number, sent.follows)
    for root, old, new in brought.groups:
        base, other = ancestry.at_office(root, old, ground, told)
        result.planned.append((root, merging.merge(base, mine.get(root, {}), new, rules(), other)))
    place_groups(result)
    if any(one.added for _, one in result.touched) or fresh:
        row.key_range = next_range()
        keyspace.move_on(row.key_range)
    _note_records(actor, result, row)
    clashes = clashing.note(result, row, mine, brought.log, brought.groups)
    return _close(actor, row, result, clashes, fresh, head)


def _register(actor: Actor, machine: Machine, brought: Brought) -> Exchange:
    head = brought.head
    log = [json.dumps(one, ensure_ascii=False) for one in brought.log]
    name = f"{machine.code} 带回第 {head['number']} 包"
    return Exchange.objects.create(
        machine=machine, way=Way.BACK, number=head["number"], follows=head["follows"],
        answers=head["answers"], sha256=brought.sha256, content=head["content"],
        counts=head["counts"], head=head["head"], made_at=head["made_at"], at=clock.now(),
        payload=_kept(actor, lines.of_groups(brought.groups), f"{name} 内容"),
        log=_kept(actor, log, f"{name} 审计"),
        receipt=receipt_of(receipts_of(machine), brought.sha256),
    )  # fmt: skip


def _kept(actor: Actor, told: list[str], name: str) -> StoredFile:
    """Lines in a sealed file of the office."""
    with tempfile.TemporaryFile(dir=vault.scratch()) as content:
        content.writelines(lines.packed(told))
        content.seek(0)
        return keep_made(actor, content=cast(BinaryIO, content), name=name, kind="gz")


def _keep_files(row: Exchange, brought: Brought) -> int:
    numbers = [pk for _, pk in brought.files]
    there = set(StoredFile.objects.filter(pk__in=numbers).values_list("pk", flat=True))
    fresh = {key: one for key, one in brought.files.items() if key[1] not in there}
    more = {key: {"blob": brought.blobs[key[1]]} for key in fresh}
    placing.Placing().add(fresh, more)
    KeptFile.objects.bulk_create(KeptFile(exchange=row, file_id=pk) for _, pk in fresh)
    return len(fresh)


def _told_before(machine: Machine, row: Exchange) -> ancestry.Told | None:
    """The last return that was merged before, and what it told."""
    last = Exchange.objects.filter(machine=machine, way=Way.BACK, number__lt=row.number)
    found = last.order_by("-number").first()
    if found is None or found.payload is None:
        return None
    groups = lines.to_groups(lines.unpacked([read_bytes(found.payload)]))
    return ancestry.Told(found.number, found.answers, {root: new for root, _, new in groups})


def _note_records(actor: Actor, result: Result, row: Exchange) -> None:
    """A line for each record of which something came in: search follows the log."""
    for (label, pk), one in result.touched:
        record_row = kinds()[label].model._base_manager.filter(pk=pk).first()
        if record_row is None:
            continue
        columns = sorted({name for values in one.changed.values() for name in values})
        record(
            actor, "outings.record.merged", record_row, package=row.sha256, added=len(one.added),
            gone=len(one.gone), columns=columns,
        )  # fmt: skip


def _close(
    actor: Actor, row: Exchange, result: Result, clashes: list[Clash], fresh: int,
    head: dict[str, Any],
) -> Merged:  # fmt: skip
    words = [
        f"{kinds()[one.label].model._meta.verbose_name}：带回的 {one.before} 号与已有的重号，"
        f"改为 {one.after} 号。"
        for one in result.placing.renumbered
    ]
    row.notes = words
    row.save(update_fields=["notes", "key_range"])
    record(
        actor, "outings.package.merged", row, name=str(row.machine), sha256=row.sha256,
        content=row.content, records=len(result.touched), files=fresh, clashes=len(clashes),
        renumbered=words, field_head=row.head,
    )  # fmt: skip
    return Merged(
        heads.slip_of(head, row.sha256), len(result.touched), fresh, words,
        [clashing.words_of(one) for one in clashes], row.receipt,
    )  # fmt: skip
