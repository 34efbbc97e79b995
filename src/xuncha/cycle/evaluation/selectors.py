"""Reading this room: always through the doors, always under the reader's scope."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from xuncha.cycle.evaluation.models import (
    Evaluation,
    EvaluationAnswer,
    EvaluationRules,
    EvaluationStep,
    LifeMeeting,
    LifeMeetingFile,
    LifeMeetingFinding,
    Objection,
    Publicity,
    Report,
    ReportDifference,
    ReportEdition,
    Score,
    Survey,
    SurveySheet,
)
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.models import Item
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_OF = ("inspection__organisation", "inspection__round__term")


def list_ending(actor: Actor) -> QuerySet[Inspection]:
    """Inspections in sight whose feedback was given."""
    rows = Inspection.objects.select_related("organisation", "round__term")
    return access.visible(actor, rows).filter(feedback_on__isnull=False)


def reports_of(actor: Actor, inspection_id: int) -> dict[str, Report]:
    """The reports of an inspection by their kind."""
    rows = access.visible(actor, Report).filter(inspection_id=inspection_id)
    return {one.kind: one for one in rows}


def get_report(actor: Actor, report_id: int) -> Report:
    """One report."""
    return access.get_or_404(actor, Report, related=(*_OF, "accepted_by"), pk=report_id)


def editions_of(actor: Actor, row: Report) -> QuerySet[ReportEdition]:
    """Its editions, the last one first, each with its differences."""
    rows = ReportEdition.objects.filter(report=row).select_related("file", "sent_by")
    told = ReportDifference.objects.order_by("number")
    rows = rows.prefetch_related(Prefetch("differences", told))
    return access.visible(actor, rows).order_by("-number")


def get_difference(actor: Actor, difference_id: int) -> ReportDifference:
    """One difference with its report."""
    related = ("edition__report__inspection__organisation",)
    return access.get_or_404(actor, ReportDifference, related=related, pk=difference_id)


def publicities_of(actor: Actor, inspection_id: int) -> list[Publicity]:
    """What was and is laid open of an inspection, the latest first."""
    rows = access.visible(actor, Publicity).filter(inspection_id=inspection_id)
    return list(rows.order_by("-pk"))


def get_publicity(actor: Actor, publicity_id: int) -> Publicity:
    """One publicity with its people."""
    related = (*_OF, "approved_by", "edited_by", "drafted_by")
    return access.get_or_404(actor, Publicity, related=related, pk=publicity_id)


def objections_of(actor: Actor, row: Publicity) -> list[Objection]:
    """What was said against it."""
    return list(access.visible(actor, Objection).filter(publicity=row).order_by("number"))


def get_objection(actor: Actor, objection_id: int) -> Objection:
    """One objection with what it is against."""
    return access.get_or_404(actor, Objection, related=("publicity__inspection",), pk=objection_id)


def meeting_of(actor: Actor, inspection_id: int) -> LifeMeeting | None:
    """The special meeting of an inspection, once it is prepared."""
    return access.visible(actor, LifeMeeting).filter(inspection_id=inspection_id).first()


def get_meeting(actor: Actor, meeting_id: int) -> LifeMeeting:
    """One meeting with its people."""
    related = (*_OF, "supervisor", "confirmed_by", "recorded_by")
    return access.get_or_404(actor, LifeMeeting, related=related, pk=meeting_id)


def taken_up_of(actor: Actor, row: LifeMeeting) -> list[LifeMeetingFinding]:
    """The findings that the meeting took up."""
    rows = LifeMeetingFinding.objects.filter(meeting=row).select_related("finding")
    return list(access.visible(actor, rows).order_by("finding_id"))


def papers_of(actor: Actor, row: LifeMeeting) -> list[LifeMeetingFile]:
    """The meeting's papers."""
    rows = LifeMeetingFile.objects.filter(meeting=row).select_related("file")
    return list(access.visible(actor, rows).order_by("pk"))


def findings_of(actor: Actor, inspection_id: int) -> list[Finding]:
    """What was fed back, for choosing what a meeting took up."""
    rows = access.visible(actor, Finding).filter(
        inspection_id=inspection_id, state=FindingState.FED_BACK
    )
    return list(rows.order_by("pk"))


def surveys_of(actor: Actor, inspection_id: int) -> list[Survey]:
    """Surveys in sight, the first first, each with the number of its valid sheets."""
    rows = access.visible(actor, Survey).filter(inspection_id=inspection_id)
    valid = Count("sheets", filter=Q(sheets__void_reason=""))
    return list(rows.annotate(kept=valid).order_by("number"))


def get_survey(actor: Actor, survey_id: int) -> Survey:
    """One survey."""
    return access.get_or_404(actor, Survey, related=_OF, pk=survey_id)


def sheets_of(actor: Actor, row: Survey) -> QuerySet[SurveySheet]:
    """The sheets, for those who type them in."""
    rows = SurveySheet.objects.filter(survey=row).select_related("entered_by")
    return access.visible(actor, rows)


def get_sheet(actor: Actor, sheet_id: int) -> SurveySheet:
    """One sheet with its survey."""
    return access.get_or_404(actor, SurveySheet, related=("survey__inspection",), pk=sheet_id)


def evaluation_of(actor: Actor, inspection_id: int) -> Evaluation | None:
    """The evaluation that stands, if this reader may know of it."""
    rows = access.visible(actor, Evaluation).filter(inspection_id=inspection_id)
    return rows.exclude(state="withdrawn").first()


def get_evaluation(actor: Actor, evaluation_id: int) -> Evaluation:
    """One evaluation with its people."""
    related = (*_OF, "filled_by", "confirmed_by", "final_by")
    return access.get_or_404(actor, Evaluation, related=related, pk=evaluation_id)


def scores_of(actor: Actor, row: Evaluation) -> list[Score]:
    """The points by indicator, in the form's order."""
    return list(access.visible(actor, Score).filter(evaluation=row).order_by("number"))


def get_score(actor: Actor, score_id: int) -> Score:
    """One indicator's points with its evaluation."""
    related = ("evaluation__inspection__organisation",)
    return access.get_or_404(actor, Score, related=related, pk=score_id)


def answers_of(actor: Actor, row: Evaluation) -> QuerySet[EvaluationAnswer]:
    """What the unit said, the latest first."""
    return access.visible(actor, EvaluationAnswer).filter(evaluation=row).order_by("-number")


def items_in(actor: Actor, ids: list[int]) -> list[Item]:
    """Items that were counted, as far as this reader may see them."""
    rows = access.visible(actor, Item).filter(pk__in=ids)
    return list(rows.select_related("organisation").order_by("pk"))


def list_rules(actor: Actor) -> QuerySet[EvaluationRules]:
    """Versions of the rules, newest first."""
    rows = EvaluationRules.objects.select_related("made_by")
    return access.visible(actor, rows).order_by("-number")


def steps_of(actor: Actor, **target: Any) -> QuerySet[EvaluationStep]:
    """What happened to a record, latest first."""
    return access.visible(actor, EvaluationStep.objects.filter(**target)).order_by("-pk")
