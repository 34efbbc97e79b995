"""Organisations and points by command: what their pages do, with the same rights and refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.checkpoints import HEADERS as NAMES
from tests.checkpoints import ROW, drafted
from tests.checkpoints import book as points_book
from tests.cycle.directory.books import book
from tests.people import Cast, cast
from tests.scenarios import TODAY, Story, story
from xuncha.cli import main
from xuncha.cycle.checkpoints.models import Checkpoint, PointImport
from xuncha.cycle.directory.models import DirectoryImport, Organisation
from xuncha.kernel import clock
from xuncha.site import setup

HEAD = ["代码", "名称", "类别", "上级"]
ABOVE = "中共清源区委"


@pytest.fixture(name="told")
def _told(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Story:
    monkeypatch.setattr(setup, "require_site", lambda: None)
    monkeypatch.chdir(tmp_path)
    with clock.at(TODAY):
        return story()


@pytest.fixture
def people(told: Story) -> Cast:
    with clock.at(TODAY):
        return cast()


def a_list(told: Story, *more: list[object]) -> str:
    """The two units of the story, one under another name, and what else is asked."""
    rows = [["C0", ABOVE, "区委", ""], [told.water.code, "清源区水利和湖泊局", "区直单位", ABOVE]]
    rows += more
    Path("名录.xlsx").write_bytes(book(rows, HEAD).getvalue())
    return "名录.xlsx"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    out = capsys.readouterr()
    return out.out + out.err


def test_new_organisations_come_in_and_a_changed_name_is_left(
    told: Story, people: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_list(told, ["Z9", "清源区档案馆", "区直单位", ABOVE])
    before = Organisation.objects.count()
    assert main(["import", "organisations", path, "--dry-run"]) == 0
    assert Organisation.objects.count() == before
    assert main(["import", "organisations", path, "--user", "liwen"]) == 0
    words = said(capsys)
    assert "新登记 2" in words
    assert "请到页面上说明" in words
    assert Organisation.objects.filter(code="Z9").exists()
    told.water.refresh_from_db()
    assert told.water.name != "清源区水利和湖泊局"
    assert main(["import", "organisations", path, "--user", "liwen"]) == 0
    assert Organisation.objects.count() == before + 2


def test_a_bad_row_stops_the_list(
    told: Story, people: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    path = a_list(told, ["Z9", "清源区档案馆", "区直单位", "没有的上级"])
    assert main(["import", "organisations", path, "--user", "liwen"]) == 2
    assert "没有的上级" in said(capsys)
    assert not Organisation.objects.filter(code="Z9").exists()
    assert not DirectoryImport.objects.filter(state="read").exists()
    assert main(["import", "organisations", path, "--user", "fengli"]) != 0


def test_the_directory_goes_out_and_could_come_back(told: Story, people: Cast) -> None:
    assert main(["export", "organisations", "出.xlsx", "--user", "hejingan"]) == 0
    rows = CalamineWorkbook.from_path("出.xlsx").get_sheet_by_index(0).to_python()
    cells = {str(cell) for row in rows for cell in row}
    assert {told.water.name, told.civil.name, "代码", "名称", "上级"} <= cells
    assert main(["import", "organisations", "出.xlsx", "--user", "liwen", "--dry-run"]) == 0


def test_points_come_into_a_draft_and_go_out(
    told: Story, people: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    version = drafted(people.actor("liwen"))
    fresh = [
        "另外的要点" if name == "监督要点" else one for name, one in zip(NAMES, ROW, strict=True)
    ]
    Path("要点.xlsx").write_bytes(points_book([fresh]).getvalue())
    words = ["import", "points", "要点.xlsx", "--into", str(version.pk), "--user", "liwen"]
    assert main([*words, "--dry-run"]) == 0
    before = set(Checkpoint.objects.values_list("pk", flat=True))
    assert main(words) == 0
    assert "新增 1" in said(capsys)
    made = Checkpoint.objects.exclude(pk__in=before).get()
    assert main(["export", "points", "出.xlsx", "--user", "liwen"]) == 0
    rows = CalamineWorkbook.from_path("出.xlsx").get_sheet_by_index(0).to_python()
    assert made.text in {str(cell) for row in rows for cell in row}


def test_bad_points_stop_the_workbook(
    told: Story, people: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    version = drafted(people.actor("liwen"))
    Path("要点.xlsx").write_bytes(points_book([["", *ROW[1:]]]).getvalue())
    words = ["import", "points", "要点.xlsx", "--into", str(version.pk), "--user", "liwen"]
    before = Checkpoint.objects.count()
    assert main(words) == 2
    assert main([*words, "--leave-refused"]) == 2
    assert "不能只导入一部分" in said(capsys)
    assert not PointImport.objects.exists()
    assert Checkpoint.objects.count() == before
