"""What this room asks for before an inspection goes on."""

from __future__ import annotations

from collections.abc import Iterable

from xuncha.cycle.fieldwork.readiness import Lack, before
from xuncha.cycle.petitions.models import Petition
from xuncha.cycle.petitions.selectors import UNFINISHED
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@before(Stage.LEFT)
def _petitions_finished(actor: Actor, row: Inspection) -> Iterable[Lack]:
    rows = access.visible(actor, Petition).filter(UNFINISHED, inspection=row)
    yield Lack(
        "信访件没有办结", rows.count(), f"/inspections/{row.pk}/petitions/?due=open"
    )  # fmt: skip
