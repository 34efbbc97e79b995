"""Records of the field for tests, made by the services as people would."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.fieldwork.models import EntryNotice
from xuncha.cycle.fieldwork.services import notices
from xuncha.cycle.fieldwork.services.notices import NoticeFacts

WHOLE: dict[str, Any] = {
    "starts_on": dt.date(2026, 3, 2), "ends_on": dt.date(2026, 4, 24), "phone": "0512-5550100",
    "hours": "工作日 8:30—12:00", "post_box": "清源区第12号信箱",
    "email": "xuncha@qingyuan.example",
    "scope": "受理反映领导班子及其成员的来信来电来访。",
}  # fmt: skip


def drafted(field: Fielded, **more: Any) -> EntryNotice:
    """The notice as the team's leader drafts it, whole."""
    leader = field.actor(field.leader)
    row = notices.draft_notice(leader, inspection_id=field.inspection.pk)
    facts = NoticeFacts(**(WHOLE | more))
    return notices.change_notice(leader, notice_id=row.pk, version=row.version, facts=facts)


def approved(field: Fielded, people: Cast) -> EntryNotice:
    """Handed in by the leader, approved by the director."""
    row = drafted(field)
    row = notices.submit_notice(
        field.actor(field.leader), notice_id=row.pk, version=row.version
    )  # fmt: skip
    return notices.approve_notice(people.actor("song"), notice_id=row.pk, version=row.version)


def published(field: Fielded, people: Cast) -> EntryNotice:
    """Out since today."""
    row = approved(field, people)
    return notices.publish_notice(
        people.actor("liwen"), notice_id=row.pk, version=row.version, on=TODAY
    )  # fmt: skip
