"""The life of an item: its deadline, its state on the demo day, and the steps that led there."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from xuncha.demo.texts.model import Extension, Inspection, Step
from xuncha.demo.texts.termplan import DEMO_DATE

_DAY = dt.timedelta(days=1)
DONE = frozenset({"claimed", "returned", "verified", "sustained", "reopened"})
"""States in which the unit has said at least once that it was done."""


@dataclass(slots=True)
class Life:
    """Days and state of one item. Nothing lies after the demo day; verified follows claimed."""

    feedback_on: dt.date
    due_on: dt.date
    original_due_on: dt.date
    due_words: str
    is_long_term: bool
    state: str
    today: dt.date
    done_on: dt.date | None = None
    claimed_on: dt.date | None = None
    verified_on: dt.date | None = None
    sustained_on: dt.date | None = None
    steps: list[Step] = field(default_factory=list)
    extension: Extension | None = None

    @property
    def is_done(self) -> bool:
        return self.state in DONE

    @property
    def begun_on(self) -> dt.date:
        return min(self.feedback_on + 12 * _DAY, self.today - _DAY)

    def days_of_work(self, acts: int, rng: Random) -> list[dt.date]:
        """The days on which the acts were done, as many as were."""
        if self.state == "open":
            return []
        if self.is_done:
            assert self.done_on is not None
            return _between(self.feedback_on + 8 * _DAY, self.done_on, acts, rng)
        done = rng.randint(0, acts - 1)
        last = min(self.due_on, self.today) - _DAY
        return _between(self.feedback_on + 8 * _DAY, last, done, rng)


def _between(first: dt.date, last: dt.date, count: int, rng: Random) -> list[dt.date]:
    span = max(1, (last - first).days)
    return sorted(first + dt.timedelta(days=rng.randint(0, span)) for _ in range(count))


def live(inspection: Inspection, quality: float, rng: Random) -> Life:
    """Draw the life of one item. ``quality`` is the share that the unit gets done."""
    feedback, until = inspection.feedback_on, inspection.rectify_until_on
    assert feedback is not None
    assert until is not None
    due, words, long_term = _due(feedback, until, rng)
    life = Life(feedback, due, due, words, long_term, "open", DEMO_DATE)
    life.state = _state(life, inspection.stage, quality, rng)
    if life.is_done:
        _walk(life, rng)
    elif life.state == "working":
        life.steps.append(Step("start", life.begun_on, "", "unit_liaison"))
    return life


def _due(feedback: dt.date, until: dt.date, rng: Random) -> tuple[dt.date, str, bool]:
    draw = rng.random()
    if draw < 0.16:
        due = feedback + dt.timedelta(days=rng.randint(26, 34))
        return due, f"立行立改，{due.year}年{due.month}月{due.day}日前", False
    if draw < 0.40:
        due = feedback + dt.timedelta(days=rng.randint(48, 72))
        return due, f"{due.year}年{due.month}月{due.day}日前", False
    due = until - dt.timedelta(days=rng.randint(0, 12))
    if draw < 0.48:
        return due, f"{due.year}年{due.month}月{due.day}日前完成，今后长期坚持", True
    return due, f"{due.year}年{due.month}月{due.day}日前", False


def _state(life: Life, stage: str, quality: float, rng: Random) -> str:
    draw = rng.random()
    if stage == "plan_review":
        return "open"
    if stage == "rectifying" and life.due_on > life.today:
        for state, upto in (("open", 0.1), ("working", 0.52), ("claimed", 0.82),
                            ("returned", 0.88), ("verified", 1.0)):  # fmt: skip
            if draw < upto:
                return state
    if draw >= quality:
        return "working"
    if stage == "rectifying":
        return "claimed" if draw < 0.5 else "returned" if draw < 0.54 else "verified"
    if draw < 0.012:
        return "claimed"
    return "reopened" if draw < 0.015 else "sustained"


def _walk(life: Life, rng: Random) -> None:
    """Days of a done item; a state not yet to be reached falls back to the one before."""
    last = min(life.due_on, life.today - 6 * _DAY)
    first = min(life.feedback_on + 21 * _DAY, last)
    life.done_on = first + dt.timedelta(days=rng.randint(0, max(0, (last - first).days)))
    life.claimed_on = life.done_on + rng.randint(0, 3) * _DAY
    life.steps.append(Step("start", life.begun_on, "", "unit_liaison"))
    life.steps.append(Step("claim", life.claimed_on, "", "unit_liaison"))
    if life.state == "returned" or rng.random() < 0.03:
        _hand_back(life, rng)
    if life.state in ("claimed", "returned"):
        return
    verified = life.claimed_on + rng.randint(3, 20) * _DAY
    if verified > life.today:
        life.state = "claimed"
        return
    life.verified_on = verified
    life.steps.append(Step("verify", verified, "", "office_staff"))
    sustained = verified + rng.randint(90, 200) * _DAY
    if life.state == "sustained" and (sustained > life.today or rng.random() < 0.07):
        life.state = "verified"
    if life.state == "sustained":
        life.sustained_on = sustained
        life.steps.append(Step("sustain", sustained, "", "office_director"))
    if life.state == "reopened":
        again = min(verified + rng.randint(40, 160) * _DAY, life.today)
        reason = "回访时群众反映同样的情形又出现，现场核实属实。"
        life.steps.append(Step("reopen", again, reason, "office_director"))
        to = life.today + rng.randint(10, 40) * _DAY
        life.extension = Extension(
            life.due_on, to, "", again, "granted", again, "", reopening=True
        )  # fmt: skip
        life.due_on, life.is_long_term = to, False


def _hand_back(life: Life, rng: Random) -> None:
    """The office returned the item once; unless it is still returned, it was claimed again."""
    assert life.claimed_on is not None
    back = life.claimed_on + rng.randint(1, 4) * _DAY
    if back > life.today:
        life.state = "claimed" if life.state == "returned" else life.state
        return
    life.steps.append(Step("return", back, "", "office_staff"))
    if life.state == "returned":
        return
    again = back + rng.randint(3, 10) * _DAY
    if again > life.today:
        life.state = "returned"
        return
    life.claimed_on = again
    life.steps.append(Step("claim", again, "", "unit_liaison"))


def extend(life: Life, reason: str, decision: str, rng: Random) -> None:
    """Ask for more time. Of what is not done most was granted; of the running round some wait."""
    asked = life.due_on - rng.randint(3, 15) * _DAY
    to = life.due_on + rng.choice((30, 45, 60)) * _DAY
    if life.state in ("working", "returned"):
        to = max(to, life.today + rng.randint(10, 45) * _DAY)
    if asked >= life.today:
        asked = life.today - _DAY
    waiting = life.due_on > life.today and rng.random() < 0.6
    if waiting:
        life.extension = Extension(life.due_on, to, reason, asked, "asked", None, "")
        return
    refused = life.is_done and rng.random() < 0.2
    decided = min(asked + rng.randint(1, 3) * _DAY, life.today)
    life.extension = Extension(
        life.due_on, to, reason, asked, "refused" if refused else "granted", decided,
        decision if refused else "理由属实，同意延期。",
    )  # fmt: skip
    if not refused:
        life.due_on = to


def move_silently(life: Life, rng: Random) -> None:
    """The deadline slips without a cause or an approval (R17)."""
    to = life.due_on + rng.choice((25, 40, 60)) * _DAY
    if not life.is_done and to > life.today and life.due_on < life.today and rng.random() < 0.5:
        return  # simply overdue, the date still stands
    words = rng.choice(("延期至{}", "调整为{}"))
    life.due_on = to
    life.due_words = words.format(f"{to.year}年{to.month}月{to.day}日")
