"""A list of ties against the pool: new ones are entered, known ones end where the list says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.pool.enums import TieKind, TieSource, TieState
from xuncha.cycle.pool.importing.names import People, Place, Places, UnclearError
from xuncha.cycle.pool.importing.plan import Fate
from xuncha.cycle.pool.models import Inspector, Tie
from xuncha.cycle.pool.policies import is_own
from xuncha.cycle.pool.services.tying import TieFacts, check_tie, lay_tie
from xuncha.kernel.actor import Actor

Settled = tuple[Fate, Tie, dict[str, Any], list[str]]


class Planner:
    """Goes through the rows once, remembering what it has seen in this file."""

    def __init__(self, actor: Actor, _layout: Mapping[str, Any]) -> None:
        self.actor = actor
        self.places, self.people = Places(actor), People(actor)
        standing = Tie.objects.filter(state=TieState.STANDING).select_related("organisation")
        self.known = {(one.inspector_id, one.key): one for one in standing}
        self.seen: set[tuple[int, str]] = set()

    def missing(self, mapping: Mapping[str, str]) -> list[str]:
        """The kind must be told, unless the list is one of relatives."""
        return [] if {"kind", "person"} & mapping.keys() else ["关系种类"]

    def plan(self, values: Mapping[str, Any]) -> Settled:
        """What would become of a row; ``UnclearError`` or ``Invalid`` where it is refused."""
        notes: list[str] = []
        home = self._place(values.get("home"), notes)
        person = self.people.find(values["name"], home)
        if is_own(self.actor, person):
            raise UnclearError("自己的关系请用“本人申报”，不能由本人导入。")
        tie = self._tie(values, person, notes)
        check_tie(tie)
        key = (person.pk, tie.key)
        if key in self.seen:
            raise UnclearError("和前面的一行是同一项关系。")
        self.seen.add(key)
        standing = self.known.get(key)
        if standing is None:
            return Fate.NEW, tie, {}, notes
        if tie.until_on and tie.until_on != standing.until_on:
            return Fate.CHANGED, standing, {"until_on": tie.until_on}, notes
        return Fate.SAME, standing, {}, notes

    def _tie(self, values: Mapping[str, Any], person: Inspector, notes: list[str]) -> Tie:
        kind = values.get("kind") or (TieKind.KIN if values.get("person") else None)
        if kind is None:
            raise UnclearError("没有写关系种类。")
        place = self._place(values.get("organisation"), notes)
        facts = TieFacts(
            kind=kind, source=values.get("source") or TieSource.OFFICE,
            organisation_id=place.organisation_id if place else None,
            organisation_words=place.words if place else "", person=values.get("person") or "",
            relationship=values.get("relationship") or "", post=values.get("post") or "",
            leads=bool(values.get("leads")), detail=values.get("detail") or "",
            from_on=values.get("from_on"), until_on=values.get("until_on"),
        )  # fmt: skip
        tie = lay_tie(self.actor, person, facts)
        if tie.kinship == "further":
            notes.append(f"“{tie.relationship}”按“其他亲属”登记，请核对亲属关系类别。")
        return tie

    def _place(self, words: str | None, notes: list[str]) -> Place | None:
        if not words:
            return None
        place = self.places.find(words)
        if place.doubt:
            notes.append(place.doubt)
        return place
