"""Registering decisions and deployments, and retiring those that no longer hold."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from typing import IO

from django.db import IntegrityError, transaction

from xuncha.cycle.checkpoints.enums import DecisionLevel
from xuncha.cycle.checkpoints.models import Decision
from xuncha.cycle.checkpoints.states import DECISION_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.keys import content_key
from xuncha.kernel.records import add

TWICE = "已经登记过同一级别、同名同文号的决策部署。"


@dataclass(frozen=True, slots=True)
class DecisionFacts:
    """What a decision's form says."""

    level: DecisionLevel
    title: str
    issued_on: dt.date
    number: str = ""
    issuer: str = ""
    excerpt: str = ""
    valid_from_on: dt.date | None = None
    valid_until_on: dt.date | None = None

    def key(self) -> str:
        """The same level, title and number is the same decision."""
        return content_key(self.level, self.title.strip("《》 "), self.number)


def check(facts: DecisionFacts) -> None:
    """``Invalid`` with the field's sentence for what can't stand."""
    if not facts.title.strip("《》 　"):
        raise Invalid("请填写文件名称。", field="title")
    if facts.issued_on > clock.today():
        raise Invalid("发文日期不能晚于今天。", field="issued_on")
    first, last = facts.valid_from_on, facts.valid_until_on
    if first and last and last < first:
        raise Invalid("执行至的日期不能早于执行自的日期。", field="valid_until_on")


def create_decision(
    actor: Actor, *, facts: DecisionFacts, stream: IO[bytes] | None = None, name: str = ""
) -> Decision:
    """Register a decision, with its file if there is one. Refuses the same one twice, a day in the
    future, an end before the start, and whatever the files room refuses. The file is sealed before
    the transaction opens."""
    access.require(actor, "create", Decision())
    check(facts)
    stored = keep_file(actor, stream=stream, name=name) if stream else None
    return _create(actor, facts=facts, stored=stored)


@service
def _create(actor: Actor, *, facts: DecisionFacts, stored: StoredFile | None) -> Decision:
    access.require(actor, "create", Decision())
    decision = make_decision(actor, facts)
    if stored is not None:
        Decision.objects.filter(pk=decision.pk).update(file=stored)
        decision.file = stored
    return decision


def make_decision(actor: Actor, facts: DecisionFacts) -> Decision:
    """The row with its audit line, for services that were let through already."""
    check(facts)
    decision = Decision(
        **_fields(facts), key=facts.key(), entered_by_id=actor.user_id, entered_at=clock.now()
    )
    add(decision, TWICE)
    record(actor, "checkpoints.decision.created", decision, level=facts.level)
    return decision


def change_decision(
    actor: Actor,
    *,
    decision_id: int,
    version: int,
    facts: DecisionFacts,
    stream: IO[bytes] | None = None,
    name: str = "",
) -> Decision:
    """Correct a decision; a new file takes the old one's place. Lists already given out keep their
    wording. ``Conflict`` if somebody was faster or it is retired."""
    access.require(actor, "change", access.get_or_404(actor, Decision, pk=decision_id))
    check(facts)
    stored = keep_file(actor, stream=stream, name=name) if stream else None
    return _change(actor, decision_id=decision_id, version=version, facts=facts, stored=stored)


@service
def _change(
    actor: Actor, *, decision_id: int, version: int, facts: DecisionFacts,
    stored: StoredFile | None,
) -> Decision:  # fmt: skip
    decision = access.get_or_404(actor, Decision, pk=decision_id)
    access.require(actor, "change", decision)
    if decision.state != "in_force":
        raise Conflict("这份决策部署已经停用，要改请先恢复。")
    fields = _fields(facts)
    before = {key: str(getattr(decision, key)) for key in fields}
    fields |= {"key": facts.key(), "version": version + 1}
    if stored is not None:
        fields["file"] = stored
    try:
        with transaction.atomic():
            seen = Decision.objects.filter(pk=decision.pk, version=version, state="in_force")
            changed = seen.update(**fields)
    except IntegrityError:
        raise Conflict(TWICE) from None
    if changed != 1:
        raise Conflict
    after = {key: str(fields[key]) for key in before}
    record(
        actor, "checkpoints.decision.changed", decision,
        before={key: value for key, value in before.items() if value != after[key]},
        after={key: value for key, value in after.items() if value != before[key]},
    )  # fmt: skip
    decision.refresh_from_db()
    return decision


@service
def retire_decision(actor: Actor, *, decision_id: int, version: int, reason: str) -> Decision:
    """It no longer holds: its points go into no new list. Given lists stay as they are."""
    return _move(actor, decision_id, "retire", version, reason.strip()[:200])


@service
def restore_decision(actor: Actor, *, decision_id: int, version: int) -> Decision:
    """It holds after all."""
    return _move(actor, decision_id, "restore", version, "")


@service
def note_download(actor: Actor, *, decision_id: int) -> Decision:
    """A decision's file leaves the system: who and which goes into the log."""
    decision = access.get_or_404(
        actor, Decision, related=("file",), pk=decision_id, file__isnull=False
    )
    record(actor, "checkpoints.decision.downloaded", decision)
    return decision


def _move(actor: Actor, decision_id: int, action: str, version: int, reason: str) -> Decision:
    decision = access.get_or_404(actor, Decision, pk=decision_id)
    access.require(actor, action, decision)
    change = DECISION_STATES.move(
        decision, action, version=version, reason=reason, retired_reason=reason
    )
    record(
        actor, f"checkpoints.decision.{action}d", decision, reason=change.reason,
        before=change.before, after=change.after,
    )  # fmt: skip
    return decision


def _fields(facts: DecisionFacts) -> dict[str, object]:
    told = asdict(facts)
    words = ("title", "number", "issuer", "excerpt")
    return told | {key: told[key].strip() for key in words} | {"title": _bare(facts.title)}


def _bare(title: str) -> str:
    """A title without the marks that stand around it."""
    return title.strip().removeprefix("《").removesuffix("》").strip()
