"""Long work of this room."""

from __future__ import annotations

from xuncha.cycle.rectification.services.rechecking import recheck_inspection
from xuncha.foundation.jobs.registry import Progress, job
from xuncha.kernel.actor import SYSTEM


@job("rectification.recheck", "核对疑点")
def recheck(progress: Progress, *, inspection_id: int) -> dict[str, int]:
    """Ask the engine about all items of an inspection. Atomic, so it may run twice."""
    progress.step(0, 1, "正在比对整改台账")
    counts = recheck_inspection(SYSTEM, inspection_id=inspection_id)
    progress.step(1, 1, "核对完成")
    return counts
