"""One's own key: making it, changing its passphrase, unlocking it."""

from __future__ import annotations

import datetime as dt

from xuncha.foundation.accounts.models import User
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.holders import stores
from xuncha.foundation.holders.models import Keyholder
from xuncha.foundation.holders.selectors import may_hold, own_holder
from xuncha.foundation.holders.wrapping import OpenKey
from xuncha.foundation.seals import boxes
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Invalid, Refused

SHORTEST = 10
MOST_FAILURES = 5
PAUSE = dt.timedelta(minutes=15)


@service
def make_key(actor: Actor, *, password: str, passphrase: str) -> Keyholder:
    """Make one's own key pair under a passphrase. A key that is there is retired: what was
    wrapped for it opens no more, until somebody hands the keys out again or the escrow does.
    Asks for the sign-in password, so that an unattended screen is not enough."""
    _in_room(actor)
    user = _user(actor)
    if not user.check_password(password):
        raise Invalid("登录密码不对。", field="password")
    _check_passphrase(user, passphrase)
    now = clock.now()
    old = Keyholder.objects.filter(user=user, retired_at__isnull=True).first()
    if old is not None:
        for store in stores.every():
            store.keys._default_manager.filter(holder=old).delete()
        Keyholder.objects.filter(pk=old.pk).update(retired_at=now, locked="")
    pair = boxes.make_pair()
    made = Keyholder.objects.create(
        user=user, public=pair.public, locked=boxes.lock(pair.private, passphrase), made_at=now
    )
    for store in stores.every():
        store.on_key(made)
    record(actor, "holders.holder.made", made, again=old is not None)
    return made


@service
def change_passphrase(actor: Actor, *, old: str, new: str) -> Keyholder:
    """Another passphrase for the same key: nothing that it opens changes."""
    holder = _required(actor)
    _check_passphrase(_user(actor), new, "new")
    try:
        private = boxes.unlock(holder.locked, old)
    except Invalid:
        raise Invalid("原来的口令不对。", field="old") from None
    holder.locked = boxes.lock(private, new)
    holder.save(update_fields=["locked"])
    record(actor, "holders.holder.changed", holder)
    return holder


def unlock(actor: Actor, *, passphrase: str) -> OpenKey:
    """One's own key, open. ``Invalid`` for a wrong passphrase; after five in a row nobody is let in
    for a quarter of an hour. The failure is noted even though nothing else happens."""
    holder = _required(actor)
    if holder.locked_until and holder.locked_until > clock.now():
        raise Refused("口令连续输错多次，暂时不能打开，请 15 分钟后再试。")
    try:
        private = boxes.unlock(holder.locked, passphrase)
    except Invalid:
        _note_failure(actor, holder_id=holder.pk)
        raise
    _note_unlock(actor, holder_id=holder.pk)
    assert actor.user_id is not None
    return OpenKey(actor.user_id, holder.pk, private)


@service
def _note_failure(actor: Actor, *, holder_id: int) -> None:
    holder = Keyholder.objects.get(pk=holder_id)
    holder.failures += 1
    if holder.failures >= MOST_FAILURES:
        holder.failures, holder.locked_until = 0, clock.now() + PAUSE
    holder.save(update_fields=["failures", "locked_until"])
    record(actor, "holders.holder.failed", holder)


@service
def _note_unlock(actor: Actor, *, holder_id: int) -> None:
    Keyholder.objects.filter(pk=holder_id).update(failures=0, locked_until=None)
    record(actor, "holders.holder.unlocked", Keyholder(pk=holder_id))


def _required(actor: Actor) -> Keyholder:
    _in_room(actor)
    holder = own_holder(actor)
    if holder is None:
        raise Refused("您还没有设立封存口令，请先设立。")
    return holder


def _in_room(actor: Actor) -> None:
    if not may_hold(actor):
        raise Absent


def _check_passphrase(user: User, passphrase: str, field: str = "passphrase") -> None:
    if len(passphrase) < SHORTEST:
        raise Invalid(f"封存口令至少 {SHORTEST} 个字符，可以是一句话。", field=field)
    if passphrase.isdecimal() or len(set(passphrase)) < 5:
        raise Invalid("封存口令太简单，请换一句不容易猜到的话。", field=field)
    if user.check_password(passphrase):
        raise Invalid("封存口令不能和登录密码一样。", field=field)


def _user(actor: Actor) -> User:
    assert actor.user_id is not None
    return User.objects.get(pk=actor.user_id)
