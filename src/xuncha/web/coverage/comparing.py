"""Two versions side by side: figures, and who is moved, new, gone, begun."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.coverage.board import board_for
from xuncha.cycle.planning.coverage.comparing import (
    Difference,
    Moved,
    PlanFigures,
    difference,
    figures_of,
)
from xuncha.cycle.planning.coverage.selectors import list_plans
from xuncha.cycle.planning.models import PlanVersion
from xuncha.web.coverage.showing import get_plan, share
from xuncha.web.http import Request, read_view
from xuncha.web.ui.charts import bars

SHOWN = 200


class OtherForm(forms.Form):
    other: forms.ModelChoiceField[PlanVersion] = forms.ModelChoiceField(
        queryset=None, label="和哪一版对照", empty_label=None
    )


@read_view(READERS)
def compare(request: Request, plan_id: int) -> HttpResponse:
    """This version beside another: the one chosen, else the one it rests on, else the last."""
    actor = request.actor
    plan = get_plan(actor, plan_id)
    others = list_plans(actor, plan.term).exclude(pk=plan.pk)
    form = OtherForm(request.GET or None)
    form.fields["other"].queryset = others  # type: ignore[attr-defined]
    chosen = form.cleaned_data["other"] if form.is_bound and form.is_valid() else None
    other = chosen or plan.based_on or others.filter(number__lt=plan.number).first()
    other = other or others.first()
    context: dict[str, Any] = {"plan": plan, "other": other}
    if other is not None:
        form = OtherForm({"other": other.pk})
        form.fields["other"].queryset = others  # type: ignore[attr-defined]
        older, newer = sorted((plan, other), key=lambda one: one.number)
        boards = board_for(actor, older), board_for(actor, newer)
        ahead = {pk for pk, one in boards[1].places.items() if not one.done}
        old, new = figures_of(older, boards[0], ahead), figures_of(newer, boards[1], ahead)
        told = difference(actor, older=older, newer=newer)
        context |= {
            "form": form, "older": older, "newer": newer, "difference": told,
            "rows": _rows(old, new), "chart": _chart(older, newer, old, new),
            "parts": [("移动", told.moved), ("新增", told.added), ("去掉", told.dropped)],
            "ahead": len(ahead),
            "changes": _changes(told)[:SHOWN],
            "hidden": max(0, len(_changes(told)) - SHOWN),
        }  # fmt: skip
    return render(request, "coverage/compare.html", context)


def _changes(told: Difference) -> list[tuple[str, Moved, int]]:
    """What happened to whom, and how many go along: who does the same as the town that it goes with
    is counted there."""
    rows: list[tuple[str, Moved, int]] = []
    for label, moves in (("移动", told.moved), ("新增", told.added), ("去掉", told.dropped)):
        ways = {one.organisation: (one.before, one.after) for one in moves}
        along = Counter(one.goes_with for one in moves if _is_along(one, ways))
        rows += [(label, one, along[one.organisation]) for one in moves if not _is_along(one, ways)]
    return rows


def _is_along(one: Moved, ways: dict[int, tuple[str, str]]) -> bool:
    return ways.get(one.goes_with or 0) == (one.before, one.after)


def _rows(old: PlanFigures, new: PlanFigures) -> list[tuple[str, Any, Any]]:
    """The figures of both, in words."""
    names = [
        ("单位总数", "organisations"), ("起草时已经开展", "done"), ("没有排进轮次", "unplaced"),
        ("不符合规则", "faults"), ("加权延迟（风险×轮次，越小越好）", "delay"),
        ("高风险单位最迟在", "high_until"), ("最后一轮", "last_round"),
        ("还没开始的轮次共几个组", "teams"), ("一个组一轮最多工作日", "most_load"),
        ("各轮每组平均工作日最大相差", "spread"),
    ]  # fmt: skip
    rows = [(label, getattr(old, key), getattr(new, key)) for label, key in names]
    return [*rows, ("加权延迟比已证明的下界多", share(old.gap), share(new.gap))]


def _chart(
    older: PlanVersion, newer: PlanVersion, old: PlanFigures, new: PlanFigures
) -> dict[str, Any]:
    years = sorted({*old.by_year, *new.by_year})
    series = [
        (str(plan), [told.by_year.get(year, 0) for year in years])
        for plan, told in ((older, old), (newer, new))
    ]
    return bars([f"{year}年" for year in years], series, widest=28)
