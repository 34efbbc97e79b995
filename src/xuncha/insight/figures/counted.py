"""A figure of the pages as a figure with parameters: same name, definition and condition."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import Model, Q, QuerySet

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

    def where(ask: Ask) -> Q:
        condition = figure.where(ask.day)
        return condition & dated(ask) if dated else condition

    return Measure(
        figure.name, figure.label, figure.definition, unit, subject, seen(figure.model), paths,
        params, where=where, roles=figure.roles, page=figure.page, words=words,
        is_dated=dated is not None,
    )  # fmt: skip


@cache
def seen(model: type[Model]) -> Callable[[Ask], QuerySet[Any]]:
    """All rows of a model in sight: the same base for all figures of it."""
    return lambda ask: access.visible(ask.actor, model)
