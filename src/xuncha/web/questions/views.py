"""What a unit is asked, and its answer. The office sees the same; nothing here tells a signal."""

from __future__ import annotations

from typing import Any

import django_filters as filters
from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import PARTNER, READERS, UNIT
from xuncha.cycle.questions import selectors
from xuncha.cycle.questions.enums import QuestionState
from xuncha.cycle.questions.models import Question
from xuncha.cycle.questions.services import asking
from xuncha.cycle.rectification.selectors import get_item
from xuncha.foundation import access
from xuncha.web.fields import Prose, VersionForm
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.problems import ProblemsIn

AUDIENCE = READERS | UNIT | {PARTNER}
SORTS = (Sort("new", "最近的", "pk", descending=True), Sort("due", "期限由近到远", "due_on"))


class QuestionFilter(filters.FilterSet):
    state = filters.ChoiceFilter(
        choices=QuestionState.choices, label="状态", empty_label="全部状态"
    )  # fmt: skip

    class Meta:
        model = Question
        fields: tuple[str, ...] = ()


class AnswerForm(VersionForm):
    words = Prose(
        label="说明情况", max_length=2000, required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写清做了什么、什么时候、谁做的、结果怎样",
    )  # fmt: skip
    file = forms.FileField(label="佐证", required=False, help_text="可以不传；只传文件也可以")


@read_view(AUDIENCE)
def questions(request: Request) -> HttpResponse:
    """Questions in sight."""
    rows = selectors.list_questions(request.actor)
    chosen = QuestionFilter(request.GET, queryset=rows, request=request)
    context = {"filter": chosen, "page": page_of(request, chosen.qs, SORTS), "sorts": SORTS}
    return render(request, "questions/list.html", context)


@write_view(AUDIENCE)
def question(request: Request, question_id: int) -> HttpResponse:
    """One question; its liaison answers here."""
    row = selectors.get_question(request.actor, question_id)
    may = bool(access.can(request.actor, "answer", row))
    form = AnswerForm(request.POST or None, request.FILES or None, initial={"version": row.version})
    if request.method == "POST":
        access.require(request.actor, "answer", row)
        if form.is_valid():
            data: dict[str, Any] = form.cleaned_data
            upload = data["file"]
            with ProblemsIn(form):
                asking.answer_question(
                    request.actor, question_id=row.pk, version=data["version"],
                    words=data["words"], uploads=[(upload.name, upload.file)] if upload else [],
                )  # fmt: skip
                messages.success(request, "答复已送巡察办。")
                return redirect("questions_question", row.pk)
    item = get_item(request.actor, row.item_id) if row.item_id else None
    context = {
        "row": row, "item": item, "files": selectors.files_of(request.actor, row),
        "form": form if may and row.state == QuestionState.ASKED else None,
    }  # fmt: skip
    status = 400 if request.method == "POST" else 200
    return render(request, "questions/question.html", context, status=status)


@write_view(AUDIENCE, form=False)
def download(request: Request, question_file_id: int) -> HttpResponseBase:
    """A file of an answer; each download goes into the log, hence a POST."""
    return handed_out(asking.note_download(request.actor, file_id=question_file_id).file)
