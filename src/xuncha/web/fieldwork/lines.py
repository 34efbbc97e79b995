"""Documents: one by one, several over the counter at once, and the list over all inspections."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.cooperation import timeliness_of
from xuncha.cycle.fieldwork.enums import LineState
from xuncha.cycle.fieldwork.models import RequestLine
from xuncha.cycle.fieldwork.services import lines
from xuncha.cycle.fieldwork.services.lines import Counted
from xuncha.cycle.fieldwork.states import LINE_STATES
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.acting import Deed, buttons_for, do
from xuncha.web.fields import ReasonForm
from xuncha.web.fieldwork.audience import READING, WITH_UNIT, WORKING, WORKING_WITH_UNIT
from xuncha.web.fieldwork.filters import LineFilter
from xuncha.web.fieldwork.forms.requests import (
    CounterForm,
    GiveForm,
    HandForm,
    SayNoneForm,
    TakeForm,
)
from xuncha.web.fieldwork.tabs import desk_tabs
from xuncha.web.handing import handed_out, list_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn

SORTS = (
    Sort("due", "期限由近到远", "due_on"),
    Sort("new", "最近请求", "pk", descending=True),
)
OWED = (LineState.WAITING, LineState.HANDED, LineState.PARTLY)


def _take(actor: Any, **data: Any) -> RequestLine:
    return lines.take(actor, whole=True, **data)


def _take_part(actor: Any, **data: Any) -> RequestLine:
    return lines.take(actor, whole=False, **data)


DEEDS = (
    Deed("hand", lines.hand_in, "已交，等组里清点签收。", HandForm, style="main"),
    Deed("say_none", lines.say_none, "已说明。", SayNoneForm, label="没有这件材料"),
    Deed("take", _take, "已签收。", TakeForm, style="main"),
    Deed("take_part", _take_part, "已签收一部分。", TakeForm),
    Deed("refuse", lines.refuse, "已退回，请单位补正。", ReasonForm),
    Deed("insist", lines.insist, "已要求单位提供。", ReasonForm),
    Deed("give_back", lines.give_back, "已登记退还。", GiveForm, style="main"),
    Deed("drop", lines.drop, "已注明不再需要。", ReasonForm),
)


@read_view(WITH_UNIT)
def one(request: Request, line_id: int) -> HttpResponse:
    """One document: its way, its files, what may be done."""
    actor = request.actor
    row = selectors.get_line(actor, line_id)
    starts: dict[str, dict[str, object]] = {
        "take": {"pages": row.pages_told, "took": actor.name, "on": clock.today()},
        "take_part": {"took": actor.name, "on": clock.today()},
        "give_back": {"pages": row.pages_held, "gave": actor.name, "on": clock.today()},
    }
    context = {
        "row": row,
        "inspection": row.inspection,
        "of_unit": not actor.has(*READING),
        "answer": timeliness_of(row, clock.today()),
        "buttons": buttons_for(actor, row, DEEDS, LINE_STATES, starts),
        "act_url": reverse("fieldwork_move_line", args=[row.pk]),
        "moves": selectors.moves_of(actor, row),
        "files": selectors.files_of_line(actor, row),
        "steps": selectors.steps_of(actor, "line", row),
    }
    return render(request, "fieldwork/line.html", context)


@write_view(WORKING_WITH_UNIT, form=False)
def move(request: Request, line_id: int) -> HttpResponse:
    """Hand in, say that there is none, take, send back, give back, let go."""
    row = do(request, DEEDS, line_id=line_id)
    return redirect(reverse("fieldwork_request", args=[row.request_id]) + f"#line-{row.pk}")


@write_view(WITH_UNIT, form=False)
def download(request: Request, line_file_id: int) -> HttpResponseBase:
    """An electronic copy; each download goes into the log."""
    one = lines.note_download(request.actor, line_file_id=line_file_id)
    return handed_out(one.file)


@write_view(WORKING)
def take_many(request: Request, request_id: int) -> HttpResponse:
    """Several documents over the counter at once: pages counted, one signature."""
    return _counter(request, request_id, OWED, give=False)


@write_view(WORKING)
def give_many(request: Request, request_id: int) -> HttpResponse:
    """Several documents given back at once, pages counted again."""
    return _counter(request, request_id, (LineState.RECEIVED,), give=True)


def _counter(
    request: Request, request_id: int, states: Sequence[str], *, give: bool
) -> HttpResponse:  # fmt: skip
    actor = request.actor
    row = selectors.get_request(actor, request_id)
    access.require(actor, "change", row)
    rows = list(selectors.lines_of(actor, row).filter(state__in=states))
    me = {"gave" if give else "took": actor.name, "on": clock.today()}
    form = CounterForm(request.POST or None, initial=me)
    if request.method == "POST" and form.is_valid():
        act = lines.give_many if give else lines.take_many
        with ProblemsIn(form):
            number = act(actor, counted=_counted(request, rows), **form.cleaned_data)
            messages.success(request, f"已{'退还' if give else '签收'} {number} 件。")
            return redirect("fieldwork_request", row.pk)
    context = {
        "row": row, "form": form, "give": give,
        "lines": [(one, request.POST.get(f"pages-{one.pk}", _start(one, give=give))) for one in
                  rows],
    }  # fmt: skip
    return render(
        request, "fieldwork/counter.html", context, status=400 if form.errors else 200
    )  # fmt: skip


def _start(line: RequestLine, *, give: bool) -> object:
    """What the count begins with: originals go back whole; what the unit has handed in is not
    counted before somebody did."""
    return (line.pages_held if line.is_original else "") if give else ""


def _counted(request: Request, rows: Sequence[RequestLine]) -> list[Counted]:
    found = []
    for one in rows:
        told = request.POST.get(f"pages-{one.pk}", "").strip()
        if not told:
            continue
        if not told.isascii() or not told.isdecimal() or len(told) > 6:
            raise Invalid(f"第 {one.number} 件的页数应当是整数。")
        version = request.POST.get(f"version-{one.pk}", "")
        found.append(
            Counted(
                one.pk, int(version) if version.isdecimal() else 0, int(told),
                whole=f"part-{one.pk}" not in request.POST,
                note=request.POST.get(f"note-{one.pk}", "")[:200],
            )
        )  # fmt: skip
    return found


@read_view(WITH_UNIT)
def all_of_them(request: Request) -> HttpResponse:
    """Documents over all inspections in sight: what is overdue, late, said not to exist."""
    actor = request.actor
    rows = selectors.list_lines(actor)
    chosen = LineFilter(request.GET, queryset=rows, request=request)
    page = page_of(request, chosen.qs, SORTS)
    today = clock.today()
    context = {
        "filter": chosen,
        "page": page,
        "sorts": SORTS,
        "rows": [(one, timeliness_of(one, today)) for one in page],
        "tabs": desk_tabs(actor, "fieldwork_lines"),
        "may_export": actor.has(*WORKING),
    }
    return render(request, "fieldwork/lines.html", context)


COLUMNS = [
    OutColumn("轮次", 16), OutColumn("单位", 28), OutColumn("清单", 10),
    OutColumn("序号", 8, "number"), OutColumn("材料名称", 44), OutColumn("所属期间", 16),
    OutColumn("借阅原件", 10), OutColumn("交件期限", 12, "date"),
    OutColumn("首次回应", 12, "date"), OutColumn("回应", 10), OutColumn("状态", 12),
    OutColumn("单位所报页数", 12, "number"), OutColumn("收到页数", 10, "number"),
    OutColumn("退还页数", 10, "number"), OutColumn("页数不符", 10), OutColumn("说明", 40),
]  # fmt: skip


@write_view(WORKING, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, as a workbook."""
    found = selectors.list_lines(request.actor)
    chosen = LineFilter(request.POST, queryset=found, request=request)
    today = clock.today()
    rows = (
        [
            str(one.inspection.round), one.inspection.organisation.name, one.request.code,
            one.number, one.title, one.period, "是" if one.is_original else "", one.due_on,
            one.first_on, str(timeliness_of(one, today).label), one.get_state_display(),
            one.pages_told, one.pages_in, one.pages_out, "是" if one.is_short else "", one.why,
        ]
        for one in chosen.qs.order_by("inspection_id", "request__number", "number")
    )  # fmt: skip
    return list_out(request, "调阅材料", COLUMNS, rows, chosen)
