"""A room's rules: the page of the versions, the form of the next one, the page that takes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Model, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.foundation import access
from xuncha.foundation.versions.keeping import InForce
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.acting import form_page
from xuncha.web.fields import day
from xuncha.web.http import Request
from xuncha.web.problems import ProblemsIn

Row = TypeVar("Row", bound=Model)
Said = TypeVar("Said")
Pairs = list[tuple[str, Any]]

MOST_VERSIONS = 100


def labelled(labels: Mapping[str, str] | Mapping[str, tuple[int, int, str]], told: object) -> Pairs:
    """The attributes of ``told``, in the order and under the words of their labels or limits."""
    words = {name: one if isinstance(one, str) else one[2] for name, one in labels.items()}
    return [(word, getattr(told, name)) for name, word in words.items()]


def versions_of(
    actor: Actor, now: InForce[Said], rows: QuerySet[Row], *, said: Callable[[Row], Said],
    pairs: Callable[[Said], Pairs],
) -> dict[str, Any]:  # fmt: skip
    """What ``rules/_unfolded.html`` shows: what is in force and all versions, each in words, and
    whether the reader may make the next one."""
    return {
        "now": now, "pairs": pairs(now.settings),
        "versions": [(row, pairs(said(row))) for row in rows[:MOST_VERSIONS]],
        "may_set": bool(access.can(actor, "create", rows.model())),
    }  # fmt: skip


class NextVersionForm(forms.Form):
    """From when and why; a room adds what its rules say, under the names that they have there."""

    effective_on = day("启用日期", initial=clock.today)
    note = forms.CharField(label="为什么调整", max_length=200)

    def values(self) -> dict[str, Any]:
        """What the rules say, alone."""
        told = {"effective_on", "note"}
        return {name: one for name, one in self.cleaned_data.items() if name not in told}


class LimitsForm(NextVersionForm):
    """Whole numbers within limits. A room says its ``limits``: name → least, most, label."""

    limits: ClassVar[Mapping[str, tuple[int, int, str]]] = {}

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for name, (least, most, label) in self.limits.items():
            self.fields[name] = forms.IntegerField(
                label=label, min_value=least, max_value=most, help_text=f"{least} 到 {most}"
            )

    def numbers(self) -> dict[str, int]:
        """The limited numbers alone."""
        return {name: self.cleaned_data[name] for name in self.limits}

    @classmethod
    def numbers_of(cls, now: object) -> dict[str, Any]:
        """The numbers in force as the form shows them."""
        return {name: getattr(now, name) for name in cls.limits}


def next_version(
    request: Request, form: NextVersionForm, take: Callable[..., object], *, title: str, to: str,
    done: str, kept_as: str = "values", **more: Any,
) -> HttpResponse:  # fmt: skip
    """Take the next version and go to the versions (``to``); else the form with what is wrong, and
    ``more`` for its page. ``kept_as`` is what the service calls the rules' own part."""
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            take(
                request.actor, effective_on=data["effective_on"], note=data["note"],
                **{kept_as: form.values()},
            )  # fmt: skip
            messages.success(request, done)
            return redirect(to)
    return form_page(request, form, title, reverse(to), **more)
