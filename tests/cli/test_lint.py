"""``xuncha lint`` as a clerk runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xuncha.cli import main

TEXT = (
    "一、存在的主要问题\n1.个别干部作风漂浮。\n"
    "2.区水利局河道站支付清淤款18.6万元未采购。\n二、整改建议\n1.加强领导。\n"
)
PAPER = "编号：1\n问题概述：区水利局河道站支付柳林河清淤款16.8万元，未组织采购。\n来源：调阅\n"


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["lint", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    (tmp_path / "报告.txt").write_text(TEXT, encoding="gb18030")
    return tmp_path / "报告.txt"


def test_json_is_one_document(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "底稿.md").write_text(PAPER, encoding="utf-8")
    status, out, err = _run(capsys, str(paper), "--papers", str(tmp_path / "底稿.md"), "--json")
    (one,) = json.loads(out)["files"]

    assert (status, err) == (0, "")
    assert (one["file"], one["findings"], one["totals"]) == ("报告.txt", 2, [])
    assert [item["no"] for item in one["items"]] == ["1", "2"]
    assert one["items"][0]["hints"][0]["spans"] == [{"start": 0, "end": 2}]
    against = next(hint for hint in one["items"][1]["hints"] if hint["code"] == "D04")
    assert against["other"] == {"file": "底稿.md", "no": "1", "start": 15, "end": 21}


def test_people_read_sentences(paper: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = _run(capsys, str(paper))

    assert status == 0
    assert "报告.txt  共2条问题，2条有提示" in out
    assert "提示只是请起草人再看一眼" in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["没有.txt"], "找不到文件“没有.txt”。"),
        (["{0}", "--rules", "没有.json"], "找不到文件“没有.json”。"),
        (["{0}", "--papers", "没有.docx"], "找不到文件“没有.docx”。"),
        ([], "命令用法不对"),
    ],
)
def test_bad_use_is_one_sentence(
    words: list[str], sentence: str, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = _run(capsys, *[one.format(paper) for one in words])

    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


def test_rules_are_checked_and_used(
    paper: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "规则.json"
    rules.write_text('{"off": ["D01", "D02", "D05"]}', encoding="utf-8")
    assert "没有提示" in _run(capsys, str(paper), "--rules", str(rules))[1]

    rules.write_text('{"of": []}', encoding="utf-8")
    status, _, err = _run(capsys, str(paper), "--rules", str(rules))
    assert (status, "规则.json：规则文件中没有“of”这一项" in err) == (2, True)
