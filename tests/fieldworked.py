"""Records of the field for tests, made by the services as people would."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from tests.fielded import Fielded
from tests.people import Cast
from tests.scenarios import TODAY
from xuncha.cycle.fieldwork.models import (
    Briefing,
    DocumentRequest,
    EntryNotice,
    ImmediateFix,
    Supervision,
)
from xuncha.cycle.fieldwork.pasting import read_lines
from xuncha.cycle.fieldwork.services import briefings, fixes, notices, requests, supervision
from xuncha.cycle.fieldwork.services.fixes import FixFacts
from xuncha.cycle.fieldwork.services.notices import NoticeFacts
from xuncha.cycle.fieldwork.services.supervision import SupervisionFacts

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


def asked(field: Fielded, people: Cast, **more: Any) -> Briefing:
    """The discipline body asked to inform, in the person of 冯立."""
    told = {"source": "discipline", "body": "区纪委监委", "addressee_id": people["fengli"].pk}
    return briefings.ask_briefing(
        people.actor("liwen"), inspection_id=field.inspection.pk, **(told | more)
    )  # fmt: skip


def upload(name: str = "情况.txt", text: str = "情况属实") -> tuple[io.BytesIO, str]:
    """A small file as it comes from a form."""
    return io.BytesIO(text.encode()), name


def sent(field: Fielded, text: str = "2024年度党组会议记录原件\n公务接待台账") -> DocumentRequest:
    """A list of documents that the leader drew up and sent."""
    leader = field.actor(field.leader)
    row = requests.draft_request(
        leader, inspection_id=field.inspection.pk, subject="了解议事决策情况",
        lines=read_lines(text),
    )  # fmt: skip
    return requests.send_request(leader, request_id=row.pk, version=row.version)


def issued(field: Fielded, **more: Any) -> ImmediateFix:
    """An immediate fix that the leader issued."""
    leader = field.actor(field.leader)
    facts = {
        "meeting_on": TODAY, "problem": "便民服务大厅没有公开办事流程",
        "demand": "三天内公开办事流程和收费标准",
    }  # fmt: skip
    row = fixes.draft_fix(
        leader, inspection_id=field.inspection.pk, facts=FixFacts(**(facts | more))
    )  # fmt: skip
    return fixes.issue_fix(leader, fix_id=row.pk, version=row.version)


def signed(field: Fielded, people: Cast, **more: Any) -> ImmediateFix:
    """Signed for by the unit's head, with a measure by its liaison."""
    row = issued(field, **more)
    row = fixes.sign_fix(people.actor("zhengyan"), fix_id=row.pk, version=row.version)
    return fixes.plan_fix(
        people.actor("zhoulan"), fix_id=row.pk, version=row.version,
        measure="制作流程图上墙并在公众号公开", owner="办公室主任",
    )  # fmt: skip


def reported(field: Fielded, people: Cast, **more: Any) -> ImmediateFix:
    """Reported as done with a proof."""
    row = signed(field, people, **more)
    return fixes.report_fix(
        people.actor("zhoulan"), fix_id=row.pk, version=row.version,
        result="3月18日已公开6项流程", done_on=TODAY, uploads=[upload("照片说明.txt")],
    )  # fmt: skip


def visited(field: Fielded, people: Cast) -> Supervision:
    """A visit of the office to the team, sent as guidance."""
    clerk = people.actor("liwen")
    row = supervision.draft_supervision(
        clerk, inspection_id=field.inspection.pk,
        facts=SupervisionFacts(
            visited_on=TODAY, visitors="李闻、赵青", looked_at="听取汇报，查看谈话台账",
            opinions="谈话要覆盖中层干部\n底稿要当周审签",
        ),
    )  # fmt: skip
    return supervision.issue_supervision(clerk, supervision_id=row.pk, version=row.version)
