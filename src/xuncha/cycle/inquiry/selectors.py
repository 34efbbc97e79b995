"""Reading talks, visits and questionnaires through the doors."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, QuerySet

from xuncha.cycle.inquiry.enums import PostKind, TalkState
from xuncha.cycle.inquiry.models import (
    InquiryRules,
    InquiryStep,
    Question,
    Questionnaire,
    Sheet,
    SheetImport,
    Talk,
    TalkName,
    TalkOutline,
    TalkVersion,
    Visit,
)
from xuncha.cycle.inquiry.outlining import outline_on, questions_on
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def list_talks(actor: Actor) -> QuerySet[Talk]:
    """Talks in sight, with what a list shows."""
    return access.visible(actor, Talk).select_related(
        "inspection__organisation", "inspection__round", "first", "second"
    )


def talks_of(actor: Actor, inspection: Inspection) -> QuerySet[Talk]:
    """An inspection's talks, newest first."""
    return list_talks(actor).filter(inspection=inspection).order_by("-number")


def get_talk(actor: Actor, talk_id: int) -> Talk:
    """One talk with everybody who had a hand in it."""
    rows = Talk.objects.select_related(
        "inspection__organisation", "inspection__round__term", "first", "second", "recorder",
        "signed_by", "countersigned_by", "outline", "made_by",
    )  # fmt: skip
    return access.get_or_404(actor, rows, pk=talk_id)


def name_of(actor: Actor, talk: Talk) -> str:
    """The name, for those who may know it; "" for others and where none was taken down."""
    row = access.visible(actor, TalkName).filter(talk=talk).first()
    return row.name if row else ""


def versions_of(actor: Actor, talk: Talk) -> QuerySet[TalkVersion]:
    """Its wordings, newest first."""
    return access.visible(actor, TalkVersion).filter(talk=talk).order_by("-number")


def steps_of(actor: Actor, target: str, row: Any) -> QuerySet[InquiryStep]:
    """What happened to a record, newest first. ``target`` names its column in the history."""
    return access.visible(actor, InquiryStep).filter(**{target: row}).order_by("-pk")


def to_sign(actor: Actor) -> QuerySet[Talk]:
    """Talks that wait for this very person's signature."""
    rows = list_talks(actor).filter(state=TalkState.HALF).exclude(signed_by_id=actor.user_id)
    return (rows.filter(first_id=actor.user_id) | rows.filter(second_id=actor.user_id)).order_by(
        "signed_at"
    )


def list_outlines() -> list[tuple[str, str, TalkOutline | None, list[str]]]:
    """For each kind of post its label, the office's version in force, and the questions."""
    today = clock.today()
    return [
        (kind, str(label), outline_on(kind, today), questions_on(kind, today))
        for kind, label in PostKind.choices
    ]


def list_rules(actor: Actor) -> QuerySet[InquiryRules]:
    """Versions of the minimums, newest first."""
    return access.visible(actor, InquiryRules).select_related("made_by").order_by("-number")


def list_visits(actor: Actor) -> QuerySet[Visit]:
    """Visits in sight, with what a list shows."""
    return access.visible(actor, Visit).select_related(
        "inspection__organisation", "inspection__round", "village"
    )


def visits_of(actor: Actor, inspection: Inspection) -> QuerySet[Visit]:
    """An inspection's visits, newest first."""
    return list_visits(actor).filter(inspection=inspection).order_by("-number")


def get_visit(actor: Actor, visit_id: int) -> Visit:
    """One visit with all that hangs on it."""
    rows = Visit.objects.select_related(
        "inspection__organisation", "inspection__round__term", "village"
    ).prefetch_related("people__user", "asked", "files__file", "points__point")
    return access.get_or_404(actor, rows, pk=visit_id)


def questionnaires_of(actor: Actor, inspection: Inspection) -> QuerySet[Questionnaire]:
    """An inspection's questionnaires, newest first, with how many questions each has."""
    rows = Questionnaire.objects.annotate(question_count=Count("questions"))
    return access.visible(actor, rows).filter(inspection=inspection).order_by("-number")


def get_questionnaire(actor: Actor, questionnaire_id: int) -> Questionnaire:
    """One questionnaire."""
    rows = Questionnaire.objects.select_related(
        "inspection__organisation", "inspection__round__term", "based_on"
    )
    return access.get_or_404(actor, rows, pk=questionnaire_id)


def questions_of(actor: Actor, row: Questionnaire) -> list[Question]:
    """Its questions in order."""
    return list(access.visible(actor, Question).filter(questionnaire=row).order_by("number"))


def sheets_of(actor: Actor, row: Questionnaire) -> QuerySet[Sheet]:
    """Its sheets in order, for the team."""
    rows = access.visible(actor, Sheet).filter(questionnaire=row)
    return rows.select_related("entered_by").order_by("number")


def sheet_of(actor: Actor, row: Questionnaire, number: int) -> Sheet:
    """One sheet by its number."""
    return access.get_or_404(actor, Sheet, questionnaire=row, number=number)


def get_sheet_import(actor: Actor, import_id: int) -> SheetImport:
    """One workbook of sheets."""
    related = ("questionnaire__inspection", "file", "brought_by")
    return access.get_or_404(actor, SheetImport, related=related, pk=import_id)
