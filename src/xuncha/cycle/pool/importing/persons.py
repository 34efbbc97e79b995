"""A list of people against the pool: new ones become recommendations, known ones are completed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from xuncha.cycle.pool.enums import EntryWay, InspectorState
from xuncha.cycle.pool.importing.names import People, Place, Places, UnclearError
from xuncha.cycle.pool.importing.plan import Fate
from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.pool.policies import is_own
from xuncha.cycle.pool.rules import rules_on
from xuncha.cycle.pool.services.details import PLACES, check_details
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

Settled = tuple[Fate, Inspector, dict[str, Any], list[str]]
_LOCAL = re.compile(r"^(?!.*[县市省州]).*(镇|乡|村|街道|社区)")
_GONE = frozenset({InspectorState.LEFT, InspectorState.REJECTED})
_FILLED = (
    "post", "phone", "native_place", "joined_party_on", "home_since", "specialties", "can_lead",
    "can_deputise", "from_discipline", "note",
)  # fmt: skip
"""What a list may say about somebody who is known already; a blank cell leaves what stands."""


class Planner:
    """Goes through the rows once, remembering whom it has seen in this file."""

    def __init__(self, actor: Actor, _layout: Mapping[str, Any]) -> None:
        self.actor = actor
        self.places, self.people = Places(actor), People(actor)
        self.rules = rules_on(clock.today())
        self.seen: dict[tuple[str, int | None, str], str] = {}

    def missing(self, mapping: Mapping[str, str]) -> list[str]:
        """A place of work must be told, in one column or the other."""
        return [] if {"home", "home_post"} & mapping.keys() else ["工作单位"]

    def plan(self, values: Mapping[str, Any]) -> Settled:
        """What would become of a row; ``UnclearError`` or ``Invalid`` where it is refused."""
        place, post = self._place(values)
        notes = [place.doubt] if place.doubt else []
        told = self._told(values, post, notes)
        key = (values["name"], place.organisation_id, place.words)
        if key in self.seen:
            raise UnclearError(f"和前面的{self.seen[key]}同名同单位，疑似重复，请核对。")
        self.seen[key] = f"“{place.shown} {values['name']}”"
        same = [
            one
            for one in self.people.rows.get(values["name"], [])
            if (one.home_id, one.home_words) == key[1:]
        ]
        if same:
            return self._known(same, told, notes)
        return self._new(values, place, told, notes)

    def _place(self, values: Mapping[str, Any]) -> tuple[Place, str]:
        if values.get("home"):
            return self.places.find(values["home"]), values.get("post") or ""
        if values.get("home_post"):
            place, post = self.places.split(values["home_post"])
            return place, values.get("post") or post
        raise UnclearError("没有写工作单位。")

    def _told(self, values: Mapping[str, Any], post: str, notes: list[str]) -> dict[str, Any]:
        """The fields that the row says something about."""
        lead, deputise = values.get("rank") or (None, None)
        told = {key: values.get(key) for key in _FILLED}
        told |= {"post": post or None}
        if lead is not None:
            told["can_lead"] = told["can_lead"] if told["can_lead"] is not None else lead
        if deputise is not None and told["can_deputise"] is None:
            told["can_deputise"] = deputise
        wanted = told["specialties"] or []
        strange = [one for one in wanted if one not in self.rules.specialties]
        if strange:
            raise UnclearError(
                f"专长词表里没有“{strange[0]}”，请改用词表里的词，或者请主任先修改词表。"
            )
        if place := self._native(told["native_place"]):
            told["native_organisation_id"] = place
        elif told["native_place"] and _LOCAL.search(told["native_place"]):
            notes.append("籍贯没有对上名录里的乡镇或者村，地域回避要由人工判断。")
        return {key: value for key, value in told.items() if value is not None}

    def _native(self, words: str | None) -> int | None:
        """The village or township that a native place names, if it is just one."""
        if not words:
            return None
        for start in range(len(words) - 1):
            try:
                place = self.places.lookup(words[start:])
            except UnclearError:
                continue
            if place is not None and place.organisation_id is not None:
                kind = self.places.kinds[place.organisation_id]
                return place.organisation_id if kind in PLACES else None
        return None

    def _known(self, same: list[Inspector], told: dict[str, Any], notes: list[str]) -> Settled:
        if len(same) > 1:
            raise UnclearError("人才库里同名同单位的不止一人，请在页面上逐个修改。")
        [row] = same
        if row.state in _GONE:
            raise UnclearError(
                f"人才库里有同名同单位的人，状态是“{row.get_state_display()}”，"
                "要再入库请在他的页面上重新推荐。"
            )
        changes = {key: value for key, value in told.items() if getattr(row, key) not in (value,)}
        if not changes:
            return Fate.SAME, row, {}, notes
        if is_own(self.actor, row):
            raise UnclearError("不能导入自己的资料，请由另一位同志办理。")
        labels = "、".join(_label(key) for key in changes if key != "native_organisation_id")
        notes.append(f"同名同单位的人已经在人才库里，按同一个人更新{labels or '籍贯'}。")
        changed = Inspector.objects.get(pk=row.pk)
        for key, value in changes.items():
            setattr(changed, key, value)
        check_details(changed)
        return Fate.CHANGED, changed, changes, notes

    def _new(
        self, values: Mapping[str, Any], place: Place, told: dict[str, Any], notes: list[str]
    ) -> Settled:
        others = self.people.rows.get(values["name"], [])
        if others:
            homes = "、".join(one.home_name for one in others[:2])
            notes.append(
                f"人才库里有同名的人（{homes}），疑似同一个人：是调动的，请在他的页面上变更工作单位。"
            )
        today = clock.today()
        row = Inspector(
            name=values["name"], home_id=place.organisation_id, home_words=place.words,
            way=values.get("way") or EntryWay.UNIT, nomination=values.get("nomination") or "",
            nominated_by_id=self.actor.user_id, nominated_on=today, state_on=today, **told,
        )  # fmt: skip
        check_details(row)
        return Fate.NEW, row, {}, notes


def _label(key: str) -> str:
    return str(Inspector._meta.get_field(key).verbose_name)  # type: ignore[union-attr]
