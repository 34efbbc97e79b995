"""Decisions: each access rule is said once and answers with its reason.

A policy has ``scope(actor) -> Q`` for what may be seen and ``can(actor, action, obj)`` for what may
be done. A button and the service behind it ask the same ``can``; so a greyed button can say why.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q

from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Decision:
    """Yes, or no with the sentence that a person reads."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


YES = Decision(allowed=True)


def no(reason: str) -> Decision:
    """A refusal with its sentence."""
    return Decision(allowed=False, reason=reason)


NOTHING = Q(pk__in=())
"""A filter that nothing passes: the default of every scope."""

EVERYTHING = Q()


class Policy(Protocol):
    """What each model's policy offers."""

    def scope(self, actor: Actor) -> Q:
        """Rows that the actor may know of."""
        ...

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Whether the actor may do the action to a row that he sees."""
        ...


ActGuard = Callable[[Actor, Any], str]
"""Looks at actor and record and gives "" or the sentence that refuses."""


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that may be done: its label, who may by role, and what else must hold."""

    label: str
    roles: frozenset[str]
    guards: tuple[ActGuard, ...] = ()


class RolePolicy:
    """A policy told as data, so that the permissions page can be printed from it.

    ``sees`` maps a role to words that say which rows it sees; subclasses give ``scope`` to match.
    """

    sees: Mapping[str, str] = {}
    acts: Mapping[str, Act] = {}

    def scope(self, actor: Actor) -> Q:
        """Default deny."""
        return EVERYTHING if actor.is_system else NOTHING

    def can(self, actor: Actor, action: str, obj: Any) -> Decision:
        """Role first, then each guard in turn; the first refusal's sentence is the answer."""
        act = self.acts[action]
        if actor.is_system:
            return YES
        if not actor.has(*act.roles):
            return no(f"您的岗位没有“{act.label}”这项权限。")
        for guard in act.guards:
            if sentence := guard(actor, obj):
                return no(sentence)
        return YES
