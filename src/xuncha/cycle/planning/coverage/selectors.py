"""Who is covered on a day, who is still owed and why; the versions of the plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.selectors import load_steps
from xuncha.cycle.planning.coverage.enums import COUNTED, TO_COVER, PlanState, Standing
from xuncha.cycle.planning.coverage.standing import Leave, Life, Lines, Stand, Visit
from xuncha.cycle.planning.enums import AFTER_ENTRY, COVERING, InspectionKind
from xuncha.cycle.planning.models import Demand, Inspection, PlanVersion, Term
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class Row:
    """One organisation as it stands on a day; ``risk`` is None where nobody reckoned it."""

    organisation: Organisation
    stand: Stand
    risk: int | None

    @property
    def standing(self) -> Standing:
        return self.stand.standing

    @property
    def visit(self) -> Visit | None:
        """The inspection that it is counted under: of several predecessors the last."""
        return self.stand.visits[-1] if self.stand.visits else None


def standings_on(actor: Actor, term: Term, day: dt.date) -> list[Row]:
    """All organisations that were there within the term up to that day, in the directory's order,
    each with how it stands and why; without those from which the reader is recused, for whom
    neither a plan nor a visit may be read off. Five queries, however many there are."""
    rows = access.visible(actor, Organisation).exclude(kind=OrganisationKind.DISTRICT)
    if actor.shut_units:
        rows = rows.exclude(pk__in=actor.shut_units)
    organisations = list(rows.order_by("code"))
    demands = {one.organisation_id: one for one in Demand.objects.filter(term=term)}
    lines = _lines(term, demands)
    answer = []
    for one in organisations:
        stand = lines.of(one.pk, day)
        if stand is not None:
            demand = demands.get(one.pk)
            answer.append(Row(one, stand, demand.weight if demand else None))
    return answer


def stand_of(actor: Actor, demand: Demand, day: dt.date) -> Stand | None:
    """How one organisation stands on a day of its demand's term; None if it was not there."""
    access.get_or_404(actor, Demand, pk=demand.pk)
    demands = {one.organisation_id: one for one in Demand.objects.filter(term=demand.term)}
    return _lines(demand.term, demands).of(demand.organisation_id, day)


def covered_on(actor: Actor, term: Term, day: dt.date) -> list[Row]:
    """Those that count as covered on a day, by themselves or by their line."""
    return [one for one in standings_on(actor, term, day) if one.standing in COUNTED]


def owed_on(actor: Actor, term: Term, day: dt.date) -> list[Row]:
    """Those still owed on a day, with the reason; the deferred are among them."""
    left = TO_COVER - COUNTED
    return [one for one in standings_on(actor, term, day) if one.standing in left]


def _lines(term: Term, demands: dict[int, Demand]) -> Lines:
    """The facts of a term. They are facts of the record, so no scope narrows them: a recusal shuts
    an inspection's contents, not that it took place."""
    lives = {
        pk: Life(pk, short or name, since, until)
        for pk, short, name, since, until in Organisation.objects.exclude(
            kind=OrganisationKind.DISTRICT
        ).values_list("pk", "short_name", "name", "established_on", "dissolved_on")
    }
    leaves = {
        pk: Leave(one.excluded_on, one.excluded_reason, one.deferred_on, one.deferred_reason)
        for pk, one in demands.items()
        if one.excluded_on or one.deferred_on
    }
    return Lines(term.start_on, term.end_on, lives, leaves).learn(load_steps(), _visits(term))


def _visits(term: Term) -> list[Visit]:
    """Inspections of the term that were entered, in a way that covers."""
    rows = Inspection.objects.filter(
        round__term=term, state__in=AFTER_ENTRY, kind__in=COVERING
    ).values_list("organisation_id", "round_id", "round__name", "entered_on", "pk", "kind")
    return [
        Visit(unit, round_id, name, entered, pk, str(InspectionKind(kind).label))
        for unit, round_id, name, entered, pk, kind in rows
        if entered is not None
    ]


def list_plans(actor: Actor, term: Term) -> QuerySet[PlanVersion]:
    """Versions of a term's plan, newest first."""
    rows = PlanVersion.objects.filter(term=term).select_related(
        "based_on", "made_by", "submitted_by", "approved_by"
    )
    return access.visible(actor, rows).order_by("-number")


def plan_in_force(actor: Actor, term: Term, day: dt.date | None = None) -> PlanVersion | None:
    """The approved version of today, or the one that was in force on a day, if there was one."""
    plans = list_plans(actor, term)
    if day is None:
        return plans.filter(state=PlanState.APPROVED).first()
    ever = [PlanState.APPROVED, PlanState.SUPERSEDED]
    rows = plans.filter(state__in=ever, approved_on__lte=day)
    return rows.order_by("-approved_on", "-number").first()


def last_inspections(actor: Actor, organisations: Iterable[int]) -> dict[int, Inspection]:
    """The latest inspection in sight that was entered, by organisation, whatever its way."""
    rows = access.visible(actor, Inspection).filter(
        organisation__in=list(organisations), state__in=AFTER_ENTRY, entered_on__isnull=False
    )
    ordered = rows.select_related("round__term").order_by("entered_on", "pk")
    return {one.organisation_id: one for one in ordered}


def list_demands(actor: Actor, term: Term) -> QuerySet[Demand]:
    """What the organisations of a term need."""
    rows = Demand.objects.filter(term=term).select_related("organisation__parent")
    return access.visible(actor, rows)
