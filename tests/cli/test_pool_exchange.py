"""Lists about people by command: what pages do, with the same rights and refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cycle.pool.books import PEOPLE
from tests.cycle.pool.books import people as listed
from tests.people import Cast, cast
from tests.pooled import pool
from tests.scenarios import TODAY, story
from xuncha.cli import main
from xuncha.cycle.pool.models import Inspector, PoolImport
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.site import setup


@pytest.fixture
def people(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cast:
    """The story's cast with its pool, and a command line on the test's database."""
    monkeypatch.setattr(setup, "require_site", lambda: None)
    monkeypatch.chdir(tmp_path)
    with clock.at(TODAY):
        told = story()
        made = cast()
        pool(told, made)
    return made


def a_file(rows: list[list[object]] | None = None) -> str:
    Path("名单.xlsx").write_bytes(listed(rows).getvalue())
    return "名单.xlsx"


def said(capsys: pytest.CaptureFixture[str]) -> str:
    out = capsys.readouterr()
    return out.out + out.err


def test_a_dry_run_writes_nothing(people: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "inspectors", a_file(), "--dry-run"]) == 0
    assert "新增 3" in said(capsys)
    assert Inspector.objects.count() == 3
    assert not StoredFile.objects.exists()


def test_a_list_goes_in_once(people: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["import", "inspectors", a_file(), "--user", "liwen"]
    assert main(words) == 0
    assert Inspector.objects.count() == 6
    assert main(words) == 0
    assert "没有变化 3" in said(capsys)
    assert Inspector.objects.count() == 6


def test_a_bad_row_stops_all(people: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [list(one) for one in PEOPLE]
    rows[0][2] = "没有的单位"
    assert main(["import", "inspectors", a_file(rows), "--user", "liwen"]) == 2
    assert "第 5 行" in said(capsys)
    assert Inspector.objects.count() == 3
    assert not PoolImport.objects.filter(state="read").exists()


@pytest.mark.parametrize("who", ["hejingan", "fengli", "zhoulan", "xitong"])
def test_who_may_not(who: str, people: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "inspectors", a_file(), "--user", who]) != 0
    assert Inspector.objects.count() == 3


def test_the_export_masks_for_leaders(people: Cast) -> None:
    for who, phone in (("liwen", "13900001111"), ("hejingan", "*******1111")):
        assert main(["export", "inspectors", f"{who}.xlsx", "--user", who]) == 0
        sheet = CalamineWorkbook.from_path(f"{who}.xlsx").get_sheet_by_index(0)
        rows = [row for row in sheet.to_python() if "赵一禾" in row]
        assert [str(row[3]) for row in rows] == [phone]
    assert main(["export", "inspectors", "no.xlsx", "--user", "fengli"]) != 0
    assert not Path("no.xlsx").exists()
