"""Who comes here."""

from __future__ import annotations

from xuncha.cycle.directory.roles import (
    BUSINESS,
    INSPECTOR,
    OFFICE,
    OFFICE_DIRECTOR,
    PARTNER,
    READERS,
    UNIT,
    UNIT_LIAISON,
)

EVERYBODY = BUSINESS
WRITERS = frozenset({UNIT_LIAISON})
UNITS = UNIT
OFFICES = OFFICE
REVIEWING = READERS | {PARTNER, INSPECTOR}
DIRECTOR = frozenset({OFFICE_DIRECTOR})
