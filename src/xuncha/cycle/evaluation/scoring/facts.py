"""Everything that an evaluation of one inspection counts, read once, as of today."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet

from xuncha.cycle.evaluation.enums import SHOWN, ReportState, Scope, SurveyState
from xuncha.cycle.evaluation.models import (
    LifeMeeting,
    Publicity,
    Report,
    ReportDifference,
    Survey,
)
from xuncha.cycle.oversight.enums import CheckState, Found, LetterKind, LetterState
from xuncha.cycle.oversight.models import Letter, SpotCheck
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import Severity, SignalState
from xuncha.cycle.rectification.models import Item, Proof, Signal
from xuncha.cycle.rectification.models.items import STANDING_PROOF
from xuncha.cycle.rectification.selectors import recovered
from xuncha.cycle.schemes.enums import SchemeState
from xuncha.cycle.schemes.models import Scheme

_NEVER_OUT = [
    LetterState.DRAFT, LetterState.SUBMITTED, LetterState.APPROVED, LetterState.WITHDRAWN,
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One of the things that a unit has to do by a day: done or not, in time or late."""

    label: str
    done: bool
    late: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """``items`` leave out what is kept up for good where anything else is there. Sets hold ids of
    items."""

    today: dt.date
    items: list[Item]
    upheld: set[int]
    grave: set[int]
    reopened: set[int]
    proven: set[int]
    seen: dict[int, str]
    """What the last check on the spot found, by item."""
    untrue: set[int]
    """What any check found not to be so: mended after it was found out, it had been claimed
    untruly all the same."""
    recovered: dict[int, Decimal]
    letters: list[Letter]
    steps: list[Step]
    surveys: list[Survey]
    differing: int
    ids: list[int] = field(default_factory=list)


def gather(inspection: Inspection, today: dt.date) -> Facts:
    """About a dozen queries, whatever the number of items."""
    every = list(
        Item.objects.filter(inspection=inspection)
        .select_related("finding")
        .prefetch_related("steps", "extensions", "due_moves")
        .order_by("pk")
    )
    items = [one for one in every if not one.is_long_term] or every
    ids = [one.pk for one in items]
    upheld = Signal.objects.filter(item__in=ids, state=SignalState.UPHELD)
    surveys = Survey.objects.filter(inspection=inspection, state=SurveyState.CLOSED)
    checked = _checked(inspection)
    return Facts(
        today=today, items=items, ids=ids, upheld=_items(upheld),
        grave=_items(upheld.filter(severity=Severity.HIGH)),
        reopened={
            one.pk for one in items if any(step.action == "reopen" for step in one.steps.all())
        },
        proven=_items(Proof.objects.filter(STANDING_PROOF, item__in=ids)),
        seen=dict(checked), untrue={pk for pk, found in checked if found == Found.NOT},
        recovered=recovered(ids),
        letters=list(
            Letter.objects.filter(inspection=inspection).exclude(state__in=_NEVER_OUT)
        ),
        steps=steps_of(inspection), surveys=list(surveys.order_by("number")),
        differing=_differing(inspection),
    )  # fmt: skip


def _items(rows: QuerySet[Signal] | QuerySet[Proof]) -> set[int]:
    return {one for one in rows.values_list("item_id", flat=True) if one is not None}


def _checked(inspection: Inspection) -> list[tuple[int, str]]:
    """Item and what was found, of each check on the spot that both checkers signed, the last one
    last."""
    rows = SpotCheck.objects.filter(
        inspection=inspection, state__in=[CheckState.CONFIRMED, CheckState.CONCLUDED]
    )
    return list(rows.order_by("pk").values_list("item_id", "found"))


def _differing(inspection: Inspection) -> int:
    """Figures in which the unit's reports disagree with the ledger and that nobody explained, and
    those that were explained: the last editions' differences."""
    total = 0
    for report in Report.objects.filter(inspection=inspection):
        last = report.editions.order_by("-number").first()
        total += ReportDifference.objects.filter(edition=last).count() if last else 0
    return total


def steps_of(inspection: Inspection) -> list[Step]:
    """Scheme, both reports, both publicities, the meeting."""
    scheme = Scheme.objects.filter(inspection=inspection).first()
    found = [
        Step(
            "整改方案", scheme is not None
            and scheme.state in (SchemeState.APPROVED, SchemeState.CHANGING),
            bool(scheme and scheme.first_sent_on and scheme.first_sent_on > scheme.due_on),
        )
    ]  # fmt: skip
    reports = {one.kind: one for one in Report.objects.filter(inspection=inspection)}
    for kind, label in (("unit", "整改进展报告"), ("head", "主要负责人报告")):
        row = reports.get(kind)
        done = row is not None and row.state == ReportState.ACCEPTED
        found.append(Step(label, done, bool(row and row.is_late)))
    shown = set(
        Publicity.objects.filter(inspection=inspection, state__in=sorted(SHOWN)).values_list(
            "scope", flat=True
        )
    )
    found += [Step(str(scope.label), scope.value in shown) for scope in Scope]
    meeting = LifeMeeting.objects.filter(inspection=inspection).first()
    held = meeting is not None and meeting.state == "confirmed"
    return [*found, Step("专题民主生活会", held, bool(meeting and meeting.is_late))]


def accounted(letters: list[Letter]) -> int:
    """How many letters of account went out."""
    return sum(one.kind == LetterKind.ACCOUNT for one in letters)
