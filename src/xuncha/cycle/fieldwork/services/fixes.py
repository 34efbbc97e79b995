"""Immediate fixes from the team's meeting to its own confirmation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.directory.roles import UNIT, UNIT_HEAD
from xuncha.cycle.fieldwork.enums import FixState
from xuncha.cycle.fieldwork.models import FixFile, ImmediateFix
from xuncha.cycle.fieldwork.rules import due_after_days, rules_on, set_by_hand
from xuncha.cycle.fieldwork.services.common import (
    add,
    inspection_of,
    note_step,
    step,
    still_open,
    told,
)
from xuncha.cycle.fieldwork.states import FIX_STATES
from xuncha.cycle.fieldwork.stay import stay_of, team_users, unit_users
from xuncha.cycle.planning.enums import AFTER_ENTRY
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

_TARGET = "fix"
LONGEST = 2000


@dataclass(frozen=True, slots=True)
class FixFacts:
    """What a notice tells. Without ``due_on`` the rule gives the day, at most the stay's last."""

    meeting_on: dt.date
    problem: str
    demand: str
    basis: str = ""
    point_id: int | None = None
    due_on: dt.date | None = None


@service
def draft_fix(actor: Actor, *, inspection_id: int, facts: FixFacts) -> ImmediateFix:
    """Put down what the team's meeting decided. Refuses before the entry, a meeting to come, a day
    outside the stay, and a point of another inspection."""
    inspection = inspection_of(actor, inspection_id)
    row = ImmediateFix(inspection=inspection, made_by_id=actor.user_id)
    access.require(actor, "create", row)
    if inspection.state not in AFTER_ENTRY:
        raise Conflict("还没有进驻，不能下达立行立改。")
    _fill(actor, row, inspection, facts)
    add(row)
    _note(actor, row, "draft", "拟稿", f"期限 {row.due_on}")
    record(actor, "fieldwork.fix.drafted", row, due=str(row.due_on), point=facts.point_id)
    return row


@service
def change_fix(actor: Actor, *, fix_id: int, version: int, facts: FixFacts) -> ImmediateFix:
    """Change a notice that was not issued yet."""
    row = _row(actor, fix_id)
    access.require(actor, "change", row)
    if row.state != FixState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，通知书不能再改。")
    if version != row.version:
        raise Conflict
    _fill(actor, row, row.inspection, facts)
    row.version += 1
    row.save()
    record(actor, "fieldwork.fix.changed", row, due=str(row.due_on))
    return row


def _fill(actor: Actor, row: ImmediateFix, inspection: Inspection, facts: FixFacts) -> None:
    today = clock.today()
    stay = stay_of(inspection)
    if facts.meeting_on > today:
        raise Invalid("组务会日期不能晚于今天。", field="meeting_on")
    if facts.meeting_on < stay.starts_on:
        raise Invalid(f"组务会日期不能早于进驻的 {stay.starts_on}。", field="meeting_on")
    row.meeting_on = facts.meeting_on
    row.problem = words(facts.problem, LONGEST, "problem", "请写明存在什么问题。")
    row.demand = words(facts.demand, LONGEST, "demand", "请写明要求改到什么程度。")
    row.basis = facts.basis.strip()[:300]
    row.point = None
    if facts.point_id is not None:
        points = InspectionPoint.objects.filter(inspection=inspection)
        row.point = access.get_or_404(actor, points, pk=facts.point_id)
    rules = rules_on(today)
    by_rule = due_after_days(today, rules.settings.fix_days)
    row.stay_ends_on = stay.ends_on
    row.due_on = row.original_due_on = facts.due_on or min(by_rule.on, stay.ends_on)
    _inside(row.due_on, today, stay.ends_on)
    row.due_rule = (
        f"驻点截止（{stay.by}）" if facts.due_on is None and row.due_on < by_rule.on
        else set_by_hand(by_rule, row.due_on, today)
    )  # fmt: skip
    row.rules_version = rules.number


def _inside(day: dt.date, today: dt.date, ends_on: dt.date) -> None:
    if day < today:
        raise Invalid("完成期限不能早于今天。", field="due_on")
    if day > ends_on:
        raise Invalid(
            f"立行立改要在驻点期间改好，期限不能晚于 {ends_on}；改不完的列入反馈问题。",
            field="due_on",
        )


@service
def issue_fix(actor: Actor, *, fix_id: int, version: int) -> ImmediateFix:
    """Send it to the unit, whose head has to sign for it."""
    row = _row(actor, fix_id)
    still_open(row.inspection)
    if row.due_on < clock.today():
        raise Conflict(f"完成期限 {row.due_on} 已经过了，请先修改。")
    step(
        actor, FIX_STATES, row, "issue", version=version, target=_TARGET,
        issued_by_id=actor.user_id, issued_on=clock.today(),
    )  # fmt: skip
    record(actor, "fieldwork.fix.issued", row, due=str(row.due_on))
    _tell_unit(actor, row, "fieldwork.fix.issued", f"请负责人签收，{row.due_on} 前改好。")
    return row


@service
def sign_fix(actor: Actor, *, fix_id: int, version: int) -> ImmediateFix:
    """The unit's head signs for it in person."""
    row = _row(actor, fix_id)
    step(
        actor, FIX_STATES, row, "sign", version=version, target=_TARGET,
        signed_by_id=actor.user_id, signed_on=clock.today(), signer=actor.name[:40],
    )  # fmt: skip
    record(actor, "fieldwork.fix.signed", row, signer=actor.name)
    _tell_team(actor, row, "fieldwork.fix.signed", f"{actor.name}已签收。")
    return row


@service
def plan_fix(
    actor: Actor, *, fix_id: int, version: int, measure: str, owner: str
) -> ImmediateFix:  # fmt: skip
    """What the unit will do, and who answers for it."""
    row = _row(actor, fix_id)
    access.require(actor, "plan", row)
    if row.state not in {FixState.SIGNED, FixState.RETURNED}:
        raise Conflict(f"现在是“{row.get_state_display()}”，不能填报措施。")
    if version != row.version:
        raise Conflict
    row.measure = words(measure, LONGEST, "measure", "请填写整改措施。")
    row.owner = words(owner, 40, "owner", "请写明谁负责。")
    row.version += 1
    row.save(update_fields=["measure", "owner", "version"])
    _note(actor, row, "plan", "填报措施", f"{row.measure}（{row.owner}）")
    record(actor, "fieldwork.fix.planned", row, owner=row.owner)
    return row


def report_fix(
    actor: Actor, *, fix_id: int, version: int, result: str, done_on: dt.date,
    uploads: Sequence[Upload] = (),
) -> ImmediateFix:  # fmt: skip
    """The unit says that it is done, with proofs. It counts as done only when the team has
    confirmed it. Files are sealed before the transaction."""
    row = _row(actor, fix_id)
    access.require(actor, "report", row)
    words(result, LONGEST, "result", "请写明改到了什么程度。")
    if not uploads and not row.files.exists():
        raise Invalid("请附上能证明已经改好的材料。", field="uploads")
    kept = keep_all(actor, uploads)
    return _report(
        actor, fix_id=fix_id, version=version, result=result.strip(), done_on=done_on, kept=kept
    )  # fmt: skip


@service
def _report(
    actor: Actor, *, fix_id: int, version: int, result: str, done_on: dt.date,
    kept: list[StoredFile],
) -> ImmediateFix:  # fmt: skip
    row = _row(actor, fix_id)
    if row.issued_on and not row.issued_on <= done_on <= clock.today():
        raise Invalid("完成日期应当在下达那天和今天之间。", field="done_on")
    if not row.measure:
        raise Conflict("请先填报整改措施和责任人，再报结。")
    step(
        actor, FIX_STATES, row, "report", version=version, target=_TARGET, note=result,
        result=result, done_on=done_on, reported_by_id=actor.user_id, reported_on=clock.today(),
    )  # fmt: skip
    attach(actor, FixFile, row, kept, "fix")
    record(actor, "fieldwork.fix.reported", row, done=str(done_on), files=len(kept))
    _tell_team(actor, row, "fieldwork.fix.reported", "单位报告已经改好，请核实确认。")
    return row


@service
def return_fix(actor: Actor, *, fix_id: int, version: int, reason: str) -> ImmediateFix:
    """It is not done yet."""
    row = _row(actor, fix_id)
    step(
        actor, FIX_STATES, row, "return", version=version, reason=reason, target=_TARGET,
        returned_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "fieldwork.fix.returned", row, reason=reason.strip())
    _tell_unit(actor, row, "fieldwork.fix.returned", f"还没有改好：{reason.strip()[:80]}")
    return row


@service
def confirm_fix(actor: Actor, *, fix_id: int, version: int, note: str) -> ImmediateFix:
    """The team has seen that it is done, and says how it looked."""
    row = _row(actor, fix_id)
    note = words(note, 500, "note", "请写明怎样确认的，例如到现场看了什么、查了什么。")
    step(
        actor, FIX_STATES, row, "confirm", version=version, target=_TARGET, note=note,
        confirmed_by_id=actor.user_id, confirmed_on=clock.today(), confirm_note=note,
    )  # fmt: skip
    record(actor, "fieldwork.fix.confirmed", row, note=note)
    _tell_unit(actor, row, "fieldwork.fix.confirmed", "巡察组已确认改好。")
    return row


@service
def put_off_fix(
    actor: Actor, *, fix_id: int, version: int, due_on: dt.date, reason: str
) -> ImmediateFix:
    """A later day inside the stay, with its reason; what is late already stays late."""
    row = _row(actor, fix_id)
    access.require(actor, "put_off", row)
    reason = words(reason, 300, "reason", "请写明为什么推后。")
    if row.state not in {FixState.ISSUED, FixState.SIGNED, FixState.RETURNED}:
        raise Conflict(f"现在是“{row.get_state_display()}”，不用推后期限。")
    if version != row.version:
        raise Conflict
    if row.due_on < clock.today():
        raise Conflict(f"已经过了 {row.due_on} 的期限，不能再推后；逾期会如实记下。")
    if due_on <= row.due_on:
        raise Invalid(f"期限只能推后，应当晚于 {row.due_on}。", field="due_on")
    _inside(due_on, clock.today(), row.stay_ends_on)
    before, row.due_on = row.due_on, due_on
    row.version += 1
    row.save(update_fields=["due_on", "version"])
    _note(actor, row, "put_off", "推后期限", f"{before} → {due_on}：{reason}")
    record(
        actor, "fieldwork.fix.put_off", row, before=str(before), after=str(due_on), reason=reason
    )  # fmt: skip
    _tell_unit(actor, row, "fieldwork.fix.put_off", f"期限推后到 {due_on}。")
    return row


@service
def withdraw_fix(actor: Actor, *, fix_id: int, version: int, reason: str) -> ImmediateFix:
    """Take it back, with the reason."""
    row = _row(actor, fix_id)
    issued = row.issued_on is not None
    step(
        actor, FIX_STATES, row, "withdraw", version=version, reason=reason, target=_TARGET,
        withdrawn_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "fieldwork.fix.withdrawn", row, reason=reason.strip())
    if issued:
        _tell_unit(actor, row, "fieldwork.fix.withdrawn", "已撤回。")
    return row


@service
def note_print(actor: Actor, *, fix_id: int) -> ImmediateFix:
    """The notice leaves the system on paper: note it."""
    row = _row(actor, fix_id)
    access.require(actor, "print", row)
    record(actor, "fieldwork.fix.printed", row)
    return row


@service
def note_download(actor: Actor, *, fix_file_id: int) -> FixFile:
    """A proof leaves the system: note it."""
    one = access.get_or_404(
        actor, FixFile.objects.select_related("file", "fix"), pk=fix_file_id
    )  # fmt: skip
    record(actor, "fieldwork.fix.downloaded", one.fix, file=one.file.name)
    return one


def _row(actor: Actor, fix_id: int) -> ImmediateFix:
    rows = ImmediateFix.objects.select_related("inspection__organisation", "inspection__round")
    return access.get_or_404(actor, rows, pk=fix_id)


def _note(actor: Actor, row: ImmediateFix, action: str, label: str, reason: str) -> None:
    note_step(actor, row, action, label, row.state, row.state, reason, target=_TARGET)


def _tell_unit(actor: Actor, row: ImmediateFix, kind: str, text: str) -> None:
    roles = {UNIT_HEAD} if kind == "fieldwork.fix.issued" else UNIT
    users = unit_users(row.inspection.organisation_id, roles)
    _tell(actor, row, kind, users or unit_users(row.inspection.organisation_id, UNIT), text)


def _tell_team(actor: Actor, row: ImmediateFix, kind: str, text: str) -> None:
    _tell(actor, row, kind, team_users(row.inspection_id), text)


def _tell(actor: Actor, row: ImmediateFix, kind: str, users: list[int], text: str) -> None:
    told(
        actor, users, kind, f"立行立改 {row.code}：{text}", f"/immediate-fixes/{row.pk}/",
        row.inspection_id,
    )  # fmt: skip
