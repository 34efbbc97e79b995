"""A list of those who took part in training against the pool."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xuncha.cycle.pool.importing.names import People, Places, UnclearError
from xuncha.cycle.pool.importing.plan import Fate
from xuncha.cycle.pool.models import Training, TrainingRecord
from xuncha.cycle.pool.services.training import check_training
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

Settled = tuple[Fate, TrainingRecord, dict[str, Any], list[str]]
_USUAL = Decimal(8)


class Planner:
    """Goes through the rows once. Courses that are not there yet are made, one for each title and
    day; where the person who brought the list chose a course, all rows are about that one."""

    def __init__(self, actor: Actor, layout: Mapping[str, Any]) -> None:
        self.actor = actor
        self.places, self.people = Places(actor), People(actor)
        rows = access.visible(actor, Training)
        self.chosen = rows.filter(pk=layout.get("training_id") or 0).first()
        self.courses = {(one.title, one.held_on): one for one in rows}
        kept = TrainingRecord.objects.filter(withdrawn_at__isnull=True)
        self.known = set(kept.values_list("training_id", "inspector_id"))
        self.seen: set[tuple[str, dt.date, int]] = set()

    def missing(self, mapping: Mapping[str, str]) -> list[str]:
        """Title and day must be told, unless a course was chosen."""
        if self.chosen is not None:
            return []
        labels = {"title": "培训名称", "held_on": "开班日期"}
        return [label for key, label in labels.items() if key not in mapping]

    def plan(self, values: Mapping[str, Any]) -> Settled:
        """What would become of a row; ``UnclearError`` or ``Invalid`` where it is refused."""
        home = self.places.find(values["home"]) if values.get("home") else None
        person = self.people.find(values["name"], home)
        notes = [home.doubt] if home and home.doubt else []
        course = self.chosen or self._course(values, notes)
        key = (course.title, course.held_on, person.pk)
        if key in self.seen:
            raise UnclearError("这个人的这次培训前面已经有一行。")
        self.seen.add(key)
        told: Decimal | None = values.get("hours")
        hours = course.hours if told is None else told
        if hours > course.hours:
            raise UnclearError(f"学时超过了这次培训的 {course.hours} 学时。")
        passed = True if values.get("passed") is None else values["passed"]
        record = TrainingRecord(
            training=course, inspector=person, hours=hours, passed=passed,
            note=values.get("note") or "", entered_by_id=self.actor.user_id,
            entered_at=clock.now(),
        )  # fmt: skip
        fate = Fate.SAME if (course.pk, person.pk) in self.known else Fate.NEW
        return fate, record, {}, notes

    def _course(self, values: Mapping[str, Any], notes: list[str]) -> Training:
        title, held_on = values.get("title"), values.get("held_on")
        if not title or held_on is None:
            raise UnclearError("没有写培训名称或者开班日期。")
        if held_on > clock.today():
            raise UnclearError("开班日期在今天以后，还不能登记参加情况。")
        known = self.courses.get((title, held_on))
        if known is not None:
            return known
        row = Training(
            title=title, held_on=held_on, hours=values.get("hours") or _USUAL,
            is_secrecy=bool(values.get("is_secrecy") or "保密" in title),
            entered_by_id=self.actor.user_id, entered_at=clock.now(),
        )  # fmt: skip
        check_training(row)
        if not values.get("hours"):
            notes.append(f"没有写学时，这次培训按 {_USUAL} 学时登记。")
        notes.append(f"将新登记一次培训“{title}”（{held_on}）。")
        self.courses[title, held_on] = row
        return row
