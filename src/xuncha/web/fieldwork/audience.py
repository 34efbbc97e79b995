"""Who uses the pages of the field."""

from __future__ import annotations

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS, UNIT

READING = READERS | {INSPECTOR}
WORKING = OFFICE | {INSPECTOR}
WITH_UNIT = READING | UNIT
WORKING_WITH_UNIT = WORKING | UNIT
WITH_PARTNER = READING | {PARTNER}
