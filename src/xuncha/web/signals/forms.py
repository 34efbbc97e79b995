"""Forms of the desk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from xuncha.cycle.questions.precision import asks_less, thresholds_of
from xuncha.cycle.questions.reasons import for_asking, for_clearing, for_returning
from xuncha.cycle.questions.rules import DAYS, NAMES, Settings
from xuncha.cycle.rectification.enums import Severity
from xuncha.cycle.rectification.models import Signal
from xuncha.kernel import clock
from xuncha.web.fields import Prose, VersionForm, day

_LONGEST = 2000


def prose(label: str, rows: int = 3, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return Prose(label=label, max_length=_LONGEST, widget=widget, **more)


class SignalForm(VersionForm):
    """Of one act upon a signal; ``words`` are those that it marks."""

    def __init__(self, *args: Any, signal: Signal, words: Sequence[str] = (), **more: Any):
        super().__init__(*args, **more)
        self.offer(signal, words)

    def offer(self, signal: Signal, words: Sequence[str]) -> None:
        """Lay out what the form proposes; nothing unless an act says so."""


class ClearForm(SignalForm):
    offered = forms.ChoiceField(label="为什么没有问题", required=False, widget=forms.RadioSelect)
    reason = prose("补充说明", 2, required=False, help_text="选一条，或者自己写，也可以都有")

    def offer(self, signal: Signal, words: Sequence[str]) -> None:
        offered = [(one, one) for one in for_clearing(signal.code)]
        self.fields["offered"].choices = offered  # type: ignore[attr-defined]

    def words(self) -> str:
        """The offered reason and what was added to it."""
        data = self.cleaned_data
        return "；".join(one for one in (data["offered"], data["reason"].strip()) if one)


class ReasonForm(SignalForm):
    reason = prose("理由")


class UpholdForm(ReasonForm):
    reason = prose("认定的依据")


class AskForm(SignalForm):
    text = prose("问单位什么", 4, help_text="单位只看到这段话，看不到疑点，也不要写别的单位")

    def offer(self, signal: Signal, words: Sequence[str]) -> None:
        self.fields["text"].initial = for_asking(signal.code, signal.reason, words)


class ReturnForm(ReasonForm):
    reason = prose(
        "退回理由", 4, help_text="单位会看到这段话：写清哪里不对、要补什么，不要写别的单位"
    )

    def offer(self, signal: Signal, words: Sequence[str]) -> None:
        self.fields["reason"].initial = for_returning(signal.code, signal.reason, words)


class EscalateForm(SignalForm):
    words = prose("拟办意见")


class RulesForm(forms.Form):
    """The next version of the rules: days for an answer, and what changes for one rule."""

    effective_on = day("启用日期", initial=clock.today)
    note = forms.CharField(label="为什么调整", max_length=200)
    answer_workdays = forms.IntegerField(
        label="单位几个工作日内答复问询", min_value=DAYS[0], max_value=DAYS[1]
    )

    def __init__(self, *args: Any, code: str, now: Settings, severity: str, **more: Any):
        super().__init__(*args, **more)
        self.code, self.now = code, now
        self.fields["answer_workdays"].initial = now.answer_workdays
        if not code:
            return
        self.fields["severity"] = forms.ChoiceField(
            label=f"{code} {NAMES[code]}的程度", choices=Severity.choices, initial=severity
        )
        self.fields["off"] = forms.BooleanField(
            label="停用这条规则", required=False, initial=code in now.check.get("off", [])
        )
        told = now.check.get(code, {})
        for key, label, default, low, high in thresholds_of(code):
            self.fields[f"p_{key}"] = forms.FloatField(
                label=label, min_value=low, max_value=high, initial=told.get(key, default),
                help_text=f"{asks_less(code, key)}就问得少；默认 {default:g}，"
                f"可设 {low:g} 到 {high:g}",
            )  # fmt: skip

    def changed(self) -> dict[str, Any]:
        """The settings of the next version, as the service wants them."""
        data, check = self.cleaned_data, dict(self.now.check)
        severity = dict(self.now.severity)
        if self.code:
            off = set(check.get("off", [])) - {self.code}
            check["off"] = sorted(off | {self.code} if data["off"] else off)
            numbers = {
                key: data[f"p_{key}"]
                for key, _, default, *_ in thresholds_of(self.code)
                if data[f"p_{key}"] != default
            }
            check = {key: value for key, value in check.items() if key != self.code and value}
            if numbers:
                check[self.code] = numbers
            severity[self.code] = data["severity"]
        return {
            "effective_on": data["effective_on"], "note": data["note"],
            "answer_workdays": data["answer_workdays"], "check": check, "severity": severity,
        }  # fmt: skip
