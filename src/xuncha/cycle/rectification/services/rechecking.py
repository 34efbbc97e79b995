"""Asking the engine anew: new questions are added, answered ones stay answered, and a question that
no longer arises is marked as gone. No item changes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.asking.ledgers import (
    AskedLedger,
    feedback_of,
    field_texts,
    ledgers_of,
)
from xuncha.cycle.rectification.asking.proofs import (
    content_keys,
    look_into,
    missing_facts,
    proofs_of,
)
from xuncha.cycle.rectification.asking.thresholds import Asked, in_force
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item, Proof, Signal
from xuncha.cycle.rectification.services.signals import count_open
from xuncha.cycle.rectification.states import SIGNAL_STATES
from xuncha.engines import checking
from xuncha.engines.reading.records import Field
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

_ROW = re.compile(r"第\s*(\d+)\s*行")
REUSED = "R07"
_OF_DAYS = frozenset({"R17"})
"""Asks about days alone: new words don't answer it."""
_SAID = (Field.MEASURE, Field.PROGRESS, Field.EVIDENCE)
_STANDING = (SignalState.OPEN, SignalState.UPHELD)


@service
def recheck_inspection(actor: Actor, *, inspection_id: int) -> dict[str, int]:
    """Check one inspection's items against each other, the round's other units and the unit's
    earlier rounds. Gives the numbers of new, kept and vanished questions."""
    rows = Inspection.objects.select_related("organisation", "round")
    inspection = access.get_or_404(actor, rows, pk=inspection_id)
    access.require(actor, "recheck", inspection)
    others = rows.filter(
        Q(round=inspection.round_id) | Q(organisation=inspection.organisation_id)
    ).exclude(pk=inspection.pk)
    for proof in missing_facts([inspection.pk]):
        Proof.objects.filter(pk=proof.pk).update(facts=look_into(proof))
    mine = ledgers_of([inspection])
    against = ledgers_of(others.order_by("pk"))
    counts = ask(mine, against)
    record(actor, "rectification.signals.rechecked", inspection, counts=counts)
    return counts


def ask(mine: list[AskedLedger], against: list[AskedLedger]) -> dict[str, int]:
    """Run the engine over ledgers and bring the table of signals up to date with its answer."""
    if not mine:
        return {"new": 0, "kept": 0, "gone": 0}
    told_with = in_force()
    settings = told_with.settings
    report = checking.check(
        [one.ledger for one in mine],
        feedback=feedback_of(mine),
        proofs=proofs_of(item for one in mine for item in one.items.values()),
        against=[one.ledger for one in against],
        as_of=clock.today(),
        settings=settings,
    )
    every = {one.ledger.file: one for one in (*mine, *against)}
    shared = _shared_contents(every.values())
    found = [
        signal
        for one, told in zip(mine, report.ledgers, strict=True)
        for signal in (
            *(
                signal
                for signal in _signals(one, told, every, told_with)
                if signal.code != REUSED or signal.item_id in shared
            ),
            *_missing(one, told, settings.version),
        )
    ]
    return _reconcile([one.inspection.pk for one in mine], found)


def _shared_contents(asked: Iterable[AskedLedger]) -> set[int]:
    """Items that have a file whose content also stands with an item of another finding. The engine
    goes by names too, as in a folder; here a name is each item's own."""
    by_content: dict[str, list[Item]] = {}
    for one in asked:
        for item in one.items.values():
            for key in content_keys(item):
                by_content.setdefault(key, []).append(item)
    return {
        item.pk
        for items in by_content.values()
        if len({item.finding_id for item in items}) > 1
        for item in items
    }


def _signals(
    asked: AskedLedger, told: Any, every: dict[str, AskedLedger], told_with: Asked
) -> Iterator[Signal]:
    for row in told.items:
        item = asked.items[row.row]
        texts = field_texts(item)
        for one in row.signals:
            other = _other(one.other, every) if one.other else None
            words = [texts.get(span.field, "")[span.start : span.end] for span in one.spans]
            signal = Signal(
                inspection=asked.inspection, item=item, code=one.code, name=one.name,
                severity=told_with.severity.get(one.code, one.severity.value),
                reason=_ROW.sub(r"第\1项", one.reason),
                spans=[span.to_dict() for span in one.spans], other=other,
                fingerprint=_fingerprint(one.code, item.key, other, words),
                settings_version=told_with.settings.version, found_at=clock.now(),
            )  # fmt: skip
            if not words and one.code not in _OF_DAYS:
                # Nothing is marked: the question is about all that was said.
                signal.older_fingerprint = signal.fingerprint  # type: ignore[attr-defined]
                said = [texts.get(name.value, "") for name in _SAID]
                signal.fingerprint = _fingerprint(one.code, item.key, other, said)
            yield signal


def _missing(asked: AskedLedger, told: Any, version: str) -> Iterator[Signal]:
    """Findings without an item: questions about the inspection as a whole."""
    for one in told.missing:
        yield Signal(
            inspection=asked.inspection, item=None, code=one.code, name=one.name,
            severity=one.severity.value, reason=f"反馈问题第{one.no}项没有整改事项：{one.finding}",
            fingerprint=_fingerprint(one.code, "", None, [one.finding]),
            settings_version=version, found_at=clock.now(),
        )  # fmt: skip


def _other(other: Any, every: dict[str, AskedLedger]) -> dict[str, Any]:
    asked = every.get(other.file)
    item = asked.items.get(other.row) if asked else None
    told: dict[str, Any] = other.to_dict()
    return told | {"item": item.pk if item else None}


def _fingerprint(code: str, key: str, other: dict[str, Any] | None, words: Iterable[str]) -> str:
    """The same question about the same words is the same question, however often it is asked."""
    parts = [code, key, str(other["item"]) if other else "", *words]
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()


def _adopt(standing: dict[tuple[int, str], Signal], one: Signal) -> None:
    """A question that an older version asked without looking at the words is this one: what was
    decided about it stands."""
    older = (one.inspection_id, getattr(one, "older_fingerprint", ""))
    key = (one.inspection_id, one.fingerprint)
    if older in standing and key not in standing:
        row = standing[key] = standing.pop(older)
        Signal.objects.filter(pk=row.pk).update(fingerprint=one.fingerprint)


def _reconcile(inspection_ids: list[int], found: list[Signal]) -> dict[str, int]:
    standing = {
        (row.inspection_id, row.fingerprint): row
        for row in Signal.objects.filter(inspection__in=inspection_ids)
    }
    for one in found:
        _adopt(standing, one)
    asked = {(one.inspection_id, one.fingerprint): one for one in found}
    fresh = [one for key, one in asked.items() if key not in standing]
    Signal.objects.bulk_create(fresh, batch_size=400)
    touched = {one.item_id for one in fresh}
    gone = 0
    for key, row in standing.items():
        if key in asked and row.severity != asked[key].severity:
            Signal.objects.filter(pk=row.pk).update(severity=asked[key].severity)
        if key in asked and row.state == SignalState.GONE:
            SIGNAL_STATES.move(row, "ask_again")
            touched.add(row.item_id)
        elif key not in asked and row.state in _STANDING:
            SIGNAL_STATES.move(row, "vanish")
            touched.add(row.item_id)
            gone += 1
    count_open(one for one in touched if one is not None)
    return {"new": len(fresh), "kept": len(asked) - len(fresh), "gone": gone}
