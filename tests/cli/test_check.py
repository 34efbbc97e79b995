"""``xuncha check`` as a clerk runs it: files in, one document out, sentences for what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from xuncha.cli import main

HEAD = ["序号", "反馈问题", "整改措施", "整改时限", "整改进展", "整改状态", "佐证材料"]
_MONEY = [1, "违规发放补贴3.2万元", "逐人清退", "2024年6月30日"]
_ROOF = [2, "文化中心屋顶漏雨无法使用", "翻修屋顶", "2024年6月30日"]
_DESK = [3, "便民窗口经常无人值守", "实行AB岗", "2024年5月31日"]
ROWS: list[list[object]] = [
    [*_MONEY, "3.2万元已全部退回，收据12张", "已完成", "收据.txt"],
    [*_ROOF, "召开会议3次，印发整改通知", "已完成", "通知.txt"],
    [*_DESK, "正在调整人员", "正在整改", ""],
]


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return _book(tmp_path / "台账.xlsx", ROWS)


def _book(path: Path, rows: list[list[object]]) -> Path:
    made = openpyxl.Workbook()
    sheet = made.active
    sheet.append(["清源区水利局党组巡察整改台账"])
    sheet.append(["填报单位：清源区水利局党组", None, None, "填报日期：2024年8月1日"])
    sheet.append(HEAD)
    for row in rows:
        sheet.append(row)
    made.save(path)
    return path


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["check", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_json_is_one_document_with_excels_rows(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    proofs = tmp_path / "佐证"
    proofs.mkdir()
    (proofs / "收据.txt").write_text(
        "收款收据十二张，合计叁万贰仟元，经办人签字。", encoding="utf-8"
    )
    (tmp_path / "反馈.txt").write_text(
        "反馈意见\n一、存在的主要问题\n1.违规发放补贴3.2万元。\n2.文化中心屋顶漏雨无法使用。\n"
        "3.便民窗口经常无人值守。\n4.村集体鱼塘承包费长期未收取。\n",
        encoding="utf-8",
    )
    status, out, err = _run(
        capsys,
        str(book),
        "--json",
        "--evidence",
        str(proofs),
        "--feedback",
        str(tmp_path / "反馈.txt"),
    )
    assert (status, err) == (0, "")
    (told,) = json.loads(out)["ledgers"]
    assert told["file"] == "台账.xlsx"
    assert told["unit"] == "清源区水利局党组"
    assert told["rows"] == 3
    found = {item["row"]: {one["code"] for one in item["signals"]} for item in told["items"]}
    assert found == {5: {"R03", "R06"}, 6: {"R17"}}
    assert [one["no"].strip(".") for one in told["missing"]] == ["4"]
    assert "鱼塘承包费" in told["missing"][0]["finding"]


def test_a_table_for_people(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = _run(capsys, str(book))
    assert (status, err) == (0, "")
    assert "台账.xlsx  清源区水利局党组  共3项" in out
    assert "第5行" in out
    assert "[高] 以会议文件代整改（R03）" in out
    assert "不是结论" in out


def test_the_day_can_be_told(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = _run(capsys, str(book), "--json", "--as-of", "2024-05-01")
    assert "R17" not in out
    _, out, _ = _run(capsys, str(book), "--json", "--as-of", "2024年7月1日")
    assert "R17" in out


def test_against_takes_several_and_copies_are_named(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "由办公室逐间丈量办公用房面积，超出部分打隔断改为会议室，4月15日前报机关事务中心复核备案"
    other = _book(
        tmp_path / "乙.xlsx", [[1, "办公用房超标", text, "2024年12月31日", "", "正在整改", ""]]
    )
    mine = _book(
        tmp_path / "甲.xlsx",
        [[1, "占用两间超大办公室", text, "2024年12月31日", "", "正在整改", ""]],
    )
    _, out, _ = _run(capsys, str(mine), "--json", "--against", str(book), str(other))
    (item,) = json.loads(out)["ledgers"][0]["items"]
    assert item["signals"][0]["code"] == "R04"
    assert item["signals"][0]["other"]["file"] == "乙.xlsx"


def test_rules_from_a_file(book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = tmp_path / "规则.json"
    rules.write_text('{"version": "本地1", "off": ["R03", "R17"]}', encoding="utf-8")
    _, out, _ = _run(capsys, str(book), "--json", "--rules", str(rules))
    assert json.loads(out)["ledgers"][0]["items"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["没有.xlsx"], "没有.xlsx"),
        (["{book}", "--feedback", "没有.docx"], "没有.docx"),
        (["{book}", "--evidence", "没有"], "佐证文件夹"),
        (["{book}", "--against", "没有.xlsx"], "没有.xlsx"),
        (["{book}", "--report", "没有.docx"], "没有.docx"),
        (["{book}", "--as-of", "明天"], "--as-of"),
        (["{book}", "--as-of", "2024-02-31"], "--as-of"),
        (["{book}", "--rules", "{bad}"], "JSON"),
        (["{book}", "--rules", "{wrong}"], "R04.min_shar"),
        (["{bad}"], "坏.json"),
        ([], "用法"),
        (["{book}", "--nonsense"], "用法"),
    ],
)
def test_bad_use_is_one_chinese_sentence(
    words: list[str], sentence: str, book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "坏.json").write_text("{不是", encoding="utf-8")
    (tmp_path / "错.json").write_text('{"R04": {"min_shar": 1}}', encoding="utf-8")
    names = {
        "{book}": str(book),
        "{bad}": str(tmp_path / "坏.json"),
        "{wrong}": str(tmp_path / "错.json"),
    }
    status, out, err = _run(capsys, *(names.get(word, word) for word in words))
    assert status == 2
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1
    assert err.rstrip().endswith("。")
    assert "Traceback" not in err


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04broken", b"\x00" * 64, "只有一段话。".encode()]
)
def test_a_broken_ledger_is_named(
    content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "破.xlsx"
    path.write_bytes(content)
    status, out, err = _run(capsys, str(path), "--json")
    assert (status, out) == (2, "")
    assert "破.xlsx" in err
