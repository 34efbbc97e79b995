"""Words of the demo's working papers: bases by branch, how it was found, what papers rest on."""

from __future__ import annotations

import re
from random import Random

BASES = {
    "1": (
        "区委关于贯彻上级决策部署的实施意见中“按季度研究、年底报告”的要求",
        "意识形态工作责任制实施细则关于定期分析研判的要求",
    ),
    "2": (
        "党政机关厉行节约反对浪费条例关于经费支出审批的要求",
        "行政事业单位内部控制规范关于不相容岗位分离的要求",
        "农村集体经济组织财务制度关于收支公开的要求",
    ),
    "3": (
        "党支部工作条例关于组织生活的要求",
        "区委关于规范“三重一大”事项集体决策的办法",
    ),
    "4": ("区委关于加强巡察整改和成果运用的若干措施中“逐条销号、举一反三”的要求",),
}
"""By the first figure of the leaf's code."""

FOUND = {
    "talk": "与{n}名干部个别谈话时有{m}人反映，随后查阅会议记录和凭证核对属实。",
    "petition": "受理来信后，查阅了{n}份材料，走访{m}户当事人核实。",
    "documents": "调阅近三年会计凭证{n}册、会议记录{m}本，逐笔比对发现。",
    "visit": "到{m}个点位现场察看，入户{n}户，核对台账后发现。",
    "survey": "问卷显示满意度偏低，随后抽查{n}份资料、谈话{m}人核实。",
    "audit": "根据审计移交的事项，抽查凭证{n}册，约谈{m}名经办人核实。",
    "code": "群众扫码反映后，现场核对{m}次，查阅资料{n}份核实。",
}
CITED = {
    "talk": ("个别谈话记录{n}份", "会议记录复印件{m}份"),
    "petition": ("走访记录{m}份", "相关台账复印件{n}页"),
    "documents": ("会计凭证复印件{n}页", "会议记录复印件{m}份"),
    "visit": ("现场照片{n}张", "走访记录{m}份"),
    "survey": ("问卷统计表1份", "抽查资料复印件{n}页"),
    "audit": ("审计移交清单1份", "会计凭证复印件{n}页"),
    "code": ("扫码反映登记{m}份", "现场照片{n}张"),
}
POSTS = ("分管负责人", "办公室主任", "财务负责人", "项目经办人", "主要负责人")
PLACES = ("单位机关", "财务室", "项目现场", "服务窗口", "下属站所")
DISSENT = (
    "当时已向分管领导口头报告，事后补了手续，请予考虑。",
    "其中一部分发生在机构调整之前，由原单位经办。",
)
SETTLED = (
    "口头报告没有记录，补办手续在巡察通知之后，事实维持。",
    "调整前后经办人相同，台账没有分开，事实维持。",
)
CAUSES = ("主体责任压得不实，制度执行没有人盯。", "业务不熟，台账长期没有核对。")
EFFECTS = ("资金使用效益打了折扣。", "群众和干部有意见，影响单位公信力。")
ADVICE = ("逐项清理，明确责任人和完成时间，年底前建立定期核对制度。",
          "立即纠正，举一反三检查同类事项，结果报区委巡察办。")  # fmt: skip
RETURNED = ("第2条事实缺凭证号，请补上。", "责任主体写清楚是哪个岗位。")
OPINIONS = ("事实清楚、依据充分，同意反馈。", "同意反馈，与同类问题合并表述。")
CHARACTERS = ("制度执行不到位", "履行职责不力", "管理不规范")
JUDGED = {
    "old": "上一轮巡察已经反馈，整改以后又出现，性质相同。",
    "new_form": "同类问题以前在同类单位反馈过，这次换了做法。",
}
DISPOSED = "组务会集体研究，事实清楚，同意反馈。"


def basis(code: str, rng: Random) -> str:
    """A basis for a leaf."""
    return rng.choice(BASES.get(code[:1], BASES["2"]))


def title(text: str) -> str:
    """The first clause of a finding as the name of a paper."""
    return re.split(r"[，；。：]", text.strip(), maxsplit=1)[0][:60] or text[:30]


def facts(text: str) -> list[str]:
    """A finding's clauses as facts: the general first clause is left out where more follow, and at
    most three stand."""
    parts = [one.strip() for one in re.split(r"[；。]", text) if len(one.strip()) >= 6]
    if len(parts) == 1:
        _, _, rest = parts[0].partition("，")
        parts = [rest] if len(rest) >= 10 else [parts[0]]
    return list(dict.fromkeys(parts))[:3] or [text.strip()]
