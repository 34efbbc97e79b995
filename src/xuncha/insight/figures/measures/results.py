"""What came of it: deeds for residents, recommendations, reports, institutions."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from xuncha.cycle.deeds.enums import DeedState
from xuncha.cycle.deeds.models import Deed
from xuncha.cycle.results.enums import InstitutionState, ResultKind, ResultState
from xuncha.cycle.results.models import Institution, Result
from xuncha.engines.filling.words import ALL, Words
from xuncha.foundation import access
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.measure import Measure, Paths

SUBJECT = "成果"
DEEDS = (
    "民生实事",
    "实事",
    "惠民实事",
    "民生小事",
    "民生实事项目",
    "群众身边民生实事",
    "群众身边实事",
    "群众身边的民生实事",
    "群众急难愁盼民生实事",
    "为民实事",
    "民生微实事",
    "微实事",
    "惠民利民实事",
    "便民实事",
    "利民实事",
    "群众身边的实事",
    "民心实事",
    "惠民小事",
    "小实事",
    "民生好事实事",
    "群众急难愁盼的民生实事",
    "民生实事好事",
    "好事实事",
    "实事好事",
    "村级民生实事",
)
_BY = frozenset({"kind", "round", "way", "year"})


def _deeds(ask: Ask) -> QuerySet[Deed]:
    return access.visible(ask.actor, Deed).exclude(state=DeedState.DROPPED)


DEEDS_HEARD = Measure(
    "deeds_verified", "列入的实事", "听到以后核实、列入办理的民生实事，不列实事的除外",
    "件", SUBJECT,
    _deeds, Paths(organisation="village", date="verified_on"), _BY,
    where=lambda ask: Q(verified_on__lte=ask.day),
    words=(Words(DEEDS, ("列入", "确定", "梳理", "认领", "列入办理", "核实列入", "列出", "立项",
    "交办", "纳入",
                         "纳入办理", "列入清单", "建立台账", "确定办理", "承诺", "承诺办理",
                         "承办", "登记列入", "定下", "梳理列入", "梳理确定"), ALL,
                 needs_act=True),),
)  # fmt: skip
DEEDS_DONE = Measure(
    "deeds_done", "办结的实事",
    "责任单位办结过的民生实事，以首次办结的日期为准；等回访的在内", "件", SUBJECT,
    _deeds, Paths(organisation="village", date="done_on"), _BY,
    where=lambda ask: Q(done_on__lte=ask.day),
    words=(Words(DEEDS, ("解决", "办结", "办成", "办好", "办理", "兑现", "办妥",
                         "办成办好", "办完", "完成", "落地", "办成了", "办结了",
                         "推动解决", "帮助解决", "协调解决", "解决了", "办了", "为群众办",
                         "完工"), ALL, needs_act=True),),
    rates=(("办结率", "deeds_verified"), ("办成率", "deeds_verified"), ("完成率", "deeds_verified"),
           ("办理完成率", "deeds_verified")),
)  # fmt: skip


def _results(ask: Ask) -> QuerySet[Result]:
    rows = access.visible(ask.actor, Result).filter(issued_on__lte=ask.day)
    return rows.exclude(state=ResultState.WITHDRAWN)


_BY_ROUND = frozenset({"round", "year"})
_RESULT = Paths(round="round", organisation="addressee", way="", date="issued_on")
RECOMMENDATIONS = Measure(
    "recommendations_issued", "巡察建议书", "移交出去的巡察建议书，撤回的除外", "份", SUBJECT,
    _results, _RESULT, _BY_ROUND, where=lambda _: Q(kind=ResultKind.RECOMMENDATION),
    words=(Words(("巡察建议书", "巡察建议", "建议书", "巡察工作建议书", "巡察整改建议书"),
    ("制发", "发出", "下发", "印发", "移交",
                 "送出", "发送", "制作", "送达", "制发了", "发了",
                 "形成并移交", "签发", "下达", "出具"),
                 ("份", "件", "条"), needs_act=True, bare=True),),
)  # fmt: skip
REPORTS = Measure(
    "special_reports_issued", "专题报告", "移交出去的专题报告，撤回的除外", "份", SUBJECT,
    _results, _RESULT, _BY_ROUND, where=lambda _: Q(kind=ResultKind.SPECIAL),
    words=(Words(("专题报告", "专项报告", "巡察专题报告", "专题材料"),
                 ("报送", "移交", "印发", "提交", "呈报", "上报", "报送了", "制发"), ("份", "篇",
                 "个"), needs_act=True, bare=True),),
)  # fmt: skip


def _institutions(ask: Ask) -> QuerySet[Institution]:
    rows = access.visible(ask.actor, Institution).filter(
        state__in=[InstitutionState.KEPT, InstitutionState.REPEALED], in_force_on__lte=ask.day
    )
    return rows.filter(in_force_on__gte=ask.term.start_on) if ask.term else rows


INSTITUTIONS = Measure(
    "institutions_built", "建立的制度",
    "被巡察单位本届施行、核对收录的制度，以施行日期为准，后来废止的在内", "项", SUBJECT,
    _institutions,
    Paths(round="", organisation="organisation", way="", date="in_force_on"),
    frozenset({"kind", "year"}),
    words=(Words(("制度", "制度机制", "规章制度", "各类制度", "制度规定", "制度文件",
    "规章制度机制",
                  "长效机制", "制度办法", "制度规范", "各项制度", "管理制度", "规范性制度"),
                  ("建立", "建立健全", "健全", "完善", "建立完善",
                 "制定", "修订", "制定修订", "新建", "出台", "制定完善", "修订完善", "健全完善",
                 "新建和修订", "制修订", "建立了", "制定出台", "新建修订", "建立修订", "新出台",
                 "形成",
                 "新制定", "建章立制", "建了", "新建了", "修订了", "完善了", "出台了", "制定了"),
                 ("项", "个", "件"), needs_act=True),
           Words(("建章立制",), (), ("项", "个", "件"), verbal=True)),
)  # fmt: skip

RESULT_MEASURES = (DEEDS_HEARD, DEEDS_DONE, RECOMMENDATIONS, REPORTS, INSTITUTIONS)
