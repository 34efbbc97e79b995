"""Reading the field through the doors."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from xuncha.cycle.fieldwork.enums import UNPUBLISHED
from xuncha.cycle.fieldwork.models import EntryNotice, FieldRules, FieldStep
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


def list_rules(actor: Actor) -> QuerySet[FieldRules]:
    """Versions of the periods, newest first."""
    return access.visible(actor, FieldRules).select_related("made_by").order_by("-number")


def list_notices(actor: Actor) -> QuerySet[EntryNotice]:
    """Entry notices in sight, with their inspections."""
    return access.visible(actor, EntryNotice).select_related(
        "inspection__organisation", "inspection__round"
    )


def notices_of(actor: Actor, inspection: Inspection) -> QuerySet[EntryNotice]:
    """All editions of an inspection's notice, newest first."""
    return list_notices(actor).filter(inspection=inspection).order_by("-number")


def get_notice(actor: Actor, notice_id: int) -> EntryNotice:
    """One edition with who handled it."""
    rows = EntryNotice.objects.select_related(
        "inspection__organisation", "inspection__round__term", "corrects", "submitted_by",
        "approved_by", "published_by", "made_by",
    )  # fmt: skip
    return access.get_or_404(actor, rows, pk=notice_id)


def steps_of(actor: Actor, target: str, row: Any) -> QuerySet[FieldStep]:
    """What happened to a record, newest first. ``target`` names its column in the history."""
    return access.visible(actor, FieldStep).filter(**{target: row}).order_by("-pk")


def open_notice(actor: Actor, inspection_id: int) -> EntryNotice | None:
    """The edition that is being prepared, if there is one."""
    rows = list_notices(actor).filter(inspection=inspection_id, state__in=UNPUBLISHED)
    return rows.first()
