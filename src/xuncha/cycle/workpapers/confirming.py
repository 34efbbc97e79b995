"""How the facts of papers stand with the unit."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from xuncha.cycle.workpapers.enums import (
    ANSWERED_FACT,
    Answer,
    Outcome,
    SheetState,
    Standing,
)
from xuncha.cycle.workpapers.models import Fact, FactEntry, FactSheet, Paper, PutOff
from xuncha.kernel import clock


@dataclass(frozen=True, slots=True)
class FactStanding:
    """One fact of a paper's present version with the newest word about it."""

    fact: Fact
    standing: Standing
    entry: FactEntry | None = None

    @property
    def is_answered(self) -> bool:
        return self.standing in ANSWERED_FACT

    @property
    def is_used(self) -> bool:
        """Whether it still counts: what the team dropped does not."""
        return self.entry is None or self.entry.outcome != Outcome.DROPPED

    @property
    def is_corrected(self) -> bool:
        """Whether the team's words hold instead of the paper's, and its figures with them."""
        return self.entry is not None and self.entry.outcome == Outcome.CORRECTED

    @property
    def sentence(self) -> str:
        """The fact as it stands now: corrected where the team corrected it."""
        if self.entry is not None and self.is_corrected:
            return self.entry.outcome_text
        return self.fact.sentence


def standings(papers: Collection[Paper]) -> dict[int, list[FactStanding]]:
    """By paper the facts of its present version. A fact that was taken over unchanged into a new
    version keeps what the unit said of it. Two queries."""
    wanted = {one.pk: one.revision for one in papers}
    facts = Fact.objects.filter(version__paper__in=list(wanted)).select_related("version")
    rows = FactEntry.objects.filter(paper__in=list(wanted)).exclude(
        sheet__state__in=[SheetState.WITHDRAWN, SheetState.DRAFT]
    )
    newest: dict[tuple[int, str], FactEntry] = {}
    for entry in rows.select_related("sheet").order_by("pk"):
        newest[entry.paper_id, entry.key] = entry
    found: dict[int, list[FactStanding]] = {pk: [] for pk in wanted}
    for fact in facts.order_by("number", "pk"):
        paper_id = fact.version.paper_id
        if fact.version.number == wanted[paper_id]:
            known = newest.get((paper_id, fact.key))
            found[paper_id].append(FactStanding(fact, standing_of(known), known))
    return found


def standing_of(entry: FactEntry | None) -> Standing:
    """What a word on a sheet makes of a fact. What a unit has written counts once it was handed in
    as a whole."""
    if entry is None:
        return Standing.NONE
    if entry.sheet.state == SheetState.SENT:
        return Standing.SENT
    if entry.answer == Answer.CONFIRMED:
        return Standing.CONFIRMED
    return Standing.SETTLED if entry.outcome else Standing.DIFFERS


def is_late(sheet: FactSheet, put_offs: Iterable[PutOff]) -> bool:
    """Whether the unit missed the day, or one that was put off only after it had passed."""
    if sheet.due_on is None:
        return False
    missed = any(one.made_at.astimezone(clock.CHINA).date() > one.before_on for one in put_offs)
    answered = sheet.answered_at.astimezone(clock.CHINA).date() if sheet.answered_at else None
    return missed or (answered or clock.today()) > sheet.due_on


def was_sent(paper: Paper) -> bool:
    """Whether any fact of the paper ever went to the unit."""
    return FactEntry.objects.filter(paper=paper, sheet__sent_at__isnull=False).exists()
