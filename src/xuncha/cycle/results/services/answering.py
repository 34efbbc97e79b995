"""A use of results at its receiver: received, answered with what came of it; sent back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import IntegrityError, transaction

from xuncha.cycle.directory.roles import OFFICE, PARTNER, UNIT_HEAD
from xuncha.cycle.results.enums import MONEY, PERSONS, CountCode, Outcome, ResultState
from xuncha.cycle.results.models import Result, ResultAnswer, ResultCount, ResultFile
from xuncha.cycle.results.services.common import step
from xuncha.cycle.results.services.results import LONGEST, TARGET, find_result
from xuncha.cycle.results.states import RESULT_STATES
from xuncha.cycle.results.telling import tell_office, tell_receiver
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import next_number
from xuncha.kernel.texts import words

BY_OFFICE = "巡察办代录"


@dataclass(frozen=True, slots=True)
class Count:
    """One number of an answer; persons with their post."""

    code: CountCode
    number: Decimal
    post: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What the receiver tells."""

    outcome: Outcome
    text: str
    counts: Sequence[Count] = ()


def _as(actor: Actor) -> str:
    if actor.has(*OFFICE):
        return BY_OFFICE
    if actor.has(PARTNER):
        return "协作单位"
    return "主要负责人" if actor.has(UNIT_HEAD) else "联络员"


@service
def receive_result(actor: Actor, *, result_id: int, version: int) -> Result:
    """The receiver signs for it; for one that works on paper the office enters it. Late is taken,
    and stays late."""
    row = find_result(actor, result_id)
    post = _as(actor)
    step(
        actor, RESULT_STATES, row, "receive", version=version, target=TARGET, note=post,
        received_by_id=actor.user_id, received_as=post, received_on=clock.today(),
    )  # fmt: skip
    late = bool(row.receive_by and clock.today() > row.receive_by)
    record(actor, "results.result.received", row, post=post, late=late)
    tell_office(actor, row, f"已接收（{post}）。")
    return row


def answer_result(
    actor: Actor, *, result_id: int, version: int, told: Told, uploads: Sequence[Upload] = ()
) -> Result:
    """What came of it. Refuses persons without a post, the same line twice, and a refusal to adopt
    that counts results. Files are sealed before the transaction."""
    row = find_result(actor, result_id)
    access.require(actor, "answer", row)
    _demand_sense(told)
    if row.state != ResultState.RECEIVED:
        raise Conflict(f"现在是“{row.get_state_display()}”，先接收再反馈；反馈过的等巡察办处理。")
    files = keep_all(actor, uploads)
    return _answer(actor, result_id=result_id, version=version, told=told, files=files)


def _demand_sense(told: Told) -> None:
    words(told.text, LONGEST, "text", "请写明办理情况；未采纳的写明理由。")
    if told.outcome == Outcome.DECLINED and told.counts:
        raise Invalid("未采纳的不填数量，只写理由。", field="outcome")
    seen: set[tuple[str, str]] = set()
    for one in told.counts:
        if one.number <= 0:
            raise Invalid(f"{one.code.label}的数量应当大于零。", field="counts")
        if one.code not in MONEY and one.number != one.number.to_integral_value():
            raise Invalid(f"{one.code.label}应当是整数。", field="counts")
        if one.code in PERSONS and not one.post.strip():
            raise Invalid(f"{one.code.label}按职务分行填，不写姓名。", field="counts")
        if (key := (one.code, one.post.strip())) in seen:
            raise Invalid(f"{one.code.label}{one.post}写了两行，请合成一行。", field="counts")
        seen.add(key)


@service
def _answer(
    actor: Actor, *, result_id: int, version: int, told: Told, files: list[StoredFile]
) -> Result:
    row = find_result(actor, result_id)
    today = clock.today()
    step(
        actor, RESULT_STATES, row, "answer", version=version, target=TARGET, note=_as(actor),
        answered_by_id=actor.user_id, answered_on=row.answered_on or today, outcome=told.outcome,
    )  # fmt: skip
    number = next_number(row.answers)
    try:
        with transaction.atomic():
            made = ResultAnswer.objects.create(
                result=row, number=number, outcome=told.outcome, text=told.text.strip(),
                by_id=actor.user_id, at=clock.now(),
            )  # fmt: skip
    except IntegrityError:
        raise Conflict from None
    ResultCount.objects.bulk_create(
        [ResultCount(answer=made, code=one.code, post=one.post.strip()[:40], number=one.number)
         for one in told.counts]
    )  # fmt: skip
    attach(actor, ResultFile, made, files, "answer")
    late = bool(row.original_due_on and today > row.original_due_on)
    record(
        actor, "results.result.answered", row, number=made.number, outcome=told.outcome, late=late
    )
    tell_office(actor, row, "已反馈结果，等另一个人办结。")
    return row


@service
def send_back_result(actor: Actor, *, result_id: int, version: int, reason: str) -> Result:
    """Not enough: the receiver answers again; the first answer's day stays."""
    row = find_result(actor, result_id)
    change = step(
        actor, RESULT_STATES, row, "send_back", version=version, reason=reason, target=TARGET
    )
    latest = row.answers.order_by("-number")[:1].values_list("pk", flat=True)
    ResultAnswer.objects.filter(pk__in=list(latest)).update(returned_reason=change.reason[:500])
    record(actor, "results.result.sent_back", row, reason=change.reason)
    tell_receiver(actor, row, "的结果请补充，理由见页面。")
    return row


@service
def note_result_file(actor: Actor, *, result_file_id: int) -> ResultFile:
    """What was handed in is looked at; the log knows."""
    row = access.get_or_404(
        actor, ResultFile, related=("file", "answer__result"), pk=result_file_id
    )
    record(actor, "results.result.file_opened", row.answer.result, sha256=row.file.sha256)
    return row
