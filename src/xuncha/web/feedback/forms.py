"""Forms of this room."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.feedback.enums import Aim, CopyKind, HearingKind, ReportKind, Score
from xuncha.cycle.feedback.rules import LIMITS, Periods
from xuncha.cycle.feedback.services.hearings import HearingFacts
from xuncha.cycle.feedback.services.sentences import SentenceWords
from xuncha.cycle.feedback.services.tasks import TaskWords
from xuncha.web.fields import Choices, Line, Prose, ReasonForm, VersionForm, day, text
from xuncha.web.ruling import LimitsForm

__all__ = ["ReasonForm"]


def choose(form: forms.Form, name: str, choices: Choices, empty: str = "请选择") -> None:
    """Give a field its choices, with an empty one first."""
    form.fields[name].choices = [("", empty), *choices]  # type: ignore[attr-defined]


class BeginForm(forms.Form):
    """Which report; a special one says on what."""

    kind = forms.ChoiceField(label="种类", choices=ReportKind.choices)
    title = Line(
        label="标题", max_length=120, required=False, help_text="专题报告必须写，巡察报告可以不写"
    )
    findings = forms.TypedMultipleChoiceField(
        label="专题报告写哪些问题", coerce=int, required=False,
        widget=forms.CheckboxSelectMultiple, help_text="巡察报告写全部去向为反馈的问题，不用选",
    )  # fmt: skip

    def __init__(self, *args: Any, known: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["findings"].choices = list(known)  # type: ignore[attr-defined]


class WholeForm(VersionForm):
    """Title, general part, advice."""

    title = Line(label="标题", max_length=120)
    opening = Prose(label="总体情况", max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))
    closing = Prose(
        label="意见建议", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 8})
    )


class SentenceForm(VersionForm):
    """One entry."""

    text = Prose(label="文字", max_length=5000, widget=forms.Textarea(attrs={"rows": 8}))
    section = Line(label="放在哪一部分", max_length=80)
    village_id = forms.TypedChoiceField(
        label="村（社区）", coerce=int, empty_value=None, required=False,
        help_text="写的是下属村（社区）的问题才选，反馈时单独送达",
    )  # fmt: skip
    line = forms.IntegerField(label="排第几条", min_value=1, max_value=999, required=False)

    def __init__(self, *args: Any, villages: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        choose(self, "village_id", villages, "不是")

    def told(self) -> SentenceWords:
        """What was filled in."""
        data = self.cleaned_data
        return SentenceWords(data["text"], data["section"], data["village_id"], data["line"])


class NoteForm(VersionForm):
    note = text("审核意见", 500, 3)


class HearingForm(VersionForm):
    """A meeting that heard reports."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    held_on = day("会议日期")
    place = Line(label="地点", max_length=80, required=False)
    attended = Line(label="出席（写职务）", max_length=500)
    reports = forms.TypedMultipleChoiceField(
        label="听取哪几份报告", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    heard = Prose(label="听取情况", max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))
    decision = Prose(
        label="会议意见", max_length=8000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text="点人、点事的意见保存以后逐条登记，这里写总的意见，不写姓名",
    )  # fmt: skip

    def __init__(self, *args: Any, hearable: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["reports"].choices = list(hearable)  # type: ignore[attr-defined]

    def facts(self) -> HearingFacts:
        """What was filled in."""
        data = self.cleaned_data
        names = ("held_on", "attended", "heard", "decision", "place")
        return HearingFacts(**{one: data[one] for one in names}, report_ids=data["reports"])


class KindForm(forms.Form):
    """Which meeting."""

    kind = forms.ChoiceField(choices=HearingKind.choices)


class TaskForm(forms.Form):
    """An opinion of a meeting."""

    inspection_id = forms.TypedChoiceField(label="单位", coerce=int)
    aim = forms.ChoiceField(
        label="点人还是点事", choices=Aim.choices, widget=forms.RadioSelect,
        help_text="点人的意见只有主任、领导小组成员、记录人和责任人看得到，每次查看记入审计",
    )  # fmt: skip
    subject = Line(label="对象", max_length=120, help_text="点人写职务，点事写什么事")
    text = Prose(label="会议意见", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    owner_id = forms.TypedChoiceField(label="责任人", coerce=int)
    owner_post = Line(label="责任单位和职务", max_length=80)
    due_on = day("办理期限")

    def __init__(
        self, *args: Any, inspections: Choices = (), people: Choices = (), **more: Any
    ) -> None:
        super().__init__(*args, **more)
        choose(self, "inspection_id", inspections)
        choose(self, "owner_id", people)

    def told(self) -> TaskWords:
        """What was filled in."""
        data = self.cleaned_data
        return TaskWords(**{**data, "aim": Aim(data["aim"])})


class OutcomeForm(VersionForm):
    outcome = text("办理结果", 4000, 6)


class LaterForm(VersionForm):
    due_on = day("推后到")
    reason = text("为什么推后", 300, 3)


class FileForm(VersionForm):
    """What was filed with the upper level."""

    sent_to = Line(label="报给", max_length=80)
    paper = Line(label="文号", max_length=60)
    on = day("报备日期")


class OnForm(VersionForm):
    on = day("回执日期")


class FeedbackForm(VersionForm):
    """The general words of a feedback."""

    praise = Prose(label="总体评价", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    demands = Prose(
        label="整改要求", max_length=4000, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="一行一条",
    )  # fmt: skip


class ConversationForm(VersionForm):
    """One conversation."""

    held_on = day("反馈日期")
    told_by = Line(label="反馈人（写职务）", max_length=200)
    attended = Line(label="参加（写职务）", max_length=500)
    place = Line(label="地点", max_length=80, required=False)


class ReceiptForm(VersionForm):
    """A receipt that was signed on paper."""

    signed_as = Line(label="签收人职务", max_length=60)
    on = day("签收日期")


class CopyForm(forms.Form):
    """To whom a notice goes."""

    kind = forms.ChoiceField(label="抄告对象", choices=CopyKind.choices)
    recipient = Line(label="收文单位和职务", max_length=80)
    user_id = forms.TypedChoiceField(
        label="收文账号", coerce=int, empty_value=None, required=False,
        help_text="不选的，由巡察办登记纸质回执",
    )  # fmt: skip

    def __init__(self, *args: Any, people: Choices = (), **more: Any) -> None:
        super().__init__(*args, **more)
        choose(self, "user_id", people, "不在系统里签收")


class CopyTextForm(VersionForm):
    text = Prose(
        label="正文", max_length=20_000, widget=forms.Textarea(attrs={"rows": 18}),
        help_text="按反馈意见写的；不写线索，不写信访来源",
    )  # fmt: skip


class ReviewForm(VersionForm):
    """A score for each question."""

    def __init__(self, *args: Any, questions: tuple[str, ...] = (), **more: Any) -> None:
        super().__init__(*args, **more)
        self.numbers = range(1, len(questions) + 1)
        for at, asked in enumerate(questions, start=1):
            self.fields[f"score_{at}"] = forms.TypedChoiceField(
                label=f"{at}．{asked}", coerce=int, choices=Score.choices,
                widget=forms.RadioSelect,
            )  # fmt: skip
        self.fields["remark"] = Prose(
            label="意见建议", max_length=2000, required=False,
            widget=forms.Textarea(attrs={"rows": 4}),
        )  # fmt: skip

    def scores(self) -> dict[int, Score]:
        """By the number of the question."""
        return {at: Score(self.cleaned_data[f"score_{at}"]) for at in self.numbers}


class RulesForm(LimitsForm):
    """The periods, and what the unit is asked about the team."""

    limits = LIMITS

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["questions"] = Prose(
            label="后评估的评价内容", widget=forms.Textarea(attrs={"rows": 10}),
            help_text="一行一项",
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        """The periods and questions alone."""
        data = self.cleaned_data
        asked = [one.strip() for one in data["questions"].splitlines() if one.strip()]
        return self.numbers() | {"questions": asked}

    @classmethod
    def initial_of(cls, now: Periods) -> dict[str, Any]:
        """The periods as the form shows them."""
        return cls.numbers_of(now) | {"questions": "\n".join(now.questions)}
