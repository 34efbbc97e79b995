"""``xuncha plan`` as a clerk runs it: a file in, one document out, a sentence for what is wrong."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.engines.scheduling.making import organisation, person, problem, spring
from xuncha.cli import main
from xuncha.engines.scheduling import parse_problem, verify

Told = dict[str, Any]


def sound() -> Told:
    return problem(
        [organisation("O1"), organisation("O2", parent="O1"), organisation("O3", risk=0.5)],
        [person(f"P{k}") for k in range(1, 5)],
        [spring(1, 2), spring(2)],
        recusals=[
            {"inspector": "P1", "organisation": "O1", "kind": "任职", "since": None, "until": None}
        ],
        history=[{"inspector": "P2", "organisation": "O1", "leader": True, "round": "earlier"}],
        locked=[
            {"round": "R1", "team": 1, "organisations": ["O3"], "leader": "P1",
             "deputies": ["P2"], "members": []}
        ],
    )  # fmt: skip


def run(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> tuple[int, str, str]:
    status = main(["plan", str(path), "--seconds", "10", *words])
    told = capsys.readouterr()
    return status, told.out, told.err


def write(path: Path, told: object) -> Path:
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def test_json_is_one_document_with_all_its_keys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = run(capsys, write(tmp_path / "a.json", sound()), "--json")
    assert (status, err) == (0, "")
    answer = json.loads(out)
    assert list(answer) == [
        "status", "objective", "bound", "gap", "seconds", "assignments", "unassigned", "report",
        "conflicts",
    ]  # fmt: skip
    assert verify(parse_problem(sound()), answer["assignments"]) == []
    assert (answer["status"], answer["gap"], answer["unassigned"]) == ("optimal", 0, [])


def test_a_table_for_people_and_a_file_for_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = write(tmp_path / "a.json", sound())
    status, out, err = run(capsys, path)
    assert (status, err) == (0, "")
    assert "最优方案" in out
    assert "组长 人员P1" in out
    status, out, err = run(capsys, path, "--out", str(tmp_path / "b.json"))
    assert (status, out, err) == (0, "", "")
    assert json.loads((tmp_path / "b.json").read_text("utf-8"))["status"] == "optimal"


def test_no_plan_is_status_one_with_reasons(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = sound()
    told["organisations"][0]["skills"] = ["审计"]
    status, out, _ = run(capsys, write(tmp_path / "a.json", told), "--json")
    answer = json.loads(out)
    assert (status, answer["status"], answer["assignments"]) == (1, "infeasible", [])
    assert answer["unassigned"] == ["O1", "O2", "O3"]
    assert [answer[key] for key in ("objective", "bound", "gap", "report")] == [None] * 4
    (why,) = answer["conflicts"]
    assert "单位O1" in why
    assert "审计" in why
    assert "单位O2" not in why


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_files_as_offices_keep_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str
) -> None:
    path = tmp_path / "编排.json"
    path.write_text(json.dumps(sound(), ensure_ascii=False), encoding=encoding)
    status, out, _ = run(capsys, path, "--json")
    assert (status, json.loads(out)["status"]) == (0, "optimal")


def _set(*path: Any, to: Any) -> Callable[[Told], None]:
    def change(told: Told) -> None:
        at: Any = told
        for one in path[:-1]:
            at = at[one]
        at[path[-1]] = to

    return change


def _drop(*path: Any) -> Callable[[Told], None]:
    def change(told: Told) -> None:
        at: Any = told
        for one in path[:-1]:
            at = at[one]
        del at[path[-1]]

    return change


def _again(key: str) -> Callable[[Told], None]:
    def change(told: Told) -> None:
        told[key].append(copy.deepcopy(told[key][0]))

    return change


ORG, PERSON, ROUND = ("organisations", 0), ("inspectors", 0), ("rounds", 0)
WRONG: dict[str, tuple[Callable[[Told], None], str]] = {
    "no term": (_drop("term"), "缺少 term"),
    "no rules": (_drop("rules"), "缺少 rules"),
    "no rounds": (_drop("rounds"), "缺少 rounds"),
    "no organisations": (_drop("organisations"), "缺少 organisations"),
    "no inspectors": (_drop("inspectors"), "缺少 inspectors"),
    "no recusals": (_drop("recusals"), "缺少 recusals"),
    "no id": (_drop(*ORG, "id"), "第1项缺少 id"),
    "no risk": (_drop(*ORG, "risk"), "（O1）缺少 risk"),
    "no effort": (_drop(*ORG, "effort"), "缺少 effort"),
    "no size": (_drop("rules", "team_size"), "缺少 team_size"),
    "list as term": (_set("term", to=[]), "应是一个对象"),
    "text as rounds": (_set("rounds", to="R1"), "应是一个列表"),
    "text as round": (_set(*ROUND, to="R1"), "第1项应是一个对象"),
    "number as id": (_set(*ORG, "id", to=7), "应是文字"),
    "blank id": (_set(*ORG, "id", to=" "), "应是文字"),
    "text as risk": (_set(*ORG, "risk", to="高"), "risk 应是数字"),
    "true as risk": (_set(*ORG, "risk", to=True), "risk 应是数字"),
    "risk over 100": (_set(*ORG, "risk", to=101), "0 到 100"),
    "negative risk": (_set(*ORG, "risk", to=-1), "0 到 100"),
    "negative effort": (_set(*ORG, "effort", to=-5), "effort"),
    "huge effort": (_set(*ORG, "effort", to=1e300), "effort"),
    "text as skills": (_set(*ORG, "skills", to="财务"), "一列文字"),
    "number as skill": (_set(*PERSON, "skills", to=[3]), "一列文字"),
    "half a team": (_set(*ROUND, "teams", to=1.5), "整数"),
    "negative teams": (_set(*ROUND, "teams", to=-1), "teams"),
    "size of one number": (_set("rules", "team_size", to=[5]), "两个整数"),
    "size turned": (_set("rules", "team_size", to=[7, 5]), "最小数大于最大数"),
    "text as tolerance": (_set("rules", "delay_tolerance", to="2%"), "delay_tolerance"),
    "text as flag": (_set(*PERSON, "leader", to="是"), "true 或 false"),
    "negative max": (_set(*PERSON, "max_rounds", to=-1), "max_rounds"),
    "no such day": (_set(*ORG, "due", to="2023-02-30"), "应是日期"),
    "short day": (_set("term", "start", to="2022"), "应是日期"),
    "day as number": (_set("term", "end", to=20221231), "应是日期"),
    "term turned": (_set("term", "end", to="2021-01-01"), "晚于 end"),
    "round turned": (_set(*ROUND, "end", to="2022-01-01"), "晚于 end"),
    "rounds overlap": (_set(*ROUND, "end", to="2023-04-01"), "互不重叠"),
    "rounds out of order": (lambda told: told["rounds"].reverse(), "先后排列"),
    "round twice": (_set("rounds", 1, "id", to="R1"), "重复"),
    "organisation twice": (_again("organisations"), "“O1”重复"),
    "person twice": (_again("inspectors"), "“P1”重复"),
    "locked twice": (_again("locked"), "重复"),
    "unknown parent": (_set(*ORG, "parent", to="O9"), "O9"),
    "parents in a circle": (_set(*ORG, "parent", to="O2"), "绕成了圈"),
    "its own parent": (_set(*ORG, "parent", to="O1"), "绕成了圈"),
    "with no parent": (_set(*ORG, "with_parent", to=True), "没有 parent"),
    "unknown fixed": (_set(*ORG, "fixed_round", to="R9"), "R9"),
    "unknown free": (_set(*PERSON, "rounds", to=["R9"]), "R9"),
    "recused stranger": (_set("recusals", 0, "inspector", to="P9"), "P9"),
    "recused nowhere": (_set("recusals", 0, "organisation", to="O9"), "O9"),
    "locked nowhere": (_set("locked", 0, "organisations", to=["O9"]), "O9"),
    "locked in no round": (_set("locked", 0, "round", to="R9"), "R9"),
    "locked stranger": (_set("locked", 0, "members", to=["P9"]), "P9"),
    "locked team 0": (_set("locked", 0, "team", to=0), "team"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_meant_is_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change, words = WRONG[name]
    told = sound()
    change(told)
    out = tmp_path / "out.json"
    status, printed, err = run(capsys, write(tmp_path / "甲.json", told), "--out", str(out))
    assert (status, printed) == (2, "")
    assert err.startswith("甲.json：")
    assert err.count("\n") == 1
    assert err.endswith("。\n")
    assert words in err
    assert not out.exists()


RAW: dict[str, tuple[bytes, str]] = {
    "empty": (b"", "空的"),
    "half": (b'{"term": {', "第1行"),
    "no json": ("轮次,组数\n".encode(), "不是有效的 JSON"),
    "list": (b"[]", "JSON 对象"),
    "not a number": (json.dumps(sound()).replace("0.5", "NaN").encode(), "NaN"),
    "endless": (json.dumps(sound()).replace("0.5", "-Infinity").encode(), "-Infinity"),
    "beyond all": (json.dumps(sound()).replace("0.5", "1e99999").encode(), "risk"),
    "very long": (json.dumps(sound()).replace("0.5", "9" * 5000).encode(), "JSON"),
    "deep": (b"[" * 100_000, "JSON"),
    "half a character": (json.dumps(sound()).replace("O3", "\\ud800").encode(), "控制符"),
    "noise": (bytes(range(256)) * 20, "不是"),
    "a workbook": (b"PK\x03\x04" + bytes(200), "JSON"),
}


@pytest.mark.parametrize("name", RAW)
def test_what_is_no_problem_file_is_one_sentence(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw, words = RAW[name]
    path = tmp_path / "乙.json"
    path.write_bytes(raw)
    status, out, err = run(capsys, path)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("乙.json：")
    assert words in err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["absent.json"], "找不到"),
        (["."], "不是文件"),
        (["\0.json"], "找不到"),
        ([], "用法"),
        (["a.json", "--seconds", "soon"], "--seconds"),
        (["a.json", "--seconds", "-3"], "--seconds"),
        (["a.json", "--seconds", "nan"], "--seconds"),
        (["a.json", "--out", "nowhere/b.json"], "--out"),
        (["a.json", "--out", "."], "--out"),
    ],
)
def test_bad_use_is_one_sentence(
    words: list[str], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "a.json", sound())
    status = main(["plan", *words])
    seen = capsys.readouterr()
    assert (status, seen.out, seen.err.count("\n")) == (2, "", 1)
    assert told in seen.err


@pytest.mark.parametrize(
    "change",
    [
        _drop("history"),
        _drop("locked"),
        _drop("rules", "delay_tolerance"),
        _drop(*PERSON, "rounds"),
        _drop(*PERSON, "max_rounds"),
        _set("history", 0, "inspector", to="somebody long gone"),
        _set(*PERSON, "home", to="elsewhere"),
        _set("rules", "max_effort_per_team", to=999_999_999),
        _set(*ROUND, "teams", to=1_000_000),
    ],
)
def test_what_may_be_absent_or_large_is_taken(
    change: Callable[[Told], None], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = sound()
    change(told)
    status, out, err = run(capsys, write(tmp_path / "a.json", told), "--json")
    assert (status, err) == (0, "")
    assert verify(parse_problem(told), json.loads(out)["assignments"]) == []
