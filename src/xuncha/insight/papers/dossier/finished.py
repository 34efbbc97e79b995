"""Which records are done and belong into a dossier, and which are still owed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.deeds.enums import OPEN as DEED_OWED
from xuncha.cycle.deeds.enums import DeedState
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.evaluation.enums import SHOWN, EvaluationState
from xuncha.cycle.feedback.enums import HearingState
from xuncha.cycle.feedback.models import CopyLetter, Hearing, HearingReport
from xuncha.cycle.inquiry.enums import TalkState
from xuncha.cycle.oversight.enums import IN_THE_HOUSE, LetterState
from xuncha.cycle.planning.enums import AFTER_FEEDBACK
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.results.enums import OUT, OWED
from xuncha.cycle.results.models import Result
from xuncha.cycle.teams.models import Team
from xuncha.cycle.workpapers.enums import MeetingState, PaperState, SheetState
from xuncha.insight.papers.registry import PaperKind

_GONE = Q(state="withdrawn")
_ISSUED = Q(issued_on__isnull=False)
_FED_BACK = Q(state__in=sorted(AFTER_FEEDBACK))
_SHEET_OUT = [SheetState.DRAFT, SheetState.SENT, SheetState.WITHDRAWN]

DONE: dict[str, Q] = {
    "authorisation": Q(authorisation__approved_at__isnull=False),
    "team_draw": Q(pk__in=Team.objects.exclude(draw_seed="").values("round")),
    "entry_notice": Q(published_on__isnull=False),
    "document_request": Q(sent_at__isnull=False),
    "fix_notice": _ISSUED,
    "fix_result": Q(confirmed_on__isnull=False),
    "supervision_opinion": _ISSUED,
    "talk_record": Q(state__in=[TalkState.SIGNED, TalkState.CLOSED]),
    "working_paper": Q(state=PaperState.SIGNED),
    "fact_sheet": ~Q(state__in=_SHEET_OUT),
    "meeting_record": Q(state=MeetingState.CLOSED),
    "inspection_report": Q(final_on__isnull=False),
    "hearing_minutes": Q(state=HearingState.CLOSED),
    "feedback_letter": Q(delivered_on__isnull=False),
    "copy_letter": _ISSUED & ~_GONE,
    "finding_list": _FED_BACK,
    "scheme_lists": Q(approved__isnull=False),
    "item_ledger": _FED_BACK,
    "public_notice": _FED_BACK,
    "publicity": Q(state__in=sorted(SHOWN)),
    "evaluation_sheet": Q(state=EvaluationState.FINAL),
    "recommendation": Q(state__in=sorted(OUT)),
    "result_outcome": Q(answered_on__isnull=False),
    "deed_register": Q(pk__in=Deed.objects.values("inspection")),
    "deed_closing": Q(state__in=[DeedState.DONE, DeedState.SATISFIED]),
    "supervision_letter": ~Q(state__in=sorted({*IN_THE_HOUSE, LetterState.WITHDRAWN})),
    "spot_check": Q(concluded_at__isnull=False),
}  # fmt: skip
"""Paper → when its record is done; a paper that is not here is always."""

OPEN: dict[str, tuple[Q, str]] = {
    "entry_notice": (Q(published_on__isnull=True), "没有发布"),
    "fix_result": (_ISSUED & Q(confirmed_on__isnull=True), "立行立改没有确认"),
    "talk_record": (Q(state__in=[TalkState.DRAFT, TalkState.HALF]), "没有签完字"),
    "working_paper": (
        ~Q(state__in=[PaperState.SIGNED, PaperState.HANDED]), "没有审签",
    ),
    "fact_sheet": (Q(state__in=[SheetState.DRAFT, SheetState.SENT]), "没有确认完"),
    "meeting_record": (~Q(state=MeetingState.CLOSED), "没有签字定稿"),
    "inspection_report": (Q(final_on__isnull=True), "没有定稿"),
    "hearing_minutes": (Q(state=HearingState.DRAFT), "没有定稿"),
    "scheme_lists": (Q(approved__isnull=True), "没有批准"),
    "evaluation_sheet": (~Q(state=EvaluationState.FINAL), "没有定等次"),
    "result_outcome": (Q(state__in=sorted(OWED), answered_on__isnull=True), "没有反馈结果"),
    "deed_closing": (Q(state__in=sorted(DEED_OWED)), "没有办结"),
    "spot_check": (Q(concluded_at__isnull=True, drop_reason=""), "没有定处理"),
}  # fmt: skip
"""Paper → records that are still owed, and why. What was withdrawn is owed by nobody."""


def of_round(kind: PaperKind, row: Round) -> Q:
    """Records of this kind that belong to a round."""
    if kind.model is Round:
        return Q(pk=row.pk)
    if kind.model is CopyLetter:
        return Q(feedback__inspection__round=row)
    if kind.model is Hearing:
        told = HearingReport.objects.filter(report__inspection__round=row)
        return Q(pk__in=told.values("hearing"))
    return Q(round=row) if kind.model in {Team, Inspection, Result} else Q(inspection__round=row)


def owed(kind: PaperKind) -> tuple[Q, str] | None:
    """Which of its records are owed, without those that were withdrawn."""
    told = OPEN.get(kind.name)
    if told is None:
        return None
    has_state = any(one.name == "state" for one in kind.model._meta.get_fields())
    return (told[0] & ~_GONE, told[1]) if has_state else told


def inspection_of(record: Any) -> Any:
    """The inspection that a record belongs to; None for a round's or a team's."""
    if isinstance(record, Inspection):
        return record
    if isinstance(record, CopyLetter):
        return record.feedback.inspection
    return getattr(record, "inspection", None)
