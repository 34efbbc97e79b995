# ruff: noqa: E501  (tables of sentences)
"""Problems without numbers, states told for many at once, headings that only look like problems."""

from __future__ import annotations

import pytest

from xuncha.engines.reading.official import read_text

HEAD = (
    "中共清源区民政局党组关于巡察整改进展情况的通报\n"
    "2023年3月6日至5月12日，区委第二巡察组对区民政局党组开展了常规巡察，7月3日反馈了巡察意见。\n"
)
FED_BACK = (
    "区委第三巡察组向区民政局党组反馈巡察情况\n2023年7月6日，区委第三巡察组向区民政局党组反馈。\n"
)


def _told(text: str) -> list[tuple[str, str]]:
    paper = read_text(text)
    assert all(text[slice(*one.span)] == one.finding for one in paper.findings)
    return [(one.finding, one.status) for one in paper.findings]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            ("二、问题整改情况\n（一）民生保障方面。针对饮水管护经费拨付迟的问题，拨付经费42万元，已完成整改。"
            "针对敬老院床位闲置的问题，正在洽谈合作，正在整改。"),
            [("饮水管护经费拨付迟", "completed"), ("敬老院床位闲置", "in_progress")],
        ),
        (
            ("二、问题整改情况\n关于“读者服务意识不强”的问题。延长开放时间。已完成整改。\n"
            "关于“分馆建设迟缓”的问题。建成分馆5个。基本完成。"),
            [("读者服务意识不强", "completed"), ("分馆建设迟缓", "basically_completed")],
        ),
        (
            "二、问题整改情况\n政策宣传不够深入。开展宣讲23场。已完成整改。\n资金支付迟缓。支付率提高到93%。正在推进。",
            [("政策宣传不够深入", "completed"), ("资金支付迟缓", "in_progress")],
        ),
        (
            "问题：课程设置陈旧\n整改情况：新开课程9门。\n状态：完成\n问题：采购走过场\n整改情况：重新比价。\n状态：整改中",
            [("课程设置陈旧", "completed"), ("采购走过场", "in_progress")],
        ),
        (
            "一是关于治理能力不足的问题。整合网格14个。已完成。二是关于干部队伍老化的问题。储备干部26名。长期坚持。",
            [("治理能力不足", "completed"), ("干部队伍老化", "long_term")],
        ),
        (
            "1 资产确权不到位——已完成。确权资产216个。\n2 分红机制不紧密——正在推进。修订方案。",
            [("资产确权不到位", "completed"), ("分红机制不紧密", "in_progress")],
        ),
        (
            ("（一）法律援助方面。反馈问题：值班到岗率不高。整改情况：①实行打卡签到。整改状态：已完成。\n"
            "（二）社区矫正方面。反馈问题：脱管漏管时有发生。整改情况：①核查全覆盖。整改状态：阶段性完成。"),
            [("值班到岗率不高", "completed"), ("脱管漏管时有发生", "basically_completed")],
        ),
        (
            ("（一）突出政治统领。\n一是“田长制”有名无实。划定网格，完成整改。\n二是卫片执法不到位。拆除17宗，基本完成整改。\n"
            "（二）锻造过硬队伍。\n三是分包监管缺失。终止合同2份，完成整改。"),
            [("“田长制”有名无实", "completed"), ("卫片执法不到位", "basically_completed"), ("分包监管缺失", "completed")],
        ),
    ],
    ids=["sentences", "paragraphs", "lines", "labels only", "firstly", "after a dash", "aspect before", "numbers go on"],
)  # fmt: skip
def test_problems_are_found_without_an_outline(body: str, told: list[tuple[str, str]]) -> None:
    assert _told(HEAD + body + "\n") == told


@pytest.mark.parametrize(
    ("told_before", "states"),
    [
        ("第1至2项已完成整改，第3项、第4项正在推进。", ["completed"] * 2 + ["in_progress"] * 2),
        ("已完成整改2项（第2项、第4项），基本完成2项（第1项、第3项）。", ["basically_completed", "completed"] * 2),
        ("其中第（4）项正在整改，其余均已完成整改。", ["completed"] * 3 + ["in_progress"]),
        ("4个问题已全部完成整改。", ["completed"] * 4),
        ("第1项、第3至4项基本完成。", ["basically_completed", "unstated", *["basically_completed"] * 2]),
    ],
    ids=["ranges", "numbers in brackets", "the rest", "all of them", "one without"],
)  # fmt: skip
def test_states_told_for_numbers(told_before: str, states: list[str]) -> None:
    body = "".join(
        f"{chapter}、关于{name}方面的问题\n" + "".join(f"{n}.{'甲乙丙丁'[n - 1]}类档案缺失\n整改措施：补齐{n}份。\n" for n in numbers)
        for chapter, name, numbers in (("一", "履职", (1, 2)), ("二", "管党", (3, 4)))
    )  # fmt: skip

    assert [state for _, state in _told(HEAD + told_before + "\n" + body)] == states


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("完成时限：2023年10月，已完成", "completed"), ("立行立改，已完成", "completed"), ("已按期完成整改", "completed"),
        ("初步完成", "basically_completed"), ("达到序时进度", "in_progress"), ("持续整改中", "in_progress"),
        ("未按期完成", "not_completed"), ("常态化坚持", "long_term"), ("涉及12户", "unstated"),
    ],
)  # fmt: skip
def test_states_in_many_words(words: str, state: str) -> None:
    text = f"{HEAD}二、问题整改情况\n1、“档案收集不齐全”。补收档案812件。（{words}）\n"

    assert _told(text) == [("档案收集不齐全", state)]


@pytest.mark.parametrize(
    ("heading", "state"),
    [
        ("正在推进整改的问题（2项）", "in_progress"), ("按期完成整改事项", "completed"),
        ("上轮巡察反馈问题未整改到位的问题", "unstated"), ("尚未完成整改的问题及原因", "not_completed"),
    ],
)  # fmt: skip
def test_a_heading_tells_a_state_only_where_it_is_one(heading: str, state: str) -> None:
    text = f"{HEAD}二、{heading}\n1.小区停车难。\n整改情况：新增泊位120个。\n2.投诉率居高不下。\n整改情况：约谈3家。\n"

    assert [one for _, one in _told(text)] == [state] * 2


@pytest.mark.parametrize(
    ("body", "findings"),
    [
        (
            "存在以下两个方面的问题：\n贯彻落实决策部署方面。有的项目拨付缓慢；有的协会不开展活动。\n组织路线方面。会议记录不规范。\n",
            ["项目拨付缓慢", "协会不开展活动", "会议记录不规范"],
        ),
        (
            "一、履行职责有差距。部署研究不深；储备制度没有建立。\n二、资产监管不严。底数不清。\n巡察组建议：一是提高站位。\n",
            ["部署研究不深", "储备制度没有建立", "底数不清"],
        ),
        ("（一）主要问题\n1.前置研究不够。\n2.展陈更新慢。\n（二）整改要求\n请于两个月内完成集中整改。\n", ["前置研究不够", "展陈更新慢"]),
        ("区商务局党组：\n1.规划滞后；\n2.违规占用车辆。\n区档案局党组：\n1.收集不全；\n2.库房漏水。\n局党组负责同志参加。\n",
         ["规划滞后", "违规占用车辆", "收集不全", "库房漏水"]),
        ("巡察组指出，局党组存在理论学习不深入、服务企业不主动、组织生活不规范等问题。\n", ["理论学习不深入", "服务企业不主动", "组织生活不规范"]),
        ("巡察发现，落实部署有偏差，建设进度滞后；服务意识不强。\n局党组书记作了表态。\n", ["落实部署有偏差，建设进度滞后", "服务意识不强"]),
        (
            "反馈指出，主要有2个方面3个问题。在决策部署方面：规划编制滞后；免费开放不到位。在基层党建方面：监督缺位。\n",
            ["规划编制滞后", "免费开放不到位", "监督缺位"],
        ),
        ("存在以下问题：\n党组核心作用不强。三年未研究规划。\n选人用人不规范。选任纪实材料缺失。\n", ["三年未研究规划", "选任纪实材料缺失"]),
        (
            "主要问题：\n（一）决策部署有差距\n规划落实不力；专项推进迟缓。\n（二）基层党建薄弱\n活动“两张皮”。\n领导小组成员参加反馈会并讲话。\n局党组书记主持会议。\n",
            ["规划落实不力", "专项推进迟缓", "活动“两张皮”"],
        ),
        ("巡察组指出了突出问题，一是站位不高，认识不足；二是主业聚焦不够。\n", ["站位不高，认识不足", "主业聚焦不够"]),
        ("序号\t问题类别\t具体问题\n1\t政治\t全年只学习4次\n2\t作风\t办事跑多趟\n", ["全年只学习4次", "办事跑多趟"]),
    ],
    ids=[
        "aspects", "chapters", "demands", "units", "among", "judged", "aspect leads", "lines that sum up", "meeting at the end",
        "after a comma", "table",
    ],
)  # fmt: skip
def test_feedback_tells_problems_and_nothing_else(body: str, findings: list[str]) -> None:
    assert [one for one, _ in _told(FED_BACK + body)] == findings


def test_a_state_is_told_for_as_many_above_as_are_counted() -> None:
    text = (
        f"{HEAD}（一）履职不够到位。\n1.商会改革滞后。\n整改情况：合并3家。\n（二）管党不严。\n1.财务混乱。\n整改情况：清理往来款。\n"
        "上述2个问题均已完成整改。\n"
    )

    assert _told(text) == [("商会改革滞后", "completed"), ("财务混乱", "completed")]


def test_a_table_whose_cells_only_blanks_keep_apart() -> None:
    text = f"{HEAD}二、整改情况\n序号 反馈问题 整改措施 完成情况\n1 窗口推诿扯皮 推行首问负责制 已完成\n2 辅导不精准 推送2万户 基本完成\n"

    assert _told(text) == [("窗口推诿扯皮", "completed"), ("辅导不精准", "basically_completed")]
