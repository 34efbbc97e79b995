"""Reading frozen figures: the versions of a round, what they say, how it differs from now."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from xuncha.cycle.planning.models import Round, Term
from xuncha.foundation import access
from xuncha.foundation.audit.selectors import details_of
from xuncha.insight.figures.asking import Ask, split
from xuncha.insight.figures.closing import closings
from xuncha.insight.figures.frozen.digest import digest_of, registry_of
from xuncha.insight.figures.frozen.sealing import OF_ROUNDS
from xuncha.insight.figures.models import FrozenFigure, Snapshot
from xuncha.insight.figures.registry import by_name
from xuncha.insight.figures.telling import Told, tell_each
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class RoundState:
    """A round with the day on which it closed and its newest snapshot."""

    round: Round
    closed_on: dt.date | None
    snapshot: Snapshot | None


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure then and now. ``now`` is None where the system has no such figure any more."""

    frozen: FrozenFigure
    now: Told | None

    @property
    def change(self) -> Decimal | None:
        """How much more it is now; None where one of the two can't be told."""
        if self.frozen.value is None or self.now is None or self.now.value is None:
            return None
        return Decimal(self.now.value) - self.frozen.value

    @property
    def differs(self) -> bool:
        """Whether there is something to explain: another value, another definition, none at all."""
        gone = self.now is None or self.frozen.definition != self.now.measure.definition
        return gone or bool(self.change)

    @property
    def because(self) -> str:
        """What explains the difference, as far as it can be told."""
        if self.now is None:
            return "系统里已经没有这个数，封存的仍然有效。"
        if self.frozen.definition != self.now.measure.definition:
            return "定义改过，两个数不能直接比。"
        if self.now.why or self.frozen.why:
            return self.frozen.why or self.now.why
        return _BECAUSE.get(self.now.measure.subject, _LATER) if self.change else ""


_LATER = "封存以后又登记、更正过。"
_BECAUSE = {
    "整改": "封存以后事项又有申报、核实、退回或者重新整改。",
    "资金": "封存以后又填报、更正过金额。",
    "线索": "封存以后线索又有登记、移交、办结。",
    "督办": "封存以后又发文、核查。",
}


def rounds_of(actor: Actor, term: Term) -> list[RoundState]:
    """All rounds of a term, the last first."""
    rows = list(access.visible(actor, Round).filter(term=term).order_by("-number"))
    closed = closings(rows)
    newest: dict[int, Snapshot] = {}
    for one in access.visible(actor, Snapshot).filter(round__term=term).order_by("number"):
        newest[one.round_id] = one
    return [RoundState(row, closed.get(row.pk), newest.get(row.pk)) for row in rows]


def versions_of(actor: Actor, round_id: int) -> QuerySet[Snapshot]:
    """All snapshots of a round, the newest first."""
    rows = access.visible(actor, Snapshot).filter(round=round_id)
    return rows.select_related("made_by").order_by("-number")


def snapshot_of(actor: Actor, snapshot_id: int) -> Snapshot:
    """One snapshot with its round."""
    return access.get_or_404(
        actor, Snapshot, pk=snapshot_id, related=("round__term", "made_by")
    )  # fmt: skip


def compared(actor: Actor, row: Snapshot) -> list[Compared]:
    """Every figure of a snapshot beside what the reader is told now."""
    rows = list(access.visible(actor, FrozenFigure).filter(snapshot=row).order_by("place"))
    ask = Ask(actor, row.round.term, clock.today())
    known = [one for one in rows if one.name in by_name()]
    now = tell_each([(by_name()[one.name], ask.by(**params_of(one))) for one in known])
    found = dict(zip((one.pk for one in known), now, strict=True))
    return [Compared(one, found.get(one.pk)) for one in rows]


def params_of(figure: FrozenFigure) -> dict[str, str]:
    """What a frozen figure was narrowed by."""
    return split(f"{figure.name}?{figure.params}")[1]


def is_whole(row: Snapshot) -> bool:
    """Whether a snapshot still is what was sealed: its digest fits its rows and the log's line."""
    figures = FrozenFigure.objects.filter(snapshot=row).order_by("place")
    line = details_of("figures.snapshot.sealed", row) or {}
    return row.digest == digest_of(row, figures) == line.get("digest")


def same_registry(row: Snapshot) -> bool:
    """Whether figures are still defined as they were then."""
    return row.registry == registry_of(OF_ROUNDS)
