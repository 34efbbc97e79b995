"""The one rule of sight of this room: the office and the leaders read, a recusal shuts."""

from __future__ import annotations

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, PARTNER, READERS

CHECKERS = OFFICE | {INSPECTOR, PARTNER}
DIRECTOR = frozenset({OFFICE_DIRECTOR})

ALL = dict.fromkeys(sorted(READERS), "全部")
