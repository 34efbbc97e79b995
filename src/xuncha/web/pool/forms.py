"""Forms of the talent pool: what people type, before a service looks at it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from xuncha.cycle.pool.enums import EntryWay, Kinship, PoolImportKind, TeamRole, TieKind, TieSource
from xuncha.cycle.pool.models import Inspector, Training
from xuncha.cycle.pool.services.details import Details
from xuncha.web.fields import VersionForm, day
from xuncha.web.pool.fields import PlaceField, PlaceForm, place_id


def words(label: str, limit: int, *, required: bool = False, **more: Any) -> forms.CharField:
    """Some words on one line."""
    return forms.CharField(label=label, max_length=limit, required=required, **more)


def text(label: str, limit: int, *, required: bool = False, rows: int = 3) -> forms.CharField:
    """Some words on several lines."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=limit, required=required, widget=widget)


def boxes(choices: Iterable[tuple[str, str]]) -> forms.CheckboxSelectMultiple:
    """Several of a few."""
    return forms.CheckboxSelectMultiple(choices=list(choices), attrs={"class": "form-check-input"})


class ReasonForm(VersionForm):
    reason = text("理由", 300, required=True)


class WithdrawForm(forms.Form):
    reason = text("理由", 300, required=True)


class DetailsForm(PlaceForm):
    """What is written down about a person."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = words("姓名", 40, required=True)
    post = words("职务", 60)
    phone = words("电话", 30)
    native_place = words("籍贯", 60)
    native = PlaceField(
        label="籍贯所在的乡镇、村", required=False,
        help_text="在本区的，从名录里选；地域回避按它判断",
    )  # fmt: skip
    joined_party_on = day("入党日期", required=False)
    specialties = forms.MultipleChoiceField(label="专长", required=False)
    can_lead = forms.BooleanField(label="可任组长", required=False)
    can_deputise = forms.BooleanField(label="可任副组长", required=False)
    from_discipline = forms.BooleanField(label="纪检监察干部", required=False)
    note = text("备注", 300, rows=2)

    def __init__(self, *args: Any, vocabulary: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["specialties"]
        choices = [(word, word) for word in vocabulary]
        field.widget = boxes(choices)
        field.choices = choices

    def details(self) -> Details:
        """What was typed, as the service takes it."""
        data = self.cleaned_data
        plain = (
            "name", "post", "phone", "native_place", "joined_party_on", "specialties", "can_lead",
            "can_deputise", "from_discipline", "note",
        )  # fmt: skip
        return Details(**{key: data[key] for key in plain}, native_id=place_id(data["native"]))


class NominateForm(DetailsForm):
    """A recommendation: the details, where he works, and who recommends him."""

    home = PlaceField(label="工作单位")
    home_since = day("到现单位日期", required=False)
    way = forms.ChoiceField(label="推荐方式", choices=EntryWay.choices)
    nomination = text("推荐意见", 300, rows=2)

    field_order = ("name", "home", "post", "home_since", "way", "nomination", "phone")


class MoveForm(PlaceForm, VersionForm):
    home = PlaceField(label="新的工作单位")
    post = words("新的职务", 60)
    on = day("从哪天起", help_text="原单位会留作任职关系，用于回避判断")


class LinkForm(VersionForm):
    username = words("用户名", 40, help_text="留空就是取消关联")


class TieForm(PlaceForm):
    kind = forms.ChoiceField(label="种类", choices=TieKind.choices)
    organisation = PlaceField(label="涉及的单位", required=False)
    person = words("亲属姓名", 40, help_text="亲属关系必填")
    relationship = words("与本人关系", 20, help_text="例如“表弟”“岳父”；类别会自动认出")
    kinship = forms.ChoiceField(
        label="亲属关系类别", required=False, choices=[("", "按称谓自动认"), *Kinship.choices]
    )
    post = words("职务", 60, help_text="亲属的，或者本人曾任的")
    leads = forms.BooleanField(label="是该单位领导班子成员", required=False)
    from_on = day("起", required=False)
    until_on = day("止", help_text="仍在继续的不填", required=False)
    source = forms.ChoiceField(
        label="来源", choices=TieSource.choices, initial=TieSource.OFFICE.value
    )
    detail = text("说明", 300, rows=2)


class OwnTieForm(TieForm):
    """A person's own declaration: the source is clear."""

    source = None  # type: ignore[assignment]


class EndTieForm(VersionForm):
    until_on = day("终止日期")
    reason = text("终止原因", 300, required=True, rows=2)


class QualificationForm(forms.Form):
    name = words("证书名称", 60, required=True)
    number = words("证书编号", 60)
    issuer = words("发证机关", 60)
    issued_on = day("发证日期", required=False)
    expires_on = day("有效期至", help_text="长期有效的不填", required=False)
    file = forms.FileField(label="扫描件", required=False)


class PledgeForm(forms.Form):
    signed_on = day("签署日期")
    valid_until = day("有效期至", help_text="没有期限的不填", required=False)
    file = forms.FileField(label="扫描件", required=False)


class ServiceForm(PlaceForm):
    organisation = PlaceField(label="被巡察单位")
    role = forms.ChoiceField(label="担任", choices=TeamRole.choices, initial=TeamRole.MEMBER.value)
    on = day("进驻日期")
    round_words = words("轮次", 60)
    source = forms.ChoiceField(
        label="来源", choices=TieSource.choices, initial=TieSource.ARCHIVE.value
    )


class TrainingForm(forms.Form):
    title = words("培训名称", 80, required=True)
    held_on = day("开班日期")
    until_on = day("结束日期", required=False)
    hours = forms.DecimalField(label="学时", max_digits=5, decimal_places=1, min_value=0)
    organiser = words("主办单位", 60)
    is_secrecy = forms.BooleanField(label="保密培训", required=False)


class AttendForm(forms.Form):
    """Who took part, by ticking."""

    people = forms.MultipleChoiceField(label="参加人员")
    hours = forms.DecimalField(
        label="学时", max_digits=5, decimal_places=1, min_value=0, required=False,
        help_text="不填就按这次培训的学时",
    )  # fmt: skip
    passed = forms.BooleanField(label="考核合格", required=False, initial=True)
    pledged_on = day(
        "当场签署保密承诺书的日期",
        help_text="参加的人一起签了的，填这一天，逐人登记；已有有效承诺的不重复登记",
        required=False,
    )

    def __init__(self, *args: Any, people: Iterable[Inspector], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.name}（{one.home_name}）") for one in people]
        field: Any = self.fields["people"]
        field.widget = boxes(choices)
        field.choices = choices


class PeopleForm(forms.Form):
    """People chosen from a queue, each with the version that was seen: “12:3”."""

    people = forms.CharField(required=False)

    def chosen(self) -> list[tuple[int, int]]:
        """Keys and versions; what can't be read is left out."""
        found = []
        told: Any = self.data
        for one in told.getlist("people"):
            key, _, version = one.partition(":")
            if key.isdecimal() and version.isdecimal() and len(key) < 19 and len(version) < 10:
                found.append((int(key), int(version)))
        return found


class RulesForm(forms.Form):
    effective_on = day("启用日期")
    specialties = text("专长词表（一行一项）", 1500, required=True, rows=12)
    conditions = text("入库条件（一行一项）", 3000, required=True, rows=8)
    expiring_days = forms.IntegerField(label="证书到期前多少天提醒", min_value=1, max_value=730)
    note = words("为什么调整", 200, required=True)


class BringForm(forms.Form):
    kind = forms.ChoiceField(
        label="这是什么", choices=PoolImportKind.choices,
        widget=forms.RadioSelect(attrs={"class": "form-check-input"}),
    )  # fmt: skip
    training: forms.ModelChoiceField[Training] = forms.ModelChoiceField(
        queryset=None, label="哪次培训", required=False, empty_label="表里写明了",
        help_text="只对培训签到表有用：表里没有培训名称和日期的，在这里选",
    )  # fmt: skip
    file = forms.FileField(label="文件")


class TakeForm(VersionForm):
    leave_refused = forms.BooleanField(required=False, label="先导入其余各行，不能导入的行退回修改")
