"""Clues as one of the sealed stores: which of them a person should hold keys of."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.cycle.clues.models import Clue, ClueKey
from xuncha.cycle.clues.policies import clues_under
from xuncha.cycle.clues.rules import rules_on
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.holders.stores import Store, add_store
from xuncha.kernel import clock


def _open_to(user_id: int) -> QuerySet[Clue]:
    return Clue.objects.filter(clues_under(build_actor(User.objects.get(pk=user_id))))


def _minutes() -> int:
    return rules_on(clock.today()).settings.unlock_minutes


add_store(Store("线索", ClueKey, "clue", _open_to, _minutes))
