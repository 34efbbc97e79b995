"""Asking the engine anew: new questions are added, answered ones stay answered, and a question that
no longer arises is marked as gone. No item changes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import transaction
from django.db.models import Q

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.asking.ledgers import (
    AskedLedger,
    feedback_of,
    field_texts,
    ledgers_of,
    marked_words,
)
from xuncha.cycle.rectification.asking.left_out import left_out
from xuncha.cycle.rectification.asking.marks import mark_of_finding, marks_of
from xuncha.cycle.rectification.asking.proofs import (
    content_keys,
    look_into,
    missing_facts,
    proofs_of,
)
from xuncha.cycle.rectification.asking.thresholds import Asked, in_force
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item, Proof, Signal
from xuncha.cycle.rectification.services.holding import hold
from xuncha.cycle.rectification.services.signals import count_open, vanish
from xuncha.cycle.rectification.states import SIGNAL_STATES
from xuncha.engines import checking
from xuncha.engines.checking.rules.r01_left_out import RULE as LEFT_OUT
from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict

_ROW = re.compile(r"第\s*(\d+)\s*行")
REUSED = "R07"
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
            *_missing(one, told_with),
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
            signal = Signal(
                inspection=asked.inspection, item=item, code=one.code, name=one.name,
                severity=told_with.severity.get(one.code, one.severity.value),
                reason=_ROW.sub(r"第\1项", one.reason),
                spans=[span.to_dict() for span in one.spans],
                other=_other(one.other, every) if one.other else None,
                settings_version=told_with.settings.version, found_at=clock.now(),
            )  # fmt: skip
            words = marked_words(texts, signal.spans)
            marks = marks_of(signal, item, texts, words)
            signal.fingerprint, signal.older_marks = marks[0], marks[1:]  # type: ignore[attr-defined]
            yield signal


def _missing(asked: AskedLedger, told_with: Asked) -> Iterator[Signal]:
    """Findings without an item: questions about the inspection as a whole."""
    for one in left_out(asked, told_with.settings):
        yield Signal(
            inspection=asked.inspection, item=None, code=LEFT_OUT.code, name=LEFT_OUT.name,
            severity=told_with.severity.get(LEFT_OUT.code, LEFT_OUT.severity.value),
            reason=f"反馈问题第{one.number}项没有整改事项，也没有哪一项写到它：{one.text}",
            fingerprint=mark_of_finding(LEFT_OUT.code, one.text),
            settings_version=told_with.settings.version, found_at=clock.now(),
        )  # fmt: skip


def _other(other: Any, every: dict[str, AskedLedger]) -> dict[str, Any]:
    asked = every.get(other.file)
    item = asked.items.get(other.row) if asked else None
    told: dict[str, Any] = other.to_dict()
    return told | {"item": item.pk if item else None}


def _adopt(standing: dict[tuple[int, str], Signal], one: Signal) -> None:
    """A question that an older version marked in another way is this one: what was decided about
    it stands."""
    key = (one.inspection_id, one.fingerprint)
    for mark in getattr(one, "older_marks", ()):
        older = (one.inspection_id, mark)
        if older in standing and key not in standing:
            row = standing[key] = standing.pop(older)
            Signal.objects.filter(pk=row.pk).update(fingerprint=one.fingerprint)


def _follow(row: Signal, now: Signal) -> None:
    """The same question as it is asked today: the marks lie where the words now stand. What was
    decided keeps the sentence that it was decided on."""
    fields = ["severity", "spans", "other"]
    if row.state in (SignalState.OPEN, SignalState.GONE):
        fields += ["name", "reason"]
    changed = {one: getattr(now, one) for one in fields if getattr(now, one) != getattr(row, one)}
    if changed:
        Signal.objects.filter(pk=row.pk).update(**changed)


def _moved(row: Signal, action: str) -> bool:
    """Whether nobody decided it meanwhile."""
    try:
        with transaction.atomic():
            vanish(row) if action == "vanish" else SIGNAL_STATES.move(row, action)
    except Conflict:
        return False
    return True


def _reconcile(inspection_ids: list[int], found: list[Signal]) -> dict[str, int]:
    """Two checks of one inspection write one after the other. What a person decides meanwhile
    stands: the next check sees it."""
    hold(*inspection_ids)
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
        if key in asked:
            _follow(row, asked[key])
        if key in asked and row.state == SignalState.GONE:
            if not _moved(row, "ask_again"):
                continue
            touched.add(row.item_id)
        elif key not in asked and row.state in _STANDING:
            if not _moved(row, "vanish"):
                continue
            touched.add(row.item_id)
            gone += 1
    count_open(one for one in touched if one is not None)
    return {"new": len(fresh), "kept": len(asked) - len(fresh), "gone": gone}
