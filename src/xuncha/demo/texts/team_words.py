"""Words of the demo's teams."""

from __future__ import annotations

SIGN_INS = ("申屠岳", "郗望舒", "晏知秋", "步澍越")
"""Those of the pool who can sign in; they sit in the present round."""

WAIVED = ("business", "三年前受聘担任该单位内部控制建设评审专家，参加过一次评审会。")
OWN = ("other", "与该单位一名科室负责人是邻居，多年往来较多，本人申请回避。")
WAIVER = "评审一次性，没有取酬，也没有后续往来；安排其不参与该单位财务事项的了解。"
WAIVER_PAPER = "区委巡察工作领导小组会议纪要"

APPRAISALS = {
    "excellent": (
        "牵头核实的问题定性准、依据足，底稿一次通过；带动全组按期完成任务。",
        "谈话深入，主动发现并推动解决了两件群众反映多年的事，专题报告被采用。",
        "业务过硬，熟悉资金流向核查，移交的线索质量高。",
    ),
    "good": (
        "认真负责，按时完成分工，底稿比较规范。",
        "能够独立开展谈话和调阅，配合意识强。",
        "工作踏实，信息报送及时，基础资料齐全。",
    ),
    "fair": (
        "能完成分工任务，发现问题的深度还不够。",
        "底稿退回修改较多，政策依据引用要再准确。",
        "到位情况正常，主动性有待加强。",
    ),
}


def paper(year: int, round_number: int, team: int) -> str:
    """The number of an authorisation."""
    return f"清巡授[{year}]第{round_number}-{team}号"


def reason(role: str, rounds: int) -> str:
    """Why somebody sits there."""
    return f"符合{role}条件，与本组单位没有回避情形；此前本届已参加 {rounds} 轮"


def filed(round_number: int) -> str:
    """Where a signed declaration lies."""
    return f"第{round_number}轮申报卷"
