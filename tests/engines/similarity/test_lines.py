"""Lines read a block at a time are the lines that stand there, one document to each."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xuncha.engines.similarity import lines as module
from xuncha.engines.similarity.lines import LinesError, read_lines


def _read(path: Path, content: str) -> tuple[list[str | int], list[int], list[int]]:
    path.write_bytes(content.encode())
    told = read_lines(path)
    return told.names, told.corpus.sizes.tolist(), told.groups


def _line(name: str, text: str) -> str:
    return json.dumps({"id": name, "text": text, "group": name}, ensure_ascii=False)


ODD = [
    "甲}\n{乙",
    '"}\n{"',
    "甲},{乙",
    "甲777乙7777丙",
    "甲[]{}乙",
    "甲\r\n乙",
    "甲\u2028乙\x85丙",
    "",
]
ROWS = [_line(f"第{at}", text) for at, text in enumerate(ODD)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", "\n \r\n", " \n"])
def test_whatever_stands_in_the_texts_and_between_the_lines(end: str, tmp_path: Path) -> None:
    told = _read(tmp_path / "a.jsonl", end.join(ROWS) + end)
    assert told == _read(tmp_path / "b.jsonl", "\n".join(ROWS))
    assert told[0] == [f"第{at}" for at in range(len(ODD))]
    assert told[1] == [2, 0, 2, 5, 2, 2, 3, 0]
    assert told[2] == list(range(1, len(ODD) + 1))


def test_lines_longer_than_a_block_and_cut_by_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [*ROWS, _line("长", "甲乙" * 300), *(_line(f"又{at}", "丙") for at in range(9))]
    whole = _read(tmp_path / "a.jsonl", "\n".join(rows))
    for size in (1, 50, 129):
        monkeypatch.setattr(module, "_BLOCK", size)
        assert _read(tmp_path / "a.jsonl", "\n".join(rows)) == whole


GOOD = '{"id": "1", "text": "好"}'
TWO = '{"id": "2", "text": "甲"}, {"id": "3", "text": "乙"}'
THREE = '{"id": "2", "text": "甲"}, 777, {"id": "3", "text": "乙"}'


@pytest.mark.parametrize(
    ("rows", "bad"),
    [
        ([GOOD, TWO, '{"id": "4", "text": "}', '{"}'], 2),
        ([GOOD, TWO, '{"id": "4", "text": "丙", "more": [{}', "{}]}"], 2),
        ([GOOD, THREE, '{"id": "4", "text": "丙", "more": [{}', "{}]}"], 2),
        ([GOOD, '{"id": "2",', '"text": "甲"}'], 2),
        ([GOOD, '{"id": "2", "text": "甲"},'], 2),
        ([GOOD, GOOD[:-1]], 2),
        ([GOOD, "7" * 5000, GOOD.replace("1", "2")], 2),
    ],
)
def test_as_many_documents_as_lines_are_not_enough(
    rows: list[str], bad: int, tmp_path: Path
) -> None:
    with pytest.raises(LinesError, match=f"第{bad}行不是"):
        _read(tmp_path / "a.jsonl", "\n".join(rows))


def test_a_name_that_came_before_in_another_block(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_BLOCK", 40)
    with pytest.raises(LinesError, match="第3行的 id“1”和第1行的重复"):
        _read(tmp_path / "a.jsonl", "\n".join([GOOD, GOOD.replace("1", "2"), GOOD]))
