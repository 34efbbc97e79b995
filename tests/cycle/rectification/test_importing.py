"""A unit's own ledger: dry run, all or nothing, the same file twice, rows that can't be taken."""

from __future__ import annotations

import io
from typing import Any

import pytest

from tests.cycle.rectification.books import ROWS, finding_list, ledger
from tests.people import Cast
from tests.scenarios import Story, inspected, unit
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import ImportKind, ItemState
from xuncha.cycle.rectification.importing import writing
from xuncha.cycle.rectification.importing.dry_run import read_ledger_plan
from xuncha.cycle.rectification.importing.plan import Fate
from xuncha.cycle.rectification.models import Item, LedgerImport, Measure, Progress, Proof
from xuncha.cycle.rectification.services import importing, steps
from xuncha.foundation.exchange.models import ColumnMapping
from xuncha.foundation.jobs.models import Job
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


@pytest.fixture
def fresh(story: Story) -> Inspection:
    """An inspection without findings and items."""
    return inspected(story.round, unit("A03", "清源区林业局"))


def _bring(
    people: Cast, inspection: Inspection, stream: io.BytesIO, kind: ImportKind = ImportKind.LEDGER,
    name: str = "台账.xlsx",
) -> LedgerImport:  # fmt: skip
    return importing.bring_file(
        people.actor("liwen"), inspection_id=inspection.pk, kind=kind, stream=stream, name=name
    )


def _take(people: Cast, row: LedgerImport, **more: Any) -> LedgerImport:
    return importing.take_import(
        people.actor("liwen"), import_id=row.pk, version=row.version, **more
    )


def _counts() -> tuple[int, ...]:
    return tuple(
        model.objects.count()  # type: ignore[attr-defined]
        for model in (Finding, Item, Measure, Progress, Proof)
    )


def test_a_dry_run_writes_nothing(people: Cast, fresh: Inspection) -> None:
    before = _counts()
    row = _bring(people, fresh, ledger())
    assert _counts() == before
    assert row.summary == {"new": 3}
    importing.drop_import(people.actor("liwen"), import_id=row.pk, version=row.version)
    assert _counts() == before


def test_a_ledger_goes_in_whole(people: Cast, fresh: Inspection) -> None:
    done = _take(people, _bring(people, fresh, ledger()))
    assert done.summary["new"] == 3
    items = list(Item.objects.filter(inspection=fresh).order_by("pk"))
    assert [one.state for one in items] == [ItemState.WORKING, ItemState.CLAIMED, ItemState.CLAIMED]
    assert items[0].amount_due_yuan == 480000
    assert items[1].progress.get().recovered_yuan == 12600
    assert [one.title for one in items[1].proofs.order_by("pk")] == [
        "退款凭证.pdf", "公务接待管理办法.docx",
    ]  # fmt: skip
    assert items[1].claimed_by == people["liwen"]
    assert str(items[2].due_on) == "2026-01-31"
    assert (items[0].source_row, items[2].source_row) == (3, 5)
    assert Job.objects.get().kind == "rectification.recheck"


def test_the_same_file_twice_changes_nothing(people: Cast, fresh: Inspection) -> None:
    _take(people, _bring(people, fresh, ledger()))
    before = _counts()
    states = list(Item.objects.order_by("pk").values_list("state", "version"))
    again = _bring(people, fresh, ledger())
    assert again.summary == {"same": 3}
    _take(people, again)
    assert _counts() == before
    assert list(Item.objects.order_by("pk").values_list("state", "version")) == states


def test_a_newer_ledger_adds_words_and_claims_but_moves_no_date(
    people: Cast, fresh: Inspection
) -> None:
    _take(people, _bring(people, fresh, ledger()))
    rows = [list(row) for row in ROWS]
    rows[0][5:8] = ["2026年6月底", "余下28万元3月12日拨付到位", "已完成"]
    rows[0][10] = 48
    row = _bring(people, fresh, ledger(rows))
    assert row.summary == {"changed": 1, "same": 2}
    noted = read_ledger_plan(row).of(Fate.CHANGED)[0]
    assert "导入不会改动时限" in noted.notes[0]
    _take(people, row)
    item = Item.objects.filter(inspection=fresh).order_by("pk")[0]
    assert item.state == ItemState.CLAIMED
    assert str(item.due_on) == "2026-04-30"
    sums = [one.recovered_yuan for one in item.progress.order_by("pk")]
    assert sums == [200000, 280000]


def test_findings_come_from_the_list_that_was_fed_back(people: Cast, fresh: Inspection) -> None:
    listed = _bring(people, fresh, finding_list(), ImportKind.FINDINGS, "反馈意见.txt")
    _take(people, listed)
    assert Finding.objects.filter(inspection=fresh).count() == 4
    _take(people, _bring(people, fresh, ledger()))
    assert Finding.objects.filter(inspection=fresh).count() == 4
    again = _bring(people, fresh, finding_list(), ImportKind.FINDINGS, "反馈意见.txt")
    assert _take(people, again).summary["new"] == 0


def test_rows_that_cannot_be_taken_stop_the_import_until_told(
    people: Cast, fresh: Inspection
) -> None:
    rows = [
        *ROWS,
        [4, "与本次巡察完全无关的另一家单位的事情", "无关", "无关的措施", "某", "2026-05-01"],
    ]
    _take(people, _bring(people, fresh, finding_list(), ImportKind.FINDINGS, "反馈意见.txt"))
    row = _bring(people, fresh, ledger(rows))
    assert row.summary == {"new": 3, "refused": 1}
    before = _counts()
    with pytest.raises(Invalid, match="第 6 行"):
        _take(people, row)
    assert _counts() == before
    assert _take(people, row, leave_refused=True).summary["refused"] == 1
    assert Item.objects.filter(inspection=fresh).count() == 3


def test_broken_off_in_the_middle_leaves_nothing(
    people: Cast, fresh: Inspection, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = _bring(people, fresh, ledger())
    before = _counts()

    def break_off(*_: Any, **__: Any) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(writing.Proof.objects, "bulk_create", break_off)
    with pytest.raises(RuntimeError):
        _take(people, row)
    assert _counts() == before
    row.refresh_from_db()
    assert row.state == "read"


def test_an_import_is_taken_once(people: Cast, fresh: Inspection) -> None:
    row = _bring(people, fresh, ledger())
    seen = LedgerImport.objects.get(pk=row.pk)
    _take(people, row)
    with pytest.raises(Conflict, match="已经处理过"):
        _take(people, seen)


def test_the_mapping_is_remembered(people: Cast, fresh: Inspection) -> None:
    row = _bring(people, fresh, ledger())
    layout: dict[str, Any] = row.layout
    for column in layout["sheets"][0]["columns"]:
        if column["header"] == "责任领导":
            column["field"] = "责任单位"
    clerk = people.actor("liwen")
    row = importing.change_layout(clerk, import_id=row.pk, version=1, layout=layout)
    _take(people, row)
    assert ColumnMapping.objects.count() == 1
    rows = [[*one] for one in ROWS]
    rows[0][6] = "又有新进展，3月15日签订合同"
    again = _bring(people, fresh, ledger(rows))
    fields = {one["header"]: one["field"] for one in again.layout["sheets"][0]["columns"]}
    assert fields["责任领导"] == "责任单位"


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"MZ\x90\x00" + b"\x00" * 200, "台账.xlsx", "程序"),
        (b"\x00\xff\x13" * 5000, "台账.xlsx", "台账.xlsx"),
        (b"", "台账.xlsx", "空"),
        ("没有表格的文字".encode(), "台账.txt", "台账.txt"),
    ],
)
def test_garbage_gets_one_sentence(
    people: Cast, fresh: Inspection, content: bytes, name: str, words: str
) -> None:
    with pytest.raises(Invalid) as refused:
        _bring(people, fresh, io.BytesIO(content), name=name)
    assert words in refused.value.sentence
    assert "\n" not in refused.value.sentence
    assert LedgerImport.objects.count() == 0


def test_who_may_not_bring_files_in(people: Cast, fresh: Inspection, story: Story) -> None:
    for username, error in (("zhoulan", Absent), ("hejingan", Refused), ("xitong", Absent)):
        with pytest.raises(error):
            importing.bring_file(
                people.actor(username), inspection_id=fresh.pk, kind=ImportKind.LEDGER,
                stream=ledger(), name="台账.xlsx",
            )  # fmt: skip


def test_the_importer_cannot_verify_what_he_brought(people: Cast, fresh: Inspection) -> None:
    _take(people, _bring(people, fresh, ledger()))
    item = Item.objects.filter(inspection=fresh, state=ItemState.CLAIMED)[0]
    with pytest.raises(Refused, match="申报人"):
        steps.verify_item(people.actor("liwen"), item_id=item.pk, version=item.version)
