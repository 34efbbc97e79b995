"""What the services of this room share: finding the inspection, numbering, steps, notices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from xuncha.cycle.fieldwork.models import FieldRecord, FieldStep
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.planning.sight import topic_of
from xuncha.foundation import access
from xuncha.foundation.access.steps import InspectionHistory
from xuncha.foundation.notices.services import tell
from xuncha.kernel import clock, records
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict

R = TypeVar("R", bound=FieldRecord)


class _FieldHistory(InspectionHistory):
    """A line of a request hangs on the request too."""

    def links(self, row: Any, target: str) -> dict[str, Any]:
        of_request = {"request_id": row.request_id} if target == "line" else {}
        return super().links(row, target) | of_request


_HISTORY = _FieldHistory(FieldStep)
step, note_step = _HISTORY.step, _HISTORY.note


def inspection_of(actor: Actor, inspection_id: int) -> Inspection:
    """The inspection under the actor's scope, while the field still writes: until the feedback."""
    rows = Inspection.objects.select_related("organisation", "round__term")
    row = access.get_or_404(actor, rows, pk=inspection_id)
    still_open(row)
    return row


def still_open(row: Inspection) -> None:
    """The papers of the field are closed with the feedback."""
    if row.state in AFTER_FEEDBACK:
        raise Conflict("这次巡察已经反馈，巡中记录不能再增加或者修改。")


def add(record: R) -> R:
    """Save a new record under the next number of its inspection. Two at once: one is asked to save
    again."""
    record.number = type(record).next_number(record.inspection_id)
    record.made_at = clock.now()
    return records.add(record, "刚才有人用了同一个编号，或者同样的记录已经有了，请再保存一次。")


def told(actor: Actor, users: Sequence[int], kind: str, text: str, url: str,
         inspection_id: int) -> None:  # fmt: skip
    """Put a word into people's inboxes, under the inspection that it is about."""
    if users:
        tell(
            actor, users=users, kind=kind, text=text, url=url, topic=topic_of(inspection_id)
        )  # fmt: skip
