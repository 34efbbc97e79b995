"""Which organisation and which person a list means by its words. Nothing is guessed: what is not
clear is refused, with what it might have been."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass

from xuncha.cycle.directory.models import FormerName, Organisation
from xuncha.cycle.pool.models import Inspector
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

OUTSIDE = "名录外："
_ENDINGS = ("党工委", "党组", "党委", "党总支", "党支部", "机关党委")


class UnclearError(Exception):
    """The words name nothing, or more than one thing; one sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """What words about an organisation came to: the organisation, or the words themselves."""

    organisation_id: int | None
    words: str
    shown: str
    doubt: str = ""


class Places:
    """All organisations by code, name, short name and former names."""

    def __init__(self, actor: Actor) -> None:
        self._known: dict[str, set[int]] = defaultdict(set)
        self._former: dict[str, set[int]] = defaultdict(set)
        self._shown: dict[int, str] = {}
        self.kinds: dict[int, str] = {}
        rows = access.visible(actor, Organisation).values_list(
            "pk", "code", "name", "short_name", "kind"
        )
        for pk, code, name, short, kind in rows:
            self._shown[pk], self.kinds[pk] = short or name, kind
            for one in {code, name, short} - {""}:
                self._known[one].add(pk)
        former = access.visible(actor, FormerName)
        for pk, name, short in former.values_list("organisation_id", "name", "short_name"):
            for one in {name, short} - {""}:
                self._former[one].add(pk)

    def find(self, words: str) -> Place:
        """The organisation that is meant. ``UnclearError`` for none and for several."""
        place = self.lookup(words)
        if place is None:
            raise UnclearError(self._unknown(words))
        return place

    def lookup(self, words: str) -> Place | None:
        """As ``find``, but None where the words name nothing."""
        told = words.replace("名录外:", OUTSIDE)
        if told.startswith(OUTSIDE):
            outside = told.removeprefix(OUTSIDE).strip()
            if not outside:
                raise UnclearError("“名录外：”后面要写单位名称。")
            return Place(None, outside, outside)
        for name in _readings(told):
            if found := self._known.get(name):
                return self._one(found, words)
        for name in _readings(told):
            if found := self._former.get(name):
                place = self._one(found, words)
                doubt = f"“{words}”是“{place.shown}”的曾用名。"
                return Place(place.organisation_id, "", place.shown, doubt)
        return None

    def split(self, words: str) -> tuple[Place, str]:
        """Place and post from one cell, by the longest name that it begins with."""
        told = words.strip()
        if told.startswith(OUTSIDE):
            place, _, post = told.partition(" ") if " " in told else told.partition("　")
            return self.find(place), post.strip("　 、，")
        for end in range(len(told), 1, -1):
            head = told[:end].rstrip()
            if found := self._known.get(head):
                return self._one(found, head), told[end:].strip("　 、，")
        near = self._near(told[:12], whole=False)
        meant = f"是不是“{near}”？" if near else ""
        raise UnclearError(
            f"“{words[:30]}”开头认不出名录里的单位。{meant}也可以把单位和职务分成两列。"
        )

    def names(self) -> list[str]:
        """What a field may offer: each organisation once, by the shortest words that name it."""
        single = {next(iter(pks)): name for name, pks in self._by_length() if len(pks) == 1}
        return sorted(single.values())

    def _by_length(self) -> list[tuple[str, set[int]]]:
        codes = [(name, pks) for name, pks in self._known.items() if not name.isascii()]
        return sorted(codes, key=lambda pair: -len(pair[0]))

    def _one(self, found: set[int], words: str) -> Place:
        if len(found) > 1:
            raise UnclearError(f"名录里有 {len(found)} 个单位叫“{words}”，请写全称或者代码。")
        [pk] = found
        return Place(pk, "", self._shown[pk])

    def _near(self, words: str, *, whole: bool = True) -> str:
        """The name that these words (or their beginning) are most like, if any is."""
        heads = [words] if whole else [words[:end] for end in range(3, len(words) + 1)]
        best, likest = "", 0.6 if whole else 0.74
        for head in heads:
            for name in difflib.get_close_matches(head, list(self._known), n=1, cutoff=likest):
                ratio = difflib.SequenceMatcher(None, head, name).ratio()
                if ratio > likest or not best:
                    best, likest = name, ratio
        return best

    def _unknown(self, words: str) -> str:
        near = self._near(words)
        meant = f"是不是“{near}”？" if near else ""
        return f"名录里没有“{words[:30]}”。{meant}确实不在名录里的，请写成“{OUTSIDE}单位名称”。"


def _readings(words: str) -> list[str]:
    """The words as they stand, and without the name of the Party body at their end."""
    plain = "".join(words.split())
    bare = [plain.removesuffix(end) for end in _ENDINGS if plain.endswith(end)]
    return [plain, *bare]


class People:
    """Everybody of the pool by name; those who left or were refused only where nobody else is."""

    def __init__(self, actor: Actor) -> None:
        self.rows: dict[str, list[Inspector]] = defaultdict(list)
        people = access.visible(actor, Inspector).select_related("home").order_by("pk")
        for one in people:
            self.rows[one.name].append(one)

    def find(self, name: str, place: Place | None) -> Inspector:
        """The person that is meant. ``UnclearError`` for nobody and for several."""
        found = self.rows.get(name, [])
        if place is not None:
            found = [
                one
                for one in found
                if (one.home_id, one.home_words) == (place.organisation_id, place.words)
            ]
        if not found:
            where = f"{place.shown}的" if place else ""
            raise UnclearError(f"人才库里没有{where}“{name}”。")
        if len(found) > 1:
            raise UnclearError(f"人才库里有 {len(found)} 个“{name}”，请填写工作单位。")
        return found[0]
