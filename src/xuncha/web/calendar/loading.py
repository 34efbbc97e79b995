"""Bringing a year's table in: read, tell every bad row, take the whole or nothing."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.foundation import access
from xuncha.foundation.calendar.columns import COLUMNS, read_year
from xuncha.foundation.calendar.models import WorkdayYear
from xuncha.foundation.calendar.services import load_year
from xuncha.foundation.exchange.importing import DryRun
from xuncha.kernel import clock
from xuncha.kernel.errors import Invalid
from xuncha.web.calendar.forms import YearForm
from xuncha.web.calendar.sheet import table_of
from xuncha.web.http import Request, write_view

MOST_SENTENCES = 100


@write_view(OFFICE)
def load(request: Request) -> HttpResponse:
    """The form; on POST the dry run, and with ``take`` and no bad row the loading itself."""
    access.require(request.actor, "load", WorkdayYear())
    initial = {"year": clock.today().year + 1}
    form = YearForm(request.POST or None, request.FILES or None, initial=initial)
    run: DryRun | None = None
    if request.method == "POST" and form.is_valid():
        try:
            table = table_of(form.cleaned_data["file"])
            run = read_year(table, form.cleaned_data["year"])
            if run.is_clean and run.accepted and "take" in request.POST:
                row = load_year(
                    request.actor, year=form.cleaned_data["year"], table=table,
                    source=form.cleaned_data["source"],
                )  # fmt: skip
                messages.success(request, f"已装入：{row}，共 {len(run.accepted)} 天。")
                return redirect(f"{reverse('calendar_years')}?year={row.year}")
        except Invalid as problem:
            form.add_error(problem.field if problem.field in form.fields else None,
                           problem.sentence)  # fmt: skip
    return _page(request, form, run)


def _page(request: Request, form: YearForm, run: DryRun | None) -> HttpResponse:
    sentences = run.sentences() if run is not None else []
    if run is not None and not sentences and not run.accepted:
        sentences = ["表里没有一天。"]
    upload = form.files.get("file")
    context = {
        "form": form,
        "columns": COLUMNS,
        "run": run,
        "sentences": sentences[:MOST_SENTENCES],
        "hidden": max(0, len(sentences) - MOST_SENTENCES),
        "file_name": upload.name if isinstance(upload, UploadedFile) else "",
    }
    status = 400 if form.errors or sentences else 200
    return render(request, "calendar/load.html", context, status=status)
