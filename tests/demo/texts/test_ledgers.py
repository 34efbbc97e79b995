"""The demo ledgers are read by the program's own reader, and the planted rows are asked about."""

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from xuncha.demo.texts.ledgers import demo_ledger_workbooks, reports
from xuncha.demo.texts.papers import as_docx, proof_text
from xuncha.demo.world import DEMO_DATE, Dossier, World
from xuncha.engines.checking import check
from xuncha.engines.reading.feedback import read_feedback
from xuncha.engines.reading.ledger import read_ledger


@pytest.fixture(scope="module")
def paths(world: World, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return demo_ledger_workbooks(tmp_path_factory.mktemp("ledgers"), world=world)


def test_every_row_is_read_in_each_layout(world: World, paths: list[Path]) -> None:
    for told, path in zip(reports(world), paths[:3], strict=True):
        ledger = read_ledger(path)
        assert len(ledger.rows) == len(told.rows)
        assert told.organisation.name in ledger.unit
        for row, meant in zip(ledger.rows, told.rows, strict=True):
            assert meant.problem in (row.finding, *(cell.shown for cell in row.cells.values()))


def test_every_finding_of_the_lists_is_read(world: World, paths: list[Path]) -> None:
    for told, path in zip(reports(world), paths[3:], strict=True):
        feedback = read_feedback(path)
        assert [one.text for one in feedback.findings] == [text for _, text in told.fed_back]


def test_planted_rows_are_asked_about(world: World, paths: list[Path]) -> None:
    told = reports(world)
    answer = check([read_ledger(path) for path in paths[:3]], as_of=DEMO_DATE)
    for one, ledger in zip(told, answer.ledgers, strict=True):
        codes = {signal.code for item in ledger.items for signal in item.signals}
        planted = {row.doubt for row in one.rows} - {"", "R07"}  # R07 needs the files themselves
        assert planted <= codes, one.organisation.name
    assert "R04" in {s.code for item in answer.ledgers[1].items for s in item.signals}


def test_the_forgotten_finding_is_missed(world: World, paths: list[Path]) -> None:
    missed = 0
    for one, ledger, feedback in zip(reports(world), paths[:3], paths[3:], strict=True):
        answer = check(
            [read_ledger(ledger)], feedback=read_feedback(feedback), as_of=DEMO_DATE
        ).ledgers[0]
        missed += one.left_out in [missing.finding for missing in answer.missing]
    assert missed >= 2


def test_layouts_differ_as_offices_do(paths: list[Path]) -> None:
    banded, plain, covered = (openpyxl.load_workbook(path) for path in paths[:3])
    assert any("C" in str(one) for one in banded.active.merged_cells.ranges)
    assert not plain.active.merged_cells.ranges
    assert covered.sheetnames == ["填表说明", "台账"]
    assert isinstance(banded.active["G6"].value, dt.datetime | str)


def test_the_same_world_gives_the_same_files(
    world: World, paths: list[Path], tmp_path: Path
) -> None:
    again = demo_ledger_workbooks(tmp_path, world=world)
    assert [one.read_bytes() for one in again] == [one.read_bytes() for one in paths]


def test_proof_papers_carry_their_own_date_and_shared_ones_the_same_text(
    dossiers: list[Dossier],
) -> None:
    filed = [
        (d.organisation, item, proof)
        for d in dossiers for _, found in d.inspections for f in found
        for item in f.items for proof in item.proofs if proof.has_file
    ]  # fmt: skip
    by_content: dict[str, set[str]] = {}
    for one in filed:
        text = proof_text(*one)
        by_content.setdefault(one[2].content_id, set()).add(text)
        assert one[0].name in text
    assert all(len(texts) == 1 for texts in by_content.values())
    assert len({text for texts in by_content.values() for text in texts}) == len(by_content)
    assert as_docx("甲\n乙") == as_docx("甲\n乙")
