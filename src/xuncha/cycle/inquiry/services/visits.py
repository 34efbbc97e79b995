"""Writing a visit down, correcting and withdrawing it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.fieldwork.services.common import add, inspection_of, still_open
from xuncha.cycle.inquiry.enums import VisitState
from xuncha.cycle.inquiry.households import villages_of
from xuncha.cycle.inquiry.models import Visit, VisitAsked, VisitFile, VisitPerson, VisitPoint
from xuncha.cycle.inquiry.services.common import note_step, seated, step, within_stay
from xuncha.cycle.inquiry.states import VISIT_STATES
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.files.attaching import Upload, attach, keep_all
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.kernel.records import edit
from xuncha.kernel.texts import paragraphs, words

LONGEST = 20_000
Asked = tuple[str, int, str]
"""Kind, how many, what they said."""


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What a visit's form says."""

    visited_on: dt.date
    kind: str
    place: str
    seen: str
    people: tuple[int, ...]
    starts_at: dt.time | None = None
    village_id: int | None = None
    households: int = 0
    next_step: str = ""
    asked: tuple[Asked, ...] = ()
    points: tuple[int, ...] = ()

    def columns(self) -> dict[str, Any]:
        """The visit's own columns, tidied."""
        return {
            "visited_on": self.visited_on, "kind": self.kind, "place": self.place.strip(),
            "seen": paragraphs(self.seen), "starts_at": self.starts_at,
            "village_id": self.village_id, "households": self.households,
            "next_step": self.next_step.strip(),
        }  # fmt: skip


def record_visit(
    actor: Actor, *, inspection_id: int, facts: VisitFacts, uploads: Sequence[Upload] = ()
) -> Visit:
    """Write a visit down, with its photos. Refuses days outside the stay, people who are not of the
    team, villages of somewhere else. Files are sealed before the transaction opens."""
    inspection = inspection_of(actor, inspection_id)
    row = Visit(inspection=inspection)
    access.require(actor, "create", row)
    _check(row, facts)
    files = keep_all(actor, uploads)
    return _record(actor, inspection_id=inspection_id, facts=facts, files=files)


@service
def _record(
    actor: Actor, *, inspection_id: int, facts: VisitFacts, files: list[StoredFile]
) -> Visit:
    inspection = inspection_of(actor, inspection_id)
    row = Visit(inspection=inspection, made_by_id=actor.user_id, **facts.columns())
    access.require(actor, "create", row)
    add(row)
    _hang(actor, row, facts, files)
    note_step(actor, row, "record", "记录走访", "", row.state, target="visit")
    record(actor, "inquiry.visit.recorded", row, kind=row.kind, files=len(files))
    return row


def change_visit(
    actor: Actor, *, visit_id: int, version: int, facts: VisitFacts,
    uploads: Sequence[Upload] = (),
) -> Visit:  # fmt: skip
    """Correct a visit; further files are added, none is taken away."""
    row = find_visit(actor, visit_id)
    access.require(actor, "change", row)
    _check(row, facts)
    files = keep_all(actor, uploads)
    return _change(actor, visit_id=visit_id, version=version, facts=facts, files=files)


@service
def _change(
    actor: Actor, *, visit_id: int, version: int, facts: VisitFacts, files: list[StoredFile]
) -> Visit:
    row = find_visit(actor, visit_id)
    access.require(actor, "change", row)
    still_open(row.inspection)
    columns = facts.columns()
    before = {key: str(getattr(row, key)) for key in columns}
    if row.state != VisitState.KEPT:
        raise Conflict
    edit(row, version, **columns)
    row.refresh_from_db()
    for model in (VisitPerson, VisitAsked, VisitPoint):
        model.objects.filter(visit=row).delete()
    _hang(actor, row, facts, files)
    changed = [key for key in columns if str(getattr(row, key)) != before[key]]
    note_step(actor, row, "change", "修改走访", row.state, row.state, target="visit")
    record(
        actor, "inquiry.visit.changed", row, changed=changed,
        before={key: before[key][:2000] for key in changed},
    )  # fmt: skip
    return row


@service
def withdraw_visit(actor: Actor, *, visit_id: int, version: int, reason: str) -> Visit:
    """It does not count; what it said stays, with the reason."""
    row = find_visit(actor, visit_id)
    access.require(actor, "withdraw", row)
    still_open(row.inspection)
    change = step(
        actor, VISIT_STATES, row, "withdraw", version=version, reason=reason, target="visit",
        withdrawn_reason=reason.strip()[:300],
    )  # fmt: skip
    record(actor, "inquiry.visit.withdrawn", row, reason=change.reason)
    return row


def find_visit(actor: Actor, visit_id: int) -> Visit:
    """The visit under the actor's scope."""
    rows = Visit.objects.select_related("inspection__organisation", "village")
    return access.get_or_404(actor, rows, pk=visit_id)


@service
def note_download(actor: Actor, *, visit_file_id: int) -> VisitFile:
    """A file of a visit is looked at; the log knows."""
    row = access.get_or_404(actor, VisitFile, related=("file", "visit"), pk=visit_file_id)
    record(actor, "inquiry.visit.opened", row.visit, file=row.file.name)
    return row


def _check(row: Visit, facts: VisitFacts) -> None:
    """What the form can get wrong, each with its field."""
    within_stay(row.inspection, facts.visited_on, "visited_on")
    words(facts.place, 120, "place", "请填写去了哪里。")
    words(facts.seen, LONGEST, "seen", "请写明看到了什么。")
    if not facts.people:
        raise Invalid("请选择谁去的。", field="people")
    if not set(facts.people) <= seated(row.inspection_id, facts.visited_on):
        raise Invalid("有人那一天不在这个巡察组。", field="people")
    if facts.households and not facts.village_id:
        raise Invalid("写了走访户数，请选是哪个村（社区）。", field="village_id")
    if facts.village_id and not villages_of(row.inspection).filter(pk=facts.village_id).exists():
        raise Invalid("这个村（社区）不在这次巡察之内。", field="village_id")
    own = InspectionPoint.objects.filter(inspection_id=row.inspection_id, pk__in=facts.points)
    if own.count() != len(set(facts.points)):
        raise Invalid("有的要点不在这次巡察的清单上。", field="points")


def _hang(actor: Actor, row: Visit, facts: VisitFacts, files: list[StoredFile]) -> None:
    VisitPerson.objects.bulk_create(
        [VisitPerson(visit=row, user_id=one) for one in dict.fromkeys(facts.people)]
    )
    VisitAsked.objects.bulk_create(
        [
            VisitAsked(visit=row, kind=kind, number=number, said=said.strip()[:1000])
            for kind, number, said in facts.asked
        ]
    )
    VisitPoint.objects.bulk_create(
        [VisitPoint(visit=row, point_id=one) for one in dict.fromkeys(facts.points)]
    )
    attach(actor, VisitFile, row, files, "visit")
