"""What of results waits for somebody's hand, and what an inspection's first page shows."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, PARTNER, READERS, UNIT
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.results import joining, selectors
from xuncha.cycle.results.enums import OWED, CommonState, ResultState, SelfCheckState
from xuncha.cycle.results.models import Result
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.results.audience import DECIDERS
from xuncha.web.rounds.cards import Card, Fact, card


def _todo(one: Result) -> Todo:
    due = one.receive_by if one.state == ResultState.ISSUED else one.original_due_on
    late = bool(due and due < clock.today())
    url = reverse("results_result", args=[one.pk])
    return Todo(f"{one.get_kind_display()}：{one.title}", url, due, late, one.get_state_display())


@source(UNIT | {PARTNER}, 44)
def _to_answer(actor: Actor) -> Iterable[Section]:
    """What was handed to this unit or partner."""
    rows = selectors.list_results(actor).filter(state__in=sorted(OWED)).order_by("due_on", "pk")
    url = reverse("results_list") + "?due=owed"
    yield Section("等我们办的成果运用事项", [_todo(one) for one in rows[:SHOWN]], url)


@source(UNIT, 45)
def _to_look(actor: Actor) -> Iterable[Section]:
    """Self-checks that this unit owes."""
    rows = selectors.list_selfchecks(actor).filter(state=SelfCheckState.ASKED)
    today = clock.today()
    todos = [
        Todo(
            str(one), reverse("results_selfcheck", args=[one.pk]), one.due_on, one.due_on < today
        )
        for one in rows.order_by("due_on", "pk")[:SHOWN]
    ]  # fmt: skip
    yield Section("未巡先改：请自查", todos, reverse("results_selfchecks"))


@source(DECIDERS, 46)
def _to_issue(actor: Actor) -> Iterable[Section]:
    """Drafts that this person may hand over, and common problems that he may publish."""
    drafts = selectors.list_results(actor).filter(state=ResultState.DRAFT).order_by("pk")[:40]
    todos = [_todo(one) for one in drafts if access.can(actor, "issue", one)]
    named = selectors.list_commons(actor).filter(state=CommonState.DRAFT).order_by("pk")[:40]
    todos += [
        Todo(f"共性问题：{one.title}", reverse("results_common", args=[one.pk]), tag="待发布")
        for one in named if access.can(actor, "publish", one)
    ]  # fmt: skip
    yield Section("等我移交、发布的成果运用", todos[:SHOWN], reverse("results_list"))


@source(OFFICE, 47)
def _to_close(actor: Actor) -> Iterable[Section]:
    """Answers that another than the answerer has to look at."""
    rows = selectors.list_results(actor).filter(state=ResultState.ANSWERED).order_by("pk")[:40]
    todos = [_todo(one) for one in rows if access.can(actor, "close", one)]
    url = reverse("results_list") + f"?state={ResultState.ANSWERED}"
    yield Section("已反馈结果、等着办结的成果事项", todos[:SHOWN], url)


@card(READERS | {INSPECTOR}, 75)
def _before(actor: Actor, row: Inspection) -> Card:
    """What the unit answered before anybody inspected it, and who else comes in these months."""
    url = reverse("results_selfchecks") + f"?organisation={row.organisation_id}"
    begun = row.entered_on or row.round.start_on
    told = selectors.answered_before(actor, row.organisation, begun)
    facts = [
        Fact("未巡先改自查", told.count(), url),
        Fact("其中自己查到问题", told.filter(found=True).count(), f"{url}&found=yes"),
    ]
    if actor.has(*READERS):
        facts.append(_same_month(actor, row))
    return Card("成果运用", "flag", url, facts, "报过自查、同月有别的监督时显示。")


def _same_month(actor: Actor, row: Inspection) -> Fact:
    months = set(joining.months_of(row))
    plans = selectors.list_joint(actor).filter(organisation=row.organisation_id)
    told = plans.values_list("year", "month")
    number = sum((year, month) in months for year, month in told)
    year = min(months)[0] if months else clock.today().year
    url = reverse("results_joint") + f"?year={year}&organisation={row.organisation_id}"
    return Fact("同月的其他监督", number, url)
