"""R03: only study, meetings and papers, where the finding asks for more."""

from __future__ import annotations

import pytest

from tests.engines.checking.hand import check, fires, ledger, signal

MONEY = "违规发放加班补贴3.2万元"
WORKS = "文化活动中心屋顶漏雨，无法使用"
SERVICE = "便民窗口经常无人值守，群众办事难"
PEOPLE = "财政所会计岗位空缺一年"


@pytest.mark.parametrize("finding", [MONEY, WORKS, SERVICE, PEOPLE])
@pytest.mark.parametrize(
    "progress",
    [
        "召开党委会专题研究，印发整改方案",
        "组织干部学习有关规定2次，参加46人次，干部思想认识明显提高",
        "制定《资金管理办法》，明确追缴清退流程",
        "召开资金追缴清退工作推进会，安排部署清退工作",
        "一是召开专题会议2次；二是印发通知1份；三是开展警示教育1场。",
        "党组书记听取汇报，要求有关股室抓紧整改、尽快解决",
        "下发督办通知，责令限期整改，并对分管负责人进行提醒谈话",
        "已将该问题纳入议事日程，多次研究，建立了长效机制",
        "发放学习资料120份，悬挂横幅4条",
        "成立由主要领导任组长的工作专班，细化任务清单",
    ],
)
def test_talk_alone_fires(finding: str, progress: str) -> None:
    assert fires("R03", finding=finding, progress=progress)


@pytest.mark.parametrize(
    ("finding", "progress"),
    [
        (MONEY, "召开党委会专题研究，12名人员已将3.2万元退回财政专户"),
        (MONEY, "印发清退通知后，3.2万元加班补贴全部上缴国库"),
        (WORKS, "召开协调会后，由施工队更换防水层120平方米，9月起正常开放"),
        (WORKS, "完成屋顶防水维修"),
        (SERVICE, "组织窗口人员培训，实行AB岗，配备工作人员3名"),
        (PEOPLE, "经党委会研究，从农业办选派1人到财政所任会计"),
        (PEOPLE, "开展学习教育，公开招考会计1名，已到岗"),
        ("理论学习中心组学习走过场", "制定学习计划，开展专题研讨4次"),
        ("会议记录不规范，要素不全", "印发会议记录规范，组织培训1次"),
        ("财务管理制度不健全", "修订财务管理制度，组织学习"),
        ("主体责任压得不实，研究党建工作少", "召开党委会研究党建工作4次"),
        ("谈心谈话开展不经常", "党委书记与班子成员开展谈心谈话12人次"),
        ("宣传教育不够深入", "开展集中宣讲6场，发放宣传单300份"),
    ],
)
def test_honest_rows_stay_quiet(finding: str, progress: str) -> None:
    assert not fires("R03", finding=finding, progress=progress)


def test_what_is_not_claimed_may_still_be_at_the_meeting_stage() -> None:
    assert not fires("R03", finding=WORKS, progress="召开专题会议研究维修方案", status="正在整改")


def test_a_measure_counts_only_where_a_finished_row_has_no_progress() -> None:
    talk = "召开专题会议研究，印发通知"
    assert fires("R03", finding=WORKS, measure=talk)
    assert not fires("R03", finding=WORKS, measure=talk, progress="屋顶已翻修120平方米")
    assert not fires("R03", finding=WORKS, measure=talk, status="正在整改")


def test_spans_mark_the_stored_words() -> None:
    progress = "　1.召开专题会议研究。\n2.印发整改通知。"
    report = check([ledger({"finding": WORKS, "progress": progress, "status": "已完成"})])
    found = signal(report, 5, "R03")
    assert found is not None
    assert [progress[one.start : one.end] for one in found.spans] == [
        "召开专题会议研究",
        "印发整改通知",
    ]
    assert {one.field for one in found.spans} == {"整改进展"}
