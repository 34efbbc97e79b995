"""Forms of the store. None of them is kept in the browser as a draft."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet

from xuncha.cycle.clues.enums import FIELDS, Discipline, Disposal, Mode, Receiver, Sanction
from xuncha.cycle.clues.rules import LIMITS
from xuncha.cycle.clues.services.handing import Told
from xuncha.cycle.clues.services.registering import ClueFacts
from xuncha.cycle.directory.models import Organisation
from xuncha.kernel import clock
from xuncha.web.fields import VersionForm, day
from xuncha.web.holders.forms import line_field, secret_field, text_field
from xuncha.web.ruling import LimitsForm


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
            words = "已经自动锁上，输入口令再保存，上面填的不会丢"
            self.fields["passphrase"] = secret_field("封存口令", help_text=words)

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


class RulesForm(LimitsForm):
    limits = LIMITS
    discipline: Any = forms.ModelChoiceField(
        queryset=None, required=False, label="线索移交给哪个纪检监察机关",
        empty_label="不指明", help_text="移交单上写它的全称",
    )  # fmt: skip
    organisation: Any = forms.ModelChoiceField(
        queryset=None, required=False, label="双移交时，给哪个组织部门", empty_label="不指明"
    )

    def __init__(self, *args: Any, bodies: QuerySet[Organisation], **more: Any):
        super().__init__(*args, **more)
        for name in Receiver.values:
            self.fields[name].queryset = bodies  # type: ignore[attr-defined]
