"""Our items as the engine wants them: a ledger for each inspection, in stored words only."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db.models import Prefetch, QuerySet

from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import UNDONE, ItemState
from xuncha.cycle.rectification.models import Item, Measure, Progress, Proof
from xuncha.cycle.rectification.models.items import STANDING_PROOF
from xuncha.engines.reading.records import (
    Cell,
    FedBackFinding,
    Feedback,
    Field,
    Ledger,
    LedgerRow,
    LedgerSheet,
)
from xuncha.engines.reading.records import Column as LedgerColumn

SHEET = "台账"
ONE_YUAN = Decimal(1)
_HEADERS = tuple(
    LedgerColumn(name, place, name.value, ONE_YUAN if "金额" in name.value else None)
    for place, name in enumerate(Field)
)
_WORDS = {
    ItemState.OPEN: "",
    ItemState.WORKING: "整改中",
    ItemState.RETURNED: "整改中",
    ItemState.REOPENED: "整改中",
    ItemState.CLAIMED: "已完成",
    ItemState.VERIFIED: "已完成",
    ItemState.SUSTAINED: "已完成",
}


@dataclass(frozen=True, slots=True)
class AskedLedger:
    """A ledger for the engine, with the way back from its rows to our items."""

    inspection: Inspection
    ledger: Ledger
    items: Mapping[int, Item]  # by row


def ledgers_of(inspections: Iterable[Inspection]) -> list[AskedLedger]:
    """One ledger for each inspection that has items, in four queries for all of them."""
    inspections = list(inspections)
    by_inspection: dict[int, list[Item]] = {}
    for item in _items(inspections):
        by_inspection.setdefault(item.inspection_id, []).append(item)
    return [
        _ledger(inspection, by_inspection[inspection.pk])
        for inspection in inspections
        if inspection.pk in by_inspection
    ]


def feedback_of(asked: Iterable[AskedLedger]) -> Feedback:
    """What was fed back to these ledgers' units, as one paper; each finding names its unit."""
    asked = list(asked)
    by_inspection = {one.inspection.pk: one for one in asked}
    rows = Finding.objects.filter(
        inspection__in=list(by_inspection), state=FindingState.FED_BACK
    ).order_by("inspection_id", "id")
    several = len(asked) > 1
    findings = tuple(
        FedBackFinding(
            row.number, row.text, by_inspection[row.inspection_id].ledger.unit if several else ""
        )
        for row in rows
    )
    first = asked[0]
    unit = "" if several else first.ledger.unit
    return Feedback(Path("反馈"), "反馈", unit, first.inspection.feedback_on, findings)


def file_name(inspection: Inspection) -> str:
    """The name under which the engine speaks of an inspection's ledger: unit and round."""
    return f"{inspection.organisation}（{inspection.round}）"


def measures_text(item: Item) -> str:
    """The measures as one text: what offsets in 整改措施 count in."""
    return "\n".join(measure.text for measure in item.measures.all())


def progress_text(item: Item) -> str:
    """The latest word of progress: what offsets in 整改进展 count in."""
    latest = max(item.progress.all(), key=lambda one: one.pk, default=None)
    return latest.text if latest else ""


def field_texts(item: Item) -> dict[str, str]:
    """The texts of an item by the field names that spans use."""
    return {
        Field.FINDING.value: item.finding.text,
        Field.PROBLEM.value: item.problem,
        Field.MEASURE.value: measures_text(item),
        Field.PROGRESS.value: progress_text(item),
        Field.DUE.value: _due_text(item),
        Field.EVIDENCE.value: _evidence_text(item),
        Field.STATUS.value: _WORDS[ItemState(item.state)],
        Field.REMARK.value: item.remark,
    }


def marked_words(texts: Mapping[str, str], spans: Iterable[Mapping[str, Any]]) -> list[str]:
    """The stretches of an item's texts that a signal marks, in its order."""
    return [texts.get(one["field"], "")[one["start"] : one["end"]] for one in spans]


def _items(inspections: list[Inspection]) -> QuerySet[Item]:
    return (
        Item.objects.filter(inspection__in=inspections)
        .select_related("finding")
        .prefetch_related(
            Prefetch("measures", Measure.objects.order_by("number")),
            Prefetch("progress", Progress.objects.order_by("id")),
            Prefetch(
                "proofs",
                Proof.objects.filter(STANDING_PROOF).select_related("file").order_by("id"),
            ),
        )
        .order_by("finding_id", "id")
    )


def _ledger(inspection: Inspection, items: list[Item]) -> AskedLedger:
    numbers = _row_numbers(items)
    blocks: dict[int, int] = {}
    rows = []
    for row, item in zip(numbers, items, strict=True):
        block = blocks.setdefault(item.finding_id, row)
        rows.append(LedgerRow(SHEET, row, block, item.category, _cells(item)))
    name = file_name(inspection)
    sheet = LedgerSheet(SHEET, (0, 0), _HEADERS, tuple(rows))
    ledger = Ledger(
        Path(name), name, inspection.organisation.name, (sheet,), inspection.feedback_on
    )
    return AskedLedger(inspection, ledger, dict(zip(numbers, items, strict=True)))


def _row_numbers(items: list[Item]) -> list[int]:
    """The items' own numbers where they serve, so that a reason speaks of what the page shows."""
    told = [item.number for item in items]
    if all(number.isdecimal() for number in told) and len(set(told)) == len(told):
        return [int(number) for number in told]
    return list(range(1, len(items) + 1))


def _cells(item: Item) -> dict[Field, Cell]:
    texts = field_texts(item)
    if item.problem == item.finding.text:
        texts[Field.PROBLEM.value] = ""
    cells = {Field(name): Cell(text, text) for name, text in texts.items() if text}
    values: dict[Field, Any] = {
        Field.DONE_ON: item.done_on if item.state not in UNDONE else None,
        Field.AMOUNT: item.amount_due_yuan,
        Field.RECOVERED: _recovered(item),
    }
    cells |= {name: Cell("", value) for name, value in values.items() if value is not None}
    if item.satisfaction:
        cells[Field.SATISFACTION] = Cell(item.satisfaction, item.satisfaction)
    if item.due_on and Field.DUE not in cells:
        cells[Field.DUE] = Cell("", item.due_on)
    return cells


def _recovered(item: Item) -> Decimal | None:
    sums = [one.recovered_yuan for one in item.progress.all() if one.recovered_yuan is not None]
    return sum(sums, Decimal()) if sums else None


def proof_name(item: Item, proof: Proof) -> str:
    """A proof's name for the engine. One that is only named (no file was handed in) is its item's
    own: two items may both list a 会议记录."""
    return proof.title if proof.file_id else f"{proof.title}（第{item.number}项所列）"


def _due_text(item: Item) -> str:
    """The words of the deadline while it stands as told; an extension replaces them."""
    return item.due_words if item.due_on == item.original_due_on else ""


def _evidence_text(item: Item) -> str:
    return "；".join(proof_name(item, proof) for proof in item.proofs.all() if proof.stands)
