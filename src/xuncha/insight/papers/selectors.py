"""Reading papers: what may be printed of a record, what was printed, where a number leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from xuncha.foundation import access
from xuncha.insight.papers import registry
from xuncha.insight.papers.allowing import may_print, record_of
from xuncha.insight.papers.models import ArchiveRules, Dossier, PaperTemplate, PrintedPaper
from xuncha.insight.papers.registry import PaperKind
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that may be printed of a record, or the sentence why not."""

    kind: PaperKind
    why_not: str


def offers(actor: Actor, thing: str, record_id: int) -> tuple[Any, list[Offer]]:
    """A record and its papers. ``Absent`` where the record is out of sight; papers of other
    people's roles are left out."""
    kinds = registry.kinds_of(thing)
    found = record_of(actor, kinds[0], record_id)
    told = [
        Offer(one, may_print(actor, one, found).reason or one.unless(found))
        for one in kinds
        if actor.is_system or actor.has(*one.roles)
    ]
    return found, told


def prints_of(actor: Actor, thing: str, record_id: int) -> QuerySet[PrintedPaper]:
    """What was printed of a record, newest first."""
    rows = access.visible(actor, PrintedPaper).filter(thing=thing, record_id=record_id)
    return rows.select_related("printed_by").order_by("-pk")


def own_prints(actor: Actor) -> QuerySet[PrintedPaper]:
    """What this person printed, as far as the records are still in sight."""
    rows = access.visible(actor, PrintedPaper).filter(printed_by_id=actor.user_id or 0)
    return rows.select_related("printed_by")


def find_print(actor: Actor, code: str) -> PrintedPaper:
    """The paper of a number as somebody typed it; ``Absent`` where it leads to nothing in
    sight."""
    told = "".join(code.upper().split()).replace("—", "-").replace("－", "-")
    if "-" not in told and len(told) == _LENGTH:
        told = f"{told[:8]}-{told[8:]}"
    related = ("printed_by", "file", "pdf")
    return access.get_or_404(actor, PrintedPaper, related=related, code=told)


_LENGTH = 14


def dossiers_of(actor: Actor, round_id: int) -> QuerySet[Dossier]:
    """The times that a round was packed, newest first."""
    rows = access.visible(actor, Dossier).filter(round_id=round_id)
    return rows.select_related("asked_by").order_by("-pk")


def list_archive_rules(actor: Actor) -> QuerySet[ArchiveRules]:
    """All versions of the periods, newest first."""
    return access.visible(actor, ArchiveRules).select_related("made_by").order_by("-number")


def list_templates(actor: Actor) -> QuerySet[PaperTemplate]:
    """All versions of all templates, newest first."""
    return access.visible(actor, PaperTemplate).select_related("made_by").order_by("-number")
