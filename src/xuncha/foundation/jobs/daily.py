"""Housekeeping that the system does by itself once a day, by whichever worker comes first."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from xuncha.foundation.files.services import discard_orphans
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import XunchaError

Chore = Callable[[Actor], object]

CHORES: list[Chore] = [discard_orphans]
_log = logging.getLogger(__name__)


def add_chore(chore: Chore) -> None:
    """Have something done once a day; a room says so when the site starts."""
    if chore not in CHORES:
        CHORES.append(chore)


def keep_house(last: dt.date | None) -> dt.date:
    """Do the chores if the day is another than ``last``; gives today. A chore that can't be done is
    noted and tried again tomorrow; doing one twice on a day does no harm."""
    today = clock.today()
    if last != today:
        for chore in CHORES:
            try:
                chore(SYSTEM)
            except XunchaError as problem:
                _log.warning("%s: %s", chore.__name__, problem.sentence)
    return today
