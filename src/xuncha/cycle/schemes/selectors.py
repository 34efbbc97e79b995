"""Reading schemes: always through the doors."""

from __future__ import annotations

from collections import defaultdict

from django.db.models import Prefetch, QuerySet

from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.schemes.enums import ChangeState
from xuncha.cycle.schemes.models import (
    ChangeRequest,
    ReviewSeat,
    RowOpinion,
    Scheme,
    SchemeImport,
    SchemeReview,
    SchemeRow,
    SchemeRules,
    SchemeStep,
    SchemeTie,
    SchemeVersion,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor

_RELATED = ("inspection__organisation", "inspection__round__term", "approved", "approved_by")


def list_schemes(actor: Actor) -> QuerySet[Scheme]:
    """Schemes in sight, with what a list shows."""
    return access.visible(actor, Scheme.objects.select_related(*_RELATED))


def get_scheme(actor: Actor, scheme_id: int) -> Scheme:
    """One scheme."""
    return access.get_or_404(actor, Scheme, related=_RELATED, pk=scheme_id)


def inspections_without(actor: Actor) -> QuerySet[Inspection]:
    """Inspections in sight that were fed back and are being put right, and have no scheme yet."""
    rows = Inspection.objects.filter(
        scheme__isnull=True,
        state__in=(Stage.FED_BACK, Stage.PLAN_REVIEW, Stage.RECTIFYING),
        findings__state="fed_back",
    ).select_related("organisation", "round")
    return access.visible(actor, rows).distinct().order_by("-feedback_on", "pk")


def scheme_of(actor: Actor, inspection_id: int) -> Scheme | None:
    """The scheme of an inspection, if there is one in sight."""
    return list_schemes(actor).filter(inspection_id=inspection_id).first()


def versions_of(actor: Actor, scheme: Scheme) -> list[SchemeVersion]:
    """All versions, newest first."""
    rows = SchemeVersion.objects.filter(scheme=scheme).select_related("sent_by")
    return list(access.visible(actor, rows).order_by("-number"))


def get_version(actor: Actor, scheme: Scheme, number: int) -> SchemeVersion:
    """One version by its number."""
    return access.get_or_404(actor, SchemeVersion, scheme=scheme, number=number)


def rows_in(actor: Actor, version: SchemeVersion) -> list[SchemeRow]:
    """A version's rows, in the order of the findings."""
    rows = SchemeRow.objects.filter(version=version).select_related("finding")
    return list(access.visible(actor, rows).order_by("finding_id", "line"))


def count_rows(actor: Actor, scheme: Scheme) -> int:
    """How many rows its present version has."""
    rows = SchemeRow.objects.filter(version__scheme=scheme, version__number=scheme.revision)
    return access.visible(actor, rows).count()


def get_row(actor: Actor, row_id: int) -> SchemeRow:
    """One row with its scheme."""
    related = ("version__scheme__inspection__organisation", "finding")
    return access.get_or_404(actor, SchemeRow, related=related, pk=row_id)


def ties_of(actor: Actor, scheme: Scheme) -> dict[int, SchemeTie]:
    """Rectification items by line."""
    rows = access.visible(actor, SchemeTie.objects.filter(scheme=scheme).select_related("item"))
    return {one.line: one for one in rows}


def tie_of(actor: Actor, item_id: int) -> SchemeTie | None:
    """The line that an item carries, if there is one in sight."""
    rows = SchemeTie.objects.filter(item_id=item_id).select_related("scheme")
    return access.visible(actor, rows).first()


def reviews_of(actor: Actor, scheme: Scheme) -> list[SchemeReview]:
    """Joint reviews with the seats that the reader may see, newest first."""
    seats = access.visible(actor, ReviewSeat.objects.select_related("user")).order_by("pk")
    rows = SchemeReview.objects.filter(scheme=scheme).select_related(
        "version", "merged_by", "opened_by"
    )
    found = access.visible(actor, rows).prefetch_related(Prefetch("seats", seats))
    return list(found.order_by("-pk"))


def opinions_of(actor: Actor, review: SchemeReview) -> dict[int, list[RowOpinion]]:
    """Opinions of a review by the line of their row, as far as the reader may see them."""
    rows = RowOpinion.objects.filter(seat__review=review).select_related("seat__user", "row")
    told: dict[int, list[RowOpinion]] = defaultdict(list)
    for one in access.visible(actor, rows).order_by("row__line", "seat_id"):
        told[one.row.line].append(one)
    return dict(told)


def get_seat(actor: Actor, seat_id: int) -> ReviewSeat:
    """One seat with its review and scheme."""
    related = ("review__version", "review__scheme__inspection__organisation", "user")
    return access.get_or_404(actor, ReviewSeat, related=related, pk=seat_id)


def seats_waiting_for(actor: Actor) -> QuerySet[ReviewSeat]:
    """Seats from which this person has not spoken yet."""
    rows = ReviewSeat.objects.filter(
        user_id=actor.user_id or 0, given_at__isnull=True, review__outcome=""
    ).select_related("review__scheme__inspection__organisation")
    return access.visible(actor, rows).order_by("review__due_on", "pk")


def steps_of(actor: Actor, scheme: Scheme) -> list[SchemeStep]:
    """What happened, newest first."""
    rows = access.visible(actor, SchemeStep.objects.filter(scheme=scheme))
    return list(rows.order_by("-pk"))


def changes_of(actor: Actor, scheme: Scheme) -> list[ChangeRequest]:
    """Requests to change it, newest first."""
    rows = ChangeRequest.objects.filter(scheme=scheme).select_related("asked_by", "decided_by")
    return list(access.visible(actor, rows).order_by("-pk"))


def list_changes(actor: Actor) -> QuerySet[ChangeRequest]:
    """Requests that wait for an answer."""
    rows = ChangeRequest.objects.filter(state=ChangeState.ASKED).select_related(
        "scheme__inspection__organisation", "asked_by"
    )
    return access.visible(actor, rows).order_by("pk")


def get_import(actor: Actor, import_id: int) -> SchemeImport:
    """A file that was brought in."""
    related = ("scheme__inspection__organisation", "file", "brought_by")
    return access.get_or_404(actor, SchemeImport, related=related, pk=import_id)


def list_rules(actor: Actor) -> QuerySet[SchemeRules]:
    """Versions of the rules, newest first."""
    rows = SchemeRules.objects.select_related("made_by")
    return access.visible(actor, rows).order_by("-number")
