"""The dry run: what an import would change, told row by row. Writes nothing."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from django.db.models import F

from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import UNDONE, ItemState
from xuncha.cycle.rectification.importing.matching import FedBack, Place, places
from xuncha.cycle.rectification.importing.rows import ItemDraft, draft_of
from xuncha.cycle.rectification.models import Item, ItemStep, Progress
from xuncha.engines.reading.records import Doubt, Ledger
from xuncha.kernel import clock
from xuncha.kernel.keys import content_key

_SENT_BACK = (ItemState.RETURNED, ItemState.REOPENED)


class Fate(StrEnum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """One row with its fate. ``notes`` says what is doubtful or why it can't be taken."""

    draft: ItemDraft
    fate: Fate
    key: str
    place: Place | None
    """The fed-back finding that the row answers; None where no list was brought in."""
    item_id: int | None = None
    adds_progress: bool = False
    claims: bool = False
    notes: tuple[str, ...] = ()

    @property
    def finding_id(self) -> int | None:
        return self.place.finding_id if self.place else None


@dataclass(frozen=True, slots=True)
class Plan:
    """The whole dry run."""

    rows: tuple[PlannedRow, ...]
    doubts: tuple[Doubt, ...] = ()
    makes_findings: bool = False
    counts: Counter[str] = field(default_factory=Counter)

    def of(self, fate: Fate) -> list[PlannedRow]:
        return [row for row in self.rows if row.fate == fate]


def plan_ledger(inspection: Inspection, ledger: Ledger) -> Plan:
    """Compare a ledger with what the inspection has. Findings come from the list that was fed back;
    where none was brought in yet, the ledger's own 反馈问题 become the findings."""
    findings = [
        FedBack(*row)
        for row in Finding.objects.filter(inspection=inspection, state=FindingState.FED_BACK)
        .order_by("id")
        .values_list("id", "number", "text")
    ]
    drafts = [draft_of(sheet, row, ledger.year) for sheet in ledger.sheets for row in sheet.rows]
    found = places(findings, [draft for draft, _ in drafts]) if findings else {}
    planner = _Planner(inspection, has_list=bool(findings))
    rows = tuple(
        planner.plan(draft, refusals, found.get(at)) for at, (draft, refusals) in enumerate(drafts)
    )
    counts = Counter(row.fate.value for row in rows)
    return Plan(rows, ledger.doubts, makes_findings=not findings, counts=counts)


class _Planner:
    """Goes through the rows once, remembering what it has seen in this file."""

    def __init__(self, inspection: Inspection, *, has_list: bool) -> None:
        self.has_list = has_list
        self.seen: Counter[str] = Counter()
        items = Item.objects.filter(inspection=inspection).only(
            "id", "key", "state", "due_on", "original_due_on"
        )
        self.items = {item.key: item for item in items}
        told = Progress.objects.filter(item__inspection=inspection).values_list("item", "text")
        self.feedback_on = inspection.feedback_on
        steps = ItemStep.objects.filter(
            item__inspection=inspection, after__in=_SENT_BACK, item__state=F("after")
        ).order_by("pk")
        self.back = {
            item: (at.astimezone(clock.CHINA).date(), label)
            for item, at, label in steps.values_list("item", "at", "label")
        }
        self.told = {(item, content_key(text)) for item, text in told}

    def plan(self, draft: ItemDraft, refusals: Sequence[str], place: Place | None) -> PlannedRow:
        base = content_key(draft.finding, draft.problem)
        self.seen[base] += 1
        key = content_key(base, str(self.seen[base]))
        if refusals:
            return PlannedRow(draft, Fate.REFUSED, key, None, notes=tuple(refusals))
        if self.has_list and place is None:
            note = "与已导入的反馈问题清单都对不上，请核对反馈问题一栏"
            return PlannedRow(draft, Fate.REFUSED, key, None, notes=(note,))
        item = self.items.get(key)
        if item is None:
            draft, doubt = self._with_day(draft, None)
            return PlannedRow(
                draft, Fate.NEW, key, place,
                adds_progress=bool(draft.progress), claims=draft.claims_done,
                notes=(*_doubts(draft, place), *doubt),
            )  # fmt: skip
        return self._against(item, draft, key, place)

    def _with_day(
        self, draft: ItemDraft, back: tuple[dt.date, str] | None
    ) -> tuple[ItemDraft, list[str]]:
        """The draft without a day of completion that can't be: then the claim counts from the day
        it is brought in."""
        day = draft.done_on
        if day is None or not draft.claims_done:
            return draft, []
        if day > clock.today():
            why = "还没有到"
        elif self.feedback_on and day < self.feedback_on:
            why = f"早于反馈日期 {self.feedback_on}"
        elif back and day < back[0]:
            why = f"早于{back[1]}的那天 {back[0]}"
        else:
            return draft, []
        return replace(draft, done_on=None), [f"完成时间 {day} {why}，按导入当天申报计"]

    def _against(self, item: Item, draft: ItemDraft, key: str, place: Place | None) -> PlannedRow:
        notes = []
        if draft.due_on and item.due_on and draft.due_on != item.due_on:
            notes.append(f"时限写的是 {draft.due_on}，系统里是 {item.due_on}，导入不会改动时限")
        adds = bool(draft.progress) and (item.pk, content_key(draft.progress)) not in self.told
        claims = draft.claims_done and item.state in UNDONE
        if claims and item.state in _SENT_BACK and not adds:
            claims = False
            notes.append(
                f"系统里是“{item.get_state_display()}”，台账的进展还是原来的话，"
                "没有新的进展，不能再算申报完成"
            )
        if claims:
            draft, doubt = self._with_day(draft, self.back.get(item.pk))
            notes += doubt
        fate = Fate.CHANGED if adds or claims else Fate.SAME
        return PlannedRow(draft, fate, key, place, item.pk, adds, claims, tuple(notes))


def _doubts(draft: ItemDraft, place: Place | None) -> list[str]:
    """What a new row leaves open: taken all the same."""
    doubts = []
    if place and not place.is_sure:
        doubts.append("与反馈问题的文字不很相近，对上的是最像的一个，请看一看是不是同一个问题")
    if draft.due_on is None and not draft.is_long_term:
        doubts.append(f"时限“{draft.due_words}”读不出日期" if draft.due_words else "没有整改时限")
    if draft.claims_done and not draft.proofs:
        doubts.append("写着已完成，没有写佐证")
    return doubts
