"""Signing in and out, for the log. The library checks; these only note."""

from __future__ import annotations

from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.kernel.actor import Actor


@service
def note_sign_in(actor: Actor, *, user: User) -> None:
    """Somebody is in."""
    record(actor, "accounts.session.opened", user)


@service
def note_sign_out(actor: Actor, *, user: User) -> None:
    """Somebody has left."""
    record(actor, "accounts.session.closed", user)


@service
def note_refused_sign_in(actor: Actor, *, username: str) -> None:
    """A sign-in that failed: which name was tried, from where."""
    record(actor, "accounts.session.refused", name=username[:40])


@service
def note_locked(actor: Actor, *, username: str) -> None:
    """A sign-in that was stopped because too many failed."""
    record(actor, "accounts.session.locked", name=username[:40])
