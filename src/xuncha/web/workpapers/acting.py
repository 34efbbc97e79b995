"""What the views of this area share: who comes here, forms told, sentences beside their fields."""

from __future__ import annotations

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS, UNIT

AUDIENCE = READERS | {INSPECTOR}
TEAM = frozenset({INSPECTOR})
SIGNERS = TEAM | {OFFICE_DIRECTOR}
WORKERS = OFFICE | {INSPECTOR}
WITH_UNIT = AUDIENCE | UNIT
UNITS = UNIT
