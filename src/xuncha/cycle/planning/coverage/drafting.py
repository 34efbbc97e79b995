"""A new version of the plan: from what is done, what is planned, and the version it rests on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from xuncha.cycle.planning.coverage import defaults
from xuncha.cycle.planning.coverage.demands import prepare_demands
from xuncha.cycle.planning.coverage.enums import Standing
from xuncha.cycle.planning.coverage.numerals import number_in
from xuncha.cycle.planning.coverage.selectors import Row, standings_on
from xuncha.cycle.planning.enums import COVERING, InspectionKind, Stage
from xuncha.cycle.planning.models import (
    Demand,
    Inspection,
    PlanEntry,
    PlanRound,
    PlanVersion,
    Round,
    Term,
)
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Invalid
from xuncha.kernel.records import add, next_number

_BATCH = 500
Key = tuple[int | None, int | None, bool, str]
"""Round, team, pinned, note of an entry of the version before."""


@service
def draft_plan(
    actor: Actor,
    *,
    term_id: int,
    title: str,
    teams: Mapping[int, int] | None = None,
    based_on_id: int | None = None,
    assumptions: Mapping[str, Any] | None = None,
    from_scratch: bool = False,
) -> PlanVersion:
    """The next version as a draft. What was inspected or has begun stands in it as done; what is
    owed keeps its place in ``based_on``, or in the inspections planned, while that round has not
    begun (``from_scratch``: it has none yet). ``teams`` by round; ``assumptions``:
    ``effort_percent``, ``due`` (organisation → day), ``most_organisations``, ``most_effort``.
    Refuses a term without rounds and an empty title."""
    term = access.get_or_404(actor, Term, pk=term_id)
    plan = _next_version(actor, term, title)
    rounds = list(Round.objects.filter(term=term).order_by("start_on", "number"))
    if not rounds:
        raise Invalid("这一届还没有轮次，请先排定轮次。")
    before = None
    if based_on_id is not None:
        before = access.get_or_404(actor, PlanVersion, pk=based_on_id, term=term)
        plan.based_on = before
    plan.assumptions = (before.assumptions if before else {}) | dict(assumptions or {})
    add(plan, "刚才有人也起草了一版，请刷新后再试。")
    prepare_demands(actor, term_id=term.pk)
    _add_rounds(plan, rounds, before, teams or {})
    made = _entries(plan, rounds, {} if from_scratch else _kept(plan.term, before))
    PlanEntry.objects.bulk_create(made, batch_size=_BATCH)
    record(
        actor, "planning.plan.drafted", plan, number=plan.number, organisations=len(made),
        based_on=before.number if before else None,
    )  # fmt: skip
    return plan


def _next_version(actor: Actor, term: Term, title: str) -> PlanVersion:
    plan = PlanVersion(
        term=term, number=next_number(PlanVersion.objects.filter(term=term)), title=title.strip(),
        made_by_id=actor.user_id, made_at=clock.now(),
    )  # fmt: skip
    access.require(actor, "create", plan)
    if not plan.title:
        raise Invalid("请给这一版起个名称。", field="title")
    return plan


def _add_rounds(
    plan: PlanVersion, rounds: list[Round], before: PlanVersion | None, teams: Mapping[int, int]
) -> None:
    known = (
        dict(PlanRound.objects.filter(plan=before).values_list("round", "teams")) if before else {}
    )
    PlanRound.objects.bulk_create(
        [
            PlanRound(
                plan=plan, round=one, teams=teams.get(one.pk, known.get(one.pk, defaults.TEAMS))
            )
            for one in rounds
        ]
    )


def _entries(plan: PlanVersion, rounds: list[Round], kept: Mapping[int, Key]) -> list[PlanEntry]:
    """One entry for each organisation that the term has inspected or still owes."""
    today = clock.today()
    begun = _begun(plan.term)
    open_rounds = {one.pk for one in rounds if one.start_on > today}
    names: dict[int | None, str] = {one.pk: one.name for one in rounds}
    kinds = dict(Demand.objects.filter(term=plan.term).values_list("organisation", "kind"))
    made = []
    for row in standings_on(SYSTEM, plan.term, today):
        pk = row.organisation.pk
        entry = PlanEntry(plan=plan, organisation_id=pk, kind=kinds.get(pk, InspectionKind.REGULAR))
        if row.standing == Standing.COVERED:
            _set_done(entry, row)
        elif row.standing != Standing.OWED:
            continue
        elif pk in begun:
            entry.round_id, entry.done = begun[pk], True
        elif pk in kept and kept[pk][0] in open_rounds:
            entry.round_id, entry.team_number, entry.locked, entry.note = kept[pk]
        elif pk in kept and kept[pk][0] in names:
            entry.note = f"原来排在{names[kept[pk][0]]}，那一轮已经开始，没有巡察它"
        made.append(entry)
    _number_teams(made, plan.term)
    return made


def _set_done(entry: PlanEntry, row: Row) -> None:
    visit = row.visit
    assert visit is not None  # covered by its own inspection: there is one
    entry.round_id, entry.done = visit.round_id, True


def _begun(term: Term) -> dict[int, int]:
    """Organisations whose covering inspection is past planning: its round; the latest where two
    are."""
    rows = (
        Inspection.objects.filter(round__term=term, kind__in=COVERING)
        .exclude(state=Stage.PLANNED)
        .order_by("round__start_on", "pk")
        .values_list("organisation", "round")
    )
    return dict(rows)


def _kept(term: Term, before: PlanVersion | None) -> dict[int, Key]:
    """Where the version before, or else a planned inspection, puts the organisations."""
    if before is not None:
        entries = PlanEntry.objects.filter(plan=before, done=False).values_list(
            "organisation", "round", "team_number", "locked", "note"
        )
        return {unit: (at, team, locked, note) for unit, at, team, locked, note in entries}
    rows = Inspection.objects.filter(
        round__term=term, state=Stage.PLANNED, kind__in=COVERING
    ).order_by("pk")
    return {unit: (at, None, False, "") for unit, at in rows.values_list("organisation", "round")}


def _number_teams(entries: Iterable[PlanEntry], term: Term) -> None:
    """Number the teams of what is done or planned as their names say (区委第三巡察组: 3), others on
    from there, round by round. A number that the version before gave stays."""
    names = {
        (unit, at): team
        for unit, at, team in Inspection.objects.filter(round__term=term)
        .exclude(team_name="")
        .order_by("pk")
        .values_list("organisation", "round", "team_name")
    }
    numbers: dict[int, dict[str, int]] = {}
    for entry in entries:
        name = names.get((entry.organisation_id, entry.round_id or 0))
        if entry.team_number is None and name:
            known = numbers.setdefault(entry.round_id or 0, {})
            entry.team_number = known.setdefault(
                name, number_in(name) or max([0, *known.values()]) + 1
            )


def digest(plan: PlanVersion) -> str:
    """What a version says, as one hash: the same rows give the same words, on any machine."""
    entries = PlanEntry.objects.filter(plan=plan).order_by("organisation_id").values_list(
        "organisation_id", "round_id", "team_number", "kind", "locked", "done"
    )  # fmt: skip
    rounds = PlanRound.objects.filter(plan=plan).order_by("round_id").values_list("round", "teams")
    text = json.dumps([list(map(list, entries)), list(map(list, rounds)), plan.assumptions],
                      sort_keys=True)  # fmt: skip
    return hashlib.sha256(text.encode()).hexdigest()
