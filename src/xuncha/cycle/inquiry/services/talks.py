"""Recording a talk and bringing it to two signatures."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from django.db import IntegrityError, transaction

from xuncha.cycle.fieldwork.services.common import add, inspection_of, still_open, told
from xuncha.cycle.inquiry.enums import Signature, TalkState
from xuncha.cycle.inquiry.models import Talk, TalkName, TalkVersion
from xuncha.cycle.inquiry.outlining import outline_on
from xuncha.cycle.inquiry.services.common import note_step, seated, step, within_stay
from xuncha.cycle.inquiry.states import TALK_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import edit
from xuncha.kernel.texts import paragraphs, words

LONGEST = 60_000


@dataclass(frozen=True, slots=True)
class TalkFacts:
    """What a talk's form says. ``name`` stays apart from the rest."""

    talked_on: dt.date
    starts_at: dt.time
    place: str
    post_kind: str
    post: str
    first_id: int
    second_id: int
    recorder_id: int
    ends_at: dt.time | None = None
    rights_told: bool = False
    text: str = ""
    read_back: str = ""
    signature: str = ""
    signature_note: str = ""
    grade: str = "inner"
    clue_apart: bool = False
    doubt_note: str = ""
    name: str = ""

    def columns(self) -> dict[str, Any]:
        """The talk's own columns, tidied."""
        told = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "name"}
        short = ("place", "post", "signature_note", "doubt_note")
        tidy = {key: told[key].strip() for key in short}
        return told | tidy | {"text": paragraphs(self.text)}


@service
def record_talk(actor: Actor, *, inspection_id: int, facts: TalkFacts) -> Talk:
    """Begin the record of a talk, from the outline in force for the post. Refuses one person
    instead of two, people who are not of the team, and days outside the stay."""
    inspection = inspection_of(actor, inspection_id)
    outline = outline_on(facts.post_kind, facts.talked_on)
    columns = facts.columns()
    row = Talk(inspection=inspection, outline=outline, made_by_id=actor.user_id, **columns)
    access.require(actor, "create", row)
    _check(row, facts)
    add(row)
    _keep_name(row, facts.name)
    _keep_version(actor, row, 1)
    note_step(actor, row, "record", "记录谈话", "", row.state, target="talk")
    record(actor, "inquiry.talk.recorded", row, post_kind=row.post_kind)
    return row


@service
def change_talk(actor: Actor, *, talk_id: int, version: int, facts: TalkFacts) -> Talk:
    """Go on with a record; what it said before stays as a version. Refused once somebody signed."""
    row = find_talk(actor, talk_id)
    access.require(actor, "change", row)
    still_open(row.inspection)
    if row.state != TalkState.DRAFT:
        raise Conflict("已经有人签字，要改请先退回再记。")
    columns = facts.columns()
    changed = sorted(key for key, value in columns.items() if getattr(row, key) != value)
    _check(row, facts)
    try:
        with transaction.atomic():
            edit(row, version, **columns)
    except IntegrityError:
        raise Invalid("两名谈话人不能是同一个人，结束时间要晚于开始时间。") from None
    row.refresh_from_db()
    _keep_name(row, facts.name)
    if changed:
        _keep_version(actor, row, row.versions.count() + 1)
    record(actor, "inquiry.talk.changed", row, changed=changed)
    return row


@service
def sign_talk(actor: Actor, *, talk_id: int, version: int) -> Talk:
    """One of the two talkers signs; the other one is told. Refused while anything is missing, or
    while the record holds what looks like a clue and nobody said why."""
    row = _moved(actor, talk_id, "sign", version, signed_by_id=actor.user_id,
                 signed_at=clock.now())  # fmt: skip
    other = row.second_id if actor.user_id == row.first_id else row.first_id
    words = f"{row.inspection.organisation}：谈话 {row.code} 等您签字。"
    if other:
        told(actor, [other], "inquiry.talk.signed", words, f"/talks/{row.pk}/", row.inspection_id)
    return row


@service
def countersign_talk(actor: Actor, *, talk_id: int, version: int) -> Talk:
    """The other talker signs."""
    return _moved(actor, talk_id, "countersign", version, countersigned_by_id=actor.user_id,
                  countersigned_at=clock.now())  # fmt: skip


@service
def reopen_talk(actor: Actor, *, talk_id: int, version: int, reason: str) -> Talk:
    """Back to recording; both signatures fall, because the words may change."""
    return _moved(
        actor, talk_id, "reopen", version, reason, signed_by=None, signed_at=None,
        countersigned_by=None, countersigned_at=None,
    )  # fmt: skip


@service
def close_talk(actor: Actor, *, talk_id: int, version: int) -> Talk:
    """Filed: nothing of it changes any more."""
    return _moved(actor, talk_id, "close", version, closed_at=clock.now())


@service
def withdraw_talk(actor: Actor, *, talk_id: int, version: int, reason: str) -> Talk:
    """It does not count; what it said stays, with the reason."""
    return _moved(
        actor, talk_id, "withdraw", version, reason, withdrawn_reason=reason.strip()[:300]
    )


@service
def note_print(actor: Actor, *, talk_id: int) -> Talk:
    """A talk is printed; the log knows."""
    row = find_talk(actor, talk_id)
    access.require(actor, "print", row)
    record(actor, "inquiry.talk.printed", row)
    return row


def find_talk(actor: Actor, talk_id: int) -> Talk:
    """The talk under the actor's scope, with what its services look at."""
    rows = Talk.objects.select_related("inspection__organisation")
    return access.get_or_404(actor, rows, pk=talk_id)


_DONE = {
    "sign": "signed", "countersign": "countersigned", "reopen": "reopened", "close": "closed",
    "withdraw": "withdrawn",
}  # fmt: skip


def _moved(
    actor: Actor, talk_id: int, action: str, version: int, reason: str = "", **changes: Any
) -> Talk:
    row = find_talk(actor, talk_id)
    access.require(actor, action, row)
    still_open(row.inspection)
    change = step(
        actor, TALK_STATES, row, action, version=version, reason=reason, target="talk", **changes
    )  # fmt: skip
    record(actor, f"inquiry.talk.{_DONE[action]}", row, reason=change.reason)
    return row


def _check(row: Talk, facts: TalkFacts) -> None:
    """What the form can get wrong, each with its field."""
    within_stay(row.inspection, facts.talked_on, "talked_on")
    words(facts.place, 80, "place", "请填写谈话地点。")
    words(facts.post, 60, "post", "请填写谈话对象的职务，没有职务的写身份。")
    if facts.first_id == facts.second_id:
        raise Invalid("谈话必须由两名不同的巡察人员进行，请另选一人。", field="second_id")
    if facts.ends_at and facts.ends_at <= facts.starts_at:
        raise Invalid("结束时间必须晚于开始时间。", field="ends_at")
    if facts.signature == Signature.REFUSED and not facts.signature_note.strip():
        raise Invalid("本人拒绝签字的，请写明情况。", field="signature_note")
    if len(facts.text) > LONGEST:
        raise Invalid(f"记录有 {len(facts.text)} 个字，最多 {LONGEST} 个字。", field="text")
    team = seated(row.inspection_id, facts.talked_on)
    for field in ("first_id", "second_id", "recorder_id"):
        if getattr(facts, field) not in team:
            raise Invalid("那一天不在这个巡察组，请另选一人。", field=field)


def _keep_name(row: Talk, name: str) -> None:
    name = name.strip()[:40]
    if name:
        TalkName.objects.update_or_create(talk=row, defaults={"name": name})
    else:
        TalkName.objects.filter(talk=row).delete()


def _keep_version(actor: Actor, row: Talk, number: int) -> None:
    facts = {
        "谈话日期": str(row.talked_on), "起止": f"{row.starts_at:%H:%M}—"
        + (f"{row.ends_at:%H:%M}" if row.ends_at else ""), "地点": row.place, "职务": row.post,
    }  # fmt: skip
    version = TalkVersion(
        talk=row, number=number, text=row.text, facts=facts, by_id=actor.user_id,
        by_name=actor.name, at=clock.now(),
    )  # fmt: skip
    version.save(force_insert=True)
