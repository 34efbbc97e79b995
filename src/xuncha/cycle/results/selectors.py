"""Reading the use of results: always through the doors."""

from __future__ import annotations

import datetime as dt

from django.db.models import Count, F, Q, QuerySet

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.results.enums import OWED
from xuncha.cycle.results.models import (
    CommonProblem,
    CommonTie,
    Institution,
    InstitutionFile,
    InstitutionFinding,
    JointPlan,
    Result,
    ResultAnswer,
    ResultBasis,
    ResultRules,
    ResultStep,
    SelfCheck,
)
from xuncha.cycle.results.recurring import with_return
from xuncha.foundation import access
from xuncha.kernel.actor import Actor


def list_rules(actor: Actor) -> QuerySet[ResultRules]:
    """All versions, latest first."""
    rows = ResultRules.objects.select_related("made_by")
    return access.visible(actor, rows).order_by("-number")


def list_results(actor: Actor) -> QuerySet[Result]:
    """Uses of results in sight."""
    rows = Result.objects.select_related("unit", "round", "addressee")
    return access.visible(actor, rows)


def get_result(actor: Actor, result_id: int) -> Result:
    """One with its people."""
    related = ("unit", "addressee", "round__term", "drafted_by", "issued_by", "closed_by")
    return access.get_or_404(actor, Result, related=related, pk=result_id)


def late_on(day: dt.date) -> Q:
    """Handed over and past its day: not received in time, or not answered by the first day."""
    return Q(state__in=sorted(OWED)) & (
        Q(received_on__isnull=True, receive_by__lt=day) | Q(original_due_on__lt=day)
    )


def was_late() -> Q:
    """Answered after the first day."""
    return Q(answered_on__gt=F("original_due_on"))


def basis_of(actor: Actor, row: Result) -> QuerySet[ResultBasis]:
    """The findings that it rests on, as far as the reader sees them."""
    rows = ResultBasis.objects.filter(result=row).select_related(
        "finding__organisation", "finding__leaf"
    )
    return access.visible(actor, rows).order_by("finding__organisation__code", "pk")


def answers_of(actor: Actor, row: Result) -> QuerySet[ResultAnswer]:
    """What the receiver answered, latest first, with its numbers and files."""
    rows = ResultAnswer.objects.filter(result=row).select_related("by")
    return access.visible(actor, rows).prefetch_related("counts", "files__file").order_by("-number")


def steps_of(actor: Actor, **target: object) -> QuerySet[ResultStep]:
    """What happened to a record, latest first: ``steps_of(actor, result=row)``."""
    return access.visible(actor, ResultStep.objects.filter(**target)).order_by("-pk")


def list_institutions(actor: Actor) -> QuerySet[Institution]:
    """Institutions in sight, each with whether the problem came back."""
    rows = Institution.objects.select_related("organisation")
    return with_return(actor, access.visible(actor, rows))


def get_institution(actor: Actor, institution_id: int) -> Institution:
    """One institution."""
    rows = with_return(actor, Institution.objects.select_related("organisation", "reported_by"))
    return access.get_or_404(actor, rows, related=("kept_by",), pk=institution_id)


def files_of(actor: Actor, row: Institution) -> QuerySet[InstitutionFile]:
    """Its text as files."""
    rows = InstitutionFile.objects.filter(institution=row).select_related("file")
    return access.visible(actor, rows).order_by("pk")


def ties_of(actor: Actor, row: Institution) -> QuerySet[InstitutionFinding]:
    """The findings that it answers, as far as the reader sees them."""
    rows = InstitutionFinding.objects.filter(institution=row).select_related(
        "finding__round", "finding__leaf"
    )
    return access.visible(actor, rows).order_by("pk")


def list_commons(actor: Actor) -> QuerySet[CommonProblem]:
    """Common problems, with how many units were asked and how many have answered, as far as the
    reader sees their self-checks."""
    rows = CommonProblem.objects.select_related("round", "leaf")
    seen = Q(selfchecks__in=access.visible(actor, SelfCheck))
    return access.visible(actor, rows).annotate(
        asked=Count("selfchecks", filter=seen & ~Q(selfchecks__state="withdrawn")),
        told=Count("selfchecks", filter=seen & Q(selfchecks__state__in=["answered", "closed"])),
    )


def get_common(actor: Actor, common_id: int) -> CommonProblem:
    """One common problem."""
    related = ("round__term", "leaf", "named_by", "published_by")
    return access.get_or_404(actor, CommonProblem, related=related, pk=common_id)


def common_ties(actor: Actor, row: CommonProblem) -> QuerySet[CommonTie]:
    """Its findings, as far as the reader sees them."""
    rows = CommonTie.objects.filter(common=row).select_related("finding__organisation")
    return access.visible(actor, rows).order_by("finding__organisation__code", "pk")


def named_ids(actor: Actor, round_id: int) -> set[int]:
    """Findings of a round that a common problem has already."""
    rows = access.visible(actor, CommonTie).filter(common__round=round_id)
    live = rows.exclude(common__state="withdrawn")
    return set(live.values_list("finding_id", flat=True))


def list_selfchecks(actor: Actor) -> QuerySet[SelfCheck]:
    """Self-checks in sight."""
    rows = SelfCheck.objects.select_related("organisation", "common__round")
    return access.visible(actor, rows)


def get_selfcheck(actor: Actor, selfcheck_id: int) -> SelfCheck:
    """One self-check."""
    related = ("organisation", "common__round", "answered_by", "closed_by")
    return access.get_or_404(actor, SelfCheck, related=related, pk=selfcheck_id)


def answered_before(actor: Actor, organisation: Organisation, day: dt.date) -> QuerySet[SelfCheck]:
    """What a unit had answered before a day, for whoever inspects it."""
    rows = list_selfchecks(actor).filter(organisation=organisation, answered_on__lte=day)
    return rows.order_by("-answered_on", "-pk")


def list_joint(actor: Actor) -> QuerySet[JointPlan]:
    """Plans in sight that stand."""
    rows = JointPlan.objects.filter(withdrawn_at__isnull=True).select_related("organisation")
    return access.visible(actor, rows)
