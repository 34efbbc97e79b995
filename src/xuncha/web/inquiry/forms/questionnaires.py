"""Forms of questionnaires and sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from xuncha.cycle.inquiry.answers import LONGEST
from xuncha.cycle.inquiry.enums import QuestionKind
from xuncha.cycle.inquiry.models import Question, Questionnaire
from xuncha.cycle.inquiry.services.questionnaires import FormFacts
from xuncha.cycle.inquiry.wordings import SCALE, written
from xuncha.web.fields import VersionForm, text

HELP = (
    "一题一段，空一行写下一题；选项一行一个。题目前写 [单选] [多选] [打分] [填空]，"
    "不写的话，有选项的是单选，没有选项的是填空。"
)


class QuestionnaireForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = forms.CharField(
        label="名称", max_length=80, widget=forms.TextInput(attrs={"autofocus": True})
    )
    audience = forms.CharField(label="发给谁", max_length=80, help_text="例如：服务对象、全体职工")
    intro = forms.CharField(label="卷首语", max_length=400, required=False)
    questions = text("题目", 20_000, 16, help_text=HELP)

    def facts(self) -> FormFacts:
        """What was filled in."""
        data = self.cleaned_data
        return FormFacts(data["title"], data["audience"], data["questions"], data["intro"])

    @staticmethod
    def initial_of(row: Questionnaire, questions: Sequence[Question]) -> dict[str, Any]:
        """A questionnaire as the form shows it."""
        names = ("version", "title", "audience", "intro")
        return {name: getattr(row, name) for name in names} | {"questions": written(questions)}


class OpenForm(VersionForm):
    handed_out = forms.IntegerField(label="发出多少份", min_value=1, max_value=100_000)


class VoidForm(forms.Form):
    sheet = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(max_length=200)


class BringForm(forms.Form):
    file = forms.FileField(label="Excel 文件")


class SheetForm(forms.Form):
    """One sheet: a field a question. Choices carry their numbers, which are the keys to press."""

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [one.number for one in questions]
        for one in questions:
            self.fields[f"q{one.number}"] = _field(one)

    def answers(self) -> dict[int, object]:
        """Raw answers by the question's number."""
        return {at: self.cleaned_data[f"q{at}"] for at in self.numbers}


def _field(one: Question) -> forms.Field:
    label = str(one)
    if one.kind == QuestionKind.TEXT:
        box = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(label=label, required=False, max_length=LONGEST, widget=box)
    scale = one.kind == QuestionKind.SCALE
    options = [f"{at} 分" for at in range(1, SCALE + 1)] if scale else one.options
    choices = [(str(at), f"{at}　{words}") for at, words in enumerate(options, start=1)]
    if one.kind == QuestionKind.MULTIPLE:
        return forms.MultipleChoiceField(
            label=label, required=False, choices=choices, widget=forms.CheckboxSelectMultiple
        )
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=forms.RadioSelect)
