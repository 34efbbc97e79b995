"""Who wants to hear that the tree of organisations has changed.

Later rooms (teams) register here; this room never looks up to them. What they do happens within the
transaction of the change: a merger and the door it shuts stand or fall together.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from xuncha.kernel.actor import Actor

Watcher = Callable[[Actor, frozenset[int]], None]
_watchers: list[Watcher] = []


def watch(func: Watcher) -> Watcher:
    """Register a function that hears the keys of organisations that were moved, merged, split or
    ended. Called once for each change, inside it."""
    if func not in _watchers:
        _watchers.append(func)
    return func


def tell_tree_changed(actor: Actor, organisation_ids: Iterable[int]) -> None:
    """Say that these organisations changed; called by the services of this room, last before they
    end."""
    changed = frozenset(organisation_ids)
    if changed:
        for func in list(_watchers):
            func(actor, changed)
