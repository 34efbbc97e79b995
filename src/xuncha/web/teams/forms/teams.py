"""Forms of teams, seats and papers."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.teams.enums import SeatRole
from xuncha.web.fields import VersionForm, day
from xuncha.web.teams.forms.fields import people_field, text_field


class TeamNameForm(forms.Form):
    name = forms.CharField(label="名称", max_length=40)


class DrawForm(forms.Form):
    seed = forms.CharField(
        label="种子", max_length=40, required=False,
        help_text="可以当场报一个数，例如开会日期加报数；不填由系统生成。种子会留存，可以复核。",
    )  # fmt: skip


class SeatForm(VersionForm):
    inspector = people_field("人员", "请选择")
    role = forms.ChoiceField(label="职务", choices=SeatRole.choices, initial=SeatRole.MEMBER)
    reason = text_field("理由", 2, placeholder="为什么安排这名同志")


class RoleForm(VersionForm):
    role = forms.ChoiceField(label="职务", choices=SeatRole.choices)


class AssignForm(VersionForm):
    inspection: Any = forms.ModelChoiceField(queryset=None, label="巡察任务", empty_label="请选择")


class PaperForm(VersionForm):
    paper = forms.CharField(label="授权文号", max_length=60)
    opens_on = day("启用日期", "当天零点起，组员可以看到本组的巡察任务")
    shuts_on = day("到期日期", "当天结束后自动关闭")


class SubmitForm(VersionForm):
    team_version = forms.IntegerField(widget=forms.HiddenInput)


class AnnounceForm(VersionForm):
    announced_on = day("宣布日期")


class ReplaceForm(VersionForm):
    inspector = people_field("接替的人员", "不补人", required=False)
    reason = text_field("更换的理由", 2)
    paper = forms.CharField(label="依据（文号或者会议）", max_length=120)
