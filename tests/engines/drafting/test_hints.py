"""Each hint on a sentence that wants it and on its honest neighbour."""

from __future__ import annotations

from decimal import Decimal

import pytest

from xuncha.engines.checking.settings import SettingsError
from xuncha.engines.drafting import Draft, Hint, Row, Settings, Source, hints_of, lint
from xuncha.engines.drafting.settings import NAMES

GOOD = (
    "2022年5月至11月，区水利局河道管理站分3次支付柳林河清淤款18.6万元，"
    "未按《政府采购法》第二十六条组织采购。"
)


def _codes(text: str, **rest: object) -> set[str]:
    return {one.code for one in hints_of(Draft("1", text, **rest))}  # type: ignore[arg-type]


def _hint(code: str, text: str, **rest: object) -> Hint:
    told = hints_of(Draft("1", text, **rest))  # type: ignore[arg-type]
    return next(one for one in told if one.code == code)


def _marked(hint: Hint, text: str) -> list[str]:
    return [text[one.start : one.end] for one in hint.spans]


def test_a_finding_with_all_its_parts_draws_no_hint() -> None:
    assert _codes(GOOD) == set()


def test_vague_words_are_marked_where_they_stand() -> None:
    text = "2023年，局办公室的个别干部作风漂浮，有的报销不附清单。"

    assert _marked(_hint("D01", text), text) == ["个别", "有的"]


@pytest.mark.parametrize(
    "text",
    [
        "部分村账务混乱，其中柳林村、河湾村白条入账23笔4.8万元。",
        "部分村账务混乱。抽查发现，柳林村等5个村白条入账。",
        "柳林村、河湾村等部分村没有公开。",
        "个别谈话时干部反映强烈。",
        "少数民族发展资金没有公示。",
        "没有的放矢，所有的账都在这里。",
    ],
)
def test_a_figure_or_a_named_case_stands_behind_the_word(text: str) -> None:
    assert "D01" not in _codes(text)


def test_what_is_unsaid_is_named() -> None:
    assert _hint("D02", "学习不深入，联系实际不紧。").reason == (
        "没有写明时间、责任主体或者地点、数量或者金额，请按底稿补上。"
    )
    assert "没有写明时间，" in _hint("D02", "区住建局3个小区屋面渗漏没有维修。").reason


def test_a_strong_word_wants_more_than_one_case() -> None:
    one = "财务管理普遍混乱。2023年6月，城关站1笔支出600元没有附件。"
    many = "财务管理普遍混乱。抽查2022年14个村凭证420份，有11个村186份没有附件。"

    assert _marked(_hint("D03", one), one) == ["普遍"]
    assert "D03" not in _codes(many)


@pytest.mark.parametrize(
    ("text", "is_asked"),
    [
        ("镇财政所长期拖欠工程款32万元。", True),
        ("2016年以来，镇财政所长期拖欠工程款32万元。", False),
        ("给予严重警告处分的1人没有执行到位。", False),
        ("资产闲置严重，价值326万元的设备没有使用。", False),
        ("优抚对象走访慰问不经常。", False),
    ],
)
def test_a_period_or_a_large_sum_bears_a_strong_word(text: str, *, is_asked: bool) -> None:
    assert ("D03" in _codes(text)) == is_asked


def test_parts_that_do_not_add_up() -> None:
    wrong = "2023年共支出12万元，其中白条5万元、无附件8万元。"
    open_ = "2023年共支出12万元，其中白条5万元、无附件4万元。"
    listed = "抽查发现共漏登9处，分别是老村部3处、晒谷场4处。"

    assert _marked(_hint("D04", wrong), wrong) == ["12万元", "5万元", "8万元"]
    assert "D04" not in _codes(open_)
    assert "D04" in _codes(listed)


def test_the_amount_field_is_held_against_the_text() -> None:
    text = "河道管理站分两次支付清淤款8.6万元、10万元。"

    assert "D04" not in _codes(text, amount=Decimal(186000))
    assert "D04" in _codes(text, amount=Decimal(168000))


def test_a_working_paper_that_tells_another_sum() -> None:
    finding = Draft("3", "区水利局河道站支付清淤款18.6万元未采购。")
    paper = Draft("底稿7", "区水利局河道站支付柳林河清淤款16.8万元，未组织采购。")
    hints = hints_of(finding, papers=[paper])
    told = next(one for one in hints if one.code == "D04")

    assert told.reason == "和底稿（底稿7）对不上：这里是18.6万元，底稿是16.8万元，请核对。"
    assert told.other is not None
    assert paper.text[told.other.start : told.other.end] == "16.8万元"


PAPER = Draft(
    "底-007", "抽查车辆费用。",
    rows=(
        Row("燃油费报销没有派车单", Decimal(86200), Decimal(47), "笔"),
        Row("维修费没有定点维修协议", Decimal(13800), Decimal(6), "笔"),
        Row("核定以后车辆改为3台，涉及2万元"),
    ),
)  # fmt: skip


def _against_rows(amount: int | None, *numbers: Row) -> list[str]:
    own = Draft("1", "2025年车队队长报销不附派车单。", rows=numbers,
                amount=None if amount is None else Decimal(amount))  # fmt: skip
    return [one.reason for one in hints_of(own, papers=[PAPER]) if one.code == "D04"]


@pytest.mark.parametrize("amount", [None, 86200, 13800, 100_000, 33_800, 120_000, 20_000])
def test_an_amount_that_the_rows_of_the_paper_bear(amount: int | None) -> None:
    assert _against_rows(amount) == []


def test_an_amount_and_a_number_that_the_rows_tell_otherwise() -> None:
    assert _against_rows(68200) == [
        "“涉及金额”填的是68,200元，底稿（底-007）的事实合计是120,000元，请核对。"
    ]
    assert _against_rows(None, Row("燃油费没有派车单", quantity=Decimal(74), unit="笔")) == [
        "“燃油费没有派车单”填的是74笔，底稿（底-007）的事实写的是47笔，请核对。"
    ]
    assert _against_rows(None, Row("车辆改为几台", quantity=Decimal(4), unit="台")) == [
        "“车辆改为几台”填的是4台，底稿（底-007）的事实写的是3台，请核对。"
    ]


@pytest.mark.parametrize(
    "number",
    [
        Row("燃油费没有派车单", quantity=Decimal(47), unit="笔"),
        Row("报销共几笔", quantity=Decimal(53), unit="笔"),
        Row("没有公示的项目", quantity=Decimal(9), unit="笔"),
        Row("燃油费没有派车单", quantity=Decimal(74), unit="人"),
        Row("还没有数"),
    ],
)
def test_a_number_that_a_row_bears_or_that_counts_something_else(number: Row) -> None:
    assert _against_rows(None, number) == []


def test_a_rule_or_a_requirement_is_a_basis() -> None:
    assert "D05" in _codes("2023年违反有关规定发放补贴。")
    assert "D05" not in _codes("2023年发放补贴，违反《津贴补贴管理规定》。")
    assert "D05" not in _codes("合同约定每年12月缴纳1.2万元，2023年没有收取。")
    assert "D05" not in _codes("2023年发放补贴。", basis="津贴补贴管理规定第三条")


def test_the_same_thing_twice_points_at_the_first() -> None:
    first = Draft("2", "2022年局办公室公务接待8批次无公函，金额1.26万元。")
    again = Draft("9", "公务接待把关不严，2022年局办公室接待8批次没有公函，涉及1.26万元。")
    report = lint(Source("报告.docx", (first, again)))
    told = next(one for one in report.items[1].hints if one.code == "D07")

    assert report.items[1].no == "9"
    assert told.reason.startswith("和第2条")
    assert told.other is not None
    assert told.other.no == "2"


def test_two_places_with_the_same_trouble_are_two_things() -> None:
    texts = (
        "柳林村2022年村务公开不及时，第三季度收支未公开。",
        "河湾村2022年村务公开不及时，第四季度收支未公开。",
    )
    report = lint(Source("清单", tuple(Draft(str(n), t) for n, t in enumerate(texts))))

    assert all(hint.code != "D07" for item in report.items for hint in item.hints)


def test_a_told_number_of_findings_is_counted() -> None:
    drafts = tuple(Draft(str(n), f"{GOOD}第{n}处。") for n in range(3))
    report = lint(Source("报告", drafts, "巡察共发现问题5个。"))

    assert [one.reason for one in report.totals] == [
        "文中写“共发现问题5个”，报告列出的是3条，请核对。"
    ]


def test_settings_replace_lists_and_switch_off() -> None:
    rules = Settings.from_dict({"off": ["D02", "D05"], "vague": ["三三两两"]})
    told = hints_of(Draft("1", "个别干部三三两两。"), settings=rules)

    assert rules.version == "2026.1+"
    assert [(one.code, one.spans[0].start) for one in told] == [("D01", 4)]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ([], "规则文件应为一个 JSON 对象。"),
        ({"off": ["R01"]}, "没有“R01”这条提示"),
        ({"twice": "多"}, "应为数字"),
        ({"twice": 3}, "应在 0 与 1 之间"),
        ({"vague": ["("]}, "不能作为词语"),
        ({"vagu": []}, "规则文件中没有“vagu”这一项"),
    ],
)
def test_wrong_settings_are_refused(told: object, sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence.replace("(", r"\(")):
        Settings.from_dict(told)


def test_every_hint_has_a_name_and_marks_something() -> None:
    text = "长期以来个别干部作风极其恶劣，共花5万元，其中吃喝4万元、礼品3万元。"
    told = hints_of(Draft("1", text, leaf="1.1.1"))

    assert {one.code for one in told} <= set(NAMES)
    assert all(one.spans and one.reason.endswith("。") for one in told)
    assert all(0 <= s.start < s.end <= len(text) for one in told for s in one.spans)
