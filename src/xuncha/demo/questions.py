"""The demo's desk: what the office asked units about their signals, what came back, and what lies
before the director."""

from __future__ import annotations

import datetime as dt
from random import Random

from xuncha.cycle.directory.models import Membership
from xuncha.cycle.petitions.clocks import counted, fields_of
from xuncha.cycle.questions.models import Escalation, Question
from xuncha.cycle.questions.reasons import for_asking
from xuncha.cycle.rectification.asking.ledgers import field_texts, marked_words
from xuncha.cycle.rectification.models import Signal
from xuncha.demo.texts.people import PEOPLE
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

_ASKED, _ANSWERED, _WAITING = 4, 4, 2
_DAY = dt.timedelta(days=1)
ANSWERS = (
    "经核对，这一项已按要求做完，经办人和时间写在重新报送的说明里，凭证随后当面交巡察办查看。",
    "上次填报写得不全，现补充：涉及的人和事都已逐一处理，有会议记录和签收单。",
    "差额部分已分两次退回，第二次的凭证上次没有附上，现补交。",
)
PROPOSALS = (
    "单位的说明和台账上写的对不上，拟退回重报并提醒主要负责人。",
    "应追缴的还差一部分，单位申请按核减后的数算，拟请主任定。",
)


def load(*, seed: int) -> int:
    """Write it; gives the number of questions."""
    users = {one.username: one for one in User.objects.filter(username__in=_names())}
    clerks = [users[one.username] for one in PEOPLE if one.role == "office_staff"]
    seats = Membership.objects.filter(user__username__in=_names("unit_liaison"))
    liaisons = {one.organisation_id: one.user for one in seats.select_related("user")}
    rows = Signal.objects.filter(state="open", item__isnull=False).select_related("inspection")
    known = list(rows.filter(inspection__organisation__in=liaisons).order_by("pk"))
    rng = Random(f"{seed}/questions")
    chosen = rng.sample(known, k=min(len(known), _ASKED + _ANSWERED))
    for at, signal in enumerate(chosen):
        _ask(signal, clerks[at % len(clerks)], liaisons, rng, answered=at >= _ASKED)
    others = [one for one in rows.order_by("pk")[:200] if one not in chosen]
    for words, signal in zip(PROPOSALS[:_WAITING], others, strict=False):
        Escalation.objects.create(
            signal=signal, inspection=signal.inspection, words=words, made_by=clerks[0],
            made_at=clock.now() - _DAY,
        )  # fmt: skip
    return len(chosen)


def _ask(
    signal: Signal, clerk: User, liaisons: dict[int, User], rng: Random, *, answered: bool
) -> None:
    day = clock.today() - rng.randint(2, 12) * _DAY
    liaison = liaisons[signal.inspection.organisation_id]
    row = Question(
        signal=signal, item_id=signal.item_id, inspection=signal.inspection,
        organisation_id=signal.inspection.organisation_id,
        text=for_asking(signal.code, signal.reason, _marked(signal)),
        asked_by=clerk, asked_at=_at(day), **fields_of(counted(day, workdays=5)),
    )  # fmt: skip
    if answered:
        on = min(day + rng.randint(1, 6) * _DAY, clock.today())
        row.state, row.met_on = "answered", on
        row.answer, row.answered_by, row.answered_at = rng.choice(ANSWERS), liaison, _at(on)
    row.save()


def _marked(signal: Signal) -> list[str]:
    return marked_words(field_texts(signal.item), signal.spans) if signal.item else []


def _names(role: str = "") -> list[str]:
    return [one.username for one in PEOPLE if not role or one.role == role]


def _at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), clock.CHINA)
