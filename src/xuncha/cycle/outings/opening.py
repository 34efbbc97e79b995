"""On the field's machine: a new site from a package, and a newer state into the site that is
there."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from xuncha.cycle.outings import heads
from xuncha.cycle.outings.scope import scope_of
from xuncha.cycle.teams.models import Team
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.backups import tables
from xuncha.foundation.kits import (
    ancestry,
    filing,
    keyspace,
    lines,
    merging,
    placing,
    signing,
    station,
    taking,
)
from xuncha.foundation.kits.ancestry import Groups
from xuncha.foundation.kits.grouping import Result, place_groups
from xuncha.foundation.kits.merging import Group, Key
from xuncha.foundation.kits.package import Package
from xuncha.foundation.kits.registry import rules
from xuncha.foundation.kits.slip import Slip
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Invalid, Unavailable

Rows = dict[Key, dict[str, Any]]
_OWN_OF_MEMBERS = frozenset({"password", "must_change_password", "password_changed_at"})
OVER = "“{name}”的有效期到 {day} 为止，已经过期，不能打开；请回办公室重新制作。"


def check_out(package: Package) -> dict[str, Any]:
    """The head of a package for a field site. ``Invalid`` where it is none, or out of date."""
    head = heads.check(package, "out")
    over = dt.date.fromisoformat(head["valid_until"]) < clock.today()
    if over and not head.get("demo"):  # a demonstration lives on its own day
        raise Invalid(OVER.format(name=package.name, day=head["valid_until"]))
    return head


def fill(package: Package, passphrase: str) -> Slip:
    """Put a package into the empty tables of a new site, and prove that all of it arrived."""
    head, parts = package.head, package.parts(passphrase)
    about = _about(parts)
    rows, blobs = _contents(package, parts)
    with transaction.atomic():
        tables.empty(apps)
        more = {(taking.FILE, pk): {"blob": blob} for pk, blob in blobs.items()}
        placing.Placing().add(rows, more)
    connection.check_constraints()
    keyspace.move_on(head["key_range"])
    if about["demo"]:
        _live_on_its_day(about["demo"])
    given = about["given"]
    signing.keep(bytes.fromhex(given["private"]))
    _keep_station(head, given["receipts"])
    again = taking.take(scope_of(Team.objects.get(pk=head["team_id"]))).rows
    if lines.digest(lines.of_rows(again)) != head["content"]:
        raise Invalid(f"“{package.name}”打开以后核对不一致，没有建立站点。")
    station.keep_state("base", _worked(rows))
    station.keep_state("files", _files(rows))
    _note(SYSTEM, name=package.name, verb="outings.station.opened", head=head, sha=package.sha256)
    return heads.slip_of(head, package.sha256)


def _about(parts: Iterator[tuple[str, Iterator[bytes]]]) -> dict[str, Any]:
    name, content = next(parts)
    if name != "about":
        raise Invalid("外出数据包的内容不完整，没有使用。")
    told: dict[str, Any] = json.loads(b"".join(content))
    return told


def _contents(
    package: Package, parts: Iterator[tuple[str, Iterator[bytes]]]
) -> tuple[Rows, dict[int, str]]:
    """Rows, and files by number with the names of their blobs here."""
    rows: Rows = {}
    blobs: dict[int, str] = {}
    for name, content in parts:
        if name == "rows":
            told = lines.unpacked(content)
            if lines.digest(told) != package.head["content"]:
                raise Invalid(f"“{package.name}”的内容摘要对不上，没有使用。")
            rows = lines.to_rows(told)
        else:
            pk = int(name.removeprefix("files/"))
            blobs[pk] = filing.receive(content, rows[(taking.FILE, pk)], package.name)
    return rows, blobs


def _worked(rows: Rows) -> Rows:
    return taking.Taken(rows).worked()


def _files(rows: Rows) -> Rows:
    return {key: row for key, row in rows.items() if key[0] == taking.FILE}


def _live_on_its_day(demo: dict[str, Any]) -> None:
    path = Path(settings.XUNCHA_HOME) / "demo.json"
    path.write_text(json.dumps(demo, ensure_ascii=False), "utf-8")
    clock.set_offset(dt.timedelta(seconds=demo["offset_seconds"]))


def _keep_station(head: dict[str, Any], receipts: str) -> None:
    station.keep(
        station.Station(
            team_id=head["team_id"], team=head["team"], round=head["round"],
            machine=head["machine"], holder=head["holder"], number=head["number"],
            follows=head["follows"], key_range=head["key_range"], office=head["public"],
            receipts=receipts, valid_until=head["valid_until"],
            since=clock.now().isoformat(timespec="minutes"),
        )
    )  # fmt: skip


@service
def _note(actor: Actor, *, name: str, verb: str, head: dict[str, Any], sha: str) -> None:
    record(
        actor, verb, name=f"{head['team']} {head['machine']}"[:200], package=name,
        number=head["number"], sha256=sha, content=head["content"],
    )  # fmt: skip


def refresh(package: Package, passphrase: str, own: station.Station) -> tuple[Slip, Result]:
    """Bring the office's newer state into this field site by the same merge: what both sides
    changed differently stays as it is here, and is asked at the office when it comes back."""
    head = package.head
    _check_same(package, own)
    parts = package.parts(passphrase)
    given = _about(parts)["given"]
    rows, blobs = _contents(package, parts)
    result = _bring(SYSTEM, rows=rows, blobs=blobs, old=_ancestors(head, own), team_id=own.team_id)
    keyspace.move_on(head["key_range"])
    station.keep_state("base", result.base)
    station.keep_state("files", station.state("files") | _files(rows))
    own.number, own.follows, own.key_range = head["number"], head["follows"], head["key_range"]
    own.valid_until = head["valid_until"]
    signing.keep(bytes.fromhex(given["private"]))
    station.keep(own)
    _note(SYSTEM, name=package.name, verb="outings.station.updated", head=head, sha=package.sha256)
    return heads.slip_of(head, package.sha256), result


def _check_same(package: Package, own: station.Station) -> None:
    head = package.head
    if head["team_id"] != own.team_id or head["round"] != own.round:
        raise Invalid(
            f"“{package.name}”是{head['round']}{head['team']}的，这个外出站点是"
            f"{own.round}{own.team}的，没有打开。"
        )
    if head["machine"] != own.machine:
        raise Invalid(
            f"“{package.name}”是给设备 {head['machine']} 的，这台是 {own.machine}，没有打开。"
        )
    if head["public"] != own.office:
        raise Invalid(f"“{package.name}”不是配置这台设备的办公室做的，没有打开。")
    if head["number"] <= own.number:
        raise Invalid(
            f"“{package.name}”是第 {head['number']} 包，这个站点已经打开过第 {own.number} 包，"
            "旧的包不能再打开。"
        )


def _ancestors(head: dict[str, Any], own: station.Station) -> tuple[Groups, Groups | None]:
    base = taking.groups(station.state("base"))
    merged = next((one for one in own.handed if one.number == head["follows"]), None)
    told = told_in(merged) if merged is not None else None
    return ancestry.in_field(base, (own.number, own.follows), head["follows"], told)


def told_in(handed: station.Handed) -> ancestry.Told:
    """What a return told, from the copy that was kept here."""
    groups = taking.groups(station.state(f"back-{handed.number}"))
    return ancestry.Told(handed.number, handed.answers, groups)


@service
def _bring(
    actor: Actor,
    *,
    rows: Rows,
    blobs: dict[int, str],
    old: tuple[Groups, Groups | None],
    team_id: int,
) -> Result:
    """Everything in one transaction; a clash keeps what is here."""
    placing.upsert_lent(taking.Taken(rows).lent(), _OWN_OF_MEMBERS, blobs)
    base, other = old
    theirs = taking.groups(_worked(rows))
    here = taking.take(scope_of(Team.objects.get(pk=team_id))).rows
    mine = taking.groups(here)
    result = Result(placing=placing.Placing(incoming_yields=False), known={*here, *rows})
    kept: dict[Key, Group] = {}
    for root in sorted({*base, *theirs}):
        before, now = base.get(root, {}), theirs.get(root, {})
        crossed = other.get(root, {}) if other is not None else None
        outcome = merging.merge(before, mine.get(root, {}), now, rules(), crossed)
        result.planned.append((root, outcome))
        kept[root] = merging.next_base(before, now, outcome)
    place_groups(result)
    for root in result.failed:
        kept[root] = base.get(root, {})
    result.base = {key: dict(row) for group in kept.values() for key, row in group.items()}
    return result


def require_station() -> station.Station:
    """The paper of this field site; one sentence where this is none."""
    own = station.read()
    if own is None:
        raise Unavailable("这里不是外出站点。")
    return own
