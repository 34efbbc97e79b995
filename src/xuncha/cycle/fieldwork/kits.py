"""What travels of the field's papers."""

from django.db.models import Q

from xuncha.cycle.fieldwork.states import (
    FIX_STATES,
    LINE_STATES,
    NOTICE_STATES,
    REQUEST_STATES,
    SUPERVISION_STATES,
)
from xuncha.foundation.kits.registry import grown, lent, stays, worked

lent("fieldwork.fieldrules")
_AT = {"inspection": "inspection", "number": "number"}
worked("fieldwork.entrynotice", states=NOTICE_STATES, **_AT)
worked("fieldwork.documentrequest", states=REQUEST_STATES, **_AT)
worked("fieldwork.requestline", states=LINE_STATES, inspection="inspection")
worked("fieldwork.papermove", of="line", inspection="line__inspection")
worked("fieldwork.linefile", of="line", inspection="line__inspection")
worked("fieldwork.immediatefix", states=FIX_STATES, **_AT)
worked("fieldwork.fixfile", of="fix", inspection="fix__inspection")
worked("fieldwork.supervision", states=SUPERVISION_STATES, **_AT)
grown(
    "fieldwork.fieldstep", of=("line", "fix", "supervision", "request", "notice"),
    inspection="inspection", but=Q(briefing__isnull=False),
)  # fmt: skip
stays(
    "fieldwork.briefing",
    "fieldwork.briefingfile",
    why="协作单位的巡前通报可能涉及线索，不离开办公室",
)
