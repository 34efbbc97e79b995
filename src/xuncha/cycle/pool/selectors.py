"""Reading the pool through the doors."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from xuncha.cycle.pool.enums import IN_POOL, InspectorState, TieState
from xuncha.cycle.pool.models import (
    Inspector,
    InspectorStep,
    PastService,
    PoolImport,
    PoolRules,
    Qualification,
    SecrecyPledge,
    Tie,
    Training,
    TrainingRecord,
)
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


def list_inspectors(actor: Actor) -> QuerySet[Inspector]:
    """Persons in sight, each with where he works."""
    return access.visible(actor, Inspector).select_related("home")


def admitted(actor: Actor) -> QuerySet[Inspector]:
    """Persons who may be drawn into teams today: admitted, not paused."""
    return list_inspectors(actor).filter(state=InspectorState.ADMITTED)


def get_inspector(actor: Actor, inspector_id: int) -> Inspector:
    """One person with his account and all who handled his entry."""
    related = (
        "home", "native_organisation", "user", "nominated_by", "checked_by", "admitted_by",
    )  # fmt: skip
    return access.get_or_404(actor, Inspector, related=related, pk=inspector_id)


def own_inspector(actor: Actor) -> Inspector | None:
    """The actor's own record, if he is in the pool."""
    if actor.user_id is None:
        return None
    return access.visible(actor, Inspector).filter(user_id=actor.user_id).first()


def in_force(day: dt.date) -> Q:
    """Certificates that count on a day: issued, not expired, not withdrawn."""
    return (
        Q(withdrawn_at__isnull=True)
        & (Q(issued_on__isnull=True) | Q(issued_on__lte=day))
        & (Q(expires_on__isnull=True) | Q(expires_on__gte=day))
    )


def expiring(day: dt.date, days: int) -> Q:
    """Certificates that still count on a day and no longer after so many more."""
    last = day + dt.timedelta(days=days)
    return Q(withdrawn_at__isnull=True, expires_on__gte=day, expires_on__lte=last)


def with_expiring(rows: QuerySet[Inspector], day: dt.date, days: int) -> QuerySet[Inspector]:
    """Persons with a certificate that runs out soon."""
    soon = Qualification.objects.filter(expiring(day, days), inspector=OuterRef("pk"))
    return rows.filter(Exists(soon))


def with_expired(rows: QuerySet[Inspector], day: dt.date) -> QuerySet[Inspector]:
    """Persons with a certificate that has run out and no newer one of the same name."""
    newer = Qualification.objects.filter(
        in_force(day), inspector=OuterRef("inspector"), name=OuterRef("name")
    )
    gone = Qualification.objects.filter(
        ~Exists(newer), withdrawn_at__isnull=True, expires_on__lt=day, inspector=OuterRef("pk")
    )
    return rows.filter(Exists(gone))


def secrecy_kept_on(
    inspector_ids: Collection[int], day: dt.date, *, trained_since: dt.date
) -> tuple[set[int], set[int]]:
    """Who has a pledge in force on a day, and who passed a secrecy training since another day."""
    ids = list(inspector_ids)
    pledged = SecrecyPledge.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=day), inspector_id__in=ids,
        signed_on__lte=day, withdrawn_at__isnull=True,
    )  # fmt: skip
    trained = TrainingRecord.objects.filter(
        inspector_id__in=ids, passed=True, withdrawn_at__isnull=True, training__is_secrecy=True,
        training__held_on__gte=trained_since, training__held_on__lte=day,
    )  # fmt: skip
    return (
        set(pledged.values_list("inspector_id", flat=True)),
        set(trained.values_list("inspector_id", flat=True)),
    )


def steps_of(actor: Actor, inspector: Inspector) -> QuerySet[InspectorStep]:
    """The person's way, newest first."""
    rows = InspectorStep.objects.filter(inspector=inspector)
    return access.visible(actor, rows).order_by("-pk")


def qualifications_of(actor: Actor, inspector: Inspector) -> QuerySet[Qualification]:
    """All certificates, those that last longest first."""
    rows = Qualification.objects.filter(inspector=inspector).select_related("file", "inspector")
    return access.visible(actor, rows).order_by("withdrawn_at", "name", "-expires_on", "pk")


def list_qualifications(actor: Actor) -> QuerySet[Qualification]:
    """Certificates of those who are in the pool, with whose they are."""
    rows = Qualification.objects.filter(
        inspector__state__in=sorted(IN_POOL), withdrawn_at__isnull=True
    )
    return access.visible(actor, rows.select_related("inspector__home"))


def pledges_of(actor: Actor, inspector: Inspector) -> QuerySet[SecrecyPledge]:
    """Secrecy pledges, newest first."""
    rows = SecrecyPledge.objects.filter(inspector=inspector).select_related("file", "inspector")
    return access.visible(actor, rows).order_by("-signed_on", "-pk")


def trainings_of(actor: Actor, inspector: Inspector) -> QuerySet[TrainingRecord]:
    """Courses a person took part in, newest first."""
    rows = TrainingRecord.objects.filter(inspector=inspector).select_related("training")
    return access.visible(actor, rows).order_by("-training__held_on", "-pk")


def services_of(actor: Actor, inspector: Inspector) -> QuerySet[PastService]:
    """Earlier inspections, newest first."""
    rows = PastService.objects.filter(inspector=inspector).select_related("organisation")
    return access.visible(actor, rows).order_by("-on", "-pk")


def ties_of(actor: Actor, inspector: Inspector) -> QuerySet[Tie]:
    """A person's ties as far as the reader may see them: none for leaders."""
    rows = Tie.objects.filter(inspector=inspector).select_related(
        "organisation", "entered_by", "withdrawn_by", "ended_by", "inspector"
    )
    return access.visible(actor, rows).order_by("state", "kind", "-from_on", "pk")


def tie_counts(actor: Actor, inspector: Inspector) -> dict[str, int]:
    """How many standing ties of each kind; ``Refused`` for those who may not even know that."""
    access.require(actor, "see_summary", inspector)
    rows = Tie.objects.filter(inspector=inspector, state=TieState.STANDING)
    counted = rows.order_by().values_list("kind").annotate(Count("pk"))
    return dict(counted)


def list_trainings(actor: Actor) -> QuerySet[Training]:
    """Courses in sight, each with how many took part and passed."""
    kept = Q(records__withdrawn_at__isnull=True)
    return access.visible(actor, Training).annotate(
        people=Count("records", filter=kept),
        passed_people=Count("records", filter=kept & Q(records__passed=True)),
    )


def records_of(actor: Actor, training: Training) -> QuerySet[TrainingRecord]:
    """Who took part, by name."""
    rows = TrainingRecord.objects.filter(training=training).select_related("inspector__home")
    return access.visible(actor, rows).order_by("withdrawn_at", "inspector__name", "pk")


def list_pool_imports(actor: Actor) -> QuerySet[PoolImport]:
    """Lists that were brought in, newest first."""
    rows = access.visible(actor, PoolImport).select_related("file", "brought_by")
    return rows.order_by("-pk")


def list_rules(actor: Actor) -> QuerySet[PoolRules]:
    """Versions of the pool's rules, newest first."""
    return access.visible(actor, PoolRules).select_related("made_by").order_by("-number")


def with_qualifications(rows: QuerySet[Inspector]) -> QuerySet[Inspector]:
    """The same persons, each with his certificates that were not withdrawn, as ``certificates``."""
    kept = Qualification.objects.filter(withdrawn_at__isnull=True).order_by("name", "pk")
    return rows.prefetch_related(Prefetch("qualifications", kept, to_attr="certificates"))
