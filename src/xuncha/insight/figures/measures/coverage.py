"""Who was inspected, who has to be, and how far the term has come."""

from __future__ import annotations

from collections.abc import Callable, Collection

from django.db.models import Q, QuerySet

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.coverage.enums import COUNTED, TO_COVER, Standing
from xuncha.cycle.planning.coverage.selectors import Row, standings_on
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.cycle.planning.models import Inspection, Round
from xuncha.engines.filling.words import Words
from xuncha.foundation import access
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.measure import Lift, Measure, Paths
from xuncha.kernel.policies import NOTHING

SUBJECT = "覆盖"
UNITS = (
    "党组织", "单位", "被巡察单位", "被巡察党组织", "部门单位", "部门和单位", "巡察对象",
    "党组织总数", "基层党组织", "单位党组织", "党委（党组）", "党委(党组)", "党组（党委）",
    "单位（党组织）", "单位和党组织",
)  # fmt: skip
_SEEN = (
    "巡察", "进驻", "巡过", "巡了", "巡察过", "政治体检", "把脉问诊", "政治巡察", "接受巡察",
    "巡察了", "进驻巡察",
    "巡察监督", "巡察完", "巡完",
)  # fmt: skip
_EACH = ("个", "家", "所")
_BY_VISIT = frozenset({"kind", "round", "way", "year"})
_OF_VISIT = Paths(
    round="round", organisation="organisation", way="kind", date="entered_on"
)  # fmt: skip
_OF_UNIT = Paths(round="", organisation="self")

_NOT_YET = (
    "未巡察", "尚未巡察", "未覆盖", "尚未覆盖", "待巡察", "还没巡到", "没巡到", "没有巡到",
    "还没有巡到", "还没巡", "还没巡察", "还没有巡察", "没有巡察", "还未巡察", "还未覆盖",
    "还没覆盖", "还没有覆盖", "没有覆盖", "尚未巡到", "未巡到", "未巡", "剩余", "剩下", "余下",
    "尚未完成巡察", "还未完成巡察", "未完成巡察", "没巡过", "还没巡过", "尚未进驻", "还没有进驻",
    "未进驻", "没有进驻", "还没进驻", "尚待巡察", "有待巡察", "尚未开展巡察", "还没有开展巡察",
    "未开展巡察", "没有巡察过", "没有轮到", "还没轮到", "还没有轮到", "尚欠", "未接受巡察",
    "尚未接受巡察", "还没有接受巡察", "还剩", "没巡", "还剩下", "还差", "没巡的", "还没巡的",
    "没有巡",
)  # fmt: skip


def entered(ask: Ask) -> QuerySet[Inspection]:
    """Inspections in sight that had been entered by the day."""
    return access.visible(ask.actor, Inspection).filter(entered_on__lte=ask.day)


def fed_back(ask: Ask) -> QuerySet[Inspection]:
    """Inspections in sight whose feedback had been given by the day."""
    return access.visible(ask.actor, Inspection).filter(feedback_on__lte=ask.day)


def _organisations(ask: Ask) -> QuerySet[Organisation]:
    seen = access.visible(ask.actor, Organisation)
    readers = ask.actor.is_system or ask.actor.has(*READERS)
    return seen if readers and ask.term is not None else seen.none()


def _rows(ask: Ask) -> list[Row]:
    assert ask.term is not None
    return standings_on(ask.actor, ask.term, ask.day)


def _standing(which: Collection[Standing]) -> Callable[[Ask], Q]:
    def where(ask: Ask) -> Q:
        if ask.term is None:
            return NOTHING
        rows = ask.once("standings", lambda: _rows(ask))
        return Q(pk__in=[one.organisation.pk for one in rows if one.standing in which])

    return where


_UNITS, _ROUNDS = Lift("organisation", Organisation), Lift("round", Round)
_to_cover, _covered, _left = (_standing(which) for which in (TO_COVER, COUNTED, TO_COVER - COUNTED))

INSPECTED = Measure(
    "organisations_inspected", "巡察过的党组织", "本届进驻过的党组织，不论方式，一个只算一次", "个",
    SUBJECT, entered, _OF_VISIT, _BY_VISIT, lift=_UNITS,
    words=(Words(UNITS, _SEEN, _EACH,
                 needs_act=True, by_kind=True),
           Words(("被巡察单位", "被巡察党组织", "巡察对象"), ("巡察", "进驻"), _EACH,
                 needs_act=True, bare=True)),
)  # fmt: skip
REVISITED = Measure(
    "organisations_revisited", "回头看的党组织", "本届以“回头看”方式进驻过的党组织，一个只算一次",
        "个",
    SUBJECT, entered, _OF_VISIT,
    frozenset({"kind", "round", "year"}), lift=_UNITS,
    where=lambda _: Q(kind=InspectionKind.REVISIT),
    words=(Words(UNITS, ("巡察",), _EACH, needs_act=True, by_kind=True, way="回头看"),),
)  # fmt: skip
TO_INSPECT = Measure(
    "organisations_to_cover", "应巡察的党组织",
        "本届应当巡察一遍的党组织：已覆盖的、尚欠的和缓巡的", "个",
    SUBJECT, _organisations, _OF_UNIT, frozenset({"kind"}), where=_to_cover, roles=READERS,
    words=(Words(UNITS, ("应巡", "应巡察", "应覆盖", "规划巡察", "列入规划", "纳入规划", "该巡",
                         "该巡察", "应当巡察", "应当覆盖", "应巡察覆盖", "列入巡察规划",
                         "纳入巡察规划", "纳入巡察范围", "列入巡察范围", "纳入全覆盖",
                         "纳入巡察全覆盖", "列入全覆盖", "巡察范围", "规划巡察覆盖", "规划覆盖",
                         "纳入覆盖", "纳入五年规划", "列入五年规划", "列入巡察五年规划",
                         "纳入巡察五年规划", "需要巡察", "需巡察", "计划巡察", "要巡察",
                         "列入全覆盖范围", "纳入全覆盖范围", "列入巡察全覆盖"), _EACH,
                 needs_act=True, by_kind=True),),
)  # fmt: skip
COVERED = Measure(
    "organisations_covered", "已覆盖的党组织",
    "本届已经算巡察过一遍的党组织：常规、专项、提级、延伸、巡乡带村进驻过的，和经前身覆盖的", "个",
    SUBJECT, _organisations, _OF_UNIT, frozenset({"kind"}), where=_covered, roles=READERS,
    words=(Words(UNITS, ("覆盖", "实现覆盖", "完成覆盖", "覆盖了", "覆盖到", "完成巡察",
    "已完成巡察", "实现巡察覆盖", "巡察过一遍", "巡察一遍", "巡过一遍",
                         "完成巡察覆盖", "巡察覆盖", "完成全覆盖", "全部覆盖"), _EACH,
                         needs_act=True, by_kind=True),),
)  # fmt: skip
LEFT = Measure(
    "organisations_left", "尚未巡察的党组织", "本届应当巡察、还没有覆盖的党组织，缓巡的在内", "个",
    SUBJECT, _organisations, _OF_UNIT, frozenset({"kind"}), where=_left, roles=READERS,
    words=(Words(UNITS, _NOT_YET, _EACH, needs_act=True, by_kind=True, headless=True),),
)  # fmt: skip
COVERAGE = Measure(
    "coverage_rate", "巡察覆盖率", "已覆盖的党组织占应巡察的党组织的百分比", "%",
    SUBJECT, _organisations, _OF_UNIT, frozenset({"kind"}), where=_covered, part_of=TO_INSPECT,
    roles=READERS,
    words=(Words(("覆盖率", "巡察覆盖率", "全覆盖率", "覆盖面", "巡察覆盖面", "覆盖比例",
    "覆盖比率",
                  "巡察覆盖比例", "覆盖进度", "全覆盖进度", "巡察全覆盖率", "全覆盖完成率",
                  "巡察进度", "总覆盖率", "党组织覆盖率"),
                 ("巡察", "覆盖", "未覆盖", "完成巡察", "剩余", "应巡察", "应巡"), ("%",)),),
)  # fmt: skip
VISITS = Measure(
    "inspections_held", "进驻的巡察任务", "进驻过的巡察任务，一个党组织巡察两次算两次", "次",
    SUBJECT, entered, _OF_VISIT, _BY_VISIT,
    words=(Words(("进驻巡察任务", "进驻任务"), ("巡察", "进驻"), ("次", "个"), verbal=True),),
)  # fmt: skip
FED_BACK = Measure(
    "inspections_told", "反馈的巡察任务", "已经向被巡察党组织反馈的巡察任务", "次", SUBJECT,
        fed_back,
    Paths(round="round", organisation="organisation", way="kind", date="feedback_on"), _BY_VISIT,
)  # fmt: skip
ROUNDS = Measure(
    "rounds_held", "开展的轮次", "有巡察组进驻过的轮次", "轮", SUBJECT, entered, _OF_VISIT,
    frozenset({"kind", "way", "year"}), lift=_ROUNDS,
    words=(Words(("巡察", "巡察工作", "集中巡察", "政治巡察", "巡察轮次", "巡察任务", "轮次",
    "区委巡察"),
                 ("巡察", "政治巡察", "进驻", "巡了"), ("轮", "轮次"), headless=True),),
)  # fmt: skip

COVERAGE_MEASURES = (
    TO_INSPECT, INSPECTED, COVERED, LEFT, COVERAGE, REVISITED, ROUNDS, VISITS, FED_BACK,
)  # fmt: skip
