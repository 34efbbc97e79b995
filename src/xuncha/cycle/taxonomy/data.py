"""The product's default taxonomy of findings, as data: one version, two trees.

The tree for departments and townships follows the frame 四个落实; each leaf also names its
place in the frame 四个聚焦, so that one finding can be counted under both. Villages have their own
short tree, each leaf mapped to the leaf of the large tree that means the same. An office that
files otherwise adds a version of its own with its effective date; this one is never edited once
it was used.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

NAME = "四个落实"
FOCUS_NAME = "四个聚焦"
VERSION = "2024.1"
EFFECTIVE_ON = dt.date(2021, 9, 1)


@dataclass(frozen=True, slots=True)
class Node:
    """A branch or leaf; ``scope`` is unit or village. Leaves have ``focus`` (1-4)."""

    code: str
    name: str
    parent: str | None
    scope: str
    focus: int = 0
    main: str = ""

    @property
    def is_leaf(self) -> bool:
        return self.focus > 0


FOCUS = {
    1: "党中央决策部署在基层落实情况",
    2: "群众身边不正之风和腐败问题",
    3: "基层党组织和党员队伍建设",
    4: "巡察、审计等监督发现问题整改落实和成果运用",
}
"""The frame 四个聚焦 by number."""

_UNIT = """
1 落实党的理论和路线方针政策、上级决策部署
1.1 理论学习
1.1.1 学习不深入、方法单一 >1
1.1.2 传达学习迟缓、学用脱节 >1
1.2 重大决策部署
1.2.1 乡村振兴思路不清、推进不力 >1
1.2.2 推动高质量发展不力 >1
1.2.3 民生实事主动性不足 >1
1.2.4 优化营商环境不到位 >1
1.2.5 人居环境整治不彻底 >1
1.2.6 生态环境保护责任不落实 >1
1.2.7 深化改革不力 >1
1.3 职责使命
1.3.1 主责主业履行不力 >1
1.3.2 项目建设进度慢 >1
1.3.3 行业专项任务落实不力 >1
1.4 意识形态
1.4.1 意识形态责任制不落实 >1
1.4.2 阵地管理薄弱、舆情处置不力 >1
1.5 风险防控
1.5.1 风险意识不强 >1
1.5.2 信访矛盾化解不力 >1
1.5.3 安全生产责任不落实 >1
1.6 统战、法治、国家安全、保密
1.6.1 统战、法治、保密工作薄弱 >1
2 落实全面从严治党战略部署
2.1 主体责任
2.1.1 “两个责任”落实不到位、压力传导不够 >2
2.1.2 警示教育走形式 >2
2.2 监督责任
2.2.1 监督责任缺位 >2
2.3 中央八项规定精神
2.3.1 超标准接待、公款吃喝 >2
2.3.2 违规发放津补贴、福利 >2
2.3.3 办公用房、公务用车管理不严 >2
2.4 形式主义、官僚主义
2.4.1 慵懒散慢、不担当 >2
2.4.2 工作浮漂、会议多落实少 >2
2.5 财务管理
2.5.1 财务制度执行不严 >2
2.5.2 账目混乱、白条入账 >2
2.5.3 现金和个人账户管理公款 >2
2.5.4 往来款长期挂账 >2
2.5.5 预算执行不严、资金闲置 >2
2.6 工程项目与采购
2.6.1 招投标不规范 >2
2.6.2 化整为零、拆分合同 >2
2.6.3 补签合同、补做记录 >2
2.6.4 关联方承揽 >2
2.6.5 超付、虚增工程款 >2
2.7 资产资源
2.7.1 房产出租管理不规范 >2
2.7.2 国有资产闲置 >2
2.8 “三资”管理
2.8.1 “三资”监管不到位 >2
2.8.2 合同不规范、清理不彻底 >2
2.8.3 集体资金资产流失 >2
2.8.4 截留侵占、虚报冒领补助 >2
2.9 惠民资金与政策
2.9.1 低保、特困等救助政策落实不到位 >2
2.9.2 优亲厚友 >2
2.9.3 涉农补贴申报不实 >2
2.9.4 河道采砂、农地非农化监管不力 >2
2.10 群众利益
2.10.1 拖欠群众钱款、应退未退 >2
2.10.2 供水、道路、路灯等问题久拖不决 >2
2.11 廉洁风险
2.11.1 违规经商办企业、利益输送 >2
3 落实新时代党的组织路线
3.1 班子建设
3.1.1 民主集中制和“三重一大”执行不到位 >3
3.1.2 班子配备和合力不足 >3
3.2 选人用人
3.2.1 选人用人程序和档案不规范 >3
3.2.2 混编混岗、干部监督不严 >3
3.3 党内政治生活
3.3.1 党内政治生活不严肃 >3
3.3.2 “三会一课”、组织生活走形式 >3
3.4 基层组织
3.4.1 党建基础不扎实、带群团不力 >3
3.4.2 软弱涣散、阵地缺失 >3
3.4.3 “四议两公开”等程序指导不力 >3
3.4.4 届满不换届、发展党员不规范 >3
3.5 党员教育管理发展
3.5.1 党员教育管理不规范 >3
3.5.2 后备人才不足 >3
3.6 人才、编制
3.6.1 人才和编制使用不当 >3
4 落实巡视巡察、审计等监督发现问题整改和成果运用
4.1 整改主体责任
4.1.1 整改主体责任落实不到位 >4
4.2 整改质量
4.2.1 纸面整改、半截子整改 >4
4.2.2 边改边犯、屡改屡犯 >4
4.3 成果运用
4.3.1 未建长效机制、制度空转 >4
4.4 审计整改、督查整改
4.4.1 审计、督查问题未闭环 >4
"""

_VILLAGE = """
V1 政治功能、决策部署
V1.1 学习贯彻走形式 >1 =1.1.1
V1.2 政治功能弱化 >3 =3.4.2
V2 乡村振兴与产业
V2.1 集体经济和产业发展乏力 >1 =1.2.1
V2.2 耕地保护和粮食生产责任不落实 >1 =2.9.4
V3 “三资”与财务
V3.1 账务管理混乱、白条列支 >2 =2.5.2
V3.2 资产资源底数不清 >2 =2.8.1
V3.3 资金体外循环、坐收坐支 >2 =2.5.3
V3.4 集体收入应收未收 >2 =2.8.3
V4 工程与合同
V4.1 工程程序不规范 >2 =2.6.1
V4.2 合同管理不规范 >2 =2.8.2
V4.3 工程质量和结算把关不严 >2 =2.6.5
V5 惠民补贴
V5.1 低保、特困政策落实偏差 >2 =2.9.1
V5.2 惠农补贴申报不实 >2 =2.9.3
V5.3 优亲厚友 >2 =2.9.2
V6 村务公开、四议两公开
V6.1 村（居）务公开不及时不全面 >2 =3.4.3
V6.2 “四议两公开”执行走样 >3 =3.4.3
V6.3 村务监督弱化 >2 =2.2.1
V7 党建基础
V7.1 组织生活不规范 >3 =3.3.2
V7.2 党员发展和后备力量不足 >3 =3.5.2
V7.3 党费、阵地等基础工作不扎实 >3 =3.4.1
V8 干部作风与廉洁
V8.1 服务群众意识不强 >2 =2.4.1
V8.2 违规领取报酬、廉洁自律不严 >2 =2.3.2
V9 人居环境、基础设施
V9.1 人居环境整治不彻底 >1 =1.2.5
V9.2 基础设施短板长期未解决 >2 =2.10.2
V9.3 小区治理和物业监管缺位 >2 =1.2.3
V10 矛盾化解、信访
V10.1 矛盾纠纷化解不力 >1 =1.5.2
V10.2 安全隐患排查不彻底 >1 =1.5.3
V11 历次整改
V11.1 历次检查问题整改不到位 >4 =4.2.1
"""

SOURCES = ("谈话", "信访", "调阅", "走访", "问卷", "审计移交", "码上巡察")
NATURES = ("个性", "共性", "系统性")
SEVERITIES = ("重点", "一般")
DISPOSALS = ("反馈", "立行立改", "线索", "建议书", "专题报告")
RESPONSIBILITY_LEVELS = ("本级", "下级", "村")
DISCIPLINES = ("政治纪律", "组织纪律", "廉洁纪律", "群众纪律", "工作纪律", "生活纪律")
FLAGS = ("历史遗留", "重复发生", "涉及资金")
"""Cross tags: kept beside the leaf, never instead of it."""


def _read(text: str, scope: str) -> list[Node]:
    nodes = []
    for line in text.strip().splitlines():
        code, _, rest = line.partition(" ")
        words = rest.split()
        marks = [one for one in words if one[0] in ">="]
        name = " ".join(one for one in words if one[0] not in ">=")
        parent = code.rpartition(".")[0] or None
        focus = next((int(one[1:]) for one in marks if one[0] == ">"), 0)
        main = next((one[1:] for one in marks if one[0] == "="), "")
        nodes.append(Node(code, name, parent, scope, focus, main))
    return nodes


@cache
def nodes() -> tuple[Node, ...]:
    """All nodes, a parent always before its children."""
    return (*_read(_UNIT, "unit"), *_read(_VILLAGE, "village"))


@cache
def leaves() -> dict[str, Node]:
    """The leaves by code."""
    return {one.code: one for one in nodes() if one.is_leaf}
