"""What travels of working papers: all but those handed to the sealed room."""

from typing import Any

from django.db.models import Q

from xuncha.cycle.workpapers.enums import PaperState
from xuncha.cycle.workpapers.states import MEETING_STATES, PAPER_STATES, SHEET_STATES
from xuncha.foundation.kits.registry import grown, lent, worked

_HANDED = str(PaperState.HANDED)
_PAPER: dict[str, Any] = {
    "of": "paper", "inspection": "paper__inspection", "but": Q(paper__state=_HANDED),
}  # fmt: skip
_VERSION: dict[str, Any] = {
    "of": "version", "inspection": "version__paper__inspection",
    "but": Q(version__paper__state=_HANDED),
}  # fmt: skip
_AT: dict[str, Any] = {"inspection": "inspection", "number": "number"}

lent("workpapers.paperrules")
worked("workpapers.paper", states=PAPER_STATES, but=Q(state=_HANDED), **_AT)
worked("workpapers.paperversion", **_PAPER)
for _part in ("signature", "fact", "papersource", "paperfile"):
    worked(f"workpapers.{_part}", **_VERSION)
grown("workpapers.paperstep", **_PAPER)
worked("workpapers.meeting", states=MEETING_STATES, **_AT)
worked("workpapers.attendee", of="meeting", inspection="meeting__inspection")
worked("workpapers.weighed", of="meeting", inspection="meeting__inspection",
       but=Q(paper__state=_HANDED))  # fmt: skip
worked("workpapers.factsheet", states=SHEET_STATES, **_AT)
worked("workpapers.putoff", of="sheet", inspection="sheet__inspection")
worked("workpapers.factentry", of="sheet", inspection="sheet__inspection",
       but=Q(paper__state=_HANDED))  # fmt: skip
worked("workpapers.factfile", of="entry", inspection="entry__sheet__inspection",
       but=Q(entry__paper__state=_HANDED))  # fmt: skip
