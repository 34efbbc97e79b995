"""The frame of every service, and the only way into the log.

``@service`` opens one transaction. What the service records is kept until its end and sealed just
before the commit, so that the chain's head is held for the shortest time and never before another
row's lock. A refusal rolls the work back and is recorded by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast

from django.db import transaction
from django.db.models import Model

from xuncha.foundation.audit import chain, keeping, verbs
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Refused

P = ParamSpec("P")
R = TypeVar("R")

_pending: ContextVar[list[AuditRow] | None] = ContextVar("xuncha_pending_audit", default=None)


def service(func: Callable[Concatenate[Actor, P], R]) -> Callable[Concatenate[Actor, P], R]:
    """Make a function a service: one transaction with its audit lines; nested ones join in."""

    @wraps(func)
    def run(actor: Actor, *args: P.args, **kwargs: P.kwargs) -> R:
        if _pending.get() is not None:
            return func(actor, *args, **kwargs)
        try:
            with _work():
                return func(actor, *args, **kwargs)
        except Refused as refusal:
            record_refusal(actor, what=func.__name__, sentence=refusal.sentence)
            refusal.recorded = True
            raise

    return cast("Callable[Concatenate[Actor, P], R]", run)


@contextmanager
def _work() -> Iterator[None]:
    rows: list[AuditRow] = []
    token = _pending.set(rows)
    try:
        with transaction.atomic():
            yield
            if rows:
                chain.append(rows)
                last = rows[-1]
                # The work is done by then: a head that can't be written (disk full) is made up for
                # by the next one, and must not say that nothing was done.
                transaction.on_commit(
                    lambda: keeping.keep_head(last.number, last.digest), robust=True
                )
    finally:
        _pending.reset(token)


def record(
    actor: Actor,
    verb: str,
    obj: Model | None = None,
    *,
    name: str = "",
    reason: str = "",
    **details: Any,
) -> None:
    """Note what was done, inside a service. ``details`` is JSON: before and after, counts, codes.

    Raises ``LookupError`` for an unregistered verb and ``RuntimeError`` outside a service.
    """
    rows = _pending.get()
    if rows is None:
        raise RuntimeError("record() is called inside a service only")
    rows.append(_row(actor, verb, obj, name=name, reason=reason, details=details))


def record_refusal(actor: Actor, *, what: str, sentence: str, hidden: str = "") -> None:
    """Note an attempt that was refused, in a transaction of its own."""
    verb = "access.record.hidden" if hidden else "access.request.refused"
    with _work():
        record(actor, verb, name=hidden or what, reason=sentence, what=what)


def _row(
    actor: Actor,
    verb: str,
    obj: Model | None,
    *,
    name: str,
    reason: str,
    details: Mapping[str, Any],
) -> AuditRow:
    hides = verbs.get(verb).hides
    return AuditRow(
        at=clock.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        actor_roles=",".join(sorted(actor.roles))[:200],
        verb=verb,
        object_kind=obj._meta.label_lower if obj is not None else "",
        object_id=str(obj.pk) if obj is not None else "",
        object_name=(name or (str(obj) if obj is not None else ""))[:200],
        details={key: "（不留存）" if key in hides else value for key, value in details.items()},
        reason=reason,
        request_id=actor.request_id,
        address=actor.address,
    )
