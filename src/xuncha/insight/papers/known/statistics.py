"""Tables of figures: every number is one of the registry's, with its definition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.models import Round, Term
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.registry import MEASURES
from xuncha.insight.figures.telling import Told, tell_all
from xuncha.insight.figures.wording import said as number_said
from xuncha.insight.papers.known.common import office_in
from xuncha.insight.papers.registry import Field, PaperKind, register, rows, said
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor


def _of_term(actor: Actor, row: Term) -> Mapping[str, Any]:
    ask = Ask(actor, row, clock.today())
    return _table(actor, row, row.name, tell_all(ask))


def _of_round(actor: Actor, row: Round) -> Mapping[str, Any]:
    """Those that are told round by round."""
    ask = Ask(actor, row.term, clock.today()).by(round=str(row.number))
    told = tell_all(ask, [one for one in MEASURES if "round" in one.params])
    return _table(actor, row.term, f"{row.term}{row}", told)


def _table(actor: Actor, term: Term, of: str, told: Iterable[Told]) -> dict[str, Any]:
    """By subject, each told where it begins; figures of other people's roles are left out."""
    own = [
        one
        for one in told
        if not one.measure.roles or actor.is_system or actor.has(*one.measure.roles)
    ]
    order = list(dict.fromkeys(one.measure.subject for one in own))
    own.sort(key=lambda one: order.index(one.measure.subject))
    lines = [
        _line(subject if at == 0 else "", one)
        for subject, group in groupby(own, key=lambda one: one.measure.subject)
        for at, one in enumerate(group)
    ]
    return {
        "office": office_in(term), "of": of, "as_of": clock.today(), "number": len(lines),
        "reader": actor.name, "lines": lines,
    }  # fmt: skip


def _line(subject: str, one: Told) -> dict[str, str]:
    measure = one.measure
    why = f"（{one.why.rstrip('。')}）" if one.why else ""
    return {
        "subject": subject, "label": measure.label, "value": number_said(one.value, measure.unit),
        "definition": f"{measure.definition}{why}",
    }  # fmt: skip


_FIELDS: tuple[Field, ...] = (
    *said("office 巡察办,of 届次或轮次,as_of 统计截止日期,number 指标个数,reader 打印人"),
    rows(
        "lines", "指标",
        "subject 主题（每个主题的第一行才有）,label 指标,value 数,definition 口径",
    ),
)  # fmt: skip

register(
    PaperKind(
        "term_statistics", "一届巡察统计表", Term, "term_detail", _FIELDS, _of_term, act="",
        roles=READERS, outline="statistics",
    ),
    PaperKind(
        "round_statistics", "轮次巡察统计表", Round, "rounds_detail", _FIELDS, _of_round, act="",
        roles=READERS, related=("term",), outline="statistics",
    ),
)  # fmt: skip
