"""The dashboard of who reads, and the wall screen."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.insight.figures.asking import Ask, ask, up_to_today
from xuncha.insight.figures.boards import AUDIENCE, board_of
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.dashboard.laying import laid_out
from xuncha.web.dashboard.scenes import scenes
from xuncha.web.fields import calendar
from xuncha.web.http import Request, read_view


class DayForm(forms.Form):
    """As of which day."""

    day = forms.DateField(label="截至", required=False, widget=calendar())


def _asked(request: Request) -> tuple[Ask, DayForm]:
    form = DayForm(request.GET)
    if not form.is_valid():
        raise Invalid("截至的日期不对，应当写成 2025-12-31。")
    day: dt.date | None = form.cleaned_data["day"]
    question = ask(request.actor, day=up_to_today(day))
    return question, DayForm({"day": question.day.isoformat()})


@read_view(AUDIENCE)
def board(request: Request) -> HttpResponse:
    """The figures that matter to who reads."""
    question, form = _asked(request)
    shown = board_of(request.actor)
    context: dict[str, Any] = {
        "board": shown, "question": question, "form": form,
        "is_today": question.day == clock.today(),
        "blocks": laid_out(question, shown.blocks),
    }  # fmt: skip
    return render(request, "dashboard/board.html", context)


@read_view(READERS)
def wall(request: Request) -> HttpResponse:
    """The same figures in large type for a meeting room, scene after scene."""
    question, _ = _asked(request)
    context = {"question": question, "scenes": scenes(question)}
    return render(request, "dashboard/wall.html", context)
