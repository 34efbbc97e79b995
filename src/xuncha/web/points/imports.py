"""Bringing a workbook of points in: hand it in, look at the dry run, take it or leave it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.checkpoints import selectors
from xuncha.cycle.checkpoints.enums import PointImportState
from xuncha.cycle.checkpoints.importing.columns import COLUMNS
from xuncha.cycle.checkpoints.importing.dry_run import read_points
from xuncha.cycle.checkpoints.models import PointImport
from xuncha.cycle.checkpoints.services import importing
from xuncha.cycle.directory.roles import OFFICE
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel.errors import Absent, Invalid
from xuncha.web.fields import VersionForm
from xuncha.web.handing import refused_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.points.forms import BringForm
from xuncha.web.problems import INCOMPLETE

PREVIEW = 200


@write_view(OFFICE)
def bring(request: Request, set_id: int) -> HttpResponse:
    """Hand a workbook in."""
    version = selectors.get_set(request.actor, set_id)
    access.require(request.actor, "change", version)
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            made = importing.bring_points(
                request.actor, set_id=version.pk, stream=upload, name=upload.name
            )
        except Invalid as problem:
            form.add_error("file", problem.sentence)
        else:
            return redirect("points_import", made.pk)
    context = {"form": form, "version": version, "columns": COLUMNS}
    return render(request, "points/bring.html", context, status=400 if form.errors else 200)


@read_view(OFFICE)
def detail(request: Request, point_import_id: int) -> HttpResponse:
    """The dry run, or what became of it."""
    row = _row(request, point_import_id)
    context: dict[str, Any] = {"row": row, "form": VersionForm(initial={"version": row.version})}
    if row.state == PointImportState.READ:
        reading = read_points(row)
        run = reading.run
        context |= {
            "counts": reading.counts(),
            "sentences": run.sentences()[:PREVIEW],
            "doubts": run.doubts[:PREVIEW],
            "mapping": [(one.label, run.mapping.get(one.key, "")) for one in COLUMNS],
            "unknown": run.unknown_headers,
            "decisions": list(reading.decisions.values())[:PREVIEW],
            "drafts": [
                *(("新增", one, reading.titles[one.decision]) for one in reading.new[:PREVIEW]),
                *(("修改", one, reading.titles[one.decision])
                  for _, one in reading.changed[:PREVIEW]),
            ],
            "is_clean": run.is_clean,
        }  # fmt: skip
    return render(request, "points/import.html", context)


@write_view(OFFICE, form=False)
def take(request: Request, point_import_id: int) -> HttpResponse:
    """Take the workbook as a whole."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    try:
        row = importing.take_points(request.actor, import_id=point_import_id, **form.cleaned_data)
    except Invalid as problem:
        messages.error(request, problem.sentence)
        return redirect("points_import", point_import_id)
    messages.success(request, "已导入。")
    return redirect("points_set", row.set_id)


@write_view(OFFICE, form=False)
def drop(request: Request, point_import_id: int) -> HttpResponse:
    """Leave the workbook."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        raise Invalid(INCOMPLETE)
    row = importing.drop_points(request.actor, import_id=point_import_id, **form.cleaned_data)
    messages.info(request, "这份表没有导入，内容没有任何改动。")
    return redirect("points_set", row.set_id)


@write_view(OFFICE, form=False)
def refused(request: Request, point_import_id: int) -> FileResponse:
    """The rows that can't be taken, as they were, each with its reason in the first column."""
    row = _row(request, point_import_id)
    errors = read_points(row).run.refused_rows() if row.state == PointImportState.READ else {}
    if not errors:
        raise Absent
    record_export(request.actor, what="不能导入的监督要点", rows=len(errors))
    return refused_out(row.file, errors)


def _row(request: Request, import_id: int) -> PointImport:
    related = ("set__taxonomy", "file", "brought_by")
    return access.get_or_404(request.actor, PointImport, related=related, pk=import_id)
