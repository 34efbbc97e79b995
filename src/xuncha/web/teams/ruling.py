"""The rules by version, and the next version of them."""

from __future__ import annotations

from typing import Any

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR, READERS
from xuncha.cycle.teams import rules, selectors
from xuncha.cycle.teams.enums import Part
from xuncha.cycle.teams.models import AppraisalRules, RecusalRules
from xuncha.cycle.teams.services import appraising
from xuncha.engines.recusal import Degree, Ground
from xuncha.engines.recusal.rules import WITH_YEARS
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.web.fields import day
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.problems import ProblemsIn
from xuncha.web.teams import forms

_DIRECTOR = frozenset({OFFICE_DIRECTOR})
_SWITCHES = {
    "home_family": "本单位的上级、下级也算本单位",
    "native_place": "籍贯所在的乡镇、村须回避（地域回避）",
    "leader_not_twice": "组长不得对同一单位再次带队",
    "same_home_in_team": "允许同一单位的人在一个组",
}
_TEAM_SWITCHES = {
    "strict_secrecy": "没有保密承诺和培训的不得授权",
    "second_deputy": "必须有来自纪检监察机关的第二副组长",
}
_NUMBERS = {
    "least": "每组最少人数", "most": "每组最多人数", "least_deputies": "副组长最少",
    "most_deputies": "副组长最多", "most_organisations": "每组最多单位数（0 不限）",
    "most_rounds": "每人每届最多轮数（0 不限）", "secrecy_months": "保密培训有效月数（0 不要求）",
}  # fmt: skip


_HELP = {Ground.EARLIER: "0 不作为回避情形；不填为长期"}


class RulesForm(django_forms.Form):
    """All settings of a version; years empty means for ever."""

    effective_on = day("启用日期")
    note = django_forms.CharField(label="为什么调整", max_length=200)

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for ground in WITH_YEARS:
            self.fields[f"years_{ground}"] = django_forms.IntegerField(
                label=f"{ground.label}：回看几年", min_value=0, max_value=50, required=False,
                help_text=_HELP.get(ground, "0 只在存续期间；不填为长期"),
            )  # fmt: skip
        self.fields["long_service_years"] = django_forms.IntegerField(
            label="任职满几年长期回避（0 不用）", min_value=0, max_value=50
        )
        for name, label in (("leader_degrees", "组长、副组长：算哪些亲属"),
                            ("member_degrees", "其他组员：算哪些亲属")):  # fmt: skip
            self.fields[name] = django_forms.MultipleChoiceField(
                label=label, choices=[(one.value, one.label) for one in Degree], required=False,
                widget=django_forms.CheckboxSelectMultiple,
            )  # fmt: skip
        self.fields["tie_family"] = django_forms.MultipleChoiceField(
            label="哪些关系，涉及上级、下级的也算", required=False,
            choices=[(one.value, one.label) for one in (*WITH_YEARS[1:], Ground.NATIVE)],
            widget=django_forms.CheckboxSelectMultiple,
        )  # fmt: skip
        for name, label in (_SWITCHES | _TEAM_SWITCHES).items():
            self.fields[name] = django_forms.BooleanField(label=label, required=False)
        for name, label in _NUMBERS.items():
            self.fields[name] = django_forms.IntegerField(label=label, min_value=0)

    def told(self) -> dict[str, Any]:
        """As the service wants it."""
        data = self.cleaned_data
        years = {str(one): data[f"years_{one}"] for one in WITH_YEARS}
        recusal: dict[str, Any] = {
            "years": {key: "ever" if value is None else value for key, value in years.items()},
            "long_service_years": data["long_service_years"],
            **{name: data[name] for name in ("leader_degrees", "member_degrees", "tie_family")},
            **{name: data[name] for name in _SWITCHES},
        }
        team = {name: data[name] for name in (*_NUMBERS, *_TEAM_SWITCHES)}
        return {
            "effective_on": data["effective_on"], "note": data["note"], "recusal": recusal,
            "team": team,
        }  # fmt: skip


def _initial(now: rules.RulesInForce) -> dict[str, Any]:
    kept = now.recusal.as_json()
    years = {
        f"years_{key}": None if value == "ever" else value for key, value in kept["years"].items()
    }
    team = {name: getattr(now.team, name) for name in (*_NUMBERS, *_TEAM_SWITCHES)}
    return {**kept, **years, **team, "effective_on": clock.today()}


def _words(now: rules.RulesInForce) -> list[tuple[str, Any]]:
    """A version in words."""
    kept = now.recusal
    degrees = {
        name: "、".join(one.label for one in Degree if one in chosen) or "都不算"
        for name, chosen in (("l", kept.leader_degrees), ("m", kept.member_degrees))
    }
    family = "、".join(one.label for one in Ground if one in kept.tie_family) or "都不算"
    rows: list[tuple[str, Any]] = [
        (one.label, _years(one, kept.years.get(one, 0))) for one in WITH_YEARS
    ]
    rows += [
        ("组长、副组长的亲属", degrees["l"]), ("其他组员的亲属", degrees["m"]),
        ("涉及上级、下级也算的", family),
    ]  # fmt: skip
    rows += [(label, _yes(getattr(kept, name))) for name, label in _SWITCHES.items()]
    rows += [(label, _yes(getattr(now.team, name))) for name, label in _TEAM_SWITCHES.items()]
    rows += [(label, getattr(now.team, name)) for name, label in _NUMBERS.items()]
    return rows


def _years(ground: Ground, value: int | None) -> str:
    if value is None:
        return "长期"
    if ground == Ground.EARLIER and not value:
        return "不作为回避情形"
    return f"回看 {value} 年" if value else "只在存续期间"


def _yes(value: object) -> str:
    return "是" if value else "否"


@read_view(READERS)
def versions(request: Request) -> HttpResponse:
    """The version in force in words, and all versions."""
    actor = request.actor
    today = clock.today()
    weights = appraising.appraisal_rules_on(today)
    context = {
        "now": rules.rules_on(today),
        "words": _words(rules.rules_on(today)),
        "rows": selectors.list_rules(actor),
        "may_change": bool(access.can(actor, "create", RecusalRules())),
        "may_weigh": bool(access.can(actor, "create", AppraisalRules())),
        "weights": [(part.label, weights.weights.get(part.value, 0)) for part in Part],
        "percent": weights.excellent_percent,
        "weights_number": weights.number,
    }
    return render(request, "teams/rules.html", context)


@write_view(_DIRECTOR)
def change(request: Request) -> HttpResponse:
    """The next version of the rules."""
    form = RulesForm(request.POST or None, initial=_initial(rules.rules_on(clock.today())))
    if request.method == "POST" and form.is_valid():
        with ProblemsIn(form):
            made = rules.set_recusal_rules(request.actor, **form.told())
            messages.success(request, f"{made}规则已制定，{made.effective_on} 起启用。")
            return redirect("teams_rules")
    context = {"form": form, "title": "新的一版回避和组队规则"}
    return render(request, "teams/rules_form.html", context, status=400 if form.errors else 200)


@write_view(_DIRECTOR)
def change_weights(request: Request) -> HttpResponse:
    """The next version of the appraisal's weights and cap."""
    now = appraising.appraisal_rules_on(clock.today())
    initial = {**now.weights, "excellent_percent": now.excellent_percent,
               "effective_on": clock.today()}  # fmt: skip
    form = forms.WeightsForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = dict(form.cleaned_data)
        weights = {part.value: data.pop(part.value) for part in Part}
        with ProblemsIn(form):
            appraising.set_appraisal_rules(request.actor, weights=weights, **data)
            messages.success(request, "新的考核规则已制定。")
            return redirect("teams_rules")
    context = {"form": form, "title": "新的一版考核规则"}
    return render(request, "teams/rules_form.html", context, status=400 if form.errors else 200)
