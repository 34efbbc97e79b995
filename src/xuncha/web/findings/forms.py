"""Forms of findings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from xuncha.cycle.findings.content import Answerable, Counted, FindingWords
from xuncha.cycle.findings.enums import Duty, Nature, Recurrence, Source
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.workpapers.enums import Destination
from xuncha.web.fields import Line, VersionForm, day, plain
from xuncha.web.workpapers.forms import long

Choices = Iterable[tuple[str, Any]]


class FindingForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    papers = forms.TypedMultipleChoiceField(
        label="依据的底稿", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    number = forms.CharField(
        label="编号", max_length=20, required=False, help_text="空着由系统接着编"
    )
    text = long("问题", 4, 5000)
    leaf = forms.ChoiceField(label="问题分类", required=False)
    criteria = long("依据", 2, 5000, required=False, help_text="违反了哪项规定、哪条要求")
    facts = long("事实", 4, 20_000, required=False, help_text="从底稿带来，不用重打")
    cause = long("原因", 2, 5000, required=False)
    consequence = long("后果", 2, 5000, required=False)
    advice = long("整改建议", 2, 5000, required=False)
    from_on = day("发生期间起", required=False)
    to_on = day("发生期间止", required=False)
    amount_yuan = forms.DecimalField(
        label="涉及金额（元）", max_digits=16, decimal_places=2, min_value=0, required=False
    )
    nature = forms.ChoiceField(
        label="性质", required=False, choices=[("", "未定"), *Nature.choices]
    )
    source = forms.ChoiceField(
        label="来源", required=False, choices=[("", "未填"), *Source.choices]
    )
    is_key = forms.BooleanField(label="重点问题", required=False)

    def __init__(
        self, *args: Any, leaves: Choices = (), papers: Choices = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["leaf"].choices = list(leaves)  # type: ignore[attr-defined]
        offered = list(papers)
        if offered:
            self.fields["papers"].choices = offered  # type: ignore[attr-defined]
        else:
            del self.fields["papers"]

    def words(self, persons: Any, counts: Any) -> FindingWords:
        """What was filled in."""
        data = self.cleaned_data
        return FindingWords(
            text=data["text"], number=data["number"],
            leaf_id=int(data["leaf"]) if data["leaf"] else None,
            nature=Nature(data["nature"]) if data["nature"] else None,
            source=Source(data["source"]) if data["source"] else None,
            is_key=data["is_key"], amount_yuan=data["amount_yuan"], criteria=data["criteria"],
            facts=data["facts"], cause=data["cause"], consequence=data["consequence"],
            advice=data["advice"], from_on=data["from_on"], to_on=data["to_on"],
            paper_ids=data.get("papers", ()),
            persons=[
                Answerable(row["post"].strip(), Duty(row["duty"]), row["period"].strip())
                for row in _filled(persons, "post")
            ],
            counts=[
                Counted(row["label"].strip(), row["quantity"], row["unit"].strip())
                for row in _filled(counts, "label")
            ],
        )  # fmt: skip


def initial_of(row: Finding) -> dict[str, Any]:
    """A draft as its form shows it."""
    names = (
        "version", "number", "text", "criteria", "facts", "cause", "consequence", "advice",
        "from_on", "to_on", "amount_yuan", "nature", "source", "is_key",
    )  # fmt: skip
    told = {name: getattr(row, name) for name in names}
    return told | {"leaf": row.leaf_id or "", "amount_yuan": plain(row.amount_yuan)}


def initial_from(words: FindingWords) -> dict[str, Any]:
    """What papers tell, as the form shows it."""
    return {
        "text": words.text, "criteria": words.criteria, "facts": words.facts,
        "amount_yuan": plain(words.amount_yuan), "source": words.source or "",
        "papers": list(words.paper_ids),
    }  # fmt: skip


class PersonForm(forms.Form):
    post = Line(label="职务", max_length=80, required=False)
    duty = forms.ChoiceField(label="责任", choices=Duty.choices, required=False)
    period = Line(label="任职期间", max_length=60, required=False)


class CountForm(forms.Form):
    label = Line(label="数的是什么", max_length=80, required=False)
    quantity = forms.DecimalField(label="数量", max_digits=16, decimal_places=2, required=False)
    unit = forms.CharField(label="单位", max_length=10, required=False)

    def clean(self) -> dict[str, Any]:
        """What is counted has a number and a unit."""
        data = super().clean() or {}
        if data.get("label", "").strip() and (data.get("quantity") is None or not data.get("unit")):
            self.add_error("quantity", "请填数量和单位。")
        return data


PersonSet = forms.formset_factory(PersonForm, extra=2, max_num=30, validate_max=True)
CountSet = forms.formset_factory(CountForm, extra=2, max_num=30, validate_max=True)


def _filled(rows: Any, name: str) -> list[dict[str, Any]]:
    """Rows that say something; a duty alone says nothing."""
    return [data for data in (one.cleaned_data for one in rows.forms) if data.get(name, "").strip()]


class DisposeForm(VersionForm):
    disposal = forms.ChoiceField(label="去向", choices=Destination.choices)
    reason = forms.CharField(
        label="理由", max_length=500, required=False, help_text="定为线索的不写，其他去向都要写"
    )


class MergeForm(forms.Form):
    findings = forms.TypedMultipleChoiceField(
        label="并进来的问题", coerce=int, widget=forms.CheckboxSelectMultiple
    )
    reason = forms.CharField(label="理由", max_length=500)

    def __init__(self, *args: Any, offered: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = list(offered)  # type: ignore[attr-defined]


class ReasonForm(VersionForm):
    reason = forms.CharField(label="理由", max_length=500)


class RecurrenceForm(VersionForm):
    recurrence = forms.ChoiceField(
        label="判断", choices=Recurrence.choices, widget=forms.RadioSelect
    )
    of = forms.TypedChoiceField(label="以前的哪一个", coerce=int, required=False, empty_value=None)
    reason = forms.CharField(label="理由", max_length=500)

    def __init__(self, *args: Any, offered: Choices = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["of"].choices = [("", "（新问题不用选）"), *offered]  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)
    action = forms.ChoiceField(
        choices=[(one, one) for one in ("settle", "reopen", "feed_back", "withdraw")]
    )
    reason = forms.CharField(max_length=2000, required=False)
