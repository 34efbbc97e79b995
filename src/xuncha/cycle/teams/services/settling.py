"""How a recusal is settled: confirmed, waived by two persons, found to be wrong, set again."""

from __future__ import annotations

from typing import IO

from xuncha.cycle.pool.models import Tie
from xuncha.cycle.teams.conflicts import Asked, engine_key, judge_one
from xuncha.cycle.teams.enums import Origin
from xuncha.cycle.teams.models import Recusal, Seat
from xuncha.cycle.teams.policies import APPROVERS
from xuncha.cycle.teams.raising import LONGEST, add_step
from xuncha.cycle.teams.rules import rules_on
from xuncha.cycle.teams.states import RECUSAL_STATES
from xuncha.cycle.teams.telling import tell_users, with_roles
from xuncha.engines.recusal import Role
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid


@service
def confirm_recusal(
    actor: Actor, *, recusal_id: int, version: int, note: str = ""
) -> Recusal:  # fmt: skip
    """Settle that it is so."""
    row = _get(actor, recusal_id, "confirm")
    RECUSAL_STATES.move(
        row, "confirm", version=version, confirmed_by_id=actor.user_id, confirmed_at=clock.now()
    )
    return _done(actor, row, "认定", "confirmed", note)


@service
def dismiss_recusal(actor: Actor, *, recusal_id: int, version: int, reason: str) -> Recusal:
    """Settle that it is not so; the door opens again. Never by who raised it. What the engine still
    finds can't be dismissed: the wrong fact is to be withdrawn first, by somebody else."""
    row = _get(actor, recusal_id, "dismiss")
    if row.origin == Origin.ENGINE:
        _refuse_while_found(actor, row)
    change = RECUSAL_STATES.move(row, "dismiss", version=version, reason=reason)
    return _done(actor, row, "认定不成立", "dismissed", change.reason)


def _refuse_while_found(actor: Actor, row: Recusal) -> None:
    """The engine is asked anew; and whoever took the fact back does not also open the door."""
    if row.inspector_id is None or row.inspection is None:
        return
    tie = Tie.objects.filter(pk=row.tie_id).first() if row.tie_id else None
    if tie is not None and tie.is_withdrawn and tie.withdrawn_by_id == actor.user_id:
        raise Conflict("您撤销了这项关系，认定不成立须由另一位同志办理。")
    seat = Seat.objects.filter(
        inspector_id=row.inspector_id, team__assignments__inspection=row.inspection
    ).last()  # fmt: skip
    asked = Asked(row.inspector_id, Role(seat.role) if seat else Role.MEMBER, row.inspection)
    today = clock.today()
    reasons = judge_one(asked, rules_on(today).recusal, first=today, last=row.free_on or today)
    if any(engine_key(row.inspector_id, row.inspection.pk, one) == row.key for one in reasons):
        raise Conflict("登记的关系还在，系统仍认为须回避：确属登记错误的，先撤销那项关系。")


@service
def raise_again(actor: Actor, *, recusal_id: int, version: int, reason: str) -> Recusal:
    """Shut the door again that a waiver or a dismissal had opened."""
    row = _get(actor, recusal_id, "raise_again")
    change = RECUSAL_STATES.move(
        row, "raise_again", version=version, reason=reason, confirmed_by_id=actor.user_id,
        confirmed_at=clock.now(),
    )  # fmt: skip
    return _done(actor, row, "重新认定", "raised_again", change.reason)


def ask_waiver(
    actor: Actor, *, recusal_id: int, version: int, reason: str, paper: str,
    stream: IO[bytes] | None = None, name: str = "",
) -> Recusal:  # fmt: skip
    """The first of two persons: proposes that the person may take part all the same, with a reason
    and the paper by which it was agreed, its file beside it or not. The door stays shut."""
    file = None
    if stream is not None:
        _get(actor, recusal_id, "ask_waiver")
        file = keep_file(actor, stream=stream, name=name)
    return _ask_waiver(
        actor, recusal_id=recusal_id, version=version, reason=reason, paper=paper, file=file
    )


@service
def _ask_waiver(
    actor: Actor, *, recusal_id: int, version: int, reason: str, paper: str,
    file: StoredFile | None,
) -> Recusal:  # fmt: skip
    row = _get(actor, recusal_id, "ask_waiver")
    paper = paper.strip()
    if not paper:
        raise Invalid("请写明豁免的依据（文号或者会议）。", field="paper")
    change = RECUSAL_STATES.move(
        row, "ask_waiver", version=version, reason=reason, waive_reason=reason.strip()[:LONGEST],
        waive_paper=paper[:120], waive_file=file, waive_asked_by_id=actor.user_id,
        waive_asked_at=clock.now(),
    )  # fmt: skip
    users = with_roles(APPROVERS)
    tell_users(
        actor, users, "teams.recusal.waiver_asked", "有一项回避豁免待批。", f"/recusals/{row.pk}/"
    )
    return _done(actor, row, "提请豁免", "waiver_asked", change.reason)


@service
def waive_recusal(
    actor: Actor, *, recusal_id: int, version: int, note: str = ""
) -> Recusal:  # fmt: skip
    """The second of two persons: the door opens again, as far as nothing else shuts it."""
    row = _get(actor, recusal_id, "waive")
    RECUSAL_STATES.move(
        row, "waive", version=version, waived_by_id=actor.user_id, waived_at=clock.now()
    )
    return _done(actor, row, "批准豁免", "waived", note)


@service
def refuse_waiver(actor: Actor, *, recusal_id: int, version: int, reason: str) -> Recusal:
    """The second of two persons says no: the recusal is settled."""
    row = _get(actor, recusal_id, "refuse_waiver")
    change = RECUSAL_STATES.move(
        row, "refuse_waiver", version=version, reason=reason, confirmed_by_id=actor.user_id,
        confirmed_at=clock.now(),
    )  # fmt: skip
    return _done(actor, row, "不同意豁免", "waiver_refused", change.reason)


@service
def note_waiver_download(actor: Actor, *, recusal_id: int) -> Recusal:
    """The paper of a waiver is handed out; the log knows."""
    row = _get(actor, recusal_id, "download")
    if row.waive_file_id is None:
        raise Conflict("这项豁免没有附文件。")
    record(actor, "teams.recusal.file_downloaded", row)
    return row


def _get(actor: Actor, recusal_id: int, action: str) -> Recusal:
    row = access.get_or_404(
        actor, Recusal, related=("inspector", "inspection", "organisation", "waive_file"),
        pk=recusal_id,
    )  # fmt: skip
    access.require(actor, action, row)
    return row


def _done(actor: Actor, row: Recusal, label: str, verb: str, reason: str) -> Recusal:
    add_step(actor, row, label, reason)
    record(actor, f"teams.recusal.{verb}", row, inspector=row.inspector_id, after=str(row.state))
    own = row.user_id or (row.inspector.user_id if row.inspector else None)
    text = f"您对{row.organisation}的回避：{row.get_state_display()}。"
    tell_users(actor, [own], f"teams.recusal.{verb}", text, "/my-teams/")
    return row
