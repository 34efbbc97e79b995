"""Common problems: what the words propose, naming one, publishing it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE, READERS
from xuncha.cycle.planning.models import Round
from xuncha.cycle.results import selectors
from xuncha.cycle.results.clustering import Cluster, proposals, without
from xuncha.cycle.results.enums import CommonState
from xuncha.cycle.results.rules import rules_on
from xuncha.cycle.results.services import commons
from xuncha.cycle.results.states import COMMON_STATES
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict
from xuncha.web.acting import Deed, buttons_for, do, form_page
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.narrowing import visible_rounds
from xuncha.web.problems import ProblemsIn
from xuncha.web.results.audience import DECIDERS, DIRECTOR, desk_tabs
from xuncha.web.results.choices import as_pairs, finding_url, usable
from xuncha.web.results.forms import NameForm, PublishForm, ReasonForm

SORTS = (Sort("new", "最近命名", "pk", descending=True),)
SHOWN = 20
SHOWN_EACH = 12
DEEDS = (
    Deed("withdraw", commons.withdraw_common, "已撤回，没有报的自查一并取消。", ReasonForm,
         style="danger"),
)  # fmt: skip


@read_view(READERS)
def rows(request: Request) -> HttpResponse:
    """Those that were named, and for a round those that the words propose."""
    actor = request.actor
    rounds = list(visible_rounds(request))
    asked = request.GET.get("round", "")
    chosen = next((one for one in rounds if str(one.pk) == asked), None)
    context = {
        "page": page_of(request, selectors.list_commons(actor), SORTS), "rounds": rounds,
        "round": chosen, "tabs": desk_tabs(actor, "results_commons"),
        "may_name": actor.has(*OFFICE),
    }  # fmt: skip
    if chosen is not None:
        context |= _proposed(request, chosen)
    return render(request, "results/commons.html", context)


def _proposed(request: Request, round_: Round) -> dict[str, Any]:
    actor = request.actor
    least = rules_on(clock.today()).settings.common_units
    named = selectors.named_ids(actor, round_.pk)
    found = without(proposals(actor, round_, least_units=least), named)
    return {
        "clusters": [_shown(one) for one in found[:SHOWN]], "found": len(found), "least": least,
    }  # fmt: skip


def _shown(one: Cluster) -> dict[str, Any]:
    """A cluster with its sentences, the words that tie them marked."""
    cards = [
        {
            "label": f"{tied.finding.organisation} · 问题{tied.finding.number}",
            "text": tied.finding.text, "spans": tied.spans,
            "url": finding_url(tied.finding.pk),
        }
        for tied in one.tied[:SHOWN_EACH]
    ]  # fmt: skip
    left = len(one.tied) - len(cards)
    return {"cluster": one, "cards": cards, "left": left, "ids": one.ids, "leaf": one.leaf}


@write_view(OFFICE)
def name(request: Request, round_id: int) -> HttpResponse:
    """Give a cluster a name; the person may leave findings out."""
    actor = request.actor
    round_ = access.get_or_404(actor, Round, pk=round_id)
    told = request.GET.get("findings", "").split(",")
    ids = [int(one) for one in told if one.isascii() and one.isdecimal() and len(one) < 19]
    found = usable(actor).filter(round=round_, pk__in=ids[:400]).order_by("pk")
    form = NameForm(request.POST or None, initial={"findings": ids}, findings=as_pairs(found))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            row = commons.name_common(
                actor, round_id=round_.pk, title=data["title"], text=data["text"],
                finding_ids=data["findings"],
            )  # fmt: skip
            messages.success(request, "已命名，由另一个人发布。")
            return redirect("results_common", row.pk)
    back = f"{reverse('results_commons')}?round={round_.pk}"
    return form_page(
        request, form, "命名共性问题", back, sub=f"{round_}：不属于它的问题去掉勾。",
        draft="common-new",
    )  # fmt: skip


@read_view(READERS)
def one(request: Request, common_id: int) -> HttpResponse:
    """One whole: its findings with the words that tie them, and how its self-checks stand."""
    actor = request.actor
    row = selectors.get_common(actor, common_id)
    cards = [
        {
            "label": f"{tie.finding.organisation} · 问题{tie.finding.number}",
            "text": tie.finding.text, "spans": [tuple(span) for span in tie.spans],
            "url": finding_url(tie.finding_id),
        }
        for tie in selectors.common_ties(actor, row)
    ]  # fmt: skip
    checks = selectors.list_selfchecks(actor).filter(common=row)
    may = access.can(actor, "publish", row)
    context = {
        "row": row, "cards": cards, "checks": checks.order_by("organisation__code"),
        "today": clock.today(), "steps": selectors.steps_of(actor, common=row),
        "buttons": buttons_for(actor, row, DEEDS, COMMON_STATES),
        "act_url": reverse("results_move_common", args=[row.pk]),
        "may_publish": row.state == CommonState.DRAFT and bool(may),
        "why_not": may.reason if row.state == CommonState.DRAFT and actor.has(*DECIDERS) else "",
        "may_write": actor.has(*OFFICE) and row.state != CommonState.WITHDRAWN,
    }  # fmt: skip
    return render(request, "results/common.html", context)


@write_view(DECIDERS)
def publish(request: Request, common_id: int) -> HttpResponse:
    """Publish it to units that are not yet inspected; all of them are ticked."""
    actor = request.actor
    row = selectors.get_common(actor, common_id)
    access.require(actor, "publish", row)
    if row.state != CommonState.DRAFT:
        raise Conflict(f"现在是“{row.get_state_display()}”，不用再发布。")
    left = commons.not_yet_inspected(actor, row)
    pairs = [(str(one.pk), f"{one.code} {one.name}") for one in left]
    begun = {"version": row.version, "units": [one.pk for one in left]}
    form = PublishForm(request.POST or None, initial=begun, units=pairs)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        with ProblemsIn(form):
            commons.publish_common(
                actor, common_id=row.pk, version=data["version"], organisation_ids=data["units"]
            )
            messages.success(request, f"已发布，{len(data['units'])} 个单位收到自查任务。")
            return redirect("results_common", row.pk)
    return form_page(
        request, form, "发布共性问题", reverse("results_common", args=[row.pk]), save="发布",
        sub=f"{row}。单位只看到名称和自查要点，看不到是哪些单位的问题。",
    )  # fmt: skip


@write_view(DIRECTOR, form=False)
def move(request: Request, common_id: int) -> HttpResponse:
    """Withdraw."""
    do(request, DEEDS, common_id=common_id)
    return redirect("results_common", common_id)
