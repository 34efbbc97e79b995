"""A figure of a round as it was sealed, where the question wants that and there is such a one."""

from __future__ import annotations

from django.urls import reverse

from xuncha.foundation import access
from xuncha.insight.figures.asking import Ask, named
from xuncha.insight.figures.measure import Measure
from xuncha.insight.figures.models import FrozenFigure
from xuncha.insight.figures.telling import Told, tell


def tell_kept(measure: Measure, ask: Ask) -> Told:
    """The newest sealed value for a question that wants it (``ask.frozen``), with what it is; else
    the figure as it is told now."""
    kept = _kept(measure, ask) if ask.frozen and "round" in ask.params else None
    if kept is None:
        return tell(measure, ask)
    snapshot = kept.snapshot
    return Told(
        measure, ask, kept.value, kept.rows, reverse("statistics_snapshot", args=[snapshot.pk]),
        note=f"{snapshot}，截至 {snapshot.day}",
    )  # fmt: skip


def _kept(measure: Measure, ask: Ask) -> FrozenFigure | None:
    _, _, params = named("", ask.params).partition("?")
    rows = access.visible(ask.actor, FrozenFigure).filter(
        name=measure.name, params=params, value__isnull=False, snapshot__day__lte=ask.day,
        snapshot__round__term=ask.term, definition=measure.definition,
    )  # fmt: skip
    return rows.select_related("snapshot__round").order_by("-snapshot__number").first()
