"""A round's dossier: what is missing, packing it, taking it out; how long things are kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from xuncha.cycle.directory.roles import OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.planning.models import Round
from xuncha.foundation import access
from xuncha.insight.papers import selectors
from xuncha.insight.papers.dossier import services
from xuncha.insight.papers.dossier.catalogue import (
    CATALOGUE,
    PERIODS,
    parse,
    periods_on,
    set_archive_rules,
)
from xuncha.insight.papers.dossier.gathering import by_who, gather
from xuncha.insight.papers.models import Dossier
from xuncha.kernel import clock
from xuncha.web.handing import handed_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.ruling import NextVersionForm, Pairs, next_version, versions_of

SHOWN = 100


class PeriodsForm(NextVersionForm):
    """How long each head of the catalogue is kept."""

    def __init__(self, *args: Any, **more: Any):
        super().__init__(*args, **more)
        for one in CATALOGUE:
            choices = [(period, period) for period in PERIODS]
            self.fields[one.key] = forms.ChoiceField(label=one.title, choices=choices)


@read_view(READERS)
def of_round(request: Request, round_id: int) -> HttpResponse:
    """What a dossier would hold today, what is missing and who owes it, and those made."""
    actor = request.actor
    row = access.get_or_404(actor, Round, pk=round_id, related=("term",))
    found = gather(actor, row)
    rows = [
        (one, bool(access.can(actor, "open", one)))
        for one in selectors.dossiers_of(actor, round_id)
    ]  # fmt: skip
    context = {
        "round": row, "number": len(found.pieces), "lacks": found.missing[:SHOWN],
        "left": max(0, len(found.missing) - SHOWN), "owed": len(found.missing),
        "owes": by_who(found.missing).items(), "rows": rows,
        "may_pack": bool(access.can(actor, "create", Dossier())),
    }  # fmt: skip
    return render(request, "papers/dossiers.html", context)


@write_view(OFFICE, form=False)
def pack(request: Request, round_id: int) -> HttpResponse:
    """Have it packed beside the pages."""
    job = services.ask_dossier(request.actor, round_id=round_id)
    messages.success(request, "已经开始生成案卷，可以离开这个页面。")
    return redirect("jobs_detail", job.pk)


@write_view(OFFICE, form=False)
def open_one(request: Request, dossier_id: int) -> HttpResponseBase:
    """The package."""
    return handed_out(services.open_dossier(request.actor, dossier_id=dossier_id))


@read_view(READERS)
def rules(request: Request) -> HttpResponse:
    """The periods in force, and all versions."""
    context = versions_of(
        request.actor, periods_on(clock.today()), selectors.list_archive_rules(request.actor),
        said=lambda row: parse(row.settings), pairs=_pairs,
    )  # fmt: skip
    return render(request, "papers/archive_rules.html", context)


def _pairs(periods: dict[str, str]) -> Pairs:
    return [(one.title, periods[one.key]) for one in CATALOGUE]


@write_view(frozenset({OFFICE_DIRECTOR}))
def set_rules(request: Request) -> HttpResponse:
    """The next version, starting from what is in force."""
    form = PeriodsForm(request.POST or None, initial=periods_on(clock.today()).settings)
    return next_version(
        request, form, set_archive_rules, title="调整归档规则", to="papers_archive_rules",
        done="新的一版已经登记，生成过的案卷不变。",
    )  # fmt: skip
