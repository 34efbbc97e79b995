"""Rectification: items, measures, the three levels apart, lateness, money, signals, checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from xuncha.cycle.directory.roles import INSPECTOR, PARTNER, READERS
from xuncha.cycle.oversight.models import Letter
from xuncha.cycle.rectification.enums import REACHED, UNDONE, ItemState, Level
from xuncha.cycle.rectification.models import Item, ItemStep, Progress, Signal
from xuncha.cycle.rectification.models import Measure as Promise
from xuncha.engines.filling.words import ALL, Words
from xuncha.foundation import access
from xuncha.insight.figures import definitions as pages
from xuncha.insight.figures import oversight
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.counted import counted
from xuncha.insight.figures.figure import Figure
from xuncha.insight.figures.levels import standing
from xuncha.insight.figures.measure import Measure, Paths
from xuncha.insight.figures.measures.findings import RIGHTED, righted

SUBJECT, MONEY, OVERSIGHT = "整改", "资金", "督办"
_PATHS = Paths(round="round", organisation="organisation", leaf="finding__leaf")
_UNDER = Paths("item__round", "item__organisation", "item__inspection__kind", "item__finding__leaf")
_BY = frozenset({"kind", "round", "way", "focus"})
ITEMS = (
    "整改事项",
    "整改任务",
    "事项",
    "任务",
    "子项",
    "具体整改事项",
    "整改任务事项",
    "整改子项",
    "具体事项",
    "整改具体事项",
    "各类整改事项",
    "具体整改任务",
    "整改条目",
    "巡察整改事项",
    "巡察整改任务",
)
_YUAN = ("元", "万元", "亿元")
_TAKEN = (
    "追缴",
    "追回",
    "收缴",
    "收回",
    "追缴到位",
    "追收",
    "追缴了",
    "追回了",
    "追缴收回",
    "清缴",
    "追缴上缴",
    "收缴追缴",
    "追缴退缴",
    "追缴追回",
    "督促追缴",
    "追缴入库",
    "追回追缴",
)

_SENT = (
    "发出",
    "下发",
    "印发",
    "制发",
    "发送",
    "下达",
    "送达",
    "发了",
    "发出了",
    "制发了",
    "下发了",
    "签发",
    "开出",
    "寄出",
    "送出",
)
_LETTER = (
    "督办文书",
    "督办函",
    "督办通知书",
    "督办单",
    "整改督办函",
    "督办通知",
    "整改督办单",
    "整改督办文书",
    "整改督办通知书",
    "督办件",
    "各类督办文书",
)
_OWED = (
    "应追缴",
    "应当追缴",
    "应追回",
    "应收缴",
    "需追缴",
    "应追",
    "需要追缴",
    "该追缴",
    "应予追缴",
    "应收回",
    "应当追回",
    "应当收缴",
    "应追缴收回",
    "该追回",
)


def said_of_items(
    *marks: str, acts: tuple[str, ...] = RIGHTED, headless: bool = False
) -> tuple[Words, ...]:
    """How texts tell of items in one state. Where the state is only theirs, 项 tells the noun."""
    named = Words(ITEMS, acts, ALL, marks)
    return (named, Words((), acts, ("项",), marks, headless=True)) if headless else (named,)


def _items(
    name: str, label: str, definition: str, where: Callable[[Ask], Q], marks: tuple[str, ...] = (),
    *, acts: tuple[str, ...] = RIGHTED, headless: bool = False,
) -> Measure:  # fmt: skip
    return Measure(
        name, label, definition, "项", SUBJECT, standing, _PATHS, _BY,
        where=where, words=said_of_items(*marks, acts=acts, headless=headless),
    )  # fmt: skip


TOTAL = _items(
    "items_total", pages.ITEMS.label, pages.ITEMS.definition, lambda _: Q(),
    acts=("列出", "细化", "分解", "形成", "梳理", "明确", "建立", "登记", "确定",
          "认领", "承接", "梳理出", "列入", "建账", "建立台账", "分解为", "细化为", "拆分",
          "分解出",
          "列入台账", "建立整改台账", "纳入台账", "分解形成", "细化形成", "梳理形成", "转化为",
          "明确为", "排出"),
)  # fmt: skip
MARKS = {Level.CLAIMED: "申报", Level.VERIFIED: "核实", Level.SUSTAINED: "巩固"}


def _level(level: Level, page: Figure) -> tuple[Measure, Measure]:
    def reached(_: Ask) -> Q:
        return Q(then__in=sorted(REACHED[level]))

    mark = MARKS[level]
    count = _items(
        page.name, f"事项{page.label}", page.definition, reached, (mark,), headless=True
    )  # fmt: skip
    rate = Measure(
        f"{page.name}_rate", f"事项{page.label}率",
        f"{page.definition}，占全部整改事项的百分比；三个层次分开算", "%", SUBJECT,
        standing, _PATHS, _BY, where=reached, part_of=TOTAL,
        words=(Words(("完成率", "整改完成率", "整改率", "事项完成率", "整改事项完成率", "率"),
            RIGHTED,
                     ("%",), (mark,)),),
    )  # fmt: skip
    return count, rate


LEVELS = tuple(
    one
    for level, page in zip(MARKS, pages.THREE_LEVELS, strict=True)
    for one in (*_level(level, page), *righted(level, page.label, MARKS[level]))
)


def _late(ask: Ask) -> Q:
    return Q(then__in=sorted(UNDONE), lasting_then=False, due_then__lt=ask.day)


OVERDUE = _items("items_overdue", pages.OVERDUE.label, pages.OVERDUE.definition, _late, ("逾期",),
                 headless=True)  # fmt: skip
LONG_TERM = _items(
    "items_long_term",
    "长期坚持",
    "注明长期坚持的整改事项",
    lambda _: Q(lasting_then=True),
    ("长期",),
    headless=True,
)
UNDER_WAY = _items(
    "items_under_way", "正在整改", "没有申报、核实、巩固的事项：待整改、整改中、已退回和重新整改的",
    lambda _: Q(then__in=sorted(UNDONE)), ("未完成",), headless=True,
)  # fmt: skip


def _reopened(ask: Ask) -> QuerySet[Item]:
    steps = ItemStep.objects.filter(after=ItemState.REOPENED, at__lt=ask.end)
    return access.visible(ask.actor, Item).filter(pk__in=steps.values("item"))


REOPENED = Measure(
    "items_reopened", "重新整改", "曾经被重新打开整改的事项，后来又完成的在内", "项", SUBJECT,
    _reopened, _PATHS, _BY, words=said_of_items("重新整改", headless=True),
)  # fmt: skip
PROMISED = Measure(
    "measures_promised", "整改措施", "整改事项名下的整改措施", "条", SUBJECT,
    lambda ask: access.visible(ask.actor, Promise).filter(item__created_at__lt=ask.end), _UNDER,
    _BY, words=(Words(("整改措施", "措施", "具体措施", "具体整改措施", "各项整改措施",
    "整改具体措施",
                     "各类整改措施"),
                    ("制定", "提出", "明确", "细化", "制定了", "细化出", "列出", "研究制定",
                    "逐条制定",
                     "逐项制定", "逐一制定", "定下", "细化为", "制定出", "承诺", "配套", "拿出",
                     "形成"),
        ALL),),
)  # fmt: skip


def _promised(level: Level, mark: str) -> tuple[Measure, Measure]:
    """A measure stands where its item stands; counted apart from items and findings."""

    def reached(ask: Ask) -> Q:
        states = sorted(REACHED[level])
        if ask.is_today:
            return Q(item__state__in=states)
        return Q(item__in=standing(ask).filter(then__in=states).values("pk"))

    definition = f"所属整改事项已经{mark}的整改措施，一个事项的几条措施一起算"
    count = Measure(
        f"measures_{level}", f"措施{level.label}", definition, "条", SUBJECT, PROMISED.base,
        _UNDER, _BY, where=reached,
    )  # fmt: skip
    rate = Measure(
        f"measures_{level}_rate", f"措施{level.label}率",
        f"{definition}，占全部整改措施的百分比", "%", SUBJECT, PROMISED.base, _UNDER, _BY,
        where=reached, part_of=PROMISED,
    )  # fmt: skip
    return count, rate


PROMISED_LEVELS = tuple(one for level in MARKS for one in _promised(level, MARKS[level]))
RECOVERED = Measure(
    "money_recovered", "追缴资金", "整改进展里填报的本次追缴金额合计", "元", MONEY,
    lambda ask: access.visible(ask.actor, Progress).filter(
        recovered_yuan__isnull=False, reported_on__lte=ask.day
    ),
    Paths(*(_UNDER.round, _UNDER.organisation, _UNDER.way, _UNDER.leaf), date="reported_on"),
    _BY | {"year"}, adds="recovered_yuan",
    words=(Words(("资金", "违规资金", "违纪资金", "违规违纪资金", "违纪违规资金", "款项",
        "问题资金", "金额"),
                 _TAKEN, _YUAN, needs_act=True),
           Words((), ("追缴", "追缴到位", "追回", "追缴了", "追回了"), _YUAN,
           needs_act=True, headless=True)),
    rates=(("追缴率", "money_due"), ("追缴到位率", "money_due"), ("追回率", "money_due"),
           ("收缴率", "money_due"), ("资金追缴率", "money_due")),
)  # fmt: skip
OWED = Measure(
    "money_due", "应追缴金额", "整改事项写明的应追缴金额合计", "元", MONEY,
    standing, _PATHS, _BY, adds="amount_due_yuan",
    where=lambda _: Q(amount_due_yuan__isnull=False), words=(
        Words(("应追缴金额", "应追缴资金"), _TAKEN, _YUAN),
        Words(("资金", "金额", "款项", "违规资金", "违纪资金", "违规违纪资金"), _OWED, _YUAN,
              needs_act=True, headless=True),
    ),
)  # fmt: skip


def _signals(ask: Ask) -> QuerySet[Signal]:
    return access.visible(ask.actor, Signal).filter(found_at__lt=ask.end)


SIGNALS = Measure(
    "signals_raised", "提出疑点", "系统对整改提出过的疑点，处理了的在内", "个", SUBJECT, _signals,
    Paths(date="found_at"), frozenset({"kind", "round", "way", "year"}),
    roles=READERS | {PARTNER, INSPECTOR},
    words=(Words(("疑点", "整改疑点", "疑点信息", "可疑点"),
                 ("发现", "提出", "推送", "提示", "提出来", "比对出", "筛出", "标出", "自动提示",
                  "自动提出", "比对发现", "预警"), ("个", "条", "处", "项")),),
)  # fmt: skip
LETTERS = Measure(
    "letters_issued", "督办文书", "发给单位的督办文书，五种都算，撤回的除外", "份", OVERSIGHT,
    lambda ask: access.visible(ask.actor, Letter).filter(issued_on__lte=ask.day).exclude(
        state="withdrawn"
    ),
    Paths(date="issued_on"), frozenset({"kind", "round", "way", "year"}),
    words=(Words(_LETTER, _SENT, ("份", "件", "个")),),
)  # fmt: skip


_SAID = {
    "items_waiting": said_of_items("待核实", headless=True),
    "items_returned": said_of_items("退回", headless=True),
    "items_due_soon": said_of_items("将到期", headless=True),
    "items_questioned": said_of_items("有疑点", headless=True),
    "items_red": said_of_items("红", headless=True),
    "items_yellow": said_of_items("黄", headless=True),
    "items_green": said_of_items("绿", headless=True),
    "signals_open": (
        Words(
            ("疑点", "整改疑点", "疑点信息", "可疑点"),
            ("提出", "提出来", "发现", "推送", "提示"),
            ("个", "条", "处", "项"),
            ("待处理",),
        ),
    ),
    "checks_waiting": (Words((), (), ("项",), ("待核查",), headless=True),),
    "checks_not_true": said_of_items("不属实", headless=True),
    "letters_late": (Words(_LETTER, (), ("份", "件"), ("未答复",)),),
}


def _plain(one: Any) -> Measure:
    paths = _PATHS if one.model is Item else Paths()
    return counted(one, "项", OVERSIGHT if one in oversight.OVERSIGHT_FIGURES else SUBJECT, paths,
                   dated=None, words=_SAID.get(one.name, ()))  # fmt: skip


_HERE = {"items_total", "items_claimed", "items_verified", "items_sustained", "items_overdue"}
_REST = tuple(
    _plain(one)
    for one in (*pages.ITEM_FIGURES, pages.SIGNALS_OPEN, *oversight.OVERSIGHT_FIGURES)
    if one.name not in _HERE
)
EXTENSIONS = counted(
    pages.EXTENSIONS_ASKED, "件", SUBJECT,
    Paths("item__round", "item__organisation", "item__inspection__kind"), dated=None,
    words=(Words(("延期申请", "延期", "整改延期", "整改延期申请", "申请延期", "延期请求",
    "延期报告",
                  "延期整改申请", "延长时限申请"), ("提出", "申请", "报来", "提交"), ALL,
                 ("待审批",)),),
)  # fmt: skip

RECTIFICATION_MEASURES = (
    TOTAL, PROMISED, *LEVELS, *PROMISED_LEVELS, UNDER_WAY, OVERDUE, LONG_TERM, REOPENED, RECOVERED,
    OWED, SIGNALS, *_REST, EXTENSIONS, LETTERS,
)  # fmt: skip
