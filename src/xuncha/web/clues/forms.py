"""Forms of the store. None of them is kept in the browser as a draft."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.cycle.clues.enums import FIELDS, Discipline, Disposal, Mode, Sanction
from xuncha.cycle.clues.rules import LIMITS
from xuncha.cycle.clues.services.handing import Told
from xuncha.cycle.clues.services.registering import ClueFacts
from xuncha.kernel import clock
from xuncha.web.fields import VersionForm, day
from xuncha.web.ruling import LimitsForm


def line_field(label: str, most: int = 200, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, widget=forms.TextInput(attrs={"autocomplete": "off"}), **more
    )


def text_field(label: str, most: int, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=most, widget=widget, **more)


def secret_field(label: str, kind: str = "off", **more: Any) -> forms.CharField:
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(label=label, max_length=200, strip=False, widget=widget, **more)


class ClueForm(forms.Form):
    met_on = day("组务会日期", initial=clock.today)
    unit = line_field(FIELDS["unit"], help_text="被反映人所在的单位、站所或者村")
    post = line_field(FIELDS["post"])
    level = line_field(FIELDS["level"], required=False)
    subject = line_field(
        FIELDS["subject"], required=False, help_text="职务能说清是谁的，不必写姓名"
    )  # fmt: skip
    matter = text_field(FIELDS["matter"], 5000, 6)
    disciplines = forms.MultipleChoiceField(
        label=FIELDS["disciplines"], choices=Discipline.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    amount = forms.DecimalField(
        label=FIELDS["sum"], required=False, max_digits=14, decimal_places=2
    )
    origin = line_field(FIELDS["origin"], required=False, help_text="例如：谈话、来信、调阅资料")
    opinion = text_field(FIELDS["opinion"], 2000, 3, required=False)

    def __init__(self, *args: Any, locked: bool = False, **more: Any):
        """``locked``: the store locked itself meanwhile; the passphrase is asked for here, so that
        nothing that was typed is lost."""
        super().__init__(*args, **more)
        self.fields["unit"].widget.attrs["autofocus"] = True
        if locked:
            words = "专柜已经自动锁上，输入口令再保存，上面填的不会丢"
            self.fields["passphrase"] = secret_field("线索口令", help_text=words)

    def facts(self) -> ClueFacts:
        """What was filled in."""
        data = dict(self.cleaned_data)
        for name in ("met_on", "passphrase"):
            data.pop(name, None)
        kinds = tuple(Discipline(one) for one in data.pop("disciplines"))
        return ClueFacts(disciplines=kinds, **data)


class OpenForm(forms.Form):
    places = forms.MultipleChoiceField(choices=(), required=False)

    def __init__(self, *args: Any, places: list[str], **more: Any):
        super().__init__(*args, **more)
        self.fields["places"].choices = [(one, one) for one in places]  # type: ignore[attr-defined]


class ReasonForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = text_field("理由", 500, 3)


class HandOverForm(VersionForm):
    mode = forms.ChoiceField(
        label="移交方式", choices=Mode.choices,
        help_text="单移交：纪检监察机关；双移交：纪检监察机关和组织部门",
    )  # fmt: skip
    on = day("移交日期", initial=clock.today)
    opinion = text_field("移交意见", 2000, 3, required=False)


class ReceiveForm(VersionForm):
    on = day("签收日期", initial=clock.today)
    signer = line_field("签收人", 100)


class AcceptForm(VersionForm):
    on = day("受理日期", initial=clock.today)
    disposal = forms.ChoiceField(label="处置方式", choices=Disposal.choices)


class TellForm(VersionForm):
    on = day("反馈日期", initial=clock.today)
    disposal = forms.ChoiceField(label="处置方式", choices=Disposal.choices)
    sanction = forms.ChoiceField(label="处理结果", choices=Sanction.choices)
    amount = forms.DecimalField(
        label="追缴金额（元）", required=False, min_value=0, max_digits=14, decimal_places=2
    )
    words = text_field("办理情况", 2000, 3, required=False)
    is_final = forms.BooleanField(label="这是最终结果", required=False)

    def told(self) -> Told:
        """What the receiver told."""
        data = dict(self.cleaned_data)
        data.pop("version")
        kinds = {"disposal": Disposal(data["disposal"]), "sanction": Sanction(data["sanction"])}
        return Told(**(data | kinds))


class GrantForm(forms.Form):
    user = forms.ChoiceField(label="知悉人")
    from_on = day("起", initial=clock.today)
    until_on = day("止", "不填为长期", required=False)
    reason = text_field("为什么需要知悉", 500, 2)

    def __init__(self, *args: Any, people: list[Any], **more: Any):
        super().__init__(*args, **more)
        choices = [
            (str(one.pk), one.name + (f"（{one.post}）" if one.post else "")) for one in people
        ]
        self.fields["user"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]


class KeyForm(forms.Form):
    password = secret_field("登录密码", "current-password")
    passphrase = secret_field(
        "线索口令", help_text="至少 10 个字符，可以是一句话；不要和登录密码一样"
    )
    again = secret_field("再输一遍线索口令")

    def clean_again(self) -> str:
        told = self.cleaned_data["again"]
        if told != self.cleaned_data.get("passphrase"):
            raise forms.ValidationError("两遍输入的不一样。")
        return str(told)


class PassphraseForm(forms.Form):
    old = secret_field("现在的线索口令")
    new = secret_field("新的线索口令")
    again = secret_field("再输一遍新的")

    def clean_again(self) -> str:
        told = self.cleaned_data["again"]
        if told != self.cleaned_data.get("new"):
            raise forms.ValidationError("两遍输入的不一样。")
        return str(told)


class UnlockForm(forms.Form):
    passphrase = secret_field("线索口令")


class ConveneForm(forms.Form):
    officers = forms.MultipleChoiceField(
        label="份额保管人", widget=forms.CheckboxSelectMultiple,
        help_text="从设立了线索口令的巡察办人员和领导中选，一人一份",
    )  # fmt: skip
    need = forms.IntegerField(label="合上须几份", min_value=2, max_value=9, initial=2)

    def __init__(self, *args: Any, people: list[Any], **more: Any):
        super().__init__(*args, **more)
        choices = [(str(one.pk), one.name) for one in people]
        self.fields["officers"].choices = choices  # type: ignore[attr-defined]


class ConfirmForm(forms.Form):
    words = line_field("纸上的三个核对词", 30)


class RecoverForm(forms.Form):
    user = forms.ChoiceField(label="给谁恢复")
    papers = text_field(
        "纸上的份额", 2000, 4, help_text="一行一份，由保管人本人当面输入；字母大小写、横线不影响"
    )
    reason = text_field("为什么恢复", 500, 2)

    def __init__(self, *args: Any, people: list[Any], **more: Any):
        super().__init__(*args, **more)
        choices = [(str(one.pk), one.name) for one in people]
        self.fields["user"].choices = [("", "请选择"), *choices]  # type: ignore[attr-defined]


class RulesForm(LimitsForm):
    limits = LIMITS
