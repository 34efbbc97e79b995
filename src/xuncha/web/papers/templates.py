"""The templates: which papers there are, what their fields mean, an office's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, READERS
from xuncha.foundation import access
from xuncha.foundation.files.names import content_disposition
from xuncha.insight.papers import registry, selectors
from xuncha.insight.papers.models import PaperTemplate
from xuncha.insight.papers.registry import Rows
from xuncha.insight.papers.templates import note_template, put_template, template_on
from xuncha.kernel import clock
from xuncha.web.acting import form_page
from xuncha.web.fields import day
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class TemplateForm(forms.Form):
    """A template with the day from which it holds."""

    file = forms.FileField(
        label="Word 模板", required=False,
        help_text="不选文件就是换回系统自带的模板。上传时逐个核对字段，不认识的会指出来。",
    )  # fmt: skip
    effective_on = day("启用日期", initial=clock.today)
    note = forms.CharField(label="为什么更换", max_length=200)


@read_view(READERS)
def listing(request: Request) -> HttpResponse:
    """All papers, with the template in force."""
    own: dict[str, PaperTemplate] = {}
    for row in selectors.list_templates(request.actor):
        if row.effective_on <= clock.today():
            own.setdefault(row.kind, row)
    rows = [
        (kind, own.get(kind.name), kind.model._meta.verbose_name) for kind in registry.templated()
    ]
    return render(request, "papers/templates.html", {"rows": rows})


@read_view(READERS)
def one(request: Request, paper: str) -> HttpResponse:
    """One paper's fields with their meaning, and the versions of its template."""
    kind = registry.template_kind(paper)
    lines: list[dict[str, Any]] = []
    for field in kind.fields:
        lines.append({"name": field.name, "meaning": field.meaning, "row": ""})
        if isinstance(field, Rows):
            lines += [
                {"name": f"one.{column.name}", "meaning": column.meaning, "row": field.name}
                for column in field.columns
            ]
    context = {
        "kind": kind, "lines": lines, "label": kind.model._meta.verbose_name,
        "versions": selectors.list_templates(request.actor).filter(kind=paper),
        "may_put": bool(access.can(request.actor, "create", PaperTemplate())),
    }  # fmt: skip
    return render(request, "papers/template.html", context)


@write_view(READERS, form=False)
def take(request: Request, paper: str) -> HttpResponseBase:
    """The template in force as a Word file, to be changed in a word processor."""
    kind = registry.template_kind(paper)
    note_template(request.actor, kind=paper)
    content, _number = template_on(kind, clock.today())
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = content_disposition(f"模板-{kind.title}.docx")
    return answer


@write_view(frozenset({OFFICE_DIRECTOR}))
def put(request: Request, paper: str) -> HttpResponse:
    """An own template in place of the present one."""
    kind = registry.template_kind(paper)
    form = TemplateForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        upload = data["file"]
        with ProblemsIn(form):
            put_template(
                request.actor, kind=paper, effective_on=data["effective_on"], note=data["note"],
                stream=upload, name=upload.name if upload else "",
            )  # fmt: skip
            messages.success(request, "模板已更换，打印过的不变。")
            return redirect("papers_template", paper)
    back = reverse("papers_template", args=[paper])
    return form_page(request, form, f"更换模板：{kind.title}", back)
