"""What was found, for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.roles import BUSINESS
from xuncha.insight.search.asking import CAP, Answer, Hit, ask
from xuncha.web.doors import may_open
from xuncha.web.http import Request, read_view
from xuncha.web.search.forms import SearchForm

SIZE = 20
_PAGES = CAP // SIZE
_FREE = frozenset({"q", "order"})


@dataclass(frozen=True, slots=True)
class Shown:
    """A find with its address, where the page is for this reader, and the way to what else there
    is of its unit."""

    hit: Hit
    url: str
    narrower: str


@read_view(BUSINESS)
def results(request: Request) -> HttpResponse:
    """One page of finds. The address holds the question, so that it can be kept and gone back
    to."""
    form = SearchForm(request)
    page = _page(request.GET.get("page", ""))
    asked = form.asked()
    answer = ask(request.actor, asked, page=page, size=SIZE)
    context = {
        "form": form, "answer": answer, "typed": asked.words, "cap": CAP,
        "rows": [_shown(request, hit) for hit in answer.hits],
        "narrowed": any(request.GET.get(name) for name in form.fields if name not in _FREE),
        "first": (page - 1) * SIZE + 1,
    } | _pages(request, answer, page)  # fmt: skip
    return render(request, "search/results.html", context)


def _page(told: str) -> int:
    number = int(told) if told.isascii() and told.isdecimal() and len(told) < 4 else 1
    return min(max(number, 1), _PAGES)


def _shown(request: Request, hit: Hit) -> Shown:
    unit = 0 if isinstance(hit.row, Organisation) else hit.kind.place(hit.row).unit
    return Shown(
        hit, hit.url if may_open(request.actor, hit.url) else "",
        _address(request, unit=str(unit)) if unit and not request.GET.get("unit") else "",
    )  # fmt: skip


def _pages(request: Request, answer: Answer, page: int) -> dict[str, str]:
    behind = page * SIZE < answer.total
    return {
        "newer": _address(request, page=str(page - 1)) if page > 1 else "",
        "older": _address(request, page=str(page + 1)) if behind else "",
    }


def _address(request: Request, **more: str) -> str:
    kept = {key: str(value) for key, value in request.GET.items() if value and key != "page"}
    return "?" + urlencode({**kept, **more})
