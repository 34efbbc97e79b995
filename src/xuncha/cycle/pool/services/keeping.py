"""What is known of a person kept right: details, the place of work over time, the account."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from xuncha.cycle.pool.enums import InspectorState, TieKind, TieSource
from xuncha.cycle.pool.models import Inspector, Tie
from xuncha.cycle.pool.services.details import (
    Details,
    check_details,
    lay_details,
    place_of,
)
from xuncha.cycle.pool.services.entering import add_step, refuse_double
from xuncha.cycle.pool.services.tying import key_of
from xuncha.cycle.pool.watching import tell_changed
from xuncha.foundation import access
from xuncha.foundation.accounts.actors import live_roles
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.roles import THREE
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

_DETAILS = (
    "name", "post", "phone", "native_place", "native_organisation", "joined_party_on",
    "specialties", "can_lead", "can_deputise", "from_discipline", "note",
)  # fmt: skip
_DAY = dt.timedelta(days=1)


@service
def change_inspector(
    actor: Actor, *, inspector_id: int, version: int, details: Details
) -> Inspector:
    """Change what is written down about a person; where he works changes by ``move_inspector``.
    Refuses a version that is no longer the last and whatever ``check_details`` refuses."""
    row = _get(actor, inspector_id, "change")
    _same(row, version)
    before = {name: getattr(row, name) for name in _DETAILS}
    lay_details(actor, row, details)
    check_details(row)
    if row.name != before["name"]:
        refuse_double(row)
    changed = [name for name in _DETAILS if getattr(row, name) != before[name]]
    if not changed:
        return row
    _save(row, version, {name: getattr(row, name) for name in changed})
    record(actor, "pool.inspector.changed", row, fields=changed)
    tell_changed(actor, [row.pk])
    return row


@service
def move_inspector(
    actor: Actor, *, inspector_id: int, version: int, on: dt.date, home_id: int | None = None,
    home_words: str = "", post: str = "",
) -> Inspector:  # fmt: skip
    """Note that somebody works elsewhere (or in another post) from a day on. What he leaves stays
    as a former post up to the day before: recusal looks back at it. Refuses a day in the future or
    not after the day on which he came to where he is, and a move to where he is in the same post.
    A person who is not admitted yet is moved in the same way."""
    row = _get(actor, inspector_id, "move")
    _same(row, version)
    home, words = place_of(actor, home_id, home_words)
    post = post.strip()
    if len(post) > 60 or len(words) > 80:
        raise Invalid("单位最多 80 个字，职务最多 60 个字。", field="post")
    if on > clock.today():
        raise Invalid("变更日期不能晚于今天。", field="on")
    if row.home_since and on <= row.home_since:
        raise Invalid(f"变更日期应当晚于到现单位的日期（{row.home_since}）。", field="on")
    if (home, words, post) == (row.home, row.home_words, row.post):
        raise Invalid("单位和职务都没有变。", field="home")
    former = _former_post(actor, row, on - _DAY)
    fields = {"home": home, "home_words": words, "home_since": on, "post": post}
    _save(row, version, fields)
    refuse_double(row)
    words_before = former.organisation_name
    add_step(
        actor, row, "move", "变更工作单位", row.state, row.state,
        f"{words_before}{former.post} → {row.home_name}{row.post}（{on} 起）",
    )  # fmt: skip
    record(
        actor, "pool.inspector.moved", row, since=str(on), home=row.home_id, former_tie=former.pk
    )
    tell_changed(actor, [row.pk])
    return row


def _former_post(actor: Actor, row: Inspector, until_on: dt.date) -> Tie:
    tie = Tie(
        inspector=row, kind=TieKind.POST, organisation=row.home,
        organisation_words=row.home_words, post=row.post, from_on=row.home_since,
        until_on=until_on, detail="原工作单位", source=TieSource.OFFICE,
        entered_by_id=actor.user_id, entered_at=clock.now(),
    )  # fmt: skip
    tie.key = key_of(tie)
    if Tie.objects.filter(inspector=row, key=tie.key, state="standing").exists():
        raise Conflict("同样的原任职关系已经登记过，请先核对这个人的任职关系。")
    tie.save(force_insert=True)
    return tie


@service
def link_user(
    actor: Actor, *, inspector_id: int, version: int, username: str
) -> Inspector:  # fmt: skip
    """Tie a sign-in account to a person, so that he sees what is kept of him; an empty name takes
    the tie off. Refuses an unknown or shut account, one that is somebody else's already, one's own,
    and that of one of the three administrators."""
    row = _get(actor, inspector_id, "link")
    _same(row, version)
    user = _account(actor, username.strip()) if username.strip() else None
    try:
        with transaction.atomic():
            _save(row, version, {"user": user})
    except IntegrityError:
        raise Invalid("这个账号已经关联了另一个人。", field="username") from None
    record(actor, "pool.inspector.linked", row, user=user.pk if user else None)
    tell_changed(actor, [row.pk])
    return row


def _account(actor: Actor, username: str) -> User:
    user = User.objects.filter(username=username, is_active=True).first()
    if user is None:
        raise Invalid(f"没有用户名为“{username[:40]}”的可用账号。", field="username")
    if user.pk == actor.user_id:
        raise Invalid("不能把自己的账号关联给自己办理的人。", field="username")
    if live_roles(user) & THREE:
        raise Invalid("三员不能列入人才库。", field="username")
    return user


def _get(actor: Actor, inspector_id: int, action: str) -> Inspector:
    row = access.get_or_404(
        actor, Inspector, related=("home", "native_organisation", "user"), pk=inspector_id
    )
    access.require(actor, action, row)
    if row.state in {InspectorState.LEFT, InspectorState.REJECTED}:
        raise Conflict(f"{row.name}的状态是“{row.get_state_display()}”，资料不再修改。")
    return row


def _same(row: Inspector, version: int) -> None:
    if row.version != version:
        raise Conflict


def _save(
    row: Inspector, version: int, fields: Mapping[str, Any]
) -> None:  # fmt: skip
    """One conditional update: of two people who change the same record, one wins."""
    seen = Inspector.objects.filter(pk=row.pk, version=version)
    if seen.update(**fields, version=version + 1) != 1:
        raise Conflict
    row.version = version + 1
    for name, value in fields.items():
        setattr(row, name, value)
