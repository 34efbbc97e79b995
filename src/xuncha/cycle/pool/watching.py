"""Who wants to hear that what is known of a person has changed.

Later rooms (teams) register here; this room never looks up to them. What they do happens within the
transaction of the change: a new tie and the door it shuts stand or fall together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xuncha.kernel.actor import Actor

Watcher = Callable[[Actor, frozenset[int]], None]
_watchers: list[Watcher] = []


def watch(func: Watcher) -> Watcher:
    """Register a function that hears the keys of the persons whose home, state, ties, past
    services, qualifications or training changed. Called once for each change, inside it."""
    if func not in _watchers:
        _watchers.append(func)
    return func


def tell_changed(actor: Actor, inspector_ids: Iterable[int]) -> None:
    """Say that these persons changed; called by the services of this room, last before they end."""
    changed = frozenset(inspector_ids)
    if changed:
        for func in list(_watchers):
            func(actor, changed)
