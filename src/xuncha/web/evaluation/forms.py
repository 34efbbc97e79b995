"""Forms of reports, publicity, meetings, surveys and evaluations."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms

from xuncha.cycle.evaluation.counting import DEFAULT_QUESTIONS, OPTIONS
from xuncha.cycle.evaluation.enums import ReportKind, Respondents
from xuncha.cycle.evaluation.forms import BY_KEY, VETO_WORDS, Form
from xuncha.cycle.evaluation.models import Score
from xuncha.cycle.evaluation.policies.meetings import SUPERVISORS
from xuncha.cycle.evaluation.rules import LIMITS, Numbers
from xuncha.cycle.evaluation.services.evaluations import Given
from xuncha.cycle.evaluation.services.meetings import Held
from xuncha.cycle.fieldwork.stay import accounts_with
from xuncha.kernel import clock
from xuncha.web.fields import Choices, FilesField, VersionForm, day, text


class SendForm(forms.Form):
    """A report and its file."""

    kind = forms.ChoiceField(label="哪份报告", choices=ReportKind.choices)
    uploads = FilesField(
        label="报告文件", help_text="一个文件：.docx、.pdf、.ofd 或者 .txt；不得上传涉密文件"
    )
    note = forms.CharField(
        label="说明", max_length=300, required=False, help_text="重新报送的，写改了什么"
    )


class ReasonForm(VersionForm):
    """A step with its reason."""

    reason = text("理由", 500, 3)


class OpinionForm(VersionForm):
    """A step with an opinion."""

    reason = text("意见", 500, 3)


class ExplainForm(forms.Form):
    """Why a figure stands as it does."""

    text = text("说明", 500, 2)


class PublicityForm(VersionForm):
    """The words that are laid open."""

    text = text("公开稿", 20000, 24, help_text="系统按数据写的，逐句核对；不写姓名，不写线索")
    contact = forms.CharField(
        label="意见反映方式",
        max_length=200,
        help_text="电话、接听时间、邮箱或者地址，印在公开稿后面",
    )


class PublishForm(VersionForm):
    """Where and since when it is public."""

    published_on = day("公开日期", initial=clock.today)
    place = forms.CharField(label="公开在哪里", max_length=200)
    proof = forms.CharField(
        label="凭据", max_length=300, help_text="网页地址、公示栏照片的编号和存放处"
    )


class ObjectionForm(forms.Form):
    """What somebody said against it."""

    received_on = day("收到日期", initial=clock.today)
    gist = text("意见要点", 500, 3, help_text="不写反映人的姓名")


class AnswerObjectionForm(forms.Form):
    """How it was dealt with."""

    answer = text("怎样处理", 500, 2)


class SupervisorForm(VersionForm):
    """Who goes to the meeting for the office."""

    supervisor_id = forms.TypedChoiceField(label="现场督导人", coerce=int)
    planned_on = day("拟召开日期", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [(str(one.pk), one.name) for one in accounts_with(SUPERVISORS)]
        self.fields["supervisor_id"].choices = [("", "请选择"), *people]  # type: ignore[attr-defined]


class HeldForm(VersionForm):
    """How the meeting went."""

    held_on = day("召开日期")
    place = forms.CharField(label="地点", max_length=120)
    attended = text("参加人", 8000, 3, help_text="写职务和人数，不写姓名")
    finding_ids = forms.TypedMultipleChoiceField(
        label="会上对照检查了哪些反馈问题", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    opinions = text("批评意见和表态", 8000, 8, help_text="谁（职务）批评了什么、怎样表态，不写姓名")
    uploads = FilesField(label="会议材料", required=False, help_text="对照检查材料、会议记录")

    def __init__(self, *args: Any, findings: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["finding_ids"].choices = list(findings)  # type: ignore[attr-defined]

    def held(self) -> Held:
        """What was filled in."""
        names = ("held_on", "place", "attended", "opinions", "finding_ids")
        return Held(**{name: self.cleaned_data[name] for name in names})


class SurveyForm(forms.Form):
    """Who is asked what."""

    respondents = forms.ChoiceField(label="测评对象", choices=Respondents.choices)
    handed_out = forms.IntegerField(label="发出份数", min_value=1, max_value=100_000)
    questions = text(
        "题目", 2000, 6, initial="\n".join(DEFAULT_QUESTIONS),
        help_text=f"一行一道，3 到 10 道；答案都是{'、'.join(OPTIONS)}",
    )  # fmt: skip

    def asked(self) -> list[str]:
        """One question a line."""
        return str(self.cleaned_data["questions"]).splitlines()


class PasteForm(forms.Form):
    """Sheets by the line."""

    lines = text(
        "测评表", 60_000, 10,
        help_text="一行一份，每题写 1 满意、2 基本满意、3 不满意、4 不了解，没有答写 0；"
        "用空格或者制表符隔开，可以从 Excel 整块复制",
    )  # fmt: skip


class SheetForm(forms.Form):
    """One sheet, question by question."""

    def __init__(self, *args: Any, questions: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", "没有答"), *((str(at), one) for at, one in enumerate(OPTIONS, start=1))]
        for at, one in enumerate(questions, start=1):
            self.fields[f"q{at}"] = forms.ChoiceField(
                label=f"{at}．{one}", choices=choices, required=False
            )

    def answers(self) -> list[str]:
        """As they were typed, in order."""
        return [self.cleaned_data[name] for name in self.fields]


class VoidForm(forms.Form):
    """Why a sheet does not count."""

    reason = forms.CharField(label="为什么作废", max_length=200)


class ScoreForm(VersionForm):
    """Points and reasons, two fields for each indicator. Where the system counted, empty points
    mean its own."""

    def __init__(self, *args: Any, form_of: Form, scores: list[Score], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scores, self.form_of = scores, form_of
        for one in scores:
            self.fields[f"points_{one.code}"] = forms.DecimalField(
                label="得分", min_value=Decimal(0), max_value=Decimal(one.weight),
                decimal_places=1, required=False,
            )  # fmt: skip
            self.fields[f"reason_{one.code}"] = forms.CharField(
                label="理由", max_length=500, required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def lines(self) -> list[dict[str, Any]]:
        """What the page shows for each indicator."""
        by_code = {one.code: one for one in self.form_of.indicators}
        return [
            {"score": one, "indicator": by_code[one.code], "points": self[f"points_{one.code}"],
             "reason": self[f"reason_{one.code}"]}
            for one in self.scores
        ]  # fmt: skip

    def given(self) -> dict[str, Given | None]:
        """Points that a person gives; None where the system's own stand."""
        found: dict[str, Given | None] = {}
        for one in self.scores:
            points = self.cleaned_data[f"points_{one.code}"]
            reason = self.cleaned_data[f"reason_{one.code}"]
            own = points is None or (points == one.proposed and not reason)
            found[one.code] = None if own else Given(points, reason)
        return found

    @staticmethod
    def begun(version: int, scores: list[Score]) -> dict[str, Any]:
        """What stands there already: only what a person gave."""
        told: dict[str, Any] = {"version": version}
        for one in scores:
            if one.reason:
                told |= {f"points_{one.code}": one.points, f"reason_{one.code}": one.reason}
        return told


class UnitAnswerForm(VersionForm):
    """What the unit says about its evaluation."""

    agrees = forms.TypedChoiceField(
        label="意见", choices=[("yes", "同意评估结果"), ("no", "有不同意见")],
        coerce=lambda told: told == "yes", widget=forms.RadioSelect,
    )  # fmt: skip
    text = text("说明", 2000, 5, help_text="有不同意见的，写明哪一项、依据什么")


class RulesForm(forms.Form):
    """A preset with its numbers."""

    effective_on = day("启用日期", initial=clock.today)
    note = forms.CharField(label="为什么调整", max_length=200)
    preset = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, form_of: Form, numbers: Numbers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.form_of = form_of
        self.fields["preset"].initial = form_of.key
        for one in form_of.indicators:
            label = f"{one.aspect}：{one.title}"
            self._whole(f"w_{one.code}", label, one.weight, (0, 100))
        for at, grade in enumerate(form_of.grades[:-1]):
            self._whole(f"g_{at}", f"“{grade.name}”最低分", grade.least, (1, 100))
        for veto in form_of.vetoes:
            cap = form_of.grades[min(veto.cap, len(form_of.grades) - 1)].name
            from_ = "低于百分之几" if veto.code == "unsatisfied" else "达到几"
            label = f"{VETO_WORDS[veto.code]}，{from_}最高为“{cap}”（0 不用）"
            self._whole(f"v_{veto.code}", label, veto.at, (0, 100))
        for name, (least, most, label) in LIMITS.items():
            self._whole(f"n_{name}", label, getattr(numbers, name), (least, most))

    def _whole(self, name: str, label: str, begun: int, limits: tuple[int, int]) -> None:
        self.fields[name] = forms.IntegerField(
            label=label, initial=begun, min_value=limits[0], max_value=limits[1]
        )

    def groups(self) -> list[tuple[str, list[Any]]]:
        """The fields of the page by what they are about."""
        heads = (("w_", "各项指标的满分（加起来 100）"), ("g_", "等次"), ("v_", "否决"),
                 ("n_", "期限和份数"))  # fmt: skip
        return [
            (head, [self[name] for name in self.fields if name.startswith(start)])
            for start, head in heads
        ]

    def values(self) -> dict[str, Any]:
        """As a version is kept."""
        data = self.cleaned_data

        def under(start: str) -> dict[str, int]:
            return {name[2:]: data[name] for name in self.fields if name.startswith(start)}

        return {
            "preset": data["preset"], "weights": under("w_"), "least": under("g_"),
            "vetoes": under("v_"), "numbers": under("n_"),
        }  # fmt: skip


def form_named(key: str, default: Form) -> Form:
    """The preset that an address asks for, else what is in force."""
    return BY_KEY.get(key, default)
