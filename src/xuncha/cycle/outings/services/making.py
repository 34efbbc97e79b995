"""Making a package for a machine that goes out."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models import Max

from xuncha.cycle.outings import heads
from xuncha.cycle.outings.enums import Way
from xuncha.cycle.outings.models import Exchange, Machine
from xuncha.cycle.outings.scope import scope_of
from xuncha.cycle.teams.enums import AuthorisationState
from xuncha.cycle.teams.models import Team
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.backups.snapshot import one_moment
from xuncha.foundation.kits import filing, lines, package, signing, taking
from xuncha.foundation.kits.package import Part
from xuncha.foundation.kits.registry import kinds
from xuncha.foundation.kits.slip import Slip
from xuncha.foundation.seals import fields
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused


@dataclass(frozen=True, slots=True)
class Wanted:
    """For which machine, as it stands on the hand-over list."""

    code: str
    holder: str = ""
    purpose: str = ""


def make_package(
    actor: Actor, *, team: Team, wanted: Wanted, target: Path, passphrase: str
) -> Slip:
    """Put what a team takes along into a sealed file for one of its machines; a machine that is out
    already gets the newer state. For the system (whoever stands at the machine).

    ``Conflict`` where the team's authorisation is not in force, the machine was wiped, or nobody of
    the team has an account;
    ``Invalid`` for a short passphrase, a file that is there; ``Unavailable`` when the disk is full.
    The file appears whole or not at all.
    """
    if not actor.is_system:
        raise Refused("外出数据包由系统管理人员在服务器上制作。")
    package.check_passphrase(passphrase)
    valid_until = _valid_until(team)
    machine = Machine.objects.filter(team=team, code=wanted.code).first()
    _check_machine(machine, wanted)
    keys = signing.new_machine()
    with one_moment() if not connection.in_atomic_block else nullcontext():
        scope = scope_of(team)
        if not scope["user"]:
            raise Conflict(f"{team.name}的成员都还没有账号，外出站点上没有人能登录。请先开账号。")
        taken = taking.take(scope)
        head, told = _head(team, machine, wanted, valid_until, taken)
    receipts = receipts_of(machine) if machine else secrets.token_hex(16)
    given = {"private": keys.private.hex(), "receipts": receipts}
    with filing.new_file(target) as out:
        parts = _parts(taken, told, given)
        sha256 = package.write(out, head, parts, passphrase, signing.own())
        _register(
            actor, team=team, wanted=wanted, receipts=receipts, public=keys.public, head=head,
            sha256=sha256,
        )  # fmt: skip
    return heads.slip_of(head, sha256)


def _valid_until(team: Team) -> str:
    paper = getattr(team, "authorisation", None)
    if paper is None or paper.state != AuthorisationState.ANNOUNCED:
        raise Conflict(f"{team.name}的授权还没有宣布，不能制作外出数据包。")
    if paper.shuts_on < clock.today():
        raise Conflict(
            f"{team.name}的授权已于 {paper.shuts_on:%Y-%m-%d} 到期，不能再制作外出数据包。"
        )
    return str(paper.shuts_on.isoformat())


def _check_machine(machine: Machine | None, wanted: Wanted) -> None:
    if machine is None and not (wanted.code and wanted.holder):
        raise Invalid("第一次给一台设备制作数据包，请用 --machine 写设备编号、--holder 写领用人。")
    if machine is not None and machine.wiped_on:
        raise Conflict(f"设备 {machine.code} 已经登记清理，再次外出请换一个设备编号登记。")


def _head(
    team: Team, machine: Machine | None, wanted: Wanted, valid_until: str, taken: taking.Taken
) -> tuple[dict[str, Any], list[str]]:
    told = lines.of_rows(taken.rows)
    last = _last(machine, Way.OUT)
    counts = Counter(label for label, _ in taken.rows if kinds()[label].comes_back)
    counts[taking.FILE] = sum(label == taking.FILE for label, _ in taken.rows)
    head = heads.common(
        "out", team=team.name, team_id=team.pk, round=team.round.name, machine=wanted.code,
        holder=machine.holder if machine else wanted.holder, number=last + 1,
        follows=_last(machine, Way.BACK), answers=0, office=signing.own_public(),
        valid_until=valid_until, demo=bool(settings.XUNCHA_DEMO), key_range=next_range(),
        content=lines.digest(told),
        counts={label: count for label, count in counts.items() if count},
    )  # fmt: skip
    return head, told


def _last(machine: Machine | None, way: Way) -> int:
    rows = Exchange.objects.filter(machine=machine, way=way) if machine else Exchange.objects.none()
    return rows.aggregate(last=Max("number"))["last"] or 0


def next_range() -> int:
    """The next range of numbers that nobody has."""
    return (Exchange.objects.aggregate(most=Max("key_range"))["most"] or 0) + 1


def _parts(taken: taking.Taken, told: list[str], given: dict[str, str]) -> Iterator[Part]:
    about: dict[str, Any] = {"given": given, "demo": _demo(taken)}
    yield "about", [json.dumps(about, ensure_ascii=False).encode()]
    yield "rows", lines.packed(told)
    yield from filing.parts(pk for label, pk in taken.rows if label == taking.FILE)


def _demo(taken: taking.Taken) -> dict[str, Any] | None:
    """A demonstration's field site lives on the same day, and tells its own people only."""
    demo: dict[str, Any] | None = settings.XUNCHA_DEMO
    if not demo:
        return None
    names = {row["username"] for (label, _), row in taken.rows.items() if label == taking.USER}
    return demo | {"people": [one for one in demo["people"] if one["username"] in names]}


@service
def _register(
    actor: Actor, *, team: Team, wanted: Wanted, receipts: str, public: str,
    head: dict[str, Any], sha256: str,
) -> Exchange:  # fmt: skip
    machine = Machine.objects.filter(team=team, code=wanted.code).first()
    if machine is None:
        machine = Machine.objects.create(
            team=team, code=wanted.code, holder=wanted.holder, purpose=wanted.purpose,
            configured_at=clock.now(),
            receipts=fields.seal(receipts.encode(), place=receipts_place(team, wanted.code)),
        )  # fmt: skip
    row = Exchange.objects.create(
        machine=machine, way=Way.OUT, number=head["number"], follows=head["follows"],
        key_range=head["key_range"], public=public, sha256=sha256, content=head["content"],
        counts=head["counts"], head=head["head"], made_at=head["made_at"], at=clock.now(),
        valid_until=head["valid_until"],
    )  # fmt: skip
    record(
        actor, "outings.machine.sent", machine, name=f"{team.name} {machine.code}",
        number=row.number, sha256=sha256, content=head["content"],
    )  # fmt: skip
    return row


def receipts_of(machine: Machine) -> str:
    """The secret of a machine's receipts."""
    place = receipts_place(machine.team, machine.code)
    return fields.unseal(machine.receipts, place=place).decode()


def receipts_place(team: Team, code: str) -> str:
    """Where the secret of a machine's receipts is sealed for."""
    return f"outings.machine {team.pk} {code}"
