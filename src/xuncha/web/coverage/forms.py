"""Forms of the coverage plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from xuncha.cycle.planning.coverage import defaults
from xuncha.cycle.planning.coverage.risk import Indicator
from xuncha.cycle.planning.coverage.solving import SECONDS
from xuncha.cycle.planning.enums import PLANNABLE
from xuncha.cycle.planning.models import Demand, PlanVersion
from xuncha.web.fields import VersionForm
from xuncha.web.term.forms import day

_TYPED = "typed_"


class TakeForm(VersionForm):
    leave_refused = forms.BooleanField(required=False)


class BringForm(forms.Form):
    file = forms.FileField(label="需求清单")


class NeedForm(VersionForm):
    """What one organisation needs; one field for each indicator that is typed in."""

    effort = forms.IntegerField(
        label="工作量", min_value=1, max_value=1000, help_text="一个组需要的工作日"
    )
    kind = forms.ChoiceField(label="方式", choices=[(one.value, one.label) for one in PLANNABLE])
    with_parent = forms.BooleanField(label="随上级一并巡察，同轮同组", required=False)
    skills = forms.CharField(
        label="需要的专长", required=False, max_length=200, help_text="用顿号分开，比如：财务、工程"
    )
    not_before = day("不早于", required=False)
    due = day("最迟", required=False, help_text="所在轮次要在这一天以前结束")
    set_risk = forms.IntegerField(
        label="会商确定的风险", min_value=0, max_value=100, required=False,
        help_text="0 到 100；不填就用算出来的",
    )  # fmt: skip
    set_reason = forms.CharField(label="会商理由", max_length=200, required=False)
    excluded_reason = forms.CharField(
        label="不列入本届的理由", max_length=200, required=False,
        help_text="写了就从今天起不列入本届；清空就恢复",
    )  # fmt: skip
    deferred_reason = forms.CharField(
        label="缓巡的理由", max_length=200, required=False,
        help_text=f"只有设立不满 {defaults.NEW_MONTHS} 个月的单位可以缓巡",
    )  # fmt: skip

    def __init__(self, data: Any, *, row: Demand, indicators: Sequence[Indicator]) -> None:
        plain = {name: getattr(row, name) for name in self.base_fields if hasattr(row, name)}
        typed = {f"{_TYPED}{code}": value for code, value in row.typed.items()}
        initial = plain | {"skills": "、".join(row.skills)} | typed
        super().__init__(data, initial=initial)
        for one in indicators:
            if one.how == "typed" and one.weight:
                self.fields[f"{_TYPED}{one.code}"] = forms.FloatField(
                    label=one.label, required=False, min_value=0, max_value=1_000_000,
                    help_text=one.help,
                )  # fmt: skip

    def changes(self) -> dict[str, Any]:
        """What the service wants."""
        told = dict(self.cleaned_data)
        told.pop("version")
        typed = {
            key.removeprefix(_TYPED): told.pop(key) for key in list(told) if key.startswith(_TYPED)
        }
        words = told.pop("skills").replace("，", "、").replace(",", "、").split("、")
        skills = sorted({one.strip()[:20] for one in words if one.strip()})
        return told | {"typed": typed, "skills": skills}


class DraftForm(forms.Form):
    """A new version: what it starts from, and the limits that hold for it."""

    title = forms.CharField(label="名称", max_length=60, help_text="比如：初稿、年中调整")
    source = forms.ChoiceField(
        label="从哪里开始", help_text="已经巡察和已经启动的，无论选哪一种都留在原处"
    )
    teams = forms.IntegerField(
        label="还没开始的轮次每轮几个组", min_value=1, max_value=60, required=False,
        help_text="不填就照依据的那一版；以后可以逐轮改",
    )  # fmt: skip
    most_effort = forms.IntegerField(
        label="每组每轮最多多少个工作日", min_value=1, max_value=1000, initial=defaults.MOST_EFFORT
    )
    most_organisations = forms.IntegerField(
        label="每组每轮最多多少个单位", min_value=1, max_value=500,
        initial=defaults.MOST_ORGANISATIONS, help_text="随乡镇一并巡察的村也算在内",
    )  # fmt: skip

    def __init__(self, *args: Any, versions: Iterable[PlanVersion], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("planned", "现有的安排：已经安排的巡察任务留在原来的轮次"),
                   ("scratch", "从头排：还没开始的都不带轮次")]  # fmt: skip
        choices += [(str(one.pk), f"依据{one}（{one.get_state_display()}）") for one in versions]
        self.fields["source"].choices = choices  # type: ignore[attr-defined]


class SolveForm(forms.Form):
    seconds = forms.TypedChoiceField(
        label="最多算多久", coerce=int, initial=30,
        choices=[(one, f"{one} 秒" if one < 60 else f"{one // 60} 分钟") for one in SECONDS],
    )  # fmt: skip


class VaryForm(SolveForm):
    """What if: fewer teams, more or less effort, up to three organisations earlier."""

    title = forms.CharField(label="名称", max_length=60)
    fewer_teams = forms.IntegerField(label="每轮少几个组", min_value=0, max_value=59, initial=0)
    effort_percent = forms.IntegerField(
        label="工作量按百分之多少算", min_value=10, max_value=300, initial=100,
        help_text="100 就是原来的；每个单位多花两成时间填 120",
    )  # fmt: skip
    EARLY = 3

    def __init__(
        self, *args: Any, units: list[tuple[int, str]], rounds: list[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for at in range(1, self.EARLY + 1):
            self.fields[f"unit_{at}"] = forms.TypedChoiceField(
                label=f"提前的单位（{at}）", choices=[("", "（不提前）"), *units], required=False,
                coerce=int, empty_value=None,
            )  # fmt: skip
            self.fields[f"until_{at}"] = forms.ChoiceField(
                label=f"最迟在哪一轮（{at}）", choices=[("", "（不限）"), *rounds], required=False
            )

    def clean(self) -> dict[str, Any]:
        """A unit and its round belong together."""
        told = super().clean() or {}
        for at in range(1, self.EARLY + 1):
            if bool(told.get(f"unit_{at}")) != bool(told.get(f"until_{at}")):
                self.add_error(f"until_{at}", "提前的单位和最迟的轮次要一起选。")
        return told

    def pairs(self) -> list[tuple[Any, Any]]:
        """A unit and its round, side by side."""
        numbers = range(1, self.EARLY + 1)
        return [(self[f"unit_{at}"], self[f"until_{at}"]) for at in numbers]

    def early(self) -> dict[int, str]:
        """Organisation → latest day."""
        told = self.cleaned_data
        return {
            told[f"unit_{at}"]: told[f"until_{at}"]
            for at in range(1, self.EARLY + 1)
            if told.get(f"unit_{at}")
        }


class MoveForm(VersionForm):
    organisation = forms.IntegerField(widget=forms.HiddenInput)
    round = forms.IntegerField(required=False)
    team = forms.IntegerField(required=False, min_value=1, max_value=60)


class PinForm(VersionForm):
    organisation = forms.IntegerField(widget=forms.HiddenInput)
    pinned = forms.BooleanField(required=False)
    note = forms.CharField(max_length=200, required=False)


class TeamsForm(forms.Form):
    teams = forms.IntegerField(min_value=0, max_value=60)


class ReturnForm(VersionForm):
    reason = forms.CharField(max_length=300, required=False)


class ApproveForm(VersionForm):
    approved_on = day("批准日期")
    paper_number = forms.CharField(
        label="批准文号", max_length=60, help_text="党委常委会会议纪要或者批复的文号"
    )


class IndicatorForm(forms.Form):
    """One indicator of a risk model; an empty row is no indicator."""

    code = forms.CharField(widget=forms.HiddenInput, required=False)
    how = forms.CharField(widget=forms.HiddenInput, required=False)
    label = forms.CharField(label="名称", max_length=30, required=False)
    weight = forms.IntegerField(label="权重", min_value=0, max_value=100, required=False)
    top = forms.FloatField(label="满分值", min_value=0.01, max_value=1_000_000, required=False)
    help = forms.CharField(label="怎么填", max_length=80, required=False)


class ModelForm(forms.Form):
    note = forms.CharField(label="为什么调整", max_length=200)
    effective_on = day("启用日期")
