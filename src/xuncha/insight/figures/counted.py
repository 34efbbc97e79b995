"""A figure of the pages as a figure with parameters: same name, definition and condition."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Q, QuerySet

from xuncha.engines.filling.words import Words
from xuncha.foundation import access
from xuncha.insight.figures.asking import Ask
from xuncha.insight.figures.figure import Figure
from xuncha.insight.figures.measure import Measure, Paths

Dated = Callable[[Ask], Q] | None


def counted(
    figure: Figure,
    unit: str,
    subject: str,
    paths: Paths,
    params: frozenset[str] = frozenset({"kind", "round", "way"}),
    *,
    dated: Dated,
    words: tuple[Words, ...] = (),
) -> Measure:
    """``dated`` gives the condition that makes it true of an earlier day; None where the rows keep
    no such day: then it can be told of today only."""

    def base(ask: Ask) -> QuerySet[Any]:
        rows = access.visible(ask.actor, figure.model).filter(figure.where(ask.day))
        return rows.filter(dated(ask)) if dated else rows

    return Measure(
        figure.name, figure.label, figure.definition, unit, subject, base, paths, params,
        roles=figure.roles, page=figure.page, words=words, is_dated=dated is not None,
    )  # fmt: skip
