"""The hand-over list: what became of each machine."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
import json
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from xuncha.cycle.outings.enums import Way
from xuncha.cycle.outings.models import Exchange, Machine
from xuncha.cycle.outings.wiping import MARK
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_ODD = "“{name}”不是完整的清理证明，没有登记。"


@service
def hand_over(
    actor: Actor, *, machine_id: int, reviewer: str, receiver: str, on: dt.date
) -> Machine:
    """Note that a machine was looked through and given back."""
    row = access.get_or_404(actor, Machine, pk=machine_id)
    access.require(actor, "hand_over", row)
    if not receiver.strip() or not reviewer.strip():
        raise Invalid("移交要写明审核人和接收人。", field="receiver")
    if on > clock.today():
        raise Invalid("移交日期不能晚于今天。", field="on")
    row.reviewer, row.receiver, row.handed_on = reviewer.strip(), receiver.strip(), on
    row.save(update_fields=["reviewer", "receiver", "handed_on"])
    record(actor, "outings.machine.handed", row, receiver=row.receiver, on=on.isoformat())
    return row


@service
def note_wiped(actor: Actor, *, machine_id: int, way: str, on: dt.date, witnesses: str) -> Machine:
    """Note by hand that a machine was wiped, from its signed certificate on paper."""
    row = access.get_or_404(actor, Machine, pk=machine_id)
    access.require(actor, "wipe", row)
    if not way.strip() or not witnesses.strip():
        raise Invalid("清理要写明方式和见证人。", field="witnesses")
    if on > clock.today():
        raise Invalid("清理日期不能晚于今天。", field="on")
    return _wiped(actor, row, way=way.strip(), on=on, witnesses=witnesses.strip(), digest="")


def is_certificate(source: Path) -> bool:
    """Whether a file is a certificate and no package."""
    return _marked(source) is not None


@service
def take_certificate(actor: Actor, *, source: Path) -> Machine:
    """Mark a machine as wiped, from the certificate that its own key signed."""
    told, machine = _proven(source)
    if machine.wiped_on:
        raise Conflict(f"设备 {machine.code} 已经登记清理，没有再改动。")
    digest = hashlib.sha256(source.read_bytes()).hexdigest()
    on = dt.date.fromisoformat(told["on"])
    row = _wiped(actor, machine, way=told["way"], on=on, witnesses="", digest=digest)
    if told["forced"]:
        record(actor, "outings.machine.wiped", row, reason=told["reason"], forced=True)
    return row


def _wiped(
    actor: Actor, row: Machine, *, way: str, on: dt.date, witnesses: str, digest: str
) -> Machine:
    row.wipe_way, row.wiped_on, row.certificate = way, on, digest
    row.witnesses = witnesses or row.witnesses
    row.save(update_fields=["wipe_way", "wiped_on", "certificate", "witnesses"])
    record(actor, "outings.machine.wiped", row, on=on.isoformat(), certificate=digest)
    return row


def _marked(source: Path) -> str | None:
    if not source.is_file():
        return None
    if source.suffix.lower() == ".docx":
        from docx import Document

        lines = [one.text for one in Document(str(source)).paragraphs]
    else:
        with source.open("rb") as file:
            if file.read(3) == b"XCP":
                return None
        lines = source.read_bytes().decode("utf-8", "replace").splitlines()
    return next((one.removeprefix(MARK) for one in lines if one.startswith(MARK)), None)


def _proven(source: Path) -> tuple[dict[str, Any], Machine]:
    try:
        text, signature = (
            base64.urlsafe_b64decode(one) for one in (_marked(source) or "").strip().split(".")
        )
        told = json.loads(text)
        machine = Machine.objects.get(team_id=told["team_id"], code=told["machine"])
    except (ValueError, binascii.Error, KeyError, TypeError, Machine.DoesNotExist):
        raise Invalid(_ODD.format(name=source.name)) from None
    sent = Exchange.objects.filter(machine=machine, way=Way.OUT)
    for public in sent.values_list("public", flat=True):
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(public)).verify(signature, text)
        except InvalidSignature:
            continue
        return told, machine
    raise Invalid(f"清理证明“{source.name}”的签名不是设备 {machine.code} 的，没有登记。")
