"""A list of earlier inspections against the pool."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from xuncha.cycle.pool.enums import TeamRole, TieSource
from xuncha.cycle.pool.importing.names import People, Places, UnclearError
from xuncha.cycle.pool.importing.plan import Fate
from xuncha.cycle.pool.models import PastService
from xuncha.cycle.pool.services.serving import check_past_service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

Settled = tuple[Fate, PastService, dict[str, Any], list[str]]
Key = tuple[int, int | None, str, dt.date]


class Planner:
    """Goes through the rows once, remembering what it has seen in this file."""

    def __init__(self, actor: Actor, _layout: Mapping[str, Any]) -> None:
        self.actor = actor
        self.places, self.people = Places(actor), People(actor)
        kept = PastService.objects.filter(withdrawn_at__isnull=True)
        self.known: set[Key] = set(
            kept.values_list("inspector_id", "organisation_id", "organisation_words", "on")
        )
        self.seen: set[Key] = set()

    def missing(self, _mapping: Mapping[str, str]) -> list[str]:
        return []

    def plan(self, values: Mapping[str, Any]) -> Settled:
        """What would become of a row; ``UnclearError`` or ``Invalid`` where it is refused."""
        home = self.places.find(values["home"]) if values.get("home") else None
        person = self.people.find(values["name"], home)
        place = self.places.find(values["organisation"])
        notes = [one.doubt for one in (home, place) if one and one.doubt]
        if values.get("role") is None:
            notes.append("没有写担任什么，按“成员”登记。")
        row = PastService(
            inspector=person, organisation_id=place.organisation_id,
            organisation_words=place.words, role=values.get("role") or TeamRole.MEMBER,
            round_words=values.get("round_words") or "", on=values["on"],
            source=values.get("source") or TieSource.ARCHIVE, entered_by_id=self.actor.user_id,
            entered_at=clock.now(),
        )  # fmt: skip
        check_past_service(row)
        key = (person.pk, place.organisation_id, place.words, row.on)
        if key in self.seen:
            raise UnclearError("和前面的一行是同一次巡察经历。")
        self.seen.add(key)
        return (Fate.SAME if key in self.known else Fate.NEW), row, {}, notes
