"""Forms of working papers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from xuncha.cycle.workpapers.content import MOST_FACTS, FactWords, Words
from xuncha.cycle.workpapers.enums import Origin
from xuncha.cycle.workpapers.models import Fact, Paper, PaperSource, PaperVersion
from xuncha.cycle.workpapers.rules import FOR_DEPUTY, FOR_LEADER
from xuncha.cycle.workpapers.sources import OTHER, Source, SourceKind
from xuncha.web.fields import Line, Prose, VersionForm, day, plain
from xuncha.web.ruling import NextVersionForm

LONGEST = 20_000


def long(label: str, rows: int, longest: int = LONGEST, **more: Any) -> Prose:
    """Several lines; what is pasted keeps its paragraphs."""
    return Prose(
        label=label, max_length=longest, widget=forms.Textarea(attrs={"rows": rows}), **more
    )


class ReasonForm(VersionForm):
    reason = forms.CharField(label="理由", max_length=500, required=False)


class SignForm(VersionForm):
    opinion = forms.CharField(label="意见", max_length=500, required=False)


class FileForm(forms.Form):
    file = forms.FileField(label="文件")
    note = forms.CharField(label="证明什么", max_length=200, required=False)


class PaperForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    title = Line(
        label="底稿名称", max_length=120, help_text="一事一底稿，一句话说清是什么事",
        widget=forms.TextInput(attrs={"autofocus": True}),
    )  # fmt: skip
    origin = forms.ChoiceField(
        label="问题来源", required=False, choices=[("", "请选择"), *Origin.choices]
    )
    summary = long("问题概述", 4, required=False)
    basis = long(
        "政策依据", 2, required=False, help_text="违反了哪项规定、哪条要求，写文件名称和条款"
    )
    discovery = long(
        "发现过程", 4, required=False, help_text="怎样了解到的：查了什么、找谁谈、去了哪里"
    )
    support = long("支撑材料说明", 2, required=False)
    cited = forms.MultipleChoiceField(
        label="引用系统里的记录", required=False, widget=forms.CheckboxSelectMultiple
    )
    others = long(
        "其他支撑材料", 2, required=False, longest=6000, help_text="系统里没有的材料，一行一份"
    )

    def __init__(
        self, *args: Any, offered: Iterable[tuple[SourceKind, list[Source]]] = (), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (one.choice, f"{kind.label} {one.number}　{one.title}")
            for kind, rows in offered
            for one in rows
        ]
        if choices:
            self.fields["cited"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["cited"]

    def words(self, facts: Iterable[FactWords]) -> Words:
        """What was filled in."""
        data = self.cleaned_data
        return Words(
            title=data["title"], origin=data["origin"], summary=data["summary"],
            discovery=data["discovery"], support=data["support"], basis=data["basis"],
            facts=tuple(facts), cited=tuple(data.get("cited", ())),
            others=tuple(line for line in data["others"].splitlines() if line.strip()),
        )  # fmt: skip


def initial_of(
    paper: Paper, version: PaperVersion, sources: Iterable[PaperSource]
) -> dict[str, Any]:
    """A draft as its form shows it."""
    cited = list(sources)
    names = ("title", "origin", "summary", "basis", "discovery", "support")
    return {name: getattr(version, name) for name in names} | {
        "version": paper.version,
        "cited": [f"{one.kind}:{one.record_id}" for one in cited if one.kind != OTHER],
        "others": "\n".join(one.title for one in cited if one.kind == OTHER),
    }


class FactForm(forms.Form):
    what = long("事实", 2, 2000, required=False)
    when = Line(label="时间", max_length=60, required=False)
    where = Line(label="地点", max_length=80, required=False)
    who = Line(label="责任主体（职务）", max_length=80, required=False)
    amount_yuan = forms.DecimalField(
        label="金额（元）", max_digits=16, decimal_places=2, min_value=0, required=False
    )
    quantity = forms.DecimalField(label="数量", max_digits=14, decimal_places=2, required=False)
    unit = forms.CharField(label="单位", max_length=10, required=False)

    def clean(self) -> dict[str, Any]:
        """A row in which only circumstances stand says nothing."""
        data = super().clean() or {}
        if not data.get("what", "").strip() and any(
            data.get(one) not in (None, "") for one in ("when", "where", "who", "amount_yuan")
        ):
            self.add_error("what", "请写明事实，或者把这一行清空。")
        return data


FactSet = forms.formset_factory(FactForm, extra=2, max_num=MOST_FACTS, validate_max=True)


def fact_words(formset: Any) -> list[FactWords]:
    """The rows that say something, in their order."""
    return [
        FactWords(
            what=data["what"].strip(), when=data["when"], where=data["where"], who=data["who"],
            amount_yuan=data["amount_yuan"], quantity=data["quantity"], unit=data["unit"],
        )
        for data in (one.cleaned_data for one in formset.forms)
        if data.get("what", "").strip()
    ]  # fmt: skip


def fact_initial(facts: Iterable[Fact]) -> list[dict[str, Any]]:
    """Facts as their rows show them."""
    names = ("what", "when", "where", "who", "unit")
    return [
        {name: getattr(one, name) for name in names}
        | {"amount_yuan": plain(one.amount_yuan), "quantity": plain(one.quantity)}
        for one in facts
    ]


class RulesForm(NextVersionForm):
    field_order = ("effective_on", "for_deputy", "for_leader", "answer_days", "note")
    effective_on = day("启用日期", help_text="从这一天起签字和送达按新规则，已经送达的不变")
    for_deputy = forms.ChoiceField(
        label="承办人是唯一的副组长时",
        choices=list(FOR_DEPUTY.items()),
    )
    for_leader = forms.ChoiceField(label="承办人是组长时", choices=list(FOR_LEADER.items()))
    answer_days = forms.IntegerField(label="事实确认答复期限（工作日）", min_value=1, max_value=30)
