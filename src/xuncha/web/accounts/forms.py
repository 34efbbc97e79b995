"""Forms of accounts."""

from __future__ import annotations

from typing import Any

from django import forms

from xuncha.foundation.accounts import roles
from xuncha.web.fields import day


class SignInForm(forms.Form):
    username = forms.CharField(
        label="用户名", max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "username", "autofocus": True}),
    )  # fmt: skip
    password = forms.CharField(
        label="密码", max_length=200, strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip


class PasswordForm(forms.Form):
    old = forms.CharField(
        label="原密码", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )  # fmt: skip
    new = forms.CharField(
        label="新密码", strip=False, help_text="至少 10 个字符，不能全是数字，不能太常见",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip
    again = forms.CharField(
        label="再输一遍新密码", strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("new") and data.get("again") and data["new"] != data["again"]:
            self.add_error("again", "两次输入的新密码不一样。")
        return data


class CodeForm(forms.Form):
    code = forms.RegexField(
        r"^\s*\d{6}\s*$", label="六位动态口令",
        error_messages={"invalid": "动态口令是六位数字。"},
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )  # fmt: skip


class UserForm(forms.Form):
    username = forms.CharField(
        label="用户名", max_length=40, help_text="小写字母、数字，例如 liwen"
    )
    name = forms.CharField(label="姓名", max_length=40)
    post = forms.CharField(label="职务", max_length=60, required=False)


class ChangeForm(forms.Form):
    """What may be mended; the sign-in name stays for good."""

    name = forms.CharField(label="姓名", max_length=40)
    post = forms.CharField(label="职务", max_length=60, required=False)
    requires_totp = forms.BooleanField(
        label="登录须动态口令", required=False, help_text="还没有启用的人，下次登录时先启用"
    )


class RoleForm(forms.Form):
    role = forms.ChoiceField(label="岗位")
    from_on = day("起")
    until_on = day("止", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.key, f"{one.label}（{one.family.value}）") for one in roles.every()]
        self.fields["role"].choices = choices  # type: ignore[attr-defined]


class SeatForm(forms.Form):
    """The unit is told by its code: the administrators don't browse the directory."""

    code = forms.CharField(label="单位代码", max_length=20)
    from_on = day("起")


class ReasonForm(forms.Form):
    reason = forms.CharField(label="理由", max_length=500)
