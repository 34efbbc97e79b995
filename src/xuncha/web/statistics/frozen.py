"""封存数: the rounds of a term with their snapshots, a snapshot beside today, sealing one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning.models import Round
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.insight.figures.asking import ask
from xuncha.insight.figures.frozen import selectors
from xuncha.insight.figures.frozen.sealing import seal_round
from xuncha.insight.figures.frozen.selectors import Compared
from xuncha.insight.figures.models import Snapshot
from xuncha.insight.figures.wording import said
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.acting import form_page
from xuncha.web.doors import may_open
from xuncha.web.fields import day
from xuncha.web.handing import rows_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn


class SealForm(forms.Form):
    """As of which day, and for a later version why."""

    day = day("截至", "期满那天到今天之间。没有记日期的数只能封存今天的。", initial=clock.today)
    reason = forms.CharField(
        label="为什么再封存", max_length=200, required=False, help_text="第一版不用写"
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One figure then and now, as the page shows it."""

    told: Compared
    then: str
    now: str
    change: str
    url: str


@read_view(READERS)
def listing(request: Request) -> HttpResponse:
    """The rounds of the term, the last first: closed or not, sealed or not."""
    question = ask(request.actor)
    rows = selectors.rounds_of(request.actor, question.term) if question.term else []
    may_seal = request.actor.has(*OFFICE)
    context = {"term": question.term, "rows": rows, "may_seal": may_seal}
    return render(request, "statistics/frozen.html", context)


@read_view(READERS)
def snapshot(request: Request, snapshot_id: int) -> HttpResponse:
    """One snapshot: every figure then and now, the rows of now."""
    actor = request.actor
    row = selectors.snapshot_of(actor, snapshot_id)
    lines = [_line(actor, one) for one in selectors.compared(actor, row)]
    if only := request.GET.get("changed") == "yes":
        lines = [one for one in lines if one.told.differs]
    lines.sort(key=lambda one: one.told.frozen.place)
    context = {
        "row": row, "only": only, "subjects": list(_by_subject(lines)),
        "versions": selectors.versions_of(actor, row.round_id),
        "is_whole": selectors.is_whole(row), "same": selectors.same_registry(row),
        "may_seal": bool(access.can(actor, "create", row)),
    }  # fmt: skip
    return render(request, "statistics/snapshot.html", context)


def _line(actor: Actor, told: Compared) -> Line:
    unit = told.frozen.unit
    now = told.now
    change = told.change
    words = "" if not change else f"{'多' if change > 0 else '少'} {said(abs(change), unit)}"
    url = now.link if now is not None and may_open(actor, now.link) else ""
    value = said(now.value, unit) if now is not None else "—"
    return Line(told, said(told.frozen.value, unit), value, words, url)


def _by_subject(lines: list[Line]) -> Iterator[tuple[str, list[Line]]]:
    order: dict[str, int] = {}
    for one in lines:
        order.setdefault(one.told.frozen.subject, len(order))
    lines = sorted(lines, key=lambda one: order[one.told.frozen.subject])
    for subject, found in groupby(lines, key=lambda one: one.told.frozen.subject):
        yield subject, list(found)


_COLUMNS = (
    OutColumn("类别", 12), OutColumn("统计数", 34), OutColumn("单位", 8),
    OutColumn("封存时", 16, "number"), OutColumn("现在", 16, "number"),
    OutColumn("相差", 14, "number"), OutColumn("说明", 44), OutColumn("封存时的定义", 60),
)  # fmt: skip


@write_view(READERS, form=False)
def export(request: Request, snapshot_id: int) -> FileResponse:
    """A snapshot as a workbook, every figure then and now; noted in the log."""
    row = selectors.snapshot_of(request.actor, snapshot_id)
    told = selectors.compared(request.actor, row)
    title = f"{row}（截至{row.day}）"
    record_export(request.actor, what=title, rows=len(told), filters={})
    lines = [
        [one.frozen.subject, one.frozen.label, one.frozen.unit, one.frozen.value,
         one.now.value if one.now else None, one.change, one.because, one.frozen.definition]
        for one in told
    ]  # fmt: skip
    return rows_out(
        request, title, _COLUMNS, lines, len(lines),
        closing=f"摘要 {row.digest}。注意保密。",
    )  # fmt: skip


@write_view(OFFICE)
def seal(request: Request, round_id: int) -> HttpResponse:
    """Seal the figures of a round, or a further version of them."""
    actor = request.actor
    row = access.get_or_404(actor, Round, pk=round_id)
    access.require(actor, "create", Snapshot(round=row))
    form = SealForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data
        with ProblemsIn(form):
            made = seal_round(actor, round_id=row.pk, day=told["day"], reason=told["reason"])
            messages.success(request, f"{made}已经封存。")
            return redirect("statistics_snapshot", made.pk)
    sub = "封存的是全区的数，以后不再改；要改正的另封一版，写明为什么。"
    return form_page(
        request, form, f"封存{row}的统计数", reverse("statistics_frozen"), sub=sub, save="封存"
    )
