"""Out of which items a draw is made, what makes an item risky, and which ones come out.

Everything a draw goes by stands in its population: marks, reasons, weights. So the same population,
seed, share and limit give the same items, here or with pencil and paper.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, Q

from xuncha.cycle.oversight.enums import OPEN_CHECKS, CheckState
from xuncha.cycle.oversight.models import Draw, SpotCheck
from xuncha.cycle.rectification.enums import ItemState, Severity, SignalState
from xuncha.cycle.rectification.models import Item, ItemStep, Proof, Signal
from xuncha.cycle.rectification.models.items import STANDING_PROOF
from xuncha.engines.checking.sampling import drawn, ordered

DRAWN_FROM = (ItemState.CLAIMED, ItemState.VERIFIED)
"""What the unit claims, or a reviewer has verified, and nobody has looked at since."""

_SEEN_SINCE = SpotCheck.objects.filter(
    item=OuterRef("pk"), state=CheckState.CONCLUDED, concluded_at__gte=OuterRef("claimed_at")
)
DRAWABLE = Q(state__in=DRAWN_FROM) | Q(Q(state=ItemState.SUSTAINED) & ~Q(Exists(_SEEN_SINCE)))
"""And what people confirmed as sustained without any draw: nobody chose it by lot, so that a share
of it is looked at too. What a check has seen since it was claimed is done with."""

_UPHELD, _REOPENED, _OPEN_HIGH, _OPEN, _NO_PROOF, _MONEY = 32, 16, 8, 4, 2, 1
"""Weights double, so that no number of lighter reasons comes before a heavier one."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One item as the draw sees it."""

    item_id: int
    inspection_id: int
    state: str
    weight: int
    why: tuple[str, ...]

    @property
    def is_sustained(self) -> bool:
        """Confirmed by hand, never drawn."""
        return self.state == ItemState.SUSTAINED

    @property
    def is_risky(self) -> bool:
        """Whether it goes by its weight. What was confirmed goes by lot, unless somebody doubts it
        or it was opened again before."""
        return self.weight >= (_OPEN if self.is_sustained else 1)

    @property
    def mark(self) -> str:
        """What its lot is drawn by."""
        return f"item:{self.item_id}"

    def to_list(self) -> list[Any]:
        return [self.item_id, self.inspection_id, self.state, self.weight, list(self.why)]

    @classmethod
    def from_list(cls, told: Sequence[Any]) -> Candidate:
        """As it was kept."""
        return cls(told[0], told[1], told[2], told[3], tuple(told[4]))


@dataclass(frozen=True, slots=True)
class Pick:
    """A drawn item: as a risky one, or by lot."""

    candidate: Candidate
    is_risky: bool
    why: tuple[str, ...]


def gather(within: Q, *, money_from: int) -> list[Candidate]:
    """The population: items claimed or verified, and those confirmed by hand, that no open check
    holds, in the order of their entry. Five queries."""
    held = SpotCheck.objects.filter(state__in=sorted(OPEN_CHECKS))
    items = list(
        Item.objects.filter(within, DRAWABLE)
        .exclude(pk__in=held.values("item_id"))
        .select_related("finding")
        .order_by("pk")
    )
    ids = Item.objects.filter(within, DRAWABLE).values("pk")
    signals = _signals(ids)
    reopened = set(ItemStep.objects.filter(item__in=ids, action="reopen").values_list("item"))
    proven = set(Proof.objects.filter(STANDING_PROOF, item__in=ids).values_list("item"))
    found = []
    for item in items:
        reasons = [
            *signals.get(item.pk, ()),
            *([(_REOPENED, "以前重新整改过")] if (item.pk,) in reopened else ()),
            *([(_NO_PROOF, "没有佐证")] if (item.pk,) not in proven else ()),
            *_money(item, money_from),
        ]
        weight = sum({one for one, _ in reasons})
        why = tuple(words for _, words in sorted(reasons, key=lambda one: -one[0]))
        found.append(Candidate(item.pk, item.inspection_id, item.state, weight, why))
    return found


def _signals(ids: Any) -> dict[int, list[tuple[int, str]]]:
    rows = Signal.objects.filter(item__in=ids, state__in=[SignalState.OPEN, SignalState.UPHELD])
    found: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for row in rows.order_by("item", "code", "pk"):
        if row.state == SignalState.UPHELD:
            weight = _UPHELD
        else:
            weight = _OPEN_HIGH if row.severity == Severity.HIGH else _OPEN
        assert row.item_id is not None
        words = f"疑点：{row.name}（{row.code}，{row.get_state_display()}）"
        if (weight, words) not in found[row.item_id]:
            found[row.item_id].append((weight, words))
    return found


def _money(item: Item, money_from: int) -> list[tuple[int, str]]:
    amount = item.amount_due_yuan or item.finding.amount_yuan or Decimal()
    return [(_MONEY, f"涉及资金 {amount:,.2f} 元")] if amount and amount >= money_from else []


def hash_of(scope_key: str, population: Iterable[Candidate]) -> str:
    """The population's mark: the same items with the same facts have the same one."""
    told = [scope_key, [one.to_list() for one in population]]
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def pick(
    population: Sequence[Candidate], *, seed: int, share_percent: int, risky_most: int,
    sustained_percent: int = 0,
) -> list[Pick]:  # fmt: skip
    """The risky ones, the heaviest first and at most ``risky_most``; of all others the share, and a
    share of its own of those that were confirmed by hand. Whatever is equally heavy goes by lot."""
    lots = {
        mark: at for at, mark in enumerate(ordered((one.mark for one in population), seed=seed))
    }
    by_weight = sorted(
        (one for one in population if one.is_risky), key=lambda one: (-one.weight, lots[one.mark])
    )
    risky = by_weight[:risky_most]
    taken = {one.mark for one in risky}
    chosen: set[str] = set()
    for is_sustained, share in ((False, share_percent), (True, sustained_percent)):
        part = (one.mark for one in population if one.is_sustained == is_sustained)
        chosen |= drawn(part, taken, share=share / 100, seed=seed)
    by_lot = sorted(
        (one for one in population if one.mark in chosen), key=lambda one: lots[one.mark]
    )
    words = {
        False: f"随机抽取（其余事项的{share_percent}%）",
        True: f"随机抽取（没有抽查过就确认巩固的事项的{sustained_percent}%）",
    }
    return [Pick(one, is_risky=True, why=one.why) for one in risky] + [
        Pick(one, is_risky=False, why=(words[one.is_sustained], *one.why)) for one in by_lot
    ]


@dataclass(frozen=True, slots=True)
class Repeated:
    """What a second draw from what was kept gives, beside what was drawn."""

    same_population: bool
    same_items: bool

    @property
    def holds(self) -> bool:
        return self.same_population and self.same_items


def repeat(draw: Draw, checked: Sequence[int]) -> Repeated:
    """Draw again from the kept population. ``checked``: the draw's items in their order."""
    population = [Candidate.from_list(one) for one in draw.population]
    again = pick(
        population, seed=draw.seed, share_percent=draw.share_percent, risky_most=draw.risky_most,
        sustained_percent=draw.sustained_percent,
    )  # fmt: skip
    return Repeated(
        hash_of(draw.scope_key, population) == draw.population_hash,
        [one.candidate.item_id for one in again] == list(checked),
    )
