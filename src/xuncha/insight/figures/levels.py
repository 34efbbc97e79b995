"""Items as they stood on a day."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet

from xuncha.cycle.rectification.dated import standing_on
from xuncha.cycle.rectification.models import Item
from xuncha.foundation import access
from xuncha.insight.figures.asking import Ask


def standing(ask: Ask) -> QuerySet[Any]:
    """Items in sight that were there on the day; ``then`` is the state of each. Today's stands in
    a column of its own and need not be told from the steps."""
    if ask.is_today:
        return access.visible(ask.actor, Item).annotate(
            then=F("state"), due_then=F("due_on"), lasting_then=F("is_long_term")
        )
    return standing_on(ask.actor, ask.day)
