"""One year of the calendar, for whoever is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.foundation import access
from xuncha.foundation.calendar.models import WorkdayYear
from xuncha.foundation.calendar.selectors import tables
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.calendar.months import WEEKDAYS, months_of
from xuncha.web.http import SIGNED_IN, Request, read_view

FIRST, LAST = 2000, 2100


@read_view(SIGNED_IN)
def years(request: Request) -> HttpResponse:
    """A year as twelve small tables, with its source; "暂定" where the year has no table."""
    year = _year(request.GET.get("year", ""))
    known = tables()
    loaded = access.visible(request.actor, WorkdayYear).filter(year=year)
    context = {
        "year": year,
        "table": known.get(year),
        "months": months_of(year, known.get(year), clock.today()),
        "weekdays": WEEKDAYS,
        "known": sorted({*known, year}),
        "earlier": year - 1 if year > FIRST else None,
        "later": year + 1 if year < LAST else None,
        "loaded": loaded.select_related("loaded_by").order_by("-version"),
        "may_load": access.can(request.actor, "load", WorkdayYear()),
    }
    return render(request, "calendar/years.html", context)


def _year(words: str) -> int:
    if not words:
        return clock.today().year
    if not (words.isascii() and words.isdecimal() and len(words) == len(str(FIRST))):
        raise Invalid(f"年份应当是 {FIRST} 到 {LAST} 之间的四位数字。")
    if not FIRST <= int(words) <= LAST:
        raise Invalid(f"年份应当在 {FIRST} 到 {LAST} 之间。")
    return int(words)
