"""What findings ask for before an inspection goes on."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.findings.enums import OPEN_STATES, FindingState
from xuncha.cycle.findings.selectors import list_findings
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor


@before(Stage.HEARD_BY_GROUP)
def _settled(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = list_findings(actor).filter(inspection=row)
    here = f"/findings/?inspection={row.pk}"
    drafts = rows.filter(state=FindingState.DRAFT)
    yield Lack("问题还没有定稿", drafts.count(), f"{here}&state=draft")
    undecided = rows.filter(state__in=sorted(OPEN_STATES), disposal="")
    yield Lack("问题还没有定去向", undecided.count(), here)
