"""What people of the district write, call and come for; by subject, all invented."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DemoLetter:
    """``subject`` and ``text`` take the unit's short name and numbers."""

    category: str
    subject: str
    text: str
    answer: str


LETTERS: tuple[DemoLetter, ...] = (
    DemoLetter(
        "integrity",
        "{unit}财务负责人",
        "反映{unit}近两年办公用品多次从同一家个体门市采购，{n}张发票连号，单价比市场高出三成，"
        "门市经营者是单位财务人员的亲戚。",
        "已调取两年采购凭证，核实{m}笔超标准采购，责令退回差价并规范比价程序。",
    ),
    DemoLetter(
        "masses",
        "{unit}窗口工作人员",
        "反映在{unit}办事窗口跑了{m}趟没有办成，每次要的材料都不一样，工作人员态度生硬。",
        "窗口已公示一次性告知清单，对两名工作人员批评教育，事项当场补办。",
    ),
    DemoLetter(
        "organisation",
        "{unit}原分管人事的负责人",
        "反映{unit}中层岗位调整没有征求意见，{m}人任职没有经过集体研究，考察材料是事后补的。",
        "查阅会议记录，确有{m}人任用程序不规范，已转组织部门提出整改意见。",
    ),
    DemoLetter(
        "work",
        "{unit}项目管理股室",
        "反映{unit}负责的一处改造工程完工{n}个月还没有验收，工人工资拖欠，找了几次都说在走程序。",
        "已督促完成验收并兑付拖欠工资，列为立行立改事项。",
    ),
    DemoLetter(
        "livelihood",
        "{unit}驻村工作人员",
        "反映村口排水沟堵塞，汛期雨水倒灌进{m}户人家，向{unit}反映过一直没有人来看。",
        "{unit}三日内完成清淤，巡察组到户回访，群众表示满意。",
    ),
    DemoLetter(
        "integrity",
        "{unit}下属站所负责人",
        "反映{unit}下属站所租用私家车下乡，油费和租车费重复报销，一年下来有{n}万元左右。",
        "抽查加油卡和租车合同，发现重复报销{m}笔，已全部退缴。",
    ),
    DemoLetter(
        "life",
        "{unit}一名股级干部",
        "反映{unit}一名干部上班时间经常在棋牌室，单位领导知道也不管。",
        "结合考勤和走访核实，已由单位党组织谈话提醒并通报。",
    ),
    DemoLetter(
        "work",
        "{unit}主要负责人",
        "反映{unit}会议多、报表多，同一组数据一个月报{m}次，基层疲于应付。",
        "已合并报表{m}张，列入整改清单。",
    ),
    DemoLetter(
        "political",
        "{unit}领导班子",
        "反映{unit}对上级部署的专项工作只发文不落实，台账是抄往年的，连年份都没有改。",
        "核对三年台账，雷同内容属实，已写入问题底稿。",
    ),
    DemoLetter(
        "other",
        "{unit}相关工作人员",
        "咨询退休待遇计算，认为{unit}少算了{m}年工龄。",
        "已转区人社局答复，并告知本人。",
    ),
)

FROM_VILLAGES = frozenset({"masses", "livelihood", "other"})
"""What a village hears; the rest is about offices."""

NAMES = ("甘棠荫", "蔺相和", "巫山远", "柏舟行", "展眉舒", "束清风", "宿云开", "滕雨霁")
STREETS = ("槐荫巷", "青石街", "柳岸路", "桥头组", "望湖里")
DECLINED = "所反映事项已经进入诉讼程序，按规定不予受理，已告知可依法定途径解决。"
RECEIVERS = ("区信访局", "区人力资源和社会保障局", "区农业农村局", "区住房和城乡建设局")
