"""Reading decisions, versions and lists through the doors."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet

from xuncha.cycle.checkpoints.enums import ANSWERED, PointState
from xuncha.cycle.checkpoints.models import (
    Checkpoint,
    Decision,
    InspectionPoint,
    PointImport,
    PointList,
    PointSet,
    PointStep,
)
from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.selectors import code_order
from xuncha.foundation import access
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

GIVEN = ~Q(state=PointState.LEFT_OUT)
"""Points that an inspection has to check: on its list and not left out."""
DONE = Q(state__in=sorted(ANSWERED))
UNCOVERED = Q(state=PointState.OPEN)


def list_decisions(actor: Actor) -> QuerySet[Decision]:
    """Decisions in sight."""
    return access.visible(actor, Decision).select_related("file")


def get_decision(actor: Actor, decision_id: int) -> Decision:
    """One decision with its file and who entered it."""
    rows = Decision.objects.select_related("file", "entered_by")
    return access.get_or_404(actor, rows, pk=decision_id)


def list_sets(actor: Actor) -> QuerySet[PointSet]:
    """Versions, newest first, with how many points and lists each has."""
    rows = PointSet.objects.select_related("taxonomy", "based_on", "drafted_by", "issued_by")
    counted = rows.annotate(
        points=Count("checkpoints", distinct=True), given=Count("lists", distinct=True)
    )
    return access.visible(actor, counted).order_by("-pk")


def get_set(actor: Actor, set_id: int) -> PointSet:
    """One version."""
    return access.get_or_404(
        actor, PointSet, related=("taxonomy", "based_on", "drafted_by", "issued_by"), pk=set_id
    )


def list_checkpoints(actor: Actor) -> QuerySet[Checkpoint]:
    """Points of all versions, with what a list shows."""
    return (
        access.visible(actor, Checkpoint)
        .select_related("decision", "leaf", "set")
        .prefetch_related("kinds")
    )


def get_checkpoint(actor: Actor, checkpoint_id: int) -> Checkpoint:
    """One point with its decision, place and version."""
    rows = Checkpoint.objects.select_related("decision", "leaf__parent", "set").prefetch_related(
        "kinds"
    )
    return access.get_or_404(actor, rows, pk=checkpoint_id)


def list_imports(actor: Actor, version: PointSet) -> QuerySet[PointImport]:
    """Workbooks brought in for a version, newest first."""
    rows = access.visible(actor, PointImport).filter(set=version)
    return rows.select_related("file", "brought_by").order_by("-pk")


def list_points(actor: Actor) -> QuerySet[InspectionPoint]:
    """Points of all lists in sight, with what a list shows."""
    return access.visible(actor, InspectionPoint).select_related(
        "organisation",
        "round",
        "leaf",
        "group",
        "decision",
        "assigned_to",
        "answered_by",
        "inspection",
    )


def get_point(actor: Actor, point_id: int) -> InspectionPoint:
    """One point of a list."""
    rows = InspectionPoint.objects.select_related(
        "inspection__organisation", "inspection__round__term", "leaf__parent", "decision",
        "checkpoint__set", "assigned_to", "answered_by",
    )  # fmt: skip
    return access.get_or_404(actor, rows, pk=point_id)


def steps_of(actor: Actor, point: InspectionPoint) -> QuerySet[PointStep]:
    """What happened to a point, newest first."""
    return access.visible(actor, PointStep).filter(point=point).order_by("-pk")


def list_of(actor: Actor, inspection: Inspection) -> PointList | None:
    """The inspection's list, if it was given one."""
    rows = PointList.objects.select_related("set", "given_by")
    return access.visible(actor, rows).filter(inspection=inspection).first()


def points_of(actor: Actor, inspection: Inspection) -> QuerySet[InspectionPoint]:
    """Everything on an inspection's list in order, also what was left out."""
    return list_points(actor).filter(inspection=inspection).order_by("number", "pk")


def workers_of(inspection: Inspection) -> list[User]:
    """Who may be given points of an inspection: the office, and whoever was given some already
    (rooms above add the team)."""
    day = clock.today()
    grants = RoleGrant.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=day), role__in=sorted(OFFICE),
        from_on__lte=day, approved_at__isnull=False,
    )  # fmt: skip
    given = InspectionPoint.objects.filter(inspection=inspection, assigned_to__isnull=False)
    known = Q(pk__in=grants.values("user")) | Q(pk__in=given.values("assigned_to"))
    return list(User.objects.filter(known, is_active=True).order_by("name", "pk"))


@dataclass(slots=True)
class Cell:
    """What became of one group of points in one inspection."""

    given: int = 0
    answered: int = 0
    found: int = 0

    @property
    def uncovered(self) -> int:
        return self.given - self.answered

    @property
    def look(self) -> str:
        """How it is drawn: none, open (nothing checked), part, done, found (all checked, trouble
        seen)."""
        if not self.given:
            return "none"
        if not self.answered:
            return "open"
        if self.uncovered:
            return "part"
        return "found" if self.found else "done"

    @property
    def sign(self) -> str:
        """The one word in the cell: how many are unchecked, else how many found, else a tick."""
        return str(self.uncovered or self.found or "✓")

    def add(self, state: str) -> None:
        """Count one point in."""
        if state != PointState.LEFT_OUT:
            self.given += 1
            self.answered += state in ANSWERED
            self.found += state == PointState.FOUND


@dataclass(slots=True)
class Line:
    """One inspection of a matrix with its cells in the order of the groups."""

    inspection: Inspection
    pairs: list[tuple[TaxonomyNode, Cell]] = field(default_factory=list)
    total: Cell = field(default_factory=Cell)
    has_list: bool = False

    @property
    def cells(self) -> list[Cell]:
        return [cell for _, cell in self.pairs]


@dataclass(slots=True)
class Matrix:
    """Groups of points × inspections of a round. ``tops``: (branch, how many groups under it)."""

    groups: list[TaxonomyNode] = field(default_factory=list)
    tops: list[tuple[TaxonomyNode, int]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    totals: list[Cell] = field(default_factory=list)
    total: Cell = field(default_factory=Cell)


def matrix_of(actor: Actor, inspections: list[Inspection]) -> Matrix:
    """How far the groups of points were checked in some inspections, in two queries."""
    rows = access.visible(actor, InspectionPoint).filter(inspection__in=inspections)
    counted = Counter(rows.order_by().values_list("inspection_id", "group_id", "state"))
    listed = set(
        access.visible(actor, PointList)
        .filter(inspection__in=inspections)
        .values_list("inspection_id", flat=True)
    )
    used = {group for _, group, _ in counted}
    nodes = TaxonomyNode.objects.filter(pk__in=used).select_related("parent")
    groups = sorted(nodes, key=lambda one: code_order(one.code))
    cells: dict[tuple[int, int], Cell] = {}
    for (inspection, group, state), number in counted.items():
        cell = cells.setdefault((inspection, group), Cell())
        for _ in range(number):
            cell.add(state)
    lines = []
    for one in inspections:
        own = [cells.get((one.pk, group.pk), Cell()) for group in groups]
        pairs = list(zip(groups, own, strict=True))
        lines.append(Line(one, pairs, _sum(own), one.pk in listed))
    columns = [_sum([line.cells[at] for line in lines]) for at in range(len(groups))]
    matrix = Matrix(groups, _tops(groups), lines)
    matrix.totals, matrix.total = columns, _sum(columns)
    return matrix


def _sum(cells: list[Cell]) -> Cell:
    return Cell(
        sum(one.given for one in cells),
        sum(one.answered for one in cells),
        sum(one.found for one in cells),
    )


def _tops(groups: list[TaxonomyNode]) -> list[tuple[TaxonomyNode, int]]:
    tops: list[tuple[TaxonomyNode, int]] = []
    for group in groups:
        top = group.parent or group
        if tops and tops[-1][0].pk == top.pk:
            tops[-1] = (top, tops[-1][1] + 1)
        else:
            tops.append((top, 1))
    return tops


def without_list(actor: Actor, row: Round) -> QuerySet[Inspection]:
    """Inspections of a round that were given no list."""
    return access.visible(actor, Inspection).filter(round=row, point_list__isnull=True)


def usage_of(actor: Actor, point: Checkpoint) -> dict[str, int]:
    """What became of a point wherever it was given, by state."""
    rows = access.visible(actor, InspectionPoint).filter(checkpoint=point).order_by()
    return {
        row["state"]: row["number"] for row in rows.values("state").annotate(number=Count("pk"))
    }
