"""Reading talks, visits and questionnaires through the doors."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from xuncha.cycle.inquiry.enums import PostKind, TalkState
from xuncha.cycle.inquiry.models import InquiryStep, Talk, TalkName, TalkOutline, TalkVersion
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
