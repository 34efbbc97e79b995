"""The next version of a room's rules, as a form: whole numbers within limits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms

from xuncha.kernel import clock
from xuncha.web.fields import day


class LimitsForm(forms.Form):
    """A room says its ``limits``: name → least, most, label."""

    limits: ClassVar[Mapping[str, tuple[int, int, str]]] = {}
    effective_on = day("启用日期", initial=clock.today)
    note = forms.CharField(label="为什么调整", max_length=200)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for name, (least, most, label) in self.limits.items():
            self.fields[name] = forms.IntegerField(
                label=label, min_value=least, max_value=most, help_text=f"{least} 到 {most}"
            )
