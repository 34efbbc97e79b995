"""``xuncha read`` as a clerk runs it: files in, one document out."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import docx
import pytest

from xuncha.cli import main

TEXT = """区委第一巡察组向石坪镇党委反馈
2024年6月5日，区委第一巡察组向石坪镇党委反馈巡察情况。一是学习不深。
"""
OLD_WORD = Path(__file__).parents[1] / "fixtures/read/notice.doc.base64"


def test_one_entry_a_file_and_nothing_but_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, "utf-8")
    document = docx.Document()
    for line in TEXT.splitlines():
        document.add_paragraph(line)
    document.save(str(tmp_path / "乙.docx"))
    (tmp_path / "丙.wps").write_bytes(base64.b64decode(OLD_WORD.read_text("ascii")))
    files = [str(tmp_path / "甲.txt"), str(tmp_path / "乙.docx"), str(tmp_path / "丙.wps")]

    status = main(["read", *files, "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert status == 0
    assert [one["file"] for one in answer] == files
    assert ["text" in one for one in answer] == [False, True, True]
    assert answer[0]["kind"] == answer[1]["kind"] == "feedback"
    assert answer[0]["facts"]["feedback_date"] == "2024-06-05"
    assert set(answer[0]) >= {"file", "kind", "confidence", "facts", "findings", "evidence"}
    for one in answer[1:]:
        for told in (told for many in one["evidence"].values() for told in many):
            assert one["text"][told["start"] : told["end"]] == told["quote"]


def test_a_bad_file_among_good_ones_is_told_and_the_others_are_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "好.txt").write_text(TEXT, "utf-8")
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")

    status = main(
        [
            "read",
            str(tmp_path / "坏.docx"),
            str(tmp_path / "无.txt"),
            str(tmp_path / "好.txt"),
            "--json",
        ]
    )

    first, second, third = json.loads(capsys.readouterr().out)
    assert status == 2
    assert set(first) == set(second) == {"file", "error"}
    assert "坏.docx" in first["error"]
    assert "无.txt" in second["error"]
    assert third["kind"] == "feedback"


def test_people_get_lines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "甲.txt").write_text(TEXT, "utf-8")

    assert main(["read", str(tmp_path / "甲.txt")]) == 0
    assert "反馈（把握" in capsys.readouterr().out
