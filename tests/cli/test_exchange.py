"""`xuncha import` and `export`: what pages do, by command, with the same rights and refusals."""

from __future__ import annotations

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from tests.cycle.rectification.books import ROWS, finding_list, ledger
from tests.people import Cast, cast
from tests.scenarios import TODAY, Story, inspected, story, unit
from xuncha.cli import main
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.rectification.models import Item, LedgerImport
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.exchange import kinds
from xuncha.foundation.files.models import StoredFile
from xuncha.kernel import clock
from xuncha.site import setup


@pytest.fixture
def told(db: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Story:
    """The story, with a command line that takes the test's database for its site."""
    monkeypatch.setattr(setup, "require_site", lambda: None)
    monkeypatch.chdir(tmp_path)
    with clock.at(TODAY):
        return story()


@pytest.fixture
def people(told: Story) -> Cast:
    return cast()


@pytest.fixture
def empty(told: Story) -> int:
    """An inspection without findings and items."""
    return inspected(told.round, unit("A03", "清源区林业局")).pk


def a_file(name: str = "台账.xlsx", rows: list[list[object]] | None = None) -> str:
    Path(name).write_bytes(ledger(rows).getvalue())
    return name


def said(capsys: pytest.CaptureFixture[str]) -> str:
    out = capsys.readouterr()
    return out.out + out.err


def test_a_dry_run_writes_nothing(
    empty: int, people: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (Item.objects.count(), AuditRow.objects.count())
    assert main(["import", "ledger", a_file(), "--into", str(empty), "--dry-run"]) == 0
    words = said(capsys)
    assert f"新增 {len(ROWS)}" in words
    assert "什么也没有写" in words
    assert (Item.objects.count(), AuditRow.objects.count()) == before
    assert not StoredFile.objects.exists()


def test_a_ledger_goes_in_once(
    empty: int, people: Cast, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["import", "ledger", a_file(), "--into", str(empty), "--user", "liwen"]
    assert main(words) == 0
    assert Item.objects.filter(inspection=empty).count() == len(ROWS)
    assert AuditRow.objects.filter(verb="rectification.import.done").get().actor_name == "李闻"
    said(capsys)
    assert main(words) == 0
    assert f"没有变化 {len(ROWS)}" in said(capsys)
    assert Item.objects.filter(inspection=empty).count() == len(ROWS)


def test_rows_that_cannot_be_taken_stop_it_unless_left(
    told: Story, capsys: pytest.CaptureFixture[str]
) -> None:
    other = [9, "森林防火巡护记录缺失", "", "补记", "张某", "2026-02-28", "", "", None, None, None]
    book = a_file(rows=[ROWS[0], other])
    words = ["import", "ledger", book, "--into", str(told.inspection.pk)]
    before = Item.objects.count()
    assert main([*words, "--dry-run"]) == 1
    assert "不能导入：第 4 行：" in said(capsys)
    assert main(words) == 2
    assert "有 1 行不能导入，什么也没有写" in said(capsys)
    assert (Item.objects.count(), LedgerImport.objects.count()) == (before, 0)
    assert main([*words, "--leave-refused"]) == 0
    assert LedgerImport.objects.get().state == "done"
    assert not Item.objects.filter(problem__contains="森林防火").exists()


def test_a_list_of_findings(empty: int, capsys: pytest.CaptureFixture[str]) -> None:
    Path("反馈.txt").write_bytes(finding_list().getvalue())
    words = ["import", "findings", "反馈.txt", "--into", str(empty)]
    assert main([*words, "--dry-run"]) == 0
    assert "新增 4" in said(capsys)
    assert main(words) == 0
    assert Finding.objects.filter(inspection=empty).count() == 4


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["import", "nothing", "x.xlsx"], "没有可以导入的“nothing”，可选："),
        (["import", "ledger", "没有.xlsx", "--into", "1"], "找不到文件“没有.xlsx”"),
        (["import", "ledger", "y.xlsx"], "--into"),
        (["import", "ledger", "y.xlsx", "--into", "999999"], "没有找到"),
        (["import", "ledger", "y.xlsx", "--into", "1", "--user", "nobody"], "没有用户名为“nobody”"),
        (["import", "ledger", "y.xlsx", "--into", "{}"], "y.xlsx"),
        (["import", "ledger", "y.xlsx", "--into", "{}", "--user", "hejingan"], "权限"),
        (["export", "nothing", "x.xlsx"], "没有可以导出的“nothing”，可选："),
        (["export", "items", "x.csv"], ".xlsx"),
        (["export", "items", "y.xlsx"], "已经存在"),
    ],
)
def test_bad_use_is_one_sentence(
    told: Story, people: Cast, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    Path("y.xlsx").write_bytes(b"no workbook at all")
    assert main([one.format(told.inspection.pk) for one in words]) == 2
    answer = said(capsys)
    assert sentence in answer
    assert answer.count("\n") == 1


@pytest.mark.parametrize(("who", "rows"), [("", 5), ("zhoulan", 4)])
def test_items_as_this_reader_may_see_them(
    told: Story, people: Cast, capsys: pytest.CaptureFixture[str], who: str, rows: int
) -> None:
    words = ["export", "items", "出.xlsx", *(["--user", who] if who else [])]
    assert main(words) == 0
    assert f"{rows} 行" in said(capsys)
    sheet = CalamineWorkbook.from_path("出.xlsx").get_sheet_by_index(0).to_python()
    text = "\n".join(str(cell) for row in sheet for cell in row)
    assert ("12户信息未变更" in text) is (who == "")
    assert ("待处理疑点" in text) is (who == "")
    noted = AuditRow.objects.get(verb="exchange.table.exported")
    assert noted.details["rows"] == rows
    assert sorted(path.name for path in Path().iterdir()) == ["出.xlsx"]


def test_findings_go_out_too(told: Story, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "findings", "问题.xlsx"]) == 0
    assert "已导出问题库 5 行" in said(capsys)


def test_who_may_not_export_leaves_no_file(told: Story, people: Cast) -> None:
    assert main(["export", "items", "出.xlsx", "--user", "shenji"]) == 2
    assert list(Path().iterdir()) == []


def test_a_name_stands_for_one_kind_only() -> None:
    one = kinds.outgoing("items")
    kinds.register(one)
    with pytest.raises(ValueError, match="items"):
        kinds.register(kinds.Outgoing("items", "别的", one.columns, one.rows))
