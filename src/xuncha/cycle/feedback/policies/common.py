"""What the policies of this room share."""

from __future__ import annotations

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR

DIRECTOR = frozenset({OFFICE_DIRECTOR})
