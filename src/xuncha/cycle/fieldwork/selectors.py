"""Reading the field through the doors."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.fieldwork.cooperation import ASKED
from xuncha.cycle.fieldwork.enums import (
    FIX_OPEN,
    UNPUBLISHED,
    BriefingState,
    LineState,
    RequestState,
)
from xuncha.cycle.fieldwork.models import (
    Briefing,
    BriefingFile,
    DocumentRequest,
    EntryNotice,
    FieldRules,
    FieldStep,
    FixFile,
    ImmediateFix,
    LineFile,
    PaperMove,
    RequestLine,
    Supervision,
)
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_INSPECTION = ("inspection__organisation", "inspection__round__term")


def list_rules(actor: Actor) -> QuerySet[FieldRules]:
    """Versions of the periods, newest first."""
    return access.visible(actor, FieldRules).select_related("made_by").order_by("-number")


def steps_of(actor: Actor, target: str, row: Any) -> QuerySet[FieldStep]:
    """What happened to a record, newest first. ``target`` names its column in the history."""
    return access.visible(actor, FieldStep).filter(**{target: row}).order_by("-pk")


def list_notices(actor: Actor) -> QuerySet[EntryNotice]:
    """Entry notices in sight, with their inspections."""
    return access.visible(actor, EntryNotice).select_related(*_INSPECTION)


def notices_of(actor: Actor, inspection: Inspection) -> QuerySet[EntryNotice]:
    """All editions of an inspection's notice, newest first."""
    return list_notices(actor).filter(inspection=inspection).order_by("-number")


def get_notice(actor: Actor, notice_id: int) -> EntryNotice:
    """One edition with who handled it."""
    rows = EntryNotice.objects.select_related(
        *_INSPECTION, "corrects", "submitted_by", "approved_by", "published_by", "made_by"
    )
    return access.get_or_404(actor, rows, pk=notice_id)


def open_notice(actor: Actor, inspection_id: int) -> EntryNotice | None:
    """The edition that is being prepared, if there is one."""
    rows = list_notices(actor).filter(inspection=inspection_id, state__in=UNPUBLISHED)
    return rows.first()


def list_briefings(actor: Actor) -> QuerySet[Briefing]:
    """Briefings in sight."""
    return access.visible(actor, Briefing).select_related(*_INSPECTION, "addressee")


def get_briefing(actor: Actor, briefing_id: int) -> Briefing:
    """One briefing with who handled it."""
    rows = Briefing.objects.select_related(*_INSPECTION, "addressee", "answered_by", "made_by")
    return access.get_or_404(actor, rows, pk=briefing_id)


def files_of_briefing(actor: Actor, row: Briefing) -> QuerySet[BriefingFile]:
    """What came with it."""
    rows = access.visible(actor, BriefingFile).filter(briefing=row)
    return rows.select_related("file", "added_by").order_by("pk")


def briefings_owed() -> Q:
    """Asked, and nothing that would do came yet."""
    return Q(state__in=[BriefingState.ASKED, BriefingState.RETURNED])


def briefings_overdue(today: dt.date) -> Q:
    """Owed and past the day."""
    return briefings_owed() & Q(due_on__lt=today)


def list_requests(actor: Actor) -> QuerySet[DocumentRequest]:
    """Lists of documents in sight, with how many lines each has, owes and waits to be taken."""
    wanted = ~Q(lines__state=LineState.WITHDRAWN)
    owed = Q(lines__state__in=[LineState.WAITING, LineState.PARTLY])
    rows = DocumentRequest.objects.select_related(*_INSPECTION).annotate(
        line_count=Count("lines", filter=wanted),
        owed_count=Count("lines", filter=owed),
        overdue_count=Count("lines", filter=owed & Q(lines__due_on__lt=clock.today())),
        handed_count=Count("lines", filter=Q(lines__state=LineState.HANDED)),
    )
    return access.visible(actor, rows)


def requests_owed(actor: Actor) -> QuerySet[DocumentRequest]:
    """Lists on which the unit still owes something."""
    owed = RequestLine.objects.filter(state__in=[LineState.WAITING, LineState.PARTLY])
    rows = list_requests(actor).filter(state=RequestState.SENT)
    return rows.filter(pk__in=owed.values("request"))


def get_request(actor: Actor, request_id: int) -> DocumentRequest:
    """One list with who handled it."""
    rows = DocumentRequest.objects.select_related(*_INSPECTION, "made_by", "sent_by")
    return access.get_or_404(actor, rows, pk=request_id)


def lines_of(actor: Actor, row: DocumentRequest) -> QuerySet[RequestLine]:
    """The documents of a list, in order, with the number of files handed in."""
    rows = RequestLine.objects.filter(request=row).annotate(file_count=Count("files"))
    return access.visible(actor, rows).order_by("number")


def list_lines(actor: Actor) -> QuerySet[RequestLine]:
    """Documents that units were asked for, over all inspections in sight."""
    rows = RequestLine.objects.filter(ASKED).select_related("request", *_INSPECTION)
    return access.visible(actor, rows)


def get_line(actor: Actor, line_id: int) -> RequestLine:
    """One document with its list."""
    rows = RequestLine.objects.select_related("request", *_INSPECTION)
    return access.get_or_404(actor, rows, pk=line_id)


def moves_of(actor: Actor, line: RequestLine) -> QuerySet[PaperMove]:
    """Its papers' way, newest first."""
    rows = access.visible(actor, PaperMove).filter(line=line)
    return rows.select_related("by").order_by("-pk")


def files_of_line(actor: Actor, line: RequestLine) -> QuerySet[LineFile]:
    """Electronic copies that were handed in."""
    rows = access.visible(actor, LineFile).filter(line=line)
    return rows.select_related("file", "added_by").order_by("pk")


def list_fixes(actor: Actor) -> QuerySet[ImmediateFix]:
    """Immediate fixes in sight."""
    return access.visible(actor, ImmediateFix).select_related(*_INSPECTION)


def get_fix(actor: Actor, fix_id: int) -> ImmediateFix:
    """One matter with its point and who handled it."""
    rows = ImmediateFix.objects.select_related(
        *_INSPECTION, "point", "made_by", "issued_by", "confirmed_by", "reported_by"
    )
    return access.get_or_404(actor, rows, pk=fix_id)


def files_of_fix(actor: Actor, row: ImmediateFix) -> QuerySet[FixFile]:
    """Its proofs."""
    rows = access.visible(actor, FixFile).filter(fix=row)
    return rows.select_related("file", "added_by").order_by("pk")


def fixes_issued() -> Q:
    """Told to the unit, and not taken back."""
    return Q(issued_on__isnull=False) & ~Q(state="withdrawn")


def fixes_overdue(today: dt.date) -> Q:
    """The unit owes something and the day has passed."""
    return Q(state__in=sorted(FIX_OPEN), due_on__lt=today)


def list_supervisions(actor: Actor) -> QuerySet[Supervision]:
    """Visits of the office to teams, in sight."""
    return access.visible(actor, Supervision).select_related(*_INSPECTION)


def get_supervision(actor: Actor, supervision_id: int) -> Supervision:
    """One visit with who handled it."""
    rows = Supervision.objects.select_related(
        *_INSPECTION, "made_by", "issued_by", "answered_by"
    )  # fmt: skip
    return access.get_or_404(actor, rows, pk=supervision_id)
