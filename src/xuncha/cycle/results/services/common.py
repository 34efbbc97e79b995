"""What the services of this room share: a step with its line of history."""

from __future__ import annotations

from xuncha.cycle.results.models import ResultStep
from xuncha.foundation.access.steps import History

_HISTORY = History(ResultStep)
step, note_step = _HISTORY.step, _HISTORY.note
