"""A question as a card: the texts side by side, the matching words marked in both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from xuncha.cycle.rectification.asking.ledgers import field_texts
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.cycle.rectification.selectors import list_items
from xuncha.cycle.rectification.states import SIGNAL_STATES
from xuncha.engines.reading.records import Field
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Decision


@dataclass(frozen=True, slots=True)
class Passage:
    """A text with the stretches to be marked."""

    label: str
    text: str
    spans: tuple[tuple[int, int], ...]
    url: str = ""


@dataclass(frozen=True, slots=True)
class SignalCard:
    """One question with what a person needs to answer it; the shape that ``question`` shows."""

    signal: Signal
    passages: tuple[Passage, ...]
    may_clear: Decision
    may_uphold: Decision

    @property
    def key(self) -> int:
        return self.signal.pk

    @property
    def code(self) -> str:
        return self.signal.code

    @property
    def name(self) -> str:
        return self.signal.name

    @property
    def reason(self) -> str:
        return self.signal.reason

    @property
    def severity(self) -> tuple[str, str]:
        return self.signal.severity, self.signal.get_severity_display()

    @property
    def state(self) -> tuple[str, str]:
        return self.signal.state, self.signal.get_state_display()

    @property
    def decision(self) -> str:
        """What somebody settled and why, with his name and the time."""
        row = self.signal
        if not row.decision or row.decided_at is None:
            return row.decision
        by = row.decided_by.name if row.decided_by else ""
        return f"{row.decision}（{by}，{timezone.localtime(row.decided_at):%Y-%m-%d %H:%M}）"


def signal_cards(actor: Actor, item: Item, signals: Iterable[Signal]) -> list[SignalCard]:
    """Cards for an item's questions; the other item only if the reader may see it."""
    signals = list(signals)
    ids = {one.other["item"] for one in signals if one.other and one.other.get("item")}
    others = {
        row.pk: row
        for row in list_items(actor)
        .filter(pk__in=ids)
        .prefetch_related("measures", "progress", "proofs")
    }
    texts = field_texts(item)
    return [_card(actor, item, one, texts, others) for one in signals]


def _card(
    actor: Actor, item: Item, signal: Signal, texts: dict[str, str], others: dict[int, Item]
) -> SignalCard:
    other = others.get(signal.other["item"] or 0) if signal.other else None
    fields = dict.fromkeys(span["field"] for span in signal.spans)
    mine = [_passage(name, texts.get(name, ""), signal.spans) for name in fields]
    theirs = _theirs(signal, other, next(iter(fields), ""))
    return SignalCard(
        signal=signal,
        passages=(*mine, *theirs) if _speaks_of_now(signal, item) else (),
        may_clear=_may(actor, "clear", signal),
        may_uphold=_may(actor, "uphold", signal),
    )


def _speaks_of_now(signal: Signal, item: Item) -> bool:
    """Whether the marks lie in the texts as they stand: not once the question is gone, nor where
    the unit wrote on after somebody had decided it."""
    if signal.state == SignalState.GONE:
        return False
    decided = signal.decided_at
    return decided is None or all(one.created_at <= decided for one in item.progress.all())


def _passage(name: str, text: str, spans: list[dict[str, Any]]) -> Passage:
    marked = tuple((one["start"], one["end"]) for one in spans if one["field"] == name)
    return Passage(f"本事项 · {name}", text, marked)


def _theirs(signal: Signal, other: Item | None, name: str) -> Iterator[Passage]:
    """The other item's text, leading to it."""
    if other is None or not signal.other:
        return
    name = name or Field.MEASURE.value
    span = (signal.other.get("start", 0), signal.other.get("end", 0))
    label = f"{other.organisation} · 事项 {other.number} · {name}"
    url = reverse("rectification_item", args=[other.pk])
    yield Passage(label, field_texts(other).get(name, ""), (span,), url)


def _may(actor: Actor, action: str, signal: Signal) -> Decision:
    """Both questions of a button: may this person, and can the record."""
    decision = access.can(actor, action, signal)
    if not decision:
        return decision
    blocked = SIGNAL_STATES.why_not(signal, action)
    return Decision(not blocked, blocked)
