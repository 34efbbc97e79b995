"""Sealing the figures of a closed round."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.models import Round
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.insight.figures.asking import FOCUSES, Ask, named
from xuncha.insight.figures.closing import closed_on, closings
from xuncha.insight.figures.frozen.digest import digest_of, registry_of
from xuncha.insight.figures.measures.clues import few
from xuncha.insight.figures.models import FrozenFigure, Snapshot
from xuncha.insight.figures.registry import MEASURES
from xuncha.insight.figures.telling import Told, as_told
from xuncha.insight.figures.together import answers
from xuncha.insight.figures.together import split as answers_by
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM, Actor
from xuncha.kernel.errors import Conflict, Invalid, Refused
from xuncha.kernel.records import add

ACROSS = Actor(user_id=None, name="统计", roles=READERS)
"""Counts what everybody who reads across may count, with no recusal. Clues the system counts."""

BY_ITSELF = dt.timedelta(days=31)
"""Rounds that closed longer ago are sealed by a person or not at all."""

OF_ROUNDS = tuple(one for one in MEASURES if "round" in one.params)
FEW = "件数少的不封存。"
_BY_FOCUS = {
    "findings_found", "findings_fed_back", "items_total", "items_claimed", "items_verified",
    "items_sustained",
}  # fmt: skip


@service
def seal_round(
    actor: Actor, *, round_id: int, day: dt.date | None = None, reason: str = ""
) -> Snapshot:
    """Keep all figures of a closed round as of a day (today), of the whole district. ``Conflict``
    while the round isn't closed, ``Invalid`` for a day before it closed, and where a later version
    says no reason."""
    row = access.get_or_404(actor, Round, pk=round_id, related=("term",))
    made = Snapshot(
        round=row, day=day or clock.today(), reason=reason.strip()[:200], made_by_id=actor.user_id,
        made_at=clock.now(), registry=registry_of(OF_ROUNDS),
    )  # fmt: skip
    access.require(actor, "create", made)
    closing = closed_on(row)
    if closing is None:
        raise Conflict(f"{row}还有任务没有反馈，或者集中整改期没有过完，期满以后才能封存。")
    if not closing <= made.day <= clock.today():
        raise Invalid(f"截至日期应当在期满的 {closing} 到今天之间。", field="day")
    made.closed_on = closing
    _follow(made)
    figures = [_frozen(place, one) for place, one in enumerate(_told(row, made.day), 1)]
    made.digest = digest_of(made, figures)
    add(made, "刚才有人也封存了这一轮，请刷新后看他封存的一版。")
    for one in figures:
        one.snapshot = made
    FrozenFigure.objects.bulk_create(figures)
    record(
        actor, "figures.snapshot.sealed", made, reason=made.reason, number=made.number,
        day=str(made.day), figures=len(figures), digest=made.digest,
    )  # fmt: skip
    return made


def _follow(made: Snapshot) -> None:
    """The next number, behind the version before."""
    last = Snapshot.objects.filter(round=made.round).order_by("-number").first()
    made.number = last.number + 1 if last else 1
    made.previous = last.digest if last else ""
    if last and not made.reason:
        raise Invalid("这一轮已经封存过，再封存一版要写明为什么。", field="reason")
    if not last:
        made.reason = ""


def _told(row: Round, day: dt.date) -> list[Told]:
    """Every figure of a round, and the main ones by focus; counted over the whole district."""
    ask = Ask(ACROSS, row.term, day).by(round=str(row.number))
    whole = [(one, replace(ask, actor=SYSTEM) if one.veils else ask) for one in OF_ROUNDS]
    told = [as_told(*one, answer) for one, answer in zip(whole, answers(whole), strict=True)]
    again = [one for one in whole if one[0].name in _BY_FOCUS]
    for one, line in zip(again, answers_by(again, "focus", tuple(FOCUSES)), strict=True):
        told += [as_told(one[0], ask.by(focus=focus), line[focus]) for focus in FOCUSES]
    return _without_few(told)


def _without_few(told: list[Told]) -> list[Told]:
    """Small groups of clues are kept nowhere outside the store, nor what they follow from."""
    clues = {one.measure.name: int(one.rows or 0) for one in told if one.measure.veils}
    if not few(clues):
        return told
    return [
        Told(one.measure, one.ask, None, None, one.link, FEW) if one.measure.veils else one
        for one in told
    ]


def _frozen(place: int, told: Told) -> FrozenFigure:
    measure = told.measure
    _, _, params = named("", told.ask.params).partition("?")
    value = None if told.value is None else Decimal(told.value).quantize(Decimal("0.01"))
    return FrozenFigure(
        place=place, name=measure.name, params=params, label=told.label, subject=measure.subject,
        unit=measure.unit, definition=measure.definition, value=value, rows=told.rows,
        why=told.why,
    )  # fmt: skip


def seal_closed_rounds(actor: Actor) -> int:
    """Seal rounds that closed lately and have no snapshot yet. For the system, once a day."""
    if not actor.is_system:
        raise Refused("到期的轮次由系统封存；请在封存页封存一轮。")
    rows = Round.objects.exclude(pk__in=Snapshot.objects.values("round"))
    found = closings(rows)
    late = [pk for pk, on in found.items() if on >= clock.today() - BY_ITSELF]
    for pk in late:
        seal_round(actor, round_id=pk)
    return len(late)
