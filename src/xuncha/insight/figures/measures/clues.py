"""Clues: numbers only, and only for whoever may know of every clue. Others are shown the way to the
sealed store's own counts, in which small groups are hidden."""

from __future__ import annotations

from collections.abc import Mapping

from django.db.models import Q, QuerySet

from xuncha.cycle.clues.counting import knows_all
from xuncha.cycle.clues.enums import Disposal
from xuncha.cycle.clues.models import Clue, Copy
from xuncha.cycle.clues.rules import rules_on
from xuncha.cycle.directory.roles import READERS
from xuncha.engines.filling.words import Words
from xuncha.foundation import access
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.measure import Lift, Measure, Paths
from xuncha.kernel import clock

SUBJECT = "线索"
CLUES = (
    "线索",
    "问题线索",
    "违纪违法线索",
    "线索问题",
    "违纪违法问题线索",
    "各类线索",
    "各类问题线索",
    "违规违纪线索",
    "违纪违规线索",
    "违规违纪问题线索",
    "违纪线索",
    "涉嫌违纪违法问题线索",
    "涉嫌违纪违法线索",
    "违纪违规问题线索",
    "违纪问题线索",
    "涉嫌违纪问题线索",
    "干部问题线索",
    "反映领导干部问题线索",
    "反映党员干部问题线索",
    "有价值问题线索",
    "巡察线索",
    "巡察问题线索",
)
_MANY = ("件", "条", "个")
_BY = frozenset({"kind", "round", "way", "year"})


def _veils(ask: Ask) -> bool:
    if ask.actor.is_system:
        return False
    return not ask.once("knows_all", lambda: knows_all(ask.actor))


def _measure(
    name: str,
    label: str,
    definition: str,
    where: Q,
    dated: str,
    *words: Words,
    rates: tuple[tuple[str, str], ...] = (),
) -> Measure:
    def base(ask: Ask) -> QuerySet[Clue]:
        days = Q(**{f"{dated}__lte": ask.day}) if dated else Q(registered_at__lt=ask.end)
        return access.visible(ask.actor, Clue).filter(where & days).distinct()

    return Measure(
        name, label, definition, "件", SUBJECT, base, Paths(date=dated or "registered_at"), _BY,
        roles=READERS, page="clues_counts", words=words, rates=rates, is_many=True,
        veils=_veils,
    )  # fmt: skip


REGISTERED = _measure(
    "clues_registered", "登记线索", "线索专柜登记的线索，撤回的除外", ~Q(state="withdrawn"), "",
    Words(CLUES, ("登记", "发现", "收集", "形成", "登记在册", "梳理", "登记建档", "入柜",
           "挖出"), _MANY, needs_act=True),
)  # fmt: skip
HANDED_OVER = _measure(
    "clues_handed_over", "移交线索",
        "移交纪检监察机关、组织部门的线索，移交两家的只算一件，撤回的除外",
    ~Q(state="withdrawn"), "handover__on",
    Words(CLUES, ("移交", "移送", "转交", "移交了", "交办移交", "集中移交", "移交出去",
    "移交移送"), _MANY, needs_act=True),
)  # fmt: skip
CONCLUDED = _measure(
    "clues_concluded", "办结线索", "接收机关反馈最终结果、已经办结的线索", Q(state="concluded"),
    "concluded_on", Words(CLUES, ("办结", "了结", "办理完毕", "查结", "办完", "核查办结",
    "处置办结", "反馈结果", "办结反馈",
        "反馈办理结果", "反馈最终结果", "反馈最终处理结果", "查办完毕", "处置完毕", "核查完毕",
        "办结了"), _MANY, needs_act=True),
    rates=(("办结率", "clues_handed_over"), ("查结率", "clues_handed_over"),
           ("线索办结率", "clues_handed_over")),
)  # fmt: skip


def _filed_copies(ask: Ask) -> QuerySet[Copy]:
    """One row a receiver: who filed the case and the day must be the same one's."""
    return access.visible(ask.actor, Copy).filter(disposal=Disposal.FILED, accepted_on__lte=ask.day)


FILED = Measure(
    "clues_filed", "立案的线索", "接收机关以立案方式处置的线索，按那一家受理的日期，一件只算一次",
    "件", SUBJECT, _filed_copies,
    Paths(
        round="clue__inspection__round", organisation="clue__inspection__organisation",
        way="clue__inspection__kind", date="accepted_on",
    ), _BY, roles=READERS, page="clues_counts",
    words=(
        Words(("立案", "立案审查", "立案审查调查", "立案查处", "立案调查"), (), ("件", "起"),
              verbal=True),
        Words(CLUES, ("立案", "转立案", "立了案", "已立案", "立案处置"), _MANY, needs_act=True),
    ),
    rates=(("立案率", "clues_handed_over"),), veils=_veils,
    lift=Lift("clue", Clue),
)  # fmt: skip

CLUE_MEASURES = (REGISTERED, HANDED_OVER, CONCLUDED, FILED)


def few(told: Mapping[str, int]) -> bool:
    """Whether one of the counts, or what is left between two of them, is too small to be kept
    outside the store."""
    least = rules_on(clock.today()).settings.least_shown
    parts = ((REGISTERED, HANDED_OVER), (HANDED_OVER, CONCLUDED), (HANDED_OVER, FILED))
    rests = [told.get(one.name, 0) - told.get(part.name, 0) for one, part in parts]
    return any(0 < one < least for one in (*told.values(), *rests))
