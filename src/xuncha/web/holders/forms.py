"""Forms of one's own key and of the escrow. None of them is kept in the browser as a draft."""

from __future__ import annotations

from typing import Any

from django import forms


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


class KeyForm(forms.Form):
    password = secret_field("登录密码", "current-password")
    passphrase = secret_field(
        "封存口令", help_text="至少 10 个字符，可以是一句话；不要和登录密码一样"
    )
    again = secret_field("再输一遍封存口令")

    def clean_again(self) -> str:
        told = self.cleaned_data["again"]
        if told != self.cleaned_data.get("passphrase"):
            raise forms.ValidationError("两遍输入的不一样。")
        return str(told)


class PassphraseForm(forms.Form):
    old = secret_field("现在的封存口令")
    new = secret_field("新的封存口令")
    again = secret_field("再输一遍新的")

    def clean_again(self) -> str:
        told = self.cleaned_data["again"]
        if told != self.cleaned_data.get("new"):
            raise forms.ValidationError("两遍输入的不一样。")
        return str(told)


class UnlockForm(forms.Form):
    passphrase = secret_field("封存口令")


class ConveneForm(forms.Form):
    officers = forms.MultipleChoiceField(
        label="份额保管人", widget=forms.CheckboxSelectMultiple,
        help_text="从设立了封存口令的巡察办人员和领导中选，一人一份",
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
