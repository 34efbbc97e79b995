"""What of oversight waits for somebody's hand."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse

from xuncha.cycle.directory.roles import LEADER, OFFICE, OFFICE_DIRECTOR, UNIT
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.enums import OWED, AlertLevel, CheckState, LetterState
from xuncha.cycle.oversight.letters.proposing import late_on
from xuncha.cycle.oversight.models import Letter, SpotCheck
from xuncha.cycle.oversight.units import unit_alerts
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.kernel import clock
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
    letters = selectors.list_letters(actor).filter(inspection=row)
    late = letters.filter(late_on(clock.today())).count()
    at = reverse("oversight_letters") + f"?inspection={row.pk}"
    facts.append(Fact("督办文书", letters.count(), at))
    facts.append(Fact("超期没有答复", late, f"{at}&due=late", late=True))
    return Card("督办", "eye", url, facts, "整改快到时限或者逾期时，这里会显示颜色。")


@source(UNIT, 42)
def _to_answer(actor: Actor) -> Iterable[Section]:
    """Letters that the unit has to receive or answer."""
    rows = selectors.list_letters(actor).filter(state__in=sorted(OWED)).order_by("answer_by", "pk")
    url = reverse("oversight_letters") + "?due=owed"
    yield Section("等本单位签收、答复的督办文书", [_letter(one) for one in rows[:SHOWN]], url)


@source(frozenset({OFFICE_DIRECTOR, LEADER}), 43)
def _to_approve(actor: Actor) -> Iterable[Section]:
    """Letters that wait for this person's approval."""
    rows = selectors.list_letters(actor).filter(state=LetterState.SUBMITTED).order_by("pk")
    mine = [one for one in rows[:40] if access.can(actor, "approve", one)]
    url = reverse("oversight_letters") + f"?state={LetterState.SUBMITTED}"
    yield Section("等我审批的督办文书", [_letter(one) for one in mine[:SHOWN]], url)


def _letter(one: Letter) -> Todo:
    late = one.answer_by is not None and one.answer_by < clock.today()
    words = f"{one.get_kind_display()}（{one.inspection.organisation}）"
    url = reverse("oversight_letter", args=[one.pk])
    return Todo(words, url, due_on=one.answer_by, late=late, tag=one.get_state_display())
