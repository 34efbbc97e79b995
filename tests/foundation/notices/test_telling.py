"""Notices: to others, once each, one's own inbox only, undone with what they tell of."""

from __future__ import annotations

import pytest
from django.db import transaction

from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.foundation.notices.models import Notice
from xuncha.foundation.notices.selectors import inbox, unread_count
from xuncha.foundation.notices.services import mark_read, tell
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Absent

pytestmark = pytest.mark.django_db


@pytest.fixture
def two() -> tuple[User, User]:
    made = [
        bootstrap_user(
            SYSTEM, username=name, name=name, post="", password="Qingyuan-2026",
            roles=["office_staff"], must_change=False,
        )
        for name in ("first", "second")
    ]  # fmt: skip
    return made[0], made[1]


def _actor(user: User) -> Actor:
    return build_actor(user)


def test_nobody_is_told_twice_or_of_his_own_act(two: tuple[User, User]) -> None:
    first, second = two
    count = tell(_actor(first), users=[first.pk, second.pk, second.pk], kind="x", text="看一看")
    assert count == 1
    assert unread_count(_actor(second)) == 1
    assert unread_count(_actor(first)) == 0


def test_ones_own_inbox_only(two: tuple[User, User]) -> None:
    first, second = two
    tell(SYSTEM, users=[first.pk], kind="x", text="看一看")
    notice = inbox(_actor(first)).get()
    with pytest.raises(Absent):
        mark_read(_actor(second), notice_id=notice.pk)
    assert mark_read(_actor(first), notice_id=notice.pk) == 1
    assert mark_read(_actor(first), notice_id=notice.pk) == 0
    assert unread_count(_actor(first)) == 0


def test_what_is_undone_was_never_told(two: tuple[User, User]) -> None:
    with transaction.atomic():
        tell(SYSTEM, users=[two[0].pk], kind="x", text="看一看")
        transaction.set_rollback(True)
    assert not Notice.objects.exists()


def test_a_long_text_is_cut(two: tuple[User, User]) -> None:
    tell(SYSTEM, users=[two[0].pk], kind="x", text="长" * 900)
    assert len(Notice.objects.get().text) == 300
