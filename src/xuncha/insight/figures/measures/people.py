"""Teams and people: how many were formed, how many served, who stands ready."""

from __future__ import annotations

from django.db.models import QuerySet

from xuncha.cycle.pool.models import Inspector
from xuncha.cycle.teams.models import Seat, Team
from xuncha.engines.filling.words import Words
from xuncha.foundation import access
from xuncha.insight.figures import pool
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.counted import counted
from xuncha.insight.figures.measure import Lift, Measure, Paths

SUBJECT = "力量"
_ROUND = Paths(round="round", organisation="", way="", date="round__start_on")
_BY_ROUND = frozenset({"round", "year"})
_SENT = (
    "抽调",
    "选派",
    "抽派",
    "选调",
    "派出",
    "派出去",
    "投入",
    "抽组",
    "参加巡察",
    "参与巡察",
    "抽调使用",
    "抽调了",
    "选派了",
    "派出了",
    "抽调选派",
    "选调",
    "抽出",
    "统筹抽调",
    "择优抽调",
    "借调",
    "调集",
    "精选",
    "选配",
    "投入巡察",
)
_PEOPLE = (
    "巡察干部",
    "干部",
    "人员",
    "巡察人员",
    "工作人员",
    "业务骨干",
    "骨干",
    "力量",
    "党员干部",
    "巡察力量",
    "优秀干部",
    "年轻干部",
    "优秀年轻干部",
    "专业人员",
    "专业干部",
    "巡察组成员",
    "工作力量",
    "精干力量",
    "专业人才",
    "业务能手",
    "巡察干部人数",
    "机关干部",
    "各类干部",
    "巡察工作人员",
    "参巡干部",
    "在职干部",
)


def _teams(ask: Ask) -> QuerySet[Team]:
    return access.visible(ask.actor, Team).filter(round__start_on__lte=ask.day)


def _seats(ask: Ask) -> QuerySet[Seat]:
    return access.visible(ask.actor, Seat).filter(
        round__start_on__lte=ask.day, from_on__lte=ask.day
    )


TEAMS = Measure(
    "teams_formed", "组建的巡察组", "已经开始的轮次里组建的巡察组，每轮分别计算", "个", SUBJECT,
    _teams, _ROUND, _BY_ROUND,
    words=(Words(("巡察组", "区委巡察组", "组", "巡察小组", "巡察组（队）", "巡察队伍"), ("组建",
    "成立", "派出", "抽组", "设立", "组成",
                 "分成", "编成", "组建了", "派出了", "成立了", "编组", "设置", "下设",
                 "抽调组成", "派驻", "分设", "进驻", "投入", "出动"), ("个", "支"),
                 needs_act=True, bare=True),),
)  # fmt: skip
PERSONS = Measure(
    "inspectors_deployed", "参加巡察的干部", "已经开始的轮次里在巡察组任过职的人，一个人只算一次",
        "人",
    SUBJECT, _seats, _ROUND, _BY_ROUND, lift=Lift("inspector", Inspector),
    words=(Words(_PEOPLE, _SENT, ("名", "人"), needs_act=True, headless=True),),
)  # fmt: skip
SEATS = Measure(
    "inspectors_seats", "参加巡察人次", "已经开始的轮次里巡察组的席位，一个人参加两轮算两次",
        "人次",
    SUBJECT, _seats, _ROUND, _BY_ROUND,
    words=(Words(_PEOPLE, _SENT, ("人次",), needs_act=True, headless=True),),
)  # fmt: skip
_SERVES = Paths(round="", organisation="home", way="")

ADMITTED = counted(
    pool.POOL_ADMITTED, "人", SUBJECT, _SERVES, frozenset(), dated=None,
    words=(Words((*_PEOPLE, "人才"), ("入库", "在库", "储备", "人才库", "审定入库", "库内",
    "库里", "入库在册", "巡察人才库",
                  "库中", "储备了", "纳入人才库", "入选人才库", "人才库在库", "人才库里",
                  "现有入库", "建库"), ("名", "人"),
                 needs_act=True, headless=True),),
)  # fmt: skip
_SAID = {
    "pool_leaders": ("可任组长", "能当组长", "能任组长", "可当组长", "能担任组长", "可以担任组长",
                     "可担任组长", "具备组长资格", "可以当组长", "能够担任组长", "具备任组长资格",
                     "具备担任组长资格", "具备担任组长条件", "符合组长条件", "够格当组长",
                     "可以任组长", "能带队当组长", "当得了组长", "有组长资格", "具有组长资格"),
    "pool_nominated": ("待资格审查", "等待资格审查", "还没有审查资格", "尚未资格审查",
    "等资格审查", "排队审资格",
                       "还没审资格", "等着审资格", "推荐待审", "尚未审查资格", "已推荐待审查",
                       "待审资格", "推荐上来", "推荐了"),
    "pool_checked": ("待审定", "等待审定", "还没有审定", "尚未审定", "等着审定", "待审定入库",
    "还没审定", "还没有审定入库",
                     "尚未审定入库"),
    "pool_expiring": ("证书将到期", "证书即将到期", "证书快到期", "证书快要到期",
                      "资格证书将到期", "资格证书即将到期", "资格证书快到期", "持证即将到期",
                      "证书临近到期", "证书马上到期"),
}  # fmt: skip


def _spoken(name: str) -> tuple[Words, ...]:
    heads = (*_PEOPLE, "人才")
    return (Words(heads, _SAID[name], ("名", "人", "个"), needs_act=True, headless=True),)


REST = tuple(
    counted(one, "人", SUBJECT, _SERVES, frozenset(), dated=None, words=_spoken(one.name))
    for one in pool.POOL_FIGURES if one is not pool.POOL_ADMITTED
)  # fmt: skip

PEOPLE_MEASURES = (TEAMS, PERSONS, SEATS, ADMITTED, *REST)
