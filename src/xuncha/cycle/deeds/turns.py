"""Which time a deed is being done: what was done before it was done anew proves nothing of now."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.deeds.enums import When
from xuncha.cycle.deeds.models import Deed
from xuncha.kernel import clock


def finished_on(row: Deed) -> dt.date | None:
    """The day on which it was finished this time; ``done_on`` keeps the first."""
    if not row.redone:
        return row.done_on
    last = row.steps.filter(action="finish").order_by("-pk").first()
    return last.at.astimezone(clock.CHINA).date() if last else row.done_on


def lacking_photos(row: Deed) -> list[str]:
    """Which photos are missing before it can be finished. How it was before is how it was; how it
    is now has to be shown anew each time."""
    photos = row.photos.all()
    have = {When.BEFORE} if photos.filter(when=When.BEFORE).exists() else set()
    after = photos.filter(when=When.AFTER)
    if row.redone:
        again = row.steps.filter(action="redo").order_by("-pk").first()
        after = after.filter(added_at__gt=again.at) if again else after
    if after.exists():
        have.add(When.AFTER)
    return [str(one.label) for one in When if one not in have]
