"""Reading papers, sheets and meetings through the doors."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.workpapers.models import (
    Attendee,
    FactEntry,
    FactFile,
    FactSheet,
    Meeting,
    Paper,
    PaperFile,
    PaperRules,
    PaperSource,
    PaperStep,
    PaperVersion,
    PutOff,
    Signature,
    Weighed,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


def list_papers(actor: Actor) -> QuerySet[Paper]:
    """Papers in sight, with what a list shows."""
    return access.visible(actor, Paper).select_related(
        "inspection__organisation", "inspection__round", "author"
    )


def papers_of(actor: Actor, inspection: Inspection) -> QuerySet[Paper]:
    """An inspection's papers by number."""
    return list_papers(actor).filter(inspection=inspection).order_by("number")


def get_paper(actor: Actor, paper_id: int) -> Paper:
    """One paper with its inspection and author."""
    rows = Paper.objects.select_related(
        "inspection__organisation", "inspection__round__term", "author"
    )
    return access.get_or_404(actor, rows, pk=paper_id)


def get_version(actor: Actor, paper: Paper, number: int) -> PaperVersion:
    """One version of a paper."""
    return access.get_or_404(actor, PaperVersion, related=("made_by",), paper=paper, number=number)


def versions_of(actor: Actor, paper: Paper) -> QuerySet[PaperVersion]:
    """All versions, newest first."""
    return access.visible(actor, PaperVersion).filter(paper=paper).order_by("-number")


def signatures_of(actor: Actor, version: PaperVersion) -> QuerySet[Signature]:
    """Signatures under a version, in their order."""
    return access.visible(actor, Signature).filter(version=version).order_by("pk")


def sources_of(actor: Actor, version: PaperVersion) -> QuerySet[PaperSource]:
    """What a version rests on."""
    return access.visible(actor, PaperSource).filter(version=version).order_by("pk")


def files_of(actor: Actor, version: PaperVersion) -> QuerySet[PaperFile]:
    """Files of a version."""
    rows = PaperFile.objects.select_related("file").filter(version=version)
    return access.visible(actor, rows).order_by("pk")


def steps_of(actor: Actor, paper: Paper) -> QuerySet[PaperStep]:
    """What happened to a paper, newest first."""
    return access.visible(actor, PaperStep).filter(paper=paper).order_by("-pk")


def papers_citing(actor: Actor, kind: str, record_id: int) -> QuerySet[Paper]:
    """Papers whose present version rests on a record: the way back from a talk or a document."""
    rows = PaperSource.objects.filter(kind=kind, record_id=record_id)
    known = rows.values_list("version__paper_id", "version__number")
    wanted = Q(pk__in=())
    for paper, number in known:
        wanted |= Q(pk=paper, revision=number)
    return list_papers(actor).filter(wanted).order_by("number")


def list_sheets(actor: Actor) -> QuerySet[FactSheet]:
    """Sheets in sight, with how many facts each has, answered and differing."""
    rows = FactSheet.objects.select_related("inspection__organisation", "inspection__round")
    return access.visible(actor, rows).annotate(
        facts=Count("entries"),
        answered=Count("entries", filter=~Q(entries__answer="")),
        differing=Count("entries", filter=Q(entries__answer="differs")),
    )


def get_sheet(actor: Actor, sheet_id: int) -> FactSheet:
    """One sheet."""
    rows = FactSheet.objects.select_related(
        "inspection__organisation", "inspection__round__term", "sent_by", "answered_by"
    )
    return access.get_or_404(actor, rows, pk=sheet_id)


def put_offs_of(actor: Actor, sheet: FactSheet) -> QuerySet[PutOff]:
    """How its deadline was put off, oldest first."""
    rows = PutOff.objects.filter(sheet=sheet).select_related("made_by")
    return access.visible(actor, rows).order_by("pk")


def entries_of(actor: Actor, sheet: FactSheet) -> QuerySet[FactEntry]:
    """Its facts in order."""
    rows = FactEntry.objects.filter(sheet=sheet).select_related("paper", "decided_by")
    return access.visible(actor, rows).order_by("number")


def fact_files(actor: Actor, sheet: FactSheet) -> dict[int, list[FactFile]]:
    """By entry what the unit handed in."""
    found: dict[int, list[FactFile]] = {}
    rows = FactFile.objects.filter(entry__sheet=sheet).select_related("file")
    for one in access.visible(actor, rows).order_by("pk"):
        found.setdefault(one.entry_id, []).append(one)
    return found


def list_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Records of meetings in sight, with how many papers each weighed."""
    rows = Meeting.objects.select_related("inspection__organisation", "inspection__round")
    return access.visible(actor, rows).annotate(papers=Count("weighed"))


def get_meeting(actor: Actor, meeting_id: int) -> Meeting:
    """One record."""
    rows = Meeting.objects.select_related(
        "inspection__organisation", "inspection__round__term", "made_by"
    )
    return access.get_or_404(actor, rows, pk=meeting_id)


def attendees_of(actor: Actor, meeting: Meeting) -> QuerySet[Attendee]:
    """Who was there."""
    return access.visible(actor, Attendee).filter(meeting=meeting).order_by("pk")


def weighed_of(actor: Actor, meeting: Meeting) -> QuerySet[Weighed]:
    """What was decided of each paper."""
    rows = Weighed.objects.filter(meeting=meeting).select_related("paper", "version")
    return access.visible(actor, rows).order_by("paper__number")


def weighings_of(actor: Actor, papers: Collection[Paper]) -> dict[int, list[Weighed]]:
    """By paper what meetings made of it, oldest first."""
    found: dict[int, list[Weighed]] = {}
    rows = Weighed.objects.filter(paper__in=list(papers)).select_related("meeting")
    for one in access.visible(actor, rows).order_by("pk"):
        found.setdefault(one.paper_id, []).append(one)
    return found


def list_rules(actor: Actor) -> QuerySet[PaperRules]:
    """Versions of the rules, newest first."""
    return access.visible(actor, PaperRules).select_related("made_by").order_by("-number")
