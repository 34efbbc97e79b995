"""The review of a term: the page, and the workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django import forms
from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.models import Term
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.insight.figures.asking import Ask, ask, up_to_today
from xuncha.insight.figures.measure import Value
from xuncha.insight.figures.review import AT_END, Review, review
from xuncha.insight.figures.telling import Told
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Invalid
from xuncha.web.fields import calendar
from xuncha.web.handing import rows_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.review.showing import shown


class ReviewForm(forms.Form):
    """Which term, as of which day."""

    term: Any = forms.ModelChoiceField(None, label="届", required=False, empty_label=None)
    day = forms.DateField(label="截至", required=False, widget=calendar())

    def __init__(self, data: Any, actor: Actor):
        super().__init__(data)
        self.fields["term"].queryset = access.visible(actor, Term).order_by("-number")  # type: ignore[attr-defined]


def _asked(request: Request, data: Any) -> tuple[Ask, ReviewForm]:
    form = ReviewForm(data, request.actor)
    if not form.is_valid():
        raise Invalid("地址里的届或者日期不对，请重新选。")
    term: Term | None = form.cleaned_data["term"]
    day: dt.date | None = form.cleaned_data["day"]
    question = ask(
        request.actor, term=term.number if term else None,
        day=up_to_today(day),
    )  # fmt: skip
    chosen = {"term": question.term and question.term.pk, "day": question.day.isoformat()}
    return question, ReviewForm(chosen, request.actor)


@read_view(READERS)
def term(request: Request) -> HttpResponse:
    """The term in two tables, with charts; printed it is a paper of its own."""
    question, form = _asked(request, request.GET)
    context: dict[str, Any] = {
        "question": question, "form": form, "is_today": question.day == clock.today(),
    }  # fmt: skip
    if question.term is not None:
        context |= shown(question, review(question))
    return render(request, "review/term.html", context)


@write_view(READERS, form=False)
def export(request: Request) -> FileResponse:
    """Both tables as one workbook; noted in the log."""
    question, _ = _asked(request, request.POST)
    if question.term is None:
        raise Absent
    found = review(question)
    rows = list(_rows(found))
    title = f"{question.term}回顾（截至{question.day}）"
    record_export(
        request.actor, what=title, rows=len(rows),
        filters={"term": str(question.term.number), "day": question.day.isoformat()},
    )  # fmt: skip
    return rows_out(request, title, _columns(found), rows, len(rows))


def _columns(found: Review) -> list[OutColumn]:
    return [
        OutColumn("类别", 12), OutColumn("统计数", 26), OutColumn("单位", 8),
        *(OutColumn(f"{year}年", 12, "number") for year in found.years),
        OutColumn("本届合计", 12, "number"),
        *(OutColumn(f"第{one.number}轮", 11, "number") for one in found.rounds),
        OutColumn("年份怎么算", 14), OutColumn("定义", 60),
    ]  # fmt: skip


def _rows(found: Review) -> Iterator[list[object]]:
    for title, lines in found.groups:
        for one in lines:
            measure = one.measure
            numbers = [_value(told) for told in (*one.years, one.whole, *one.rounds)]
            how = f"截至{AT_END}" if one.at_end else "当年"
            yield [title, one.label, measure.unit, *numbers, how, measure.definition]


def _value(told: Told | None) -> Value:
    return None if told is None else told.value
