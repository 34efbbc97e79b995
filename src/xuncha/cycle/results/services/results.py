"""A use of results inside the house: drafted, changed, handed over, put off, closed, withdrawn."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Max

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import PARTNER
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Round
from xuncha.cycle.results.enums import OWED, ResultKind, ResultState
from xuncha.cycle.results.models import Result, ResultBasis
from xuncha.cycle.results.rules import Numbers, rules_on
from xuncha.cycle.results.services.common import note_step, step
from xuncha.cycle.results.states import RESULT_STATES
from xuncha.cycle.results.telling import tell_deciders, tell_office, tell_receiver
from xuncha.cycle.teams.telling import with_roles
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.provisional import note_provisional
from xuncha.foundation.calendar.selectors import tables
from xuncha.foundation.calendar.workdays import add_workdays
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.texts import words

TARGET = "result"
LONGEST = 8000
MOST_BASIS = 200
_TRIES = 5
USABLE = (FindingState.SETTLED, FindingState.FED_BACK)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a use of results says, and to whom: one unit, or one partner's account and its area."""

    title: str
    text: str
    unit_id: int | None = None
    addressee_id: int | None = None
    area: str = ""


@service
def draft_result(
    actor: Actor, *, kind: ResultKind, round_id: int, draft: Draft, finding_ids: Collection[int]
) -> Result:
    """Write it down with the findings that it rests on. Refuses two receivers and none, a partner
    who is none, and findings that are not settled or out of sight."""
    row = Result(
        kind=kind, round=access.get_or_404(actor, Round, pk=round_id),
        drafted_by_id=actor.user_id, drafted_at=clock.now(),
    )  # fmt: skip
    _fill(actor, row, draft)
    access.require(actor, "create", row)
    basis = _basis(actor, finding_ids)
    row.save(force_insert=True)
    _tie(row, basis)
    access.still_visible(actor, row)
    note_step(actor, row, "draft", "拟稿", "", row.state, target=TARGET)
    record(actor, "results.result.drafted", row, kind=row.kind, basis=len(basis))
    tell_deciders(actor, row)
    return row


@service
def change_result(
    actor: Actor, *, result_id: int, version: int, draft: Draft, finding_ids: Collection[int]
) -> Result:
    """Write a draft anew. Whoever did so counts as its drafter: another hands it over."""
    row = find_result(actor, result_id)
    access.require(actor, "change", row)
    if row.state != ResultState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，内容不能再改。")
    _fill(actor, row, draft)
    basis = _basis(actor, finding_ids)
    changed = Result.objects.filter(pk=row.pk, version=version, state=ResultState.DRAFT).update(
        title=row.title, text=row.text, unit=row.unit, addressee=row.addressee, area=row.area,
        drafted_by=actor.user_id, version=F("version") + 1,
    )  # fmt: skip
    if changed != 1:
        raise Conflict
    # What the writer may not see stays as it was.
    mine = access.visible(actor, ResultBasis).filter(result=row)
    ResultBasis.objects.filter(pk__in=list(mine.values_list("pk", flat=True))).delete()
    _tie(row, basis)
    row.refresh_from_db()
    access.still_visible(actor, row)
    note_step(actor, row, "change", "修改", row.state, row.state, target=TARGET)
    record(actor, "results.result.changed", row, basis=len(basis))
    return row


def _fill(actor: Actor, row: Result, draft: Draft) -> None:
    row.title = words(draft.title, 120, "title", "请写标题。")
    row.text = words(draft.text, LONGEST, "text", "请写明内容和建议。")
    if (draft.unit_id is None) == (draft.addressee_id is None):
        raise Invalid("接收方请选一个单位，或者选一个协作单位，只选一个。", field="unit_id")
    row.unit = row.addressee = None
    row.area = ""
    if draft.unit_id is not None:
        row.unit = access.get_or_404(actor, Organisation, pk=draft.unit_id)
        return
    if draft.addressee_id not in with_roles([PARTNER]):
        raise Invalid("这个账号现在不是协作单位的，请重新选。", field="addressee_id")
    if not draft.area:
        raise Invalid("请选协作单位是哪一方面的。", field="area")
    row.addressee_id, row.area = draft.addressee_id, draft.area


def _basis(actor: Actor, finding_ids: Collection[int]) -> list[Finding]:
    wanted = set(finding_ids)
    if not wanted:
        raise Invalid("请至少选一个作为依据的问题。", field="findings")
    if len(wanted) > MOST_BASIS:
        raise Invalid(f"依据最多选 {MOST_BASIS} 个问题。", field="findings")
    rows = access.visible(actor, Finding).filter(pk__in=wanted, state__in=USABLE)
    found = list(rows.order_by("pk"))
    if len(found) != len(wanted):
        raise Invalid("有的问题还没有定稿，或者已经不采用，请重新选。", field="findings")
    return found


def _tie(row: Result, basis: list[Finding]) -> None:
    known = set(row.basis.values_list("finding_id", flat=True))
    ResultBasis.objects.bulk_create(
        [ResultBasis(result=row, finding=one) for one in basis if one.pk not in known]
    )


@service
def issue_result(actor: Actor, *, result_id: int, version: int) -> Result:
    """Hand it over under the year's next number; the clocks for receipt and answer start. Of two
    that are handed over at once each gets its own number."""
    row = find_result(actor, result_id)
    access.require(actor, "issue", row)
    today = clock.today()
    rules, known = rules_on(today), tables()
    receive = add_workdays(today, rules.settings.receive_days, known)
    due = add_workdays(today, days_for(row.kind, rules.settings), known)
    for attempt in range(_TRIES):
        last = Result.objects.filter(year=today.year).aggregate(last=Max("number"))["last"]
        try:
            with transaction.atomic():
                step(
                    actor, RESULT_STATES, row, "issue", version=version, target=TARGET,
                    note=f"请于 {due.on} 前反馈结果", year=today.year, number=(last or 0) + 1,
                    issued_by_id=actor.user_id, issued_on=today, receive_by=receive.on,
                    due_on=due.on, original_due_on=due.on, rules_version=rules.number,
                    due_rule=f"移交之后{receive.rule}接收、{due.rule}反馈",
                    is_provisional=due.provisional,
                )  # fmt: skip
        except IntegrityError:
            if attempt == _TRIES - 1:
                raise Conflict("文号刚才被占用，请再移交一次。") from None
            continue
        break
    note_provisional(row, "receive_by", receive)
    note_provisional(row, "due_on", due)
    record(actor, "results.result.issued", row, code=row.code, due=str(due.on))
    tell_receiver(actor, row, f"请在 {row.receive_by} 前接收，{row.due_on} 前反馈结果。")
    return row


def days_for(kind: str, numbers: Numbers) -> int:
    """How many working days a kind has."""
    return int(getattr(numbers, f"{kind}_days"))


@service
def put_off_result(
    actor: Actor, *, result_id: int, version: int, due_on: dt.date, reason: str
) -> Result:
    """A later day, with the reason. The first one stays, and what is late by it stays late."""
    row = find_result(actor, result_id)
    access.require(actor, "put_off", row)
    reason = words(reason, 500, "reason", "请写明为什么推后。")
    if row.state not in OWED or row.due_on is None:
        raise Conflict(f"现在是“{row.get_state_display()}”，不用推后期限。")
    if due_on <= row.due_on:
        raise Invalid(f"新的期限应当晚于现在的 {row.due_on}。", field="due_on")
    changed = Result.objects.filter(pk=row.pk, version=version, state=row.state).update(
        due_on=due_on, version=F("version") + 1
    )
    if changed != 1:
        raise Conflict
    note = f"{row.due_on} 推后到 {due_on}：{reason}"
    row.refresh_from_db()
    note_step(actor, row, "put_off", "推后期限", row.state, row.state, note, target=TARGET)
    record(actor, "results.result.put_off", row, due=str(due_on), reason=reason)
    tell_receiver(actor, row, f"的反馈期限推后到 {due_on}。")
    return row


@service
def close_result(actor: Actor, *, result_id: int, version: int, reason: str) -> Result:
    """Done with: what came of it is enough, and why. By another person than who answered."""
    row = find_result(actor, result_id)
    change = step(
        actor, RESULT_STATES, row, "close", version=version, reason=reason, target=TARGET,
        closed_by_id=actor.user_id, closed_on=clock.today(), close_note=reason.strip()[:500],
    )  # fmt: skip
    record(actor, "results.result.closed", row, note=change.reason)
    tell_receiver(actor, row, "已办结。")
    return row


@service
def withdraw_result(actor: Actor, *, result_id: int, version: int, reason: str) -> Result:
    """Take it back; that it was there, and its number, stay."""
    row = find_result(actor, result_id)
    change = step(
        actor, RESULT_STATES, row, "withdraw", version=version, reason=reason, target=TARGET,
        end_reason=reason.strip()[:500],
    )  # fmt: skip
    record(actor, "results.result.withdrawn", row, reason=change.reason)
    if row.issued_on is not None:
        tell_receiver(actor, row, "已撤回，不用再办。")
    tell_office(actor, row, "已撤回。")
    return row


def find_result(actor: Actor, result_id: int) -> Result:
    """The result under the actor's scope."""
    return access.get_or_404(
        actor, Result, related=("unit", "addressee", "round__term"), pk=result_id
    )
