"""What people type on schemes, before a service looks at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms

from xuncha.cycle.findings.models import Finding
from xuncha.cycle.schemes.coverage import parts_of
from xuncha.cycle.schemes.enums import Check, Outcome, Party, Verdict
from xuncha.cycle.schemes.models import RowOpinion, SchemeRow
from xuncha.cycle.schemes.rules import APPROVERS, CHOOSABLE, LIMITS
from xuncha.cycle.schemes.services.drafting import LONGEST, RowWords, mark_of
from xuncha.cycle.schemes.services.reviewing import Merged
from xuncha.foundation.accounts.models import User
from xuncha.web.fields import VersionForm, day
from xuncha.web.ruling import LimitsForm

_SHOWN = 46


def _long(label: str, rows: int, limit: int, help_text: str = "", *, required: bool = True) -> Any:
    return forms.CharField(
        label=label, max_length=limit, required=required, help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )  # fmt: skip


class ReasonForm(VersionForm):
    reason = _long("理由", 3, 1000)


class SendForm(VersionForm):
    meeting = forms.CharField(
        label="通过的会议", max_length=60, help_text="例如：局党组会议、镇党委会议"
    )
    adopted_on = day("会议日期")


class ApproveForm(VersionForm):
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    note = _long("批示（可不填）", 2, 500, required=False)


class DecisionForm(VersionForm):
    decision = _long("答复意见", 2, 1000, "不同意的必须写明理由", required=False)


class RowForm(forms.Form):
    finding = forms.TypedChoiceField(label="反馈问题", coerce=int)
    parts = forms.MultipleChoiceField(
        label="对应问题的哪些方面", required=False, widget=forms.CheckboxSelectMultiple,
        help_text="系统从问题里读出的方面；这一条管到的都勾上。不勾的，看措施里有没有写到",
    )  # fmt: skip
    task = _long("整改任务", 2, LONGEST)
    measures = _long(
        "整改措施", 5, LONGEST, "一行一条：谁、何时、做什么、做到什么程度", required=False
    )
    lead = forms.CharField(
        label="责任领导", max_length=80, required=False, help_text="写职务，例如：分管副局长"
    )
    department = forms.CharField(label="责任部门", max_length=120, required=False)
    due_on = day("整改时限", required=False)
    is_long_term = forms.BooleanField(label="长期坚持", required=False)
    proof = forms.CharField(
        label="拟提供的佐证", max_length=300, required=False, help_text="完成以后拿什么证明"
    )
    seen = forms.CharField(max_length=64, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, findings: Iterable[Finding], chosen: int, **more: Any) -> None:
        super().__init__(*args, **more)
        known = {one.pk: one for one in findings}
        self.fields["finding"].choices = [  # type: ignore[attr-defined]
            (pk, f"{one.number}　{one.text[:_SHOWN]}{'…' if len(one.text) > _SHOWN else ''}")
            for pk, one in known.items()
        ]
        told = self.data.get("finding", "") if self.is_bound else str(chosen)
        finding = known.get(int(told)) if str(told).isdecimal() else None
        words = [part.words for part in parts_of(finding.text)] if finding else []
        kept = list((self.initial or {}).get("parts", ()))
        offered = dict.fromkeys([*words, *kept])
        self.fields["parts"].choices = [(one, one) for one in offered]  # type: ignore[attr-defined]
        if not offered:
            del self.fields["parts"]

    def told(self) -> RowWords:
        """The row's words."""
        data = dict(self.cleaned_data)
        del data["seen"]
        return RowWords(finding_id=data.pop("finding"), parts=tuple(data.pop("parts", ())), **data)


def row_initial(row: SchemeRow) -> dict[str, Any]:
    """A row as its form shows it."""
    names = ("parts", "task", "measures", "lead", "department", "due_on", "is_long_term", "proof")
    known = {"finding": row.finding_id, "seen": mark_of(row)}
    return known | {name: getattr(row, name) for name in names}


class BringForm(forms.Form):
    file = forms.FileField(label="整改方案或者台账（.xlsx、.xls、.csv、.docx）")


class SeatsForm(VersionForm):
    """One person a party; ``offered`` gives the candidates."""

    def __init__(self, *args: Any, offered: Mapping[str, Sequence[User]], **more: Any) -> None:
        super().__init__(*args, **more)
        for party, users in offered.items():
            choices = [("", "请选择"), *((str(one.pk), person(one)) for one in users)]
            self.fields[party] = forms.ChoiceField(
                label=Party(party).label, choices=choices, required=False
            )

    def users(self) -> dict[str, int]:
        """Who was chosen."""
        told = self.cleaned_data
        return {one: int(told[one]) for one in told if one != "version" and told[one]}


def person(one: User) -> str:
    """A name with its post."""
    return f"{one.name}（{one.post}）" if one.post else one.name


class ReseatForm(forms.Form):
    user = forms.IntegerField(label="审核人")


class OpinionForm(forms.Form):
    """In general, and one field a row."""

    verdict = forms.ChoiceField(label="意见", choices=Verdict.choices, widget=forms.RadioSelect)
    opinion = _long("总的意见", 3, 2000, required=False)

    def __init__(self, *args: Any, rows: Sequence[SchemeRow], **more: Any) -> None:
        super().__init__(*args, **more)
        self.rows = rows
        for row in rows:
            field = _long(f"对第 {row.line} 条的意见", 1, 2000, required=False)
            self.fields[f"row_{row.pk}"] = field

    def told(self) -> dict[str, Any]:
        """The opinion, with rows by id."""
        data = self.cleaned_data
        rows = {row.pk: data[f"row_{row.pk}"] for row in self.rows if data[f"row_{row.pk}"]}
        return {"verdict": Verdict(data["verdict"]), "opinion": data["opinion"], "rows": rows}

    def of(self, row: SchemeRow) -> forms.BoundField:
        """The field of a row."""
        return self[f"row_{row.pk}"]


class MergeForm(VersionForm):
    """One answer; each opinion on a row is adopted or not, in the words that the unit reads."""

    outcome = forms.ChoiceField(label="结论", choices=Outcome.choices, widget=forms.RadioSelect)
    summary = _long("汇总意见（单位看得到）", 4, 2000, required=False)
    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, opinions: Sequence[RowOpinion], **more: Any) -> None:
        super().__init__(*args, **more)
        self.opinions = opinions
        for one in opinions:
            self.fields[f"adopt_{one.pk}"] = forms.BooleanField(
                label="采纳", required=False, initial=True
            )
            self.fields[f"text_{one.pk}"] = forms.CharField(
                label="给单位的话", max_length=2000, required=False, initial=one.text,
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip

    def merged(self) -> list[Merged]:
        """What became of each opinion."""
        data = self.cleaned_data
        return [
            Merged(one.pk, adopted=data[f"adopt_{one.pk}"], text=data[f"text_{one.pk}"])
            for one in self.opinions
        ]

    def pairs(self) -> list[tuple[RowOpinion, forms.BoundField, forms.BoundField]]:
        """Opinions with their fields."""
        return [(one, self[f"adopt_{one.pk}"], self[f"text_{one.pk}"]) for one in self.opinions]


class RulesForm(LimitsForm):
    limits = LIMITS
    parties = forms.MultipleChoiceField(
        label="哪几方联审（3 到 5 方，必须有巡察办）", choices=Party.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    approver = forms.ChoiceField(label="联审通过以后由谁批准", choices=list(APPROVERS.items()))
    hard = forms.MultipleChoiceField(
        label="哪几项不改好不能报送（其余只提醒）", required=False,
        choices=[(one.value, Check(one).label) for one in CHOOSABLE],
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
