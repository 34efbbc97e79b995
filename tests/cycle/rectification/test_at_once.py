"""Two at once: what one of them was told before he began no longer holds when he ends."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, connections

from tests.cycle.rectification.books import ledger
from tests.evaluated import SHEET
from tests.overseen import upload
from tests.people import Cast, cast
from tests.scenarios import TODAY, Story, claimed, inspected, signal, story, told, unit
from xuncha.cycle.evaluation.enums import Respondents
from xuncha.cycle.evaluation.models import SurveySheet
from xuncha.cycle.evaluation.services import surveys
from xuncha.cycle.rectification.enums import ImportKind, SignalState
from xuncha.cycle.rectification.models import Item, LedgerImport, Signal
from xuncha.cycle.rectification.services import importing, rechecking, signals, steps, telling
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM

WAIT = 0.4
_SHARED = pytest.mark.skipif(
    connection.vendor == "sqlite", reason="SQLite 一次只有一个人写，测试库又在内存里，线程共用不了"
)


def _beside(work: Callable[[], object], then: Callable[[], object]) -> list[str]:
    """``then`` begins while ``work`` has begun and not ended; gives the order in which they ended,
    and what either stumbled over."""
    order: list[str] = []

    def run(name: str, what: Callable[[], object]) -> None:
        try:
            with clock.at(TODAY):
                what()
            order.append(name)
        except Exception as problem:
            order.append(f"{name}: {problem!r}")
        finally:
            connections.close_all()

    second = threading.Thread(target=run, args=("second", then))
    first = threading.Thread(target=run, args=("first", work))
    second_begins.clear()
    first.start()
    assert second_begins.wait(10), order
    second.start()
    first.join(20)
    second.join(20)
    return order


second_begins = threading.Event()


def _pause(monkeypatch: pytest.MonkeyPatch, where: Any, name: str) -> None:
    """The first to come there waits a moment, so that the other could pass it."""
    plain = getattr(where, name)

    def slow(*args: Any, **more: Any) -> Any:
        if not second_begins.is_set():
            second_begins.set()
            threading.Event().wait(WAIT)
        return plain(*args, **more)

    monkeypatch.setattr(where, name, slow)


@_SHARED
@pytest.mark.django_db(transaction=True)
def test_two_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    with clock.at(TODAY):
        made, people = story(), cast()
    _a_proof_and_the_claim(monkeypatch, made, people)
    _one_ledger_twice(monkeypatch, made, people)
    _a_sheet_and_the_count(monkeypatch, made, people)


def _a_proof_and_the_claim(monkeypatch: pytest.MonkeyPatch, made: Story, people: Cast) -> None:
    """What is claimed is what stood there: no proof slips in behind the claim."""
    item, liaison = told(made.items[0]), people.actor("zhoulan")
    _pause(monkeypatch, telling, "_demand_fresh")
    stream, name = upload("凭证.txt")
    order = _beside(
        lambda: telling.add_proof(
            liaison, item_id=item.pk, stream=stream, name=name, effective_on=TODAY, proves="办结"
        ),
        lambda: steps.claim_item(liaison, item_id=item.pk, version=item.version, done_on=TODAY),
    )
    assert order == ["first", "second"]


def _one_ledger_twice(monkeypatch: pytest.MonkeyPatch, made: Story, people: Cast) -> None:
    office = people.actor("liwen")
    with clock.at(TODAY):
        fresh = inspected(made.round, unit("A03", "清源区林业局"))
        rows = [
            importing.bring_file(
                office, inspection_id=fresh.pk, kind=ImportKind.LEDGER, stream=ledger(),
                name=f"台账{n}.xlsx",
            )
            for n in (1, 2)
        ]  # fmt: skip
    _pause(monkeypatch, importing, "write_ledger")
    take = [
        lambda row=row: importing.take_import(office, import_id=row.pk, version=row.version)
        for row in rows
    ]
    assert _beside(*take) == ["first", "second"]
    assert Item.objects.filter(inspection=fresh).count() == 3
    summaries = [one.summary for one in LedgerImport.objects.order_by("pk")]
    assert [(one["new"], one["same"]) for one in summaries] == [(3, 0), (0, 3)]


def _a_sheet_and_the_count(monkeypatch: pytest.MonkeyPatch, made: Story, people: Cast) -> None:
    """A sheet is counted or refused."""
    office = people.actor("liwen")
    with clock.at(TODAY):
        row = surveys.open_survey(
            office, inspection_id=made.inspection.pk, respondents=Respondents.RESIDENTS,
            handed_out=30, questions=["一", "二", "三", "四"],
        )  # fmt: skip
        surveys.paste_sheets(office, survey_id=row.pk, lines=SHEET)
    _pause(monkeypatch, surveys, "read_lines")
    order = _beside(
        lambda: surveys.paste_sheets(office, survey_id=row.pk, lines=SHEET),
        lambda: surveys.close_survey(office, survey_id=row.pk, version=row.version),
    )
    row.refresh_from_db()
    assert order == ["first", "second"]
    assert row.sheets_counted == SurveySheet.objects.filter(survey=row).count() == 2


def test_a_decision_made_while_the_engine_looks_stands(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    item = claimed(story.items[2], by=people["zhoulan"].pk)
    asked = signal(item, "R99", "旧疑点")
    other = signal(item, "R98", "另一个旧疑点")
    plain = rechecking._moved

    def decided_first(row: Signal, action: str) -> bool:
        if Signal.objects.filter(pk=asked.pk, state=SignalState.OPEN).exists():
            signals.clear_signal(
                people.actor("liwen"), signal_id=asked.pk, version=1, reason="看过原件"
            )
        return plain(row, action)

    monkeypatch.setattr(rechecking, "_moved", decided_first)
    rechecking.recheck_inspection(SYSTEM, inspection_id=story.inspection.pk)
    asked.refresh_from_db()
    other.refresh_from_db()
    assert (asked.state, other.state) == (SignalState.CLEARED, SignalState.GONE)
