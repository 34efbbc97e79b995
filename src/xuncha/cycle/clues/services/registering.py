"""Registering a clue, and taking one back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from xuncha.cycle.clues import enums, sealing
from xuncha.cycle.clues.enums import Basis, Discipline
from xuncha.cycle.clues.models import Clue, ClueGrant
from xuncha.cycle.clues.people import directors, may_know
from xuncha.cycle.clues.states import CLUE_STATES
from xuncha.cycle.planning.enums import AFTER_ENTRY, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.teams.heads import LEADERS, head_ids
from xuncha.foundation import access
from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.holders import wrapping
from xuncha.foundation.holders.models import Keyholder
from xuncha.foundation.holders.wrapping import OpenKey
from xuncha.foundation.seals import boxes
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import add, next_number

LONGEST = {enums.MATTER: 5000, enums.OPINION: 2000}
_USUAL = 200


@dataclass(frozen=True, slots=True, repr=False)
class ClueFacts:
    """What the meeting settled. Posts rather than names: ``subject`` may stay empty."""

    unit: str
    post: str
    matter: str
    disciplines: tuple[Discipline, ...]
    subject: str = ""
    level: str = ""
    amount: Decimal | None = None
    origin: str = ""
    opinion: str = ""

    def texts(self) -> dict[str, str]:
        """By place, as they are sealed."""
        kinds = "、".join(str(one.label) for one in self.disciplines)
        return {
            enums.UNIT: self.unit.strip(), enums.POST: self.post.strip(),
            enums.LEVEL: self.level.strip(), enums.SUBJECT: self.subject.strip(),
            enums.MATTER: self.matter.strip(), enums.DISCIPLINES: kinds,
            enums.SUM: f"{self.amount:.2f}" if self.amount is not None else "",
            enums.ORIGIN: self.origin.strip(), enums.OPINION: self.opinion.strip(),
        }  # fmt: skip


@service
def register_clue(
    actor: Actor, key: OpenKey, *, inspection_id: int, met_on: dt.date, facts: ClueFacts
) -> Clue:
    """Register what the team's meeting settled as a clue: sealed from the first moment, its key
    handed to those who have it by duty (whoever registers, the head of the team, the director) and
    to the escrow. Refuses before entry and after archiving, without escrow, and incomplete facts.
    """
    inspection = access.get_or_404(actor, Inspection, pk=inspection_id)
    clue = Clue(
        inspection=inspection, met_on=met_on, registered_by_id=actor.user_id,
        registered_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "register", clue)
    _check(inspection, met_on, facts.texts())
    escrow = wrapping.active_escrow()
    clue.number = next_number(Clue.objects.filter(inspection=inspection))
    add(clue, "刚才有人登记了另一条线索，请再保存一次。")
    secret = boxes.new_key()
    sealing.write_texts(clue, secret, facts.texts())
    _grant_by_duty(actor, clue, secret)
    wrapping.hand_to_escrow(clue, secret, escrow)
    record(actor, "clues.clue.registered", clue)
    return clue


def _check(inspection: Inspection, met_on: dt.date, texts: Mapping[str, str]) -> None:
    if inspection.state not in AFTER_ENTRY or inspection.state == Stage.ARCHIVED:
        raise Conflict("进驻以后、归档以前才能登记线索。")
    if met_on > clock.today():
        raise Invalid("组务会日期不能晚于今天。", field="met_on")
    for place in (enums.UNIT, enums.POST, enums.MATTER, enums.DISCIPLINES):
        if not texts[place]:
            raise Invalid(f"请填写{enums.FIELDS[place]}。", field=place)
    for place, text in texts.items():
        most = LONGEST.get(place, _USUAL)
        if len(text) > most:
            raise Invalid(f"有 {len(text)} 个字，最多 {most} 个字。", field=place)
    if texts[enums.SUM].startswith("-"):
        raise Invalid("金额不能是负数。", field="amount")


def _grant_by_duty(actor: Actor, clue: Clue, secret: bytes) -> None:
    """Grants of those who have to know; who has made no key of his own yet gets it handed later."""
    wanted = {actor.user_id or 0, *head_ids(clue.inspection_id, LEADERS), *directors()}
    users = [
        one for one in User.objects.filter(pk__in=wanted).order_by("pk") if may_know(one, clue)
    ]
    today = clock.today()
    for user in users:
        ClueGrant.objects.create(
            clue=clue, user=user, basis=Basis.DUTY, from_on=today,
            given_by_id=actor.user_id, given_at=clock.now(),
        )  # fmt: skip
    for holder in Keyholder.objects.filter(user__in=users, retired_at__isnull=True):
        wrapping.hand_to(clue, secret, holder)


@service
def withdraw_clue(
    actor: Actor, key: OpenKey, *, clue_id: int, version: int, reason: str
) -> Clue:  # fmt: skip
    """Take back a clue that was not handed over yet; the reason is sealed with it."""
    clue = access.get_or_404(actor, Clue, pk=clue_id)
    access.require(actor, "withdraw", clue)
    if not reason.strip():
        raise Invalid("撤回必须写明理由。", field="reason")
    secret = sealing.data_key(clue, key)
    CLUE_STATES.move(clue, "withdraw", version=version)
    sealing.write_texts(clue, secret, {"withdrawn": reason.strip()[:2000]})
    record(actor, "clues.clue.withdrawn", clue)
    return clue
