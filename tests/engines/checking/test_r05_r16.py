"""R05: the finding said again. R16: nothing named."""

from __future__ import annotations

import pytest

from tests.engines.checking.hand import fires


@pytest.mark.parametrize(
    ("finding", "measure"),
    [
        ("固定资产管理不规范，账实不符", "进一步加强固定资产管理，规范账实管理，切实做到账实相符"),
        ("落实民主集中制不到位", "严格落实民主集中制"),
        ("公务用车管理混乱", "不断规范公务用车管理，切实加强公务用车监督"),
        ("对下属企业监管不力", "加强对下属企业的监管，提高监管水平"),
        ("惠民政策宣传不深入", "深入开展惠民政策宣传，切实提高惠民政策宣传实效"),
        ("1.招投标程序不严格", "1.严格招投标程序，进一步规范招投标工作"),
        ("工程建设领域廉政风险防控不够", "强化工程建设领域廉政风险防控，确保防控到位"),
    ],
)
def test_echo_fires(finding: str, measure: str) -> None:
    assert fires("R05", finding=finding, measure=measure)


@pytest.mark.parametrize(
    ("finding", "measure"),
    [
        (
            "固定资产管理不规范，账实不符",
            "对固定资产逐件盘点，6月底前完成账实核对，盘亏的报财政局核销",
        ),
        ("落实民主集中制不到位", "修订党委会议事规则，重大事项一律票决"),
        ("公务用车管理混乱", "加强公务用车管理，安装定位系统，由办公室专人派车"),
        ("对下属企业监管不力", "每季度对下属企业财务检查一次，委派财务总监"),
        ("惠民政策宣传不深入", "组织12名包村干部进村宣讲惠民政策"),
        ("招投标程序不严格", "严格招投标程序，30万元以上项目进交易中心"),
        ("会议记录不规范", "规范会议记录，安排专人记录，统一记录本"),
        ("路灯损坏", "更换路灯20盏"),
    ],
)
def test_a_measure_with_an_act_stays_quiet(finding: str, measure: str) -> None:
    assert not fires("R05", finding=finding, measure=measure)


@pytest.mark.parametrize(
    "progress",
    [
        "已整改到位，工作得到明显加强",
        "高度重视，认真整改，取得了良好效果",
        "领导班子带头落实，形成齐抓共管的良好局面",
        "通过一系列举措，干部作风持续好转，群众满意度不断提升",
        "已按照要求完善相关制度，进一步规范了管理",
        "压实了两个责任，落实了一岗双责",
        "一次性整改到位，未再发生类似问题",
        "第一时间研究解决，问题已得到妥善处理",
    ],
)
def test_vague_progress_fires(progress: str) -> None:
    assert fires("R16", finding="作风建设抓得不实", progress=progress)


@pytest.mark.parametrize(
    "progress",
    [
        "召开会议2次",
        "5月底前完成了全部核查",
        "修订《财务管理办法》并执行",
        "王建国同志负责落实并完成整改",
        "清河村道路已硬化完毕",
        "两名责任人已退款",
        "已与青岭小学完成对接并投入使用",
        "制定了公务接待管理办法并严格执行",
        "退还租户押金共计三万元",
    ],
)
def test_progress_that_names_something_stays_quiet(progress: str) -> None:
    assert not fires("R16", finding="作风建设抓得不实", progress=progress)


def test_a_cell_that_only_tells_a_state_is_no_progress() -> None:
    assert not fires("R16", finding="作风建设抓得不实", progress="已完成")
    assert not fires(
        "R16", finding="作风建设抓得不实", progress="正在积极推进中", status="正在整改"
    )
