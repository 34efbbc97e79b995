"""Kinds of record that can be found: what the team gathers on the spot. No clue is among them, and
of a petition nothing that tells who wrote it."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Q

from xuncha.cycle.fieldwork.models import (
    Briefing,
    DocumentRequest,
    EntryNotice,
    ImmediateFix,
    RequestLine,
    Supervision,
)
from xuncha.cycle.inquiry.models import Questionnaire, Talk, Visit, VisitAsked
from xuncha.cycle.petitions.models import Petition
from xuncha.cycle.workpapers.enums import PaperState
from xuncha.cycle.workpapers.models import Fact, FactEntry, FactSheet, Paper, PaperVersion
from xuncha.insight.search.kinds import Extra, Kind, Place, register

_ROUND = ("inspection__organisation", "inspection__round")
_NOW = Q(number=F("paper__revision"))
_FACT_NOW = Q(version__number=F("version__paper__revision"))


def place_of(inspection: Any, day: Any) -> Place:
    """Where a record of an inspection belongs."""
    return Place(inspection.organisation_id, inspection.round_id, inspection.pk, day)


register(
    Kind(
        "paper", "底稿", "底稿", Paper,
        title=lambda row: f"{row.code} {row.title}",
        parts=lambda row: (row.title,),
        place=lambda row: place_of(row.inspection, row.created_at.date()),
        page="workpapers_paper", related=_ROUND,
        extras=(
            Extra(
                PaperVersion, "paper_id",
                lambda row: (row.summary, row.discovery, row.support, row.basis), _NOW,
            ),
            Extra(Fact, "version__paper_id", lambda row: (row.sentence,), _FACT_NOW),
        ),
        only=~Q(state=PaperState.HANDED),
    )
)  # fmt: skip
register(
    Kind(
        "sheet", "事实确认单", "底稿", FactSheet,
        title=lambda row: f"事实确认单 {row.code}",
        parts=lambda row: (row.note,),
        place=lambda row: place_of(row.inspection, row.made_at.date()),
        page="facts_sheet", related=_ROUND,
        extras=(Extra(FactEntry, "sheet_id", lambda row: (row.text, row.explanation)),),
    )
)  # fmt: skip
register(
    Kind(
        "talk", "谈话", "谈话走访", Talk,
        title=lambda row: f"谈话 {row.code}　{row.post}",
        parts=lambda row: (row.post, row.place, row.text),
        place=lambda row: place_of(row.inspection, row.talked_on),
        page="inquiry_talk", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "visit", "走访", "谈话走访", Visit,
        title=lambda row: f"走访 {row.code}　{row.place}",
        parts=lambda row: (row.place, row.seen, row.next_step),
        place=lambda row: place_of(row.inspection, row.visited_on),
        page="inquiry_visit", related=_ROUND,
        extras=(Extra(VisitAsked, "visit_id", lambda row: (row.said,)),),
    )
)  # fmt: skip
register(
    Kind(
        "questionnaire", "问卷", "谈话走访", Questionnaire,
        title=lambda row: f"问卷 {row.code}　{row.title}",
        parts=lambda row: (row.title,),
        place=lambda row: place_of(row.inspection, row.made_at.date()),
        page="inquiry_questionnaire", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "notice", "进驻公告", "巡中材料", EntryNotice,
        title=lambda row: f"进驻公告 {row.code}",
        parts=lambda row: (row.text,),
        place=lambda row: place_of(row.inspection, row.made_at.date()),
        page="fieldwork_notice", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "briefing", "巡前通报", "巡中材料", Briefing,
        title=lambda row: f"巡前通报 {row.code}　{row.body}",
        parts=lambda row: (row.body, row.ask, row.answer, row.paper),
        place=lambda row: place_of(row.inspection, row.answered_on or row.made_at.date()),
        page="fieldwork_briefing", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "request", "调阅清单", "巡中材料", DocumentRequest,
        title=lambda row: f"调阅清单 {row.code}",
        parts=lambda row: (row.subject,),
        place=lambda row: place_of(row.inspection, row.made_at.date()),
        page="fieldwork_request", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "line", "调阅材料", "巡中材料", RequestLine,
        title=lambda row: f"调阅材料 {row.request.code}/{row.number}",
        parts=lambda row: (row.title, row.period, row.note),
        place=lambda row: place_of(row.inspection, row.first_on or row.request.made_at.date()),
        page="fieldwork_line", related=(*_ROUND, "request"),
        told_by={"fieldwork.documentrequest": "request"},
    )
)  # fmt: skip
register(
    Kind(
        "fix", "立行立改", "巡中材料", ImmediateFix,
        title=lambda row: f"立行立改 {row.code}",
        parts=lambda row: (row.problem, row.demand, row.measure, row.result),
        place=lambda row: place_of(row.inspection, row.issued_on or row.made_at.date()),
        page="fieldwork_fix", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "supervision", "督导", "巡中材料", Supervision,
        title=lambda row: f"督导 {row.code}",
        parts=lambda row: (row.looked_at, row.opinions, row.answer),
        place=lambda row: place_of(row.inspection, row.visited_on),
        page="fieldwork_supervision", related=_ROUND,
    )
)  # fmt: skip
register(
    Kind(
        "petition", "信访件", "信访件", Petition,
        title=lambda row: f"信访件 {row.code}",
        parts=lambda row: (row.subject, row.text, row.answer),
        place=lambda row: place_of(row.inspection, row.received_on),
        page="petitions_petition", related=_ROUND,
    )
)  # fmt: skip
