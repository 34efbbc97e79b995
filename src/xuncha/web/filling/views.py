"""Bring a masked text, look at each mask beside its words, take the filled one away. Nothing of it
is kept: the page itself carries the file."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import READERS
from xuncha.engines.reading.records import ReadError
from xuncha.foundation.exchange.services import record_export
from xuncha.foundation.files.names import content_disposition
from xuncha.insight.figures.asking import Ask, ask, up_to_today
from xuncha.insight.figures.filling import (
    Filled,
    Template,
    choices_for,
    chosen,
    fill,
    read_template,
    write,
)
from xuncha.kernel.errors import Invalid
from xuncha.web.filling.forms import BringForm, DownloadForm, carried
from xuncha.web.http import Request, write_view

_BYTES = "application/octet-stream"


@write_view(READERS)
def bring(request: Request) -> HttpResponse:
    """The file goes in; what is proposed for each mask comes back."""
    form = BringForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        name, content = form.cleaned_data["file"]
        question = _question(request, form)
        try:
            with tempfile.TemporaryDirectory() as folder:
                found = fill(_template(folder, name, content), question)
        except ReadError as problem:
            form.add_error("file", str(problem))
        else:
            kept = {"day": form.cleaned_data["day"], "frozen": form.cleaned_data["frozen"]}
            told = {"name": name, "body": carried(content), **kept}
            return _shown(request, found, question, DownloadForm(
                initial=told, found=found, choices=[choices_for(one) for one in found]
            ))  # fmt: skip
    status = 400 if form.errors else 200
    return render(request, "filling/bring.html", {"form": form}, status=status)


@write_view(READERS, form=False)
def download(request: Request) -> HttpResponse:
    """The same document with the figures that were chosen, noted in the log."""
    first = DownloadForm(request.POST)
    if not first.is_valid():
        raise Invalid("文件内容不完整，请重新上传。")
    name, content = first.cleaned_data["name"], first.cleaned_data["body"]
    question = _question(request, first)
    with tempfile.TemporaryDirectory() as folder:
        try:
            template = _template(folder, name, content)
        except ReadError as problem:
            raise Invalid(str(problem)) from None
        found = fill(template, question)
        form = DownloadForm(request.POST, found=found, choices=[choices_for(one) for one in found])
        if not form.is_valid():
            raise Invalid("有一处选的不是列出的统计数，请回到上一页重选。")
        done = [chosen(one, form.chosen(found)[one.proposal.start], question) for one in found]
        # Beside the file that was brought, whatever its name is.
        out = Path(tempfile.mkdtemp(dir=folder)) / f"out{Path(name).suffix.lower()}"
        try:
            write(template, done, question, out)
        except ReadError as problem:
            raise Invalid(str(problem)) from None
        data = out.read_bytes()
    record_export(request.actor, what=f"填数：{name}", rows=sum(1 for one in done if one.words))
    answer = HttpResponse(data, content_type=_BYTES)
    answer["Content-Disposition"] = content_disposition(f"已填数 {name}")
    return answer


def _question(request: Request, form: BringForm | DownloadForm) -> Ask:
    day: dt.date | None = form.cleaned_data["day"]
    frozen: bool = form.cleaned_data["frozen"]
    return ask(request.actor, day=up_to_today(day), frozen=frozen)


def _template(folder: str, name: str, content: bytes) -> Template:
    told = Path(name)
    # A name may have 200 signs, on disk only so many bytes.
    path = Path(folder) / f"{told.stem[:40]}{told.suffix[:10]}"
    path.write_bytes(content)
    return read_template(path)


def _shown(
    request: Request, found: list[Filled], question: Ask, form: DownloadForm
) -> HttpResponse:
    lines: list[dict[str, Any]] = [
        {"one": one, "field": form[f"mask_{one.proposal.start}"], "parts": one.proposal.parts}
        for one in found
    ]
    context = {
        "form": form, "lines": lines, "question": question,
        "filled": sum(1 for one in found if one.words),
    }  # fmt: skip
    return render(request, "filling/masks.html", context)
