"""Reading papers in: drop one, see what was understood, correct, take as drafts or leave."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xuncha.cycle.intake import selectors, services
from xuncha.cycle.intake.enums import IntakeState, PaperKind
from xuncha.cycle.intake.models import PaperIntake
from xuncha.cycle.intake.policies import READERS_IN
from xuncha.cycle.intake.understood import Understood, understood
from xuncha.foundation import access
from xuncha.kernel.errors import Invalid
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.reading.forms import BringForm, DropForm, PaperForm
from xuncha.web.reading.showing import context_of, status_of

SORTS = (Sort("new", "最近读入", "pk", descending=True), Sort("old", "最早读入", "pk"))


@write_view(READERS_IN)
def papers(request: Request) -> HttpResponse:
    """Drop a paper; those read in before, the latest first."""
    offered = selectors.open_inspections(request.actor)
    initial = {"inspection": request.GET.get("inspection")}
    form = BringForm(
        request.POST or None, request.FILES or None, initial=initial, inspections=offered
    )
    if request.method == "POST" and form.is_valid():
        upload, chosen = form.cleaned_data["file"], form.cleaned_data["inspection"]
        try:
            made = services.bring_paper(
                request.actor, stream=upload, name=upload.name,
                inspection_id=chosen.pk if chosen else None,
            )  # fmt: skip
        except Invalid as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("reading_paper", made.pk)
    page = page_of(request, selectors.list_papers(request.actor), SORTS)
    context = {"form": form, "page": page, "sorts": SORTS}
    return render(request, "reading/papers.html", context, status=400 if form.errors else 200)


@write_view(READERS_IN)
def paper(request: Request, intake_id: int) -> HttpResponse:
    """What was understood, beside the text; correct it, take its findings as drafts."""
    row = selectors.get_paper(request.actor, intake_id)
    read = understood(row)
    if row.state != IntakeState.READ:
        return render(request, "reading/done.html", _context(row, read) | _came_of(request, row))
    form = PaperForm(
        request.POST or None,
        initial={"version": row.version, "kind": row.kind, "inspection": row.inspection_id},
        inspections=selectors.open_inspections(request.actor), lines=read.lines,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            return _act(request, row, form)
        except Invalid as problem:
            form.add_error(
                problem.field if problem.field in form.fields else None, problem.sentence
            )
    context = _context(row, read) | {
        "form": form,
        "rows": [one | {"status": status_of(one["line"])} for one in form.rows()],
        "why_not": access.can(request.actor, "take", row).reason,
    }
    return render(request, "reading/paper.html", context, status=400 if form.errors else 200)


@write_view(READERS_IN, form=False)
def drop(request: Request, intake_id: int) -> HttpResponse:
    """Leave the paper."""
    form = DropForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    services.drop_paper(request.actor, intake_id=intake_id, **form.cleaned_data)
    messages.info(request, "这份文件没有导入，内容没有任何改动。")
    return redirect("reading_papers")


@write_view(READERS_IN, form=False)
def file(request: Request, intake_id: int) -> HttpResponseBase:
    """The paper as it came: it leaves the house, so it is noted first."""
    row = services.note_download(request.actor, intake_id=intake_id)
    return handed_out(row.file)


def _act(request: Request, row: PaperIntake, form: PaperForm) -> HttpResponse:
    """Take in, or only keep the corrections."""
    told = form.cleaned_data
    wanted: dict[str, Any] = {
        "intake_id": row.pk, "version": told["version"], "kind": PaperKind(told["kind"]),
        "inspection_id": told["inspection"].pk if told["inspection"] else None,
        "lines": form.corrections(),
    }  # fmt: skip
    if request.POST.get("act") != "take":
        services.correct_paper(request.actor, **wanted)
        messages.success(request, "更正已保存，还没有导入。")
        return redirect("reading_paper", row.pk)
    taken = services.take_paper(request.actor, **wanted)
    new = sum(one.is_new for one in taken)
    same = f"，{len(taken) - new} 条内容相同的没有重复登记" if new < len(taken) else ""
    messages.success(request, f"已登记 {new} 条草拟问题{same}。")
    return redirect("reading_paper", row.pk)


def _context(row: PaperIntake, read: Understood) -> dict[str, Any]:
    return {"row": row} | context_of(read)


def _came_of(request: Request, row: PaperIntake) -> dict[str, Any]:
    return {"links": selectors.findings_of(request.actor, row)}
