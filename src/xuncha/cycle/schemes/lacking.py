"""What this room lacks before an inspection goes into concentrated rectification."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.planning.enums import AFTER_FEEDBACK, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.schemes.enums import SchemeState
from xuncha.cycle.schemes.models import Scheme
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@before(Stage.RECTIFYING)
def _approved(actor: Actor, row: Inspection) -> Iterable[Lack]:
    """Work starts by an approved scheme."""
    if row.state not in AFTER_FEEDBACK:
        return
    state = (
        access.visible(actor, Scheme).filter(inspection=row).values_list("state", flat=True).first()
    )
    if state not in {SchemeState.APPROVED, SchemeState.CHANGING}:
        words = "整改方案还没有批准" if state else "单位还没有起草整改方案"
        yield Lack(words, 1, f"/inspections/{row.pk}/scheme/")
