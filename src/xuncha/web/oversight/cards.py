"""What of oversight waits for somebody's hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.enums import AlertLevel, CheckState
from xuncha.cycle.oversight.models import SpotCheck
from xuncha.cycle.oversight.units import unit_alerts
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.oversight.common import DOING_CHECKS, WITH_UNIT
from xuncha.web.rounds.cards import Card, Fact, card


@source(DOING_CHECKS, 40)
def _to_check(actor: Actor) -> Iterable[Section]:
    """What was given to this person to look at, or to confirm."""
    user = actor.user_id or 0
    mine = Q(state=CheckState.ASSIGNED) & (Q(first_id=user) | Q(second_id=user))
    to_confirm = (
        Q(state=CheckState.RECORDED) & (Q(first_id=user) | Q(second_id=user)) & ~Q(recorded_by=user)
    )
    rows = selectors.list_checks(actor).filter(mine | to_confirm).order_by("pk")
    url = reverse("oversight_checks") + "?mine=yes"
    yield Section("派给我的实地核查", [_todo(one) for one in rows[:SHOWN]], url)


@source(OFFICE, 41)
def _to_conclude(actor: Actor) -> Iterable[Section]:
    """Checks that are done and wait for what follows."""
    user = actor.user_id or 0
    rows = selectors.list_checks(actor).filter(state=CheckState.CONFIRMED)
    rows = rows.exclude(first_id=user).exclude(second_id=user).order_by("pk")
    url = reverse("oversight_checks") + f"?state={CheckState.CONFIRMED}"
    yield Section("核查完了、等着定处理的", [_todo(one) for one in rows[:SHOWN]], url)


def _todo(one: SpotCheck) -> Todo:
    words = f"{one.code}（{one.inspection.organisation}）"
    return Todo(words, reverse("oversight_check", args=[one.pk]), tag=one.get_state_display())


@card(WITH_UNIT, 70)
def _alerts(actor: Actor, row: Inspection) -> Card:
    """Items by colour, each opening its own."""
    url = reverse("oversight_inspection", args=[row.pk])
    base = reverse("oversight_items") + f"?inspection={row.pk}&colour="
    found = unit_alerts(actor, Q(inspection=row))
    facts = [
        Fact("红色预警", found[0].overdue, f"{base}red", late=True),
        Fact("黄色预警", found[0].steps[AlertLevel.YELLOW], f"{base}yellow"),
        Fact("绿色提醒", found[0].steps[AlertLevel.GREEN], f"{base}green"),
    ] if found else []  # fmt: skip
    return Card("督办", "eye", url, facts, "整改快到时限或者逾期时，这里会显示颜色。")
