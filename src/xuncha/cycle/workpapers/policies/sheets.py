"""Sheets of facts: the team's; the unit sees its own once they were sent."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS, UNIT
from xuncha.cycle.planning.sight import in_sight
from xuncha.cycle.workpapers.enums import SHOWN_TO_UNIT
from xuncha.cycle.workpapers.models import FactEntry, FactFile, FactSheet, PutOff
from xuncha.cycle.workpapers.policies.common import SEES, WRITERS, InField, is_member_or_office
from xuncha.cycle.workpapers.seats import may_settle, speaks_for_team
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, Act


def _speaks(actor: Actor, sheet: Any) -> str:
    if actor.has(*OFFICE) or speaks_for_team(actor, sheet.inspection_id):
        return ""
    return "由本组组长、副组长或者联络员送达、推后和撤回。"


def _settles(actor: Actor, sheet: Any) -> str:
    if actor.has(*OFFICE) or may_settle(actor, sheet.inspection_id):
        return ""
    return "有不同意见的事实由本组组长、副组长核定。"


def _is_asked(actor: Actor, sheet: Any) -> str:
    own = actor.is_of(sheet.inspection.organisation_id)
    return "" if own else "由被巡察单位答复。"


class _ForUnitToo(InField):
    """``sheet`` leads from the row to its sheet, with a trailing ``__`` or nothing."""

    sees = SEES | dict.fromkeys(sorted(UNIT), "送给本单位的")
    sheet = ""

    def scope(self, actor: Actor) -> Q:
        rows = EVERYTHING if actor.has(*READERS) else NOTHING
        if not actor.has(*READERS) and actor.has(*UNIT) and actor.unit_id:
            rows = Q(
                **{
                    f"{self.sheet}inspection__organisation_id": actor.unit_id,
                    f"{self.sheet}state__in": sorted(SHOWN_TO_UNIT),
                }
            )
        return in_sight(actor, rows, f"{self.sheet}inspection")


@access.register(FactSheet)
class FactSheetPolicy(_ForUnitToo):
    acts = {
        "create": Act("起草事实确认单", WRITERS, (is_member_or_office,)),
        "send": Act("送达事实确认单", WRITERS, (_speaks,)),
        "put_off": Act("推后答复截止", WRITERS, (_speaks,)),
        "withdraw": Act("撤回事实确认单", WRITERS, (_speaks,)),
        "settle": Act("核定有异议的事实", WRITERS, (_settles,)),
        "answer": Act("答复事实", UNIT, (_is_asked,)),
        "print": Act("打印事实确认单", READERS | UNIT | {INSPECTOR}),
    }


@access.register(FactEntry)
class FactEntryPolicy(_ForUnitToo):
    """Goes with the sheet."""

    path, sheet = "sheet__inspection", "sheet__"


@access.register(PutOff)
class PutOffPolicy(_ForUnitToo):
    """Goes with the sheet."""

    path, sheet = "sheet__inspection", "sheet__"


@access.register(FactFile)
class FactFilePolicy(_ForUnitToo):
    """Goes with the answer."""

    path, sheet = "entry__sheet__inspection", "entry__sheet__"
