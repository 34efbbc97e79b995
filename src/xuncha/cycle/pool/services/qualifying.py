"""Certificates and secrecy pledges: entered with their scan, withdrawn with a reason."""

from __future__ import annotations

import datetime as dt
from typing import IO, Any

from xuncha.cycle.pool.models import Inspector, Qualification, SecrecyPledge
from xuncha.cycle.pool.watching import tell_changed
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add


def add_qualification(
    actor: Actor, *, inspector_id: int, name: str, number: str = "", issuer: str = "",
    issued_on: dt.date | None = None, expires_on: dt.date | None = None,
    stream: IO[bytes] | None = None, file_name: str = "",
) -> Qualification:  # fmt: skip
    """Enter a certificate, with its scan if there is one. Refuses an empty name, days out of order
    or an issue in the future, one that is entered already, and whatever the files room refuses.
    The scan is sealed before the transaction opens."""
    row = Qualification(
        inspector=access.get_or_404(actor, Inspector, pk=inspector_id), name=name.strip()[:60],
        number=number.strip()[:60], issuer=issuer.strip()[:60], issued_on=issued_on,
        expires_on=expires_on,
    )  # fmt: skip
    access.require(actor, "add", row)
    if not row.name:
        raise Invalid("请填写证书名称。", field="name")
    _check_days(issued_on, expires_on, "issued_on", "发证日期")
    file = keep_file(actor, stream=stream, name=file_name) if stream is not None else None
    return _add_qualification(actor, row=row, file=file)


@service
def _add_qualification(
    actor: Actor, *, row: Qualification, file: StoredFile | None
) -> Qualification:
    same = Qualification.objects.filter(
        inspector=row.inspector, name=row.name, number=row.number, expires_on=row.expires_on,
        withdrawn_at__isnull=True,
    )  # fmt: skip
    if same.exists():
        raise Conflict("这个证书已经登记过了。")
    _enter(actor, row, file)
    record(actor, "pool.qualification.added", row, inspector=row.inspector_id)
    tell_changed(actor, [row.inspector_id])
    return row


def add_pledge(
    actor: Actor, *, inspector_id: int, signed_on: dt.date, valid_until: dt.date | None = None,
    stream: IO[bytes] | None = None, file_name: str = "",
) -> SecrecyPledge:  # fmt: skip
    """Enter a signed secrecy pledge. Refuses a day in the future, days out of order, and a second
    one of the same day."""
    row = SecrecyPledge(
        inspector=access.get_or_404(actor, Inspector, pk=inspector_id), signed_on=signed_on,
        valid_until=valid_until,
    )  # fmt: skip
    access.require(actor, "add", row)
    _check_days(signed_on, valid_until, "signed_on", "签署日期")
    file = keep_file(actor, stream=stream, name=file_name) if stream is not None else None
    return _add_pledge(actor, row=row, file=file)


@service
def _add_pledge(actor: Actor, *, row: SecrecyPledge, file: StoredFile | None) -> SecrecyPledge:
    _enter(actor, row, file)
    record(actor, "pool.pledge.added", row, inspector=row.inspector_id)
    tell_changed(actor, [row.inspector_id])
    return row


@service
def withdraw_qualification(actor: Actor, *, qualification_id: int, reason: str) -> Qualification:
    """Take back a certificate that was entered wrongly, with a reason."""
    row = access.get_or_404(actor, Qualification, related=("inspector",), pk=qualification_id)
    withdraw(actor, row, "pool.qualification.withdrawn", reason)
    return row


@service
def withdraw_pledge(actor: Actor, *, pledge_id: int, reason: str) -> SecrecyPledge:
    """Take back a pledge that was entered wrongly, with a reason."""
    row = access.get_or_404(actor, SecrecyPledge, related=("inspector",), pk=pledge_id)
    withdraw(actor, row, "pool.pledge.withdrawn", reason)
    return row


def withdraw(actor: Actor, row: Any, verb: str, reason: str) -> None:
    """Take back any entered fact of a person: once, with a reason, inside a service."""
    access.require(actor, "withdraw", row)
    reason = reason.strip()[:300]
    if not reason:
        raise Invalid("撤销必须写明理由。", field="reason")
    fields = {
        "withdrawn_at": clock.now(), "withdrawn_by_id": actor.user_id, "withdrawn_reason": reason,
    }  # fmt: skip
    rows = type(row)._default_manager.filter(pk=row.pk, withdrawn_at__isnull=True)
    if rows.update(**fields) != 1:
        raise Conflict("这条记录已经撤销了。")
    for key, value in fields.items():
        setattr(row, key, value)
    record(actor, verb, row, inspector=row.inspector_id)
    tell_changed(actor, [row.inspector_id])


@service
def note_qualification_download(actor: Actor, *, qualification_id: int) -> Qualification:
    """Let through to the scan of a certificate and note it."""
    rows = Qualification.objects.filter(file__isnull=False)
    row = access.get_or_404(actor, rows, related=("inspector", "file"), pk=qualification_id)
    access.require(actor, "download", row)
    record(actor, "pool.qualification.downloaded", row, inspector=row.inspector_id)
    return row


@service
def note_pledge_download(actor: Actor, *, pledge_id: int) -> SecrecyPledge:
    """Let through to the scan of a pledge and note it."""
    rows = SecrecyPledge.objects.filter(file__isnull=False)
    row = access.get_or_404(actor, rows, related=("inspector", "file"), pk=pledge_id)
    access.require(actor, "download", row)
    record(actor, "pool.pledge.downloaded", row, inspector=row.inspector_id)
    return row


def _enter(actor: Actor, row: Qualification | SecrecyPledge, file: StoredFile | None) -> None:
    row.file, row.entered_by_id, row.entered_at = file, actor.user_id, clock.now()
    add(row, f"同样的{row._meta.verbose_name}已经登记过了。")


def _check_days(
    start: dt.date | None, end: dt.date | None, field: str, label: str
) -> None:  # fmt: skip
    if start and start > clock.today():
        raise Invalid(f"{label}不能晚于今天。", field=field)
    if start and end and end < start:
        end_field = "valid_until" if field == "signed_on" else "expires_on"
        raise Invalid(f"有效期不能早于{label}。", field=end_field)
