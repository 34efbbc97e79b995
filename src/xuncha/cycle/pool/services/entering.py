"""A person's way through the pool: recommended, checked, admitted by another; paused, gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from xuncha.cycle.directory.roles import LEADER, OFFICE_DIRECTOR, OFFICE_STAFF
from xuncha.cycle.pool.enums import EntryWay
from xuncha.cycle.pool.models import Inspector, InspectorStep
from xuncha.cycle.pool.rules import rules_on
from xuncha.cycle.pool.services.details import Details, check_details, lay_details, place_of
from xuncha.cycle.pool.services.telling import tell_person, tell_roles
from xuncha.cycle.pool.states import INSPECTOR_STATES
from xuncha.cycle.pool.watching import tell_changed
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid

MOST_AT_ONCE = 300
_AGAIN: dict[str, Any] = {
    "checked_by_id": None, "checked_at": None, "check_note": "", "checked_conditions": [],
    "admitted_by_id": None, "admitted_at": None, "admitted_paper": "",
}  # fmt: skip


@service
def nominate_inspector(
    actor: Actor, *, details: Details, way: EntryWay, nomination: str = "",
    home_id: int | None = None, home_words: str = "", home_since: dt.date | None = None,
) -> Inspector:  # fmt: skip
    """Note that somebody was recommended (by his unit, by himself, or picked); nothing follows
    before the check. Refuses an empty name, no place of work, one that is unknown, a day in the
    future, specialties outside the vocabulary, and a person of the same name and place who is in
    the pool or on the way there."""
    today = clock.today()
    row = Inspector(
        way=way, nomination=nomination.strip()[:300], nominated_by_id=actor.user_id,
        nominated_on=today, state_on=today,
    )  # fmt: skip
    access.require(actor, "nominate", row)
    row.home, row.home_words = place_of(actor, home_id, home_words)
    row.home_since = home_since
    lay_details(actor, row, details)
    check_details(row)
    refuse_double(row)
    row.save(force_insert=True)
    add_step(actor, row, "nominate", "登记推荐", "", row.state, row.nomination)
    record(actor, "pool.inspector.nominated", row, way=str(way), home=row.home_id)
    tell_roles(
        actor, {OFFICE_STAFF, OFFICE_DIRECTOR}, "pool.inspector.nominated",
        f"{row.name}（{row.home_name}）已登记推荐，等待资格审查。", f"/pool/{row.pk}/",
    )  # fmt: skip
    return row


def refuse_double(row: Inspector) -> None:
    """``Conflict`` if a person of this name and place is there and not gone or refused."""
    same = Inspector.objects.filter(
        name=row.name, home_id=row.home_id, home_words=row.home_words
    ).exclude(pk=row.pk)
    found = same.order_by("pk").first()
    if found is not None:
        raise Conflict(
            f"人才库里已经有{row.home_name}的{row.name}（{found.get_state_display()}）。"
            "确实是另一个人的，请在姓名后面加注区别。"
        )


@service
def check_inspectors(
    actor: Actor, *, people: Sequence[tuple[int, int]], conditions: Iterable[str], note: str = ""
) -> list[Inspector]:
    """Say that these persons (key, version) pass the qualification check, all or none. Refuses as
    long as one of the conditions in force was not found met."""
    wanted = rules_on(clock.today()).conditions
    met = set(conditions)
    if missing := [one for one in wanted if one not in met]:
        raise Invalid(
            f"还没有确认“{missing[0]}”。不符合条件的，请选择“不予入库”。", field="conditions"
        )
    rows = [
        _move(
            actor, one, "check", "pool.inspector.checked", version=version, note=note,
            checked_by_id=actor.user_id, checked_at=clock.now(), check_note=note.strip()[:300],
            checked_conditions=list(wanted),
        )
        for one, version in _each(actor, people)
    ]  # fmt: skip
    tell_roles(
        actor, {LEADER, OFFICE_DIRECTOR}, "pool.inspector.checked",
        f"{_names(rows)}已通过资格审查，等待审定。", "/pool/entry/",
    )  # fmt: skip
    return rows


@service
def return_inspector(actor: Actor, *, inspector_id: int, version: int, reason: str) -> Inspector:
    """Send a checked person back to the check with a reason; the checker is told."""
    row = _get(actor, inspector_id)
    checker = row.checked_by_id
    row = _move(
        actor, row, "return", "pool.inspector.returned", version=version, reason=reason, **_AGAIN
    )
    tell_person(
        actor, checker, "pool.inspector.returned", f"{row.name}退回重新审查。", f"/pool/{row.pk}/"
    )
    return row


@service
def admit_inspectors(
    actor: Actor, *, people: Sequence[tuple[int, int]], paper: str
) -> list[Inspector]:
    """Take these persons (key, version) into the pool, all or none, on the ground of a paper
    (meeting or document). Refuses whoever checked one of them, and no paper."""
    paper = paper.strip()[:80]
    if not paper:
        raise Invalid("请写明审定依据，例如会议名称和日期。", field="paper")
    rows = [
        _move(
            actor, one, "admit", "pool.inspector.admitted", version=version, note=paper,
            admitted_by_id=actor.user_id, admitted_at=clock.now(), admitted_paper=paper,
        )
        for one, version in _each(actor, people)
    ]  # fmt: skip
    for row in rows:
        tell_person(
            actor, row.user_id, "pool.inspector.admitted", "您已列入巡察人才库。",
            f"/pool/{row.pk}/",
        )  # fmt: skip
    tell_changed(actor, [row.pk for row in rows])
    return rows


@service
def reject_inspector(actor: Actor, *, inspector_id: int, version: int, reason: str) -> Inspector:
    """Say with a reason that somebody is not taken in."""
    row = _get(actor, inspector_id)
    return _move(actor, row, "reject", "pool.inspector.rejected", version=version, reason=reason)


@service
def pause_inspector(actor: Actor, *, inspector_id: int, version: int, reason: str) -> Inspector:
    """Leave somebody out of selection for a while, with a reason."""
    return _within(actor, inspector_id, "pause", "pool.inspector.paused", version, reason)


@service
def resume_inspector(actor: Actor, *, inspector_id: int, version: int, reason: str) -> Inspector:
    """Let somebody be selected again, with a reason."""
    return _within(actor, inspector_id, "resume", "pool.inspector.resumed", version, reason)


@service
def retire_inspector(actor: Actor, *, inspector_id: int, version: int, reason: str) -> Inspector:
    """Take somebody out of the pool with a reason; all that is known of him stays."""
    return _within(actor, inspector_id, "leave", "pool.inspector.left", version, reason)


@service
def renominate_inspector(
    actor: Actor, *, inspector_id: int, version: int, reason: str
) -> Inspector:  # fmt: skip
    """Recommend anew somebody who was refused or had left: check and approval begin again."""
    row = _get(actor, inspector_id)
    return _move(
        actor, row, "renominate", "pool.inspector.renominated", version=version, reason=reason,
        nominated_by_id=actor.user_id, nominated_on=clock.today(), **_AGAIN,
    )  # fmt: skip


def _within(
    actor: Actor, inspector_id: int, action: str, verb: str, version: int, reason: str
) -> Inspector:
    row = _move(actor, _get(actor, inspector_id), action, verb, version=version, reason=reason)
    tell_changed(actor, [row.pk])
    return row


def _each(actor: Actor, people: Sequence[tuple[int, int]]) -> list[tuple[Inspector, int]]:
    """The persons of a batch with the version that was seen. ``Absent`` if one is out of sight."""
    if not people:
        raise Invalid("请至少选择一个人。", field="people")
    if len(people) > MOST_AT_ONCE:
        raise Invalid(f"一次最多办理 {MOST_AT_ONCE} 人。", field="people")
    return [(_get(actor, pk), version) for pk, version in dict(people).items()]


def _get(actor: Actor, inspector_id: int) -> Inspector:
    return access.get_or_404(actor, Inspector, related=("home",), pk=inspector_id)


def _move(
    actor: Actor, row: Inspector, action: str, verb: str, *, version: int, reason: str = "",
    note: str = "", **fields: Any,
) -> Inspector:  # fmt: skip
    access.require(actor, action, row)
    reason = reason.strip()[:300]
    change = INSPECTOR_STATES.move(
        row, action, version=version, reason=reason, state_reason=reason,
        state_on=clock.today(), **fields,
    )  # fmt: skip
    add_step(actor, row, action, change.label, change.before, change.after, reason or note)
    record(actor, verb, row, before=change.before, after=change.after)
    return row


def add_step(
    actor: Actor, row: Inspector, action: str, label: str, before: str, after: str, reason: str
) -> None:
    """A line of the person's history."""
    InspectorStep.objects.create(
        inspector=row, action=action, label=label, before=before, after=after,
        reason=reason.strip()[:300], by_id=actor.user_id, by_name=actor.name, at=clock.now(),
    )  # fmt: skip


def _names(rows: Sequence[Inspector]) -> str:
    first = "、".join(row.name for row in rows[:3])
    return first if len(rows) <= 3 else f"{first}等 {len(rows)} 人"
