"""What travels of findings: the team's own. What they repeat of other units stays behind, and so
does what became a clue."""

from typing import Any

from django.db.models import Q

from xuncha.cycle.findings.states import FINDING_STATES
from xuncha.cycle.workpapers.enums import Destination
from xuncha.foundation.kits.registry import worked
from xuncha.kernel.keys import content_key

_CLUE = str(Destination.CLUE)
_OF: dict[str, Any] = {
    "of": "finding",
    "inspection": "finding__inspection",
    "but": Q(finding__disposal=_CLUE),
}

worked(
    "findings.finding", inspection="inspection", states=FINDING_STATES, number="number",
    but=Q(disposal=_CLUE), derives={"key": lambda row: content_key(row["text"])},
    omits={"recurrence", "recurrence_of", "recurrence_reason", "recurrence_by", "recurrence_at"},
)  # fmt: skip
for _part in ("findingperson", "findingcount", "findingpaper", "findingpoint", "findingframe"):
    worked(f"findings.{_part}", **_OF)
