"""Clues of the demo district: posts, never names; all invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoTip:
    """``unit`` and ``matter`` take the inspected unit's short name and numbers."""

    discipline: str
    unit: str
    post: str
    level: str
    matter: str
    origin: str
    opinion: str


TIPS: tuple[DemoTip, ...] = (
    DemoTip(
        "integrity",
        "{unit}下属服务中心",
        "主任",
        "乡科级副职",
        "两年间将{n}笔单位房屋租金收入不入账，存放在个人账户用于招待支出，涉及{s}元，"
        "有出租合同、转账记录印证。",
        "调阅资料、谈话",
        "涉嫌设立“小金库”，违反廉洁纪律，建议移交纪检监察机关核查。",
    ),
    DemoTip(
        "integrity",
        "{unit}机关",
        "分管工程的副职",
        "乡科级副职",
        "在{n}个小型工程中授意拆分规避招标，承建方均为同一实际控制人，工程款合计{s}元，"
        "疑有利益往来。",
        "来信、查阅工程档案",
        "涉嫌插手工程建设项目，建议移交纪检监察机关核查。",
    ),
    DemoTip(
        "organisation",
        "{unit}机关",
        "分管人事的副职",
        "乡科级副职",
        "{n}名工作人员调入未经集体研究，其中两人与其有近亲属关系，考察材料日期晚于任职文件。",
        "谈话、查阅干部档案",
        "涉嫌违规选人用人，建议纪检监察机关和组织部门同时移交。",
    ),
    DemoTip(
        "masses",
        "{unit}下属站所",
        "站长",
        "股级",
        "在发放补助时向{n}户群众收取“手续费”，合计{s}元，群众有收条。",
        "走访、来访",
        "侵害群众利益，建议移交纪检监察机关核查。",
    ),
    DemoTip(
        "work",
        "{unit}财务股",
        "负责人",
        "股级",
        "专项资金{s}元滞留账上两年以上，期间{n}次出借给下属企业周转，未经审批。",
        "调阅账册",
        "涉嫌挪用专项资金，建议移交纪检监察机关核查。",
    ),
)

RESULTS = (
    "经核查，反映问题部分属实，给予党内警告处分，违规资金已全部追缴。",
    "经谈话函询，本人作出说明，予以诫勉，责令退缴。",
    "经初步核实，反映问题不实，予以了结并澄清。",
)
SIGNERS = ("案管室收文岗", "干部监督科收文岗")
OPINION = "问题指向具体，证据已附卷，请依规依纪核查。"
