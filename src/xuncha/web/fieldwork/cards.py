"""The rooms of the field on an inspection's first page."""

from __future__ import annotations

from django.urls import reverse

from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.cooperation import HELD_ORIGINALS, record_of
from xuncha.cycle.fieldwork.enums import UNPUBLISHED, BriefingState, FixState, NoticeState
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.fieldwork.audience import READING
from xuncha.web.rounds.cards import Card, Fact, card


@card(READING, 10)
def _notice(actor: Actor, row: Inspection) -> Card:
    url = reverse("fieldwork_notices", args=[row.pk])
    states = list(selectors.notices_of(actor, row).values_list("state", flat=True))
    facts = [
        Fact("已发布", states.count(NoticeState.PUBLISHED), url),
        Fact("办理中", sum(one in UNPUBLISHED for one in states), url),
    ]
    return Card("进驻公告", "file-text", url, facts, "还没有起草。")


@card(READING, 12)
def _briefings(actor: Actor, row: Inspection) -> Card:
    url = reverse("fieldwork_briefings_of", args=[row.pk])
    rows = selectors.list_briefings(actor).filter(inspection=row)
    today = clock.today()
    asked = rows.exclude(state=BriefingState.WITHDRAWN).count()
    overdue = rows.filter(selectors.briefings_overdue(today)).count()
    owed = rows.filter(selectors.briefings_owed()).count()
    here = f"{reverse('fieldwork_briefings')}?inspection={row.pk}"
    facts = [
        Fact("已请", asked, url),
        Fact("待回复", owed, f"{here}&due=owed"),
        Fact("逾期", overdue, f"{here}&due=overdue", late=True),
    ]
    return Card("巡前通报", "mail", url, facts, "还没有请协作单位通报。")


@card(READING, 30)
def _documents(actor: Actor, row: Inspection) -> Card:
    told = record_of(actor, row)
    url = reverse("fieldwork_requests_of", args=[row.pk])
    here = f"{reverse('fieldwork_lines')}?inspection={row.pk}"
    held = selectors.list_lines(actor).filter(HELD_ORIGINALS, inspection=row).count()
    facts = [
        Fact("要了", told.asked, here),
        Fact("逾期未交", told.overdue, f"{here}&answer=overdue", late=True),
        Fact("称没有", told.none, f"{here}&answer=none"),
        Fact("原件未退", held, f"{here}&state=received"),
        Fact("页数不符", told.short, f"{here}&short=yes", late=True),
    ]
    return Card("调阅", "list-details", url, facts, "还没有送达调阅清单。")


@card(READING, 44)
def _fixes(actor: Actor, row: Inspection) -> Card:
    url = reverse("fieldwork_fixes_of", args=[row.pk])
    here = f"{reverse('fieldwork_fixes')}?inspection={row.pk}"
    rows = selectors.list_fixes(actor).filter(inspection=row)
    facts = [
        Fact("已下达", rows.filter(selectors.fixes_issued()).count(), f"{here}&due=issued"),
        Fact("待确认", rows.filter(state=FixState.REPORTED).count(), f"{here}&state=reported"),
        Fact("已确认", rows.filter(state=FixState.CONFIRMED).count(), f"{here}&state=confirmed"),
        Fact(
            "逾期", rows.filter(selectors.fixes_overdue(clock.today())).count(),
            f"{here}&due=overdue", late=True,
        ),
    ]  # fmt: skip
    return Card("立行立改", "checklist", url, facts, "还没有下达。")


@card(READING, 48)
def _supervisions(actor: Actor, row: Inspection) -> Card:
    url = reverse("fieldwork_supervisions_of", args=[row.pk])
    states = selectors.list_supervisions(actor).filter(inspection=row)
    told = list(states.values_list("state", flat=True))
    facts = [
        Fact("督导", sum(one != "withdrawn" for one in told), url),
        Fact("待答复", told.count("issued"), url),
    ]
    return Card("督导", "eye", url, facts, "巡察办还没有到组里督导。")
