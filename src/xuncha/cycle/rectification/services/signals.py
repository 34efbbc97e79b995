"""Answering the engine's questions. A signal never changes an item; people do, and say why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

from django.db.models import Count

from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.cycle.rectification.states import SIGNAL_STATES
from xuncha.cycle.rectification.tallying import recounted
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Refused

_BATCH = 500
Hold = Callable[[Actor, Signal], str]
Follow = Callable[[Actor, Signal], None]
_holds: list[Hold] = []
_follows: list[Follow] = []
_ends: list[Callable[[Signal], None]] = []


def before_deciding(func: Hold) -> Hold:
    """Decorator by which a later room holds a decision back, with the sentence that says why."""
    _holds.append(func)
    return func


def after_deciding(func: Follow) -> Follow:
    """Decorator by which a later room ends what waited for the decision."""
    _follows.append(func)
    return func


def after_vanishing(func: Callable[[Signal], None]) -> Callable[[Signal], None]:
    """Decorator by which a later room ends what waited about a question that no longer arises."""
    _ends.append(func)
    return func


def vanish(signal: Signal) -> None:
    """Inside a service: a later check no longer asks this."""
    SIGNAL_STATES.move(signal, "vanish")
    for end in _ends:
        end(signal)


@service
def clear_signal(actor: Actor, *, signal_id: int, version: int, reason: str) -> Signal:
    """The question is answered: nothing wrong here, because …"""
    return _decide(actor, signal_id, "clear", "cleared", version, reason)


@service
def uphold_signal(actor: Actor, *, signal_id: int, version: int, reason: str) -> Signal:
    """The question is answered: it is so. The item can't be verified until this is gone."""
    return _decide(actor, signal_id, "uphold", "upheld", version, reason)


def _decide(
    actor: Actor, signal_id: int, action: str, verb: str, version: int, reason: str
) -> Signal:
    signal = access.get_or_404(actor, Signal.objects.select_related("item"), pk=signal_id)
    access.require(actor, action, signal)
    for hold in _holds:
        if sentence := hold(actor, signal):
            raise Refused(sentence)
    change = SIGNAL_STATES.move(
        signal, action, version=version, reason=reason, decision=reason.strip(),
        decided_by_id=actor.user_id, decided_at=clock.now(),
    )  # fmt: skip
    if signal.item_id is not None:
        count_open([signal.item_id])
    record(
        actor, f"rectification.signal.{verb}", signal, reason=reason, code=signal.code,
        item=signal.item_id, before=change.before, after=change.after,
    )  # fmt: skip
    for follow in _follows:
        follow(actor, signal)
    return signal


def count_open(item_ids: Iterable[int]) -> None:
    """Keep these items' numbers of waiting questions true. Counted while the items are held: of two
    people who answer two questions of one item at once, the second counts both answers."""
    ids = sorted(set(item_ids))
    for at in range(0, len(ids), _BATCH):
        part = ids[at : at + _BATCH]
        with recounted(part):
            asked = Signal.objects.filter(item__in=part, state=SignalState.OPEN)
            waiting = dict(asked.values_list("item").annotate(Count("pk")).order_by("item"))
            by_number: dict[int, list[int]] = defaultdict(list)
            for one in part:
                by_number[waiting.get(one, 0)].append(one)
            for number, those in by_number.items():
                Item.objects.filter(pk__in=those).update(open_signals=number)
