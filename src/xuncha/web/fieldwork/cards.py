"""The rooms of the field on an inspection's first page, and what waits on the workbench."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from xuncha.cycle.directory.roles import OFFICE_DIRECTOR
from xuncha.cycle.fieldwork import selectors
from xuncha.cycle.fieldwork.enums import UNPUBLISHED, NoticeState
from xuncha.cycle.planning.models import Inspection
from xuncha.kernel.actor import Actor
from xuncha.web.fieldwork.audience import READING
from xuncha.web.home.todos import SHOWN, Section, Todo, source
from xuncha.web.rounds.cards import Card, Fact, card


@card(READING, 10)
def _notice(actor: Actor, row: Inspection) -> Card:
    url = reverse("fieldwork_notices", args=[row.pk])
    rows = selectors.notices_of(actor, row)
    facts = [
        Fact("已发布", rows.filter(state=NoticeState.PUBLISHED).count(), url),
        Fact("办理中", rows.filter(state__in=UNPUBLISHED).count(), url),
    ]
    return Card("进驻公告", "file-text", url, facts, "还没有起草。")


@source(frozenset({OFFICE_DIRECTOR}), 10)
def _notices_to_approve(actor: Actor) -> Iterable[Section]:
    rows = selectors.list_notices(actor).filter(state=NoticeState.FOR_APPROVAL)
    lines = [
        Todo(
            f"{one.organisation_name}：进驻公告第 {one.number} 版",
            reverse("fieldwork_notice", args=[one.pk]),
        )
        for one in rows.order_by("submitted_at")[:SHOWN]
    ]
    yield Section("待批准的进驻公告", lines)
