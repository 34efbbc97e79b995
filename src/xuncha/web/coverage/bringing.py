"""Bringing a list of needs in: read as a dry run, take it as a whole, get the bad rows back."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.planning.coverage.batches import (
    bring_demands,
    drop_batch,
    read_batch,
    refused_rows,
    take_batch,
)
from xuncha.cycle.planning.coverage.enums import DemandImportState
from xuncha.cycle.planning.coverage.importing import Reading, columns
from xuncha.cycle.planning.models import Demand, DemandImport, Term
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel.errors import Absent, Invalid
from xuncha.web.coverage.forms import BringForm, TakeForm
from xuncha.web.handing import refused_out
from xuncha.web.http import Request, read_view, write_view

SHOWN = 200


@write_view(OFFICE)
def bring(request: Request, term_id: int) -> HttpResponse:
    """Hand a list in."""
    term = access.get_or_404(request.actor, Term, pk=term_id)
    access.require(request.actor, "import", Demand(term=term))
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            row = bring_demands(request.actor, term_id=term.pk, stream=upload, name=upload.name)
        except Invalid as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("coverage_import", row.pk)
    context = {"form": form, "term": term, "columns": columns()}
    return render(request, "coverage/bring.html", context, status=400 if form.errors else 200)


@read_view(OFFICE)
def detail(request: Request, batch_id: int) -> HttpResponse:
    """The dry run, or what became of it."""
    row = _row(request, batch_id)
    context: dict[str, Any] = {
        "row": row,
        "term": row.term,
        "form": TakeForm(initial={"version": row.version}),
    }
    if row.state == DemandImportState.READ:
        context |= _dry_run(read_batch(request.actor, row))
    return render(request, "coverage/import.html", context)


def _dry_run(reading: Reading) -> dict[str, Any]:
    run = reading.run
    labels = {one.key: one.label for one in columns()}
    sentences = run.sentences()
    return {
        "counts": {"changed": len(reading.changed), "same": reading.same,
                   "refused": reading.refused},
        "known": [(labels[key], header) for key, header in run.mapping.items()],
        "unknown": run.unknown_headers,
        "sentences": sentences[:SHOWN],
        "doubts": run.doubts[:SHOWN],
        "changed": reading.changes[:SHOWN],
        "hidden": max(0, len(reading.changes) - SHOWN),
    }  # fmt: skip


@write_view(OFFICE, form=False)
def take(request: Request, batch_id: int) -> HttpResponse:
    """Take the list."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    try:
        row = take_batch(request.actor, import_id=batch_id, **form.cleaned_data)
    except Invalid as problem:
        messages.error(request, problem.sentence)
        return redirect("coverage_import", batch_id)
    messages.success(request, f"已导入，{row.summary['changed']} 个党组织有变化。")
    return redirect("coverage_needs", row.term_id)


@write_view(OFFICE, form=False)
def drop(request: Request, batch_id: int) -> HttpResponse:
    """Leave the list."""
    form = TakeForm(request.POST)
    if not form.is_valid():
        raise Invalid("提交的内容不完整，请刷新页面后再试。")
    row = drop_batch(request.actor, import_id=batch_id, version=form.cleaned_data["version"])
    messages.info(request, "这份清单没有导入，内容没有任何改动。")
    return redirect("coverage_needs", row.term_id)


@write_view(OFFICE, form=False)
def refused(request: Request, batch_id: int) -> FileResponse:
    """The rows that can't be taken, as they were, each with its reason in the first column."""
    row = _row(request, batch_id)
    errors, headers = refused_rows(request.actor, row)
    if not errors:
        raise Absent
    record_export(request.actor, what="不能导入的需求", rows=len(errors))
    return refused_out(row.file, errors, headers)


def _row(request: Request, batch_id: int) -> DemandImport:
    return access.get_or_404(request.actor, DemandImport, related=("term", "file"), pk=batch_id)
