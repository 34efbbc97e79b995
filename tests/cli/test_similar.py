"""``xuncha similar`` as a clerk runs it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from xuncha.cli import main

FINDING = "区水利局河道管护责任不落实，青石河段堆放垃圾两年无人清理，清淤款付了两次。"
OTHER = "公务接待审批不严，三笔接待费没有公函，菜单和发票对不上。"
ROWS = [
    {"id": "甲", "text": FINDING, "group": "水利局"},
    {"id": "乙", "text": FINDING.replace("区水利局", "林业站"), "group": "林业站"},
    {"id": "丙", "text": OTHER, "group": "水利局"},
    {"id": "丁", "text": OTHER + "据查属实。", "group": "水利局"},
]


def _file(path: Path, rows: list[dict[str, Any]], encoding: str = "utf-8") -> str:
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    return str(path)


def _run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    status = main(["similar", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_pairs_as_the_contract_has_them(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = _run(capsys, _file(tmp_path / "a.jsonl", ROWS, encoding))
    (pair,) = [json.loads(line) for line in out.splitlines()]

    assert (status, err) == (0, "")
    assert list(pair) == ["a", "b", "similarity", "spans_a", "spans_b"]
    assert (pair["a"], pair["b"]) == ("甲", "乙")
    assert pair["similarity"] == 0.8
    assert (pair["spans_a"], pair["spans_b"]) == ([[4, 36]], [[3, 35]])


def test_within_a_group_and_wholes_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    name = _file(tmp_path / "a.jsonl", ROWS)
    out = _run(capsys, name, "--within", "--threshold", "0.9")[1]
    assert [json.loads(line)["a"] for line in out.splitlines()] == ["丙", "甲"]
    assert _run(capsys, name, "--within", "--threshold", "0.9", "--whole")[:2] == (0, "")


def test_the_nearest_in_a_library(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = _file(tmp_path / "b.jsonl", ROWS)
    asked = [
        {"id": "新", "text": "河道管护不到位，青石河段垃圾堆了两年没有清理"},
        {"id": "空", "text": ""},
    ]
    status, out, _ = _run(
        capsys, _file(tmp_path / "a.jsonl", asked), "--against", library, "--top", "2"
    )
    pairs = [json.loads(line) for line in out.splitlines()]

    assert status == 0
    assert [(one["a"], one["b"]) for one in pairs] == [("新", "乙"), ("新", "甲")]
    for begin, end in pairs[0]["spans_a"]:
        assert asked[0]["text"][begin:end]
    itself = _run(capsys, library, "--against", library, "--top", "1")[1]
    assert [json.loads(line)["b"] for line in itself.splitlines()] == ["乙", "甲", "丁", "丙"]


def test_out_is_written_whole_or_not_at_all(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "结果.jsonl"
    good, bad = _file(tmp_path / "a.jsonl", ROWS), tmp_path / "b.jsonl"
    bad.write_text('{"id": "甲", "text": "好"}\n{坏\n', encoding="utf-8")

    assert _run(capsys, str(bad), "--out", str(out))[0] == 2
    assert not out.exists()
    assert _run(capsys, good, "--out", str(out)) == (0, "", "")
    whole = out.read_text(encoding="utf-8")
    assert whole.count("\n") == 1
    assert _run(capsys, str(bad), "--out", str(out))[0] == 2
    assert out.read_text(encoding="utf-8") == whole
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.jsonl", "b.jsonl", "结果.jsonl"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ('{"id": "1", "text": "好"}\n\n{"id": 2', "“a.jsonl”第3行不是有效的 JSON"),
        ('["1", "好"]', "“a.jsonl”第1行不是 JSON 对象"),
        ('{"text": "好"}', "“a.jsonl”第1行没有 id"),
        ('{"id": "1"}', "“a.jsonl”第1行没有 text"),
        ('{"id": "1", "text": null}', "“a.jsonl”第1行没有 text"),
        ('{"id": "1", "text": "好", "group": []}', "“a.jsonl”第1行的 group"),
        ('{"id": "1", "text": "好"}\n{"id": "1", "text": "坏"}', "第2行的 id“1”和第1行的重复"),
        ("\n \n", "“a.jsonl”里没有一行内容"),
        (
            '{"id": "1", "text": "好"}\n{"id": "2", "text": "坏"}\n'.encode()
            + b'{"id": "\xc4\xe3"}',
            "“a.jsonl”第3行有不是 UTF-8 的字节",
        ),
        (b'{"id": "1", "text": "\xff\xff"}', "“a.jsonl”既不是 UTF-8 也不是 GB18030"),
    ],
)
def test_a_bad_file_is_one_sentence(
    content: str | bytes, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    status, out, err = _run(capsys, str(path))

    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["{0}/没有.jsonl"], "找不到文件"),
        (["{0}"], "是文件夹"),
        (["{0}/a.jsonl", "--threshold", "0"], "--threshold 的“0”"),
        (["{0}/a.jsonl", "--threshold", "高"], "--threshold 的“高”"),
        (["{0}/a.jsonl", "--top", "3"], "--top 要和 --against 一起用"),
        (["{0}/a.jsonl", "--against", "{0}/a.jsonl", "--top", "0"], "--top 的“0”"),
        (["{0}/a.jsonl", "--against", "{0}/a.jsonl", "--within"], "不能和 --threshold"),
        (["{0}/a.jsonl", "--against", "{0}/没有.jsonl"], "找不到文件"),
        (["{0}/a.jsonl", "--out", "{0}"], "--out 的"),
        (["{0}/a.jsonl", "--out", "{0}/没有/b.jsonl"], "所在的文件夹不存在"),
        ([], "命令用法不对"),
    ],
)
def test_bad_use_is_one_sentence(
    words: list[str], sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _file(tmp_path / "a.jsonl", ROWS)
    status, out, err = _run(capsys, *[one.format(tmp_path) for one in words])

    assert (status, out) == (2, "")
    assert sentence in err
    assert err.count("\n") == 1
