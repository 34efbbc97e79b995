"""Policies by model, and the doors that ask them.

Missing and forbidden look alike to the person; the log knows the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.db.models import Model, Q, QuerySet

from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Refused
from xuncha.kernel.policies import Decision, Policy, RolePolicy

M = TypeVar("M", bound=Model)
T = TypeVar("T", bound=type[RolePolicy])

Narrowing = Callable[[Actor], Q]

_policies: dict[type[Model], RolePolicy] = {}
_narrowings: dict[type[Model], list[Narrowing]] = {}


def register(model: type[Model]) -> Callable[[T], T]:
    """Class decorator that makes a policy the one of a model."""

    def keep(policy: T) -> T:
        if model in _policies:
            raise ValueError(f"{model.__name__} has a policy already")
        _policies[model] = policy()
        return policy

    return keep


def policies() -> dict[type[Model], RolePolicy]:
    """All policies, for the printed permissions page."""
    return dict(_policies)


def policy_for(model: type[Model]) -> Policy:
    """The model's policy; ``LookupError`` where none was written: default deny, loudly."""
    return _policies[model]


def narrow(model: type[Model]) -> Callable[[Narrowing], Narrowing]:
    """Decorator by which a later room takes rows of an earlier one out of somebody's sight: what
    the function gives must hold as well. It never adds rows. The system is not narrowed."""

    def keep(func: Narrowing) -> Narrowing:
        kept = _narrowings.setdefault(model, [])
        if func not in kept:
            kept.append(func)
        return func

    return keep


def visible(actor: Actor, rows: type[M] | QuerySet[M]) -> QuerySet[M]:
    """Those rows that the actor may see."""
    query = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    rows = query.filter(policy_for(query.model).scope(actor))
    if not actor.is_system:
        for func in _narrowings.get(query.model, ()):
            rows = rows.filter(func(actor))
    return rows


def get_or_404(
    actor: Actor, rows: type[M] | QuerySet[M], *, related: tuple[str, ...] = (), **lookup: Any
) -> M:
    """The one row that fits and may be seen; ``Absent`` otherwise, telling only the log more.

    ``related`` names what is read along with it."""
    query = rows if isinstance(rows, QuerySet) else rows._default_manager.all()
    if related:
        query = query.select_related(*related)
    found = visible(actor, query).filter(**lookup).first()
    if found is not None:
        return found
    exists = query.filter(**lookup).exists()
    words = ",".join(f"{key}={value}" for key, value in lookup.items())
    raise Absent(hidden=f"{query.model._meta.verbose_name}({words})" if exists else "")


def can(actor: Actor, action: str, obj: Model) -> Decision:
    """Whether the actor may do it, with the reason if not: buttons and services both ask here."""
    return policy_for(type(obj)).can(actor, action, obj)


def require(actor: Actor, action: str, obj: Model) -> None:
    """Go on only if it may be done; ``Refused`` with the sentence otherwise."""
    decision = can(actor, action, obj)
    if not decision:
        raise Refused(decision.reason)


def still_visible(actor: Actor, obj: Model) -> None:
    """After a write: the record must still lie in the writer's own scope, else nothing is saved."""
    if not visible(actor, type(obj)).filter(pk=obj.pk).exists():
        raise Refused("这样修改后，您自己也看不到这条记录了，修改没有保存。")
