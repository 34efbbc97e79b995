"""The desk of papers, a record's papers, a printed one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import BUSINESS, READERS
from xuncha.foundation import access
from xuncha.insight.papers import converting, registry, selectors, services
from xuncha.kernel.errors import Absent, Unavailable
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

SORTS = (Sort("new", "最近打印", "pk", descending=True),)
SHOWN = 20
_NOWHERE = "没有这个编号的文书，或者它的记录不在您的查看范围内。请对照纸上页脚的“文书编号”。"


@read_view(BUSINESS)
def desk(request: Request) -> HttpResponse:
    """What I printed, and where a number leads."""
    typed = request.GET.get("code", "").strip()[:40]
    problem = ""
    if typed:
        try:
            return redirect("papers_printed", selectors.find_print(request.actor, typed).code)
        except Absent:
            problem = _NOWHERE
    context = {
        "page": page_of(request, selectors.own_prints(request.actor), SORTS), "typed": typed,
        "problem": problem, "sees_templates": request.actor.has(*READERS),
    }  # fmt: skip
    return render(request, "papers/desk.html", context)


@read_view(BUSINESS)
def of_record(request: Request, thing: str, record_id: int) -> HttpResponse:
    """What may be printed of a record, and what was."""
    found, offers = selectors.offers(request.actor, thing, record_id)
    kind = registry.kinds_of(thing)[0]
    context = {
        "record": found, "offers": offers, "back_url": reverse(kind.page, args=[found.pk]),
        "label": found._meta.verbose_name,
        "prints": selectors.prints_of(request.actor, thing, record_id)[:SHOWN],
    }  # fmt: skip
    return render(request, "papers/of.html", context)


@write_view(BUSINESS, form=False)
def print_one(request: Request, paper: str, record_id: int) -> HttpResponseBase:
    """The paper as a Word file; numbered and noted."""
    row = services.print_paper(request.actor, kind=paper, record_id=record_id)
    assert row.file is not None
    return handed_out(row.file)


@read_view(BUSINESS)
def printed(request: Request, code: str) -> HttpResponse:
    """One printed paper: of what, by whom, when, behind which line of the log."""
    row = selectors.find_print(request.actor, code)
    kind = registry.kind_named(row.kind)
    context = {
        "row": row, "kind": kind, "record_url": reverse(kind.page, args=[row.record_id]),
        "why_not": access.can(request.actor, "open", row).reason,
        "no_pdf": "" if converting.program() else converting.MISSING,
    }  # fmt: skip
    return render(request, "papers/printed.html", context)


@write_view(BUSINESS, form=False)
def open_again(request: Request, code: str) -> HttpResponseBase:
    """The file once more, ``pdf=1`` its PDF."""
    as_pdf = request.POST.get("pdf") == "1"
    return handed_out(services.open_paper(request.actor, code=code, as_pdf=as_pdf))


@write_view(BUSINESS, form=False)
def convert(request: Request, code: str) -> HttpResponse:
    """Ask for the PDF; it is made beside the pages."""
    try:
        job = services.ask_pdf(request.actor, code=code)
    except Unavailable as problem:
        messages.error(request, problem.sentence)
        return redirect("papers_printed", code)
    messages.success(request, "已经开始转换，转好以后在文书的页面下载。")
    return redirect("jobs_detail", job.pk)
