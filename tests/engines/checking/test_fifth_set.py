"""What a third author's ledgers brought to light."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.check.asking import ask
from benchmarks.check.folders import cases, write
from tests.engines.checking.hand import check, codes, fires, ledger
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.proofs import read_proofs
from xuncha.engines.reading.records import Field


@pytest.fixture(scope="module")
def args(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    return write(next(cases("fifth")), tmp_path_factory.mktemp("fifth"))


def test_every_span_lies_in_the_text_of_its_cell(args: list[str]) -> None:
    answer = ask(args)
    assert answer is not None
    rows = {row.row: row for sheet in read_ledger(Path(args[0])).sheets for row in sheet.rows}
    spans = [
        (rows[item["row"]].text(Field(span["field"])), span)
        for item in answer["ledgers"][0]["items"]
        for signal in item["signals"]
        for span in signal["spans"]
    ]
    assert len(spans) > 8
    assert all(0 <= span["start"] < span["end"] <= len(text) for text, span in spans)


def test_a_file_may_tell_no_day_of_its_making(args: list[str]) -> None:
    held = read_proofs(Path(args[args.index("--evidence") + 1]))
    assert held.files
    assert not [day for one in held.files for where, day in one.dates if where == "created"]


@pytest.mark.parametrize(
    ("finding", "measure", "is_echo"),
    [
        ("食堂食材验收管理不到位", "完善食材验收双人签字制度", False),
        ("食堂食材验收管理不到位", "落实食材验收责任人", False),
        ("借阅手续不全，档案借阅管理松", "补手续，规范借阅", False),
        ("食堂食材验收管理不到位", "进一步加强食材验收，规范食材验收管理", True),
        ("食堂食材验收管理不到位", "完善食材验收管理，严格食材验收，压实验收责任", True),
    ],
)
def test_who_and_what_rules_are_an_act_of_a_measure(
    finding: str, measure: str, is_echo: bool
) -> None:
    assert fires("R05", finding=finding, measure=measure, progress="3月5日起验收") is is_echo


@pytest.mark.parametrize(
    ("finding", "is_asked"),
    [
        ("教职工代表大会两年未召开", False),
        ("未按期召开社员代表会", False),
        ("食堂冷库停用两年，食材直接堆放在走廊", True),
    ],
)
def test_a_meeting_that_was_not_held_is_answered_by_holding_it(
    finding: str, is_asked: bool
) -> None:
    told = "4月9日召开大会，与会代表58人，会议听取了工作报告"
    assert fires("R03", finding=finding, progress=told) is is_asked


def test_work_that_goes_by_a_new_mechanism_laid_one_down() -> None:
    finding = "物资采购长期由一人经办"
    assert fires("R13", finding=finding, progress="4月重新采购物资3批，退回多付货款1.2万元")
    assert not fires("R13", finding=finding, progress="4月以来按新流程采购物资3批，退回1.2万元")


def test_a_state_that_only_tells_a_day_leaves_the_state_to_the_progress() -> None:
    row = {"finding": "船闸值班室常年漏水", "progress": "已完成", "status": "2021-09-10"}
    before = ledger(row, file="旧.xlsx", as_of=None)
    now = ledger({"finding": "船闸值班室漏水", "progress": "3月补漏2处", "status": "已完成"})
    assert "R15" in codes(check([now], against=[before]))[5]


@pytest.mark.parametrize(
    ("longer", "is_copy"),
    [
        ("按船型核定过闸费并逐船张贴缴费凭据，每周上墙", True),
        ("按船型核定过闸费并逐船张贴缴费凭据，老旧闸门换成钢闸门，值班室迁到上游右岸", False),
    ],
)
def test_a_short_measure_that_stands_whole_in_another_is_a_copy(longer: str, is_copy: bool) -> None:
    short = {"finding": "过闸费收取随意", "measure": "按船型核定过闸费并逐船张贴缴费凭据"}
    other = {"finding": "岸电设施无人维护", "measure": longer}
    found = codes(check([ledger(short)], against=[ledger(other, file="b.xlsx", unit="沙湾港务所")]))
    assert ("R04" in found.get(5, set())) is is_copy
