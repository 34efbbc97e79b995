"""The register, over all or of one inspection; its export, without sources; counts; the card."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, READERS
from xuncha.cycle.petitions import selectors
from xuncha.cycle.petitions.models import Petition
from xuncha.cycle.petitions.people import custodian_of, nameable
from xuncha.cycle.petitions.services import keeping_keys
from xuncha.cycle.planning.enums import AFTER_ENTRY, Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation import access
from xuncha.foundation.exchange.workbooks import OutColumn
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web.handing import list_out
from xuncha.web.holders.keyring import key_context
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.petitions import forms
from xuncha.web.petitions.filters import PetitionFilter
from xuncha.web.rounds.cards import Card, Fact, card
from xuncha.web.rounds.tabs import tabs_for

AUDIENCE = OFFICE | {INSPECTOR}
MOST_ROWS = 20_000
SORTS = (
    Sort("new", "最近登记", "pk", descending=True),
    Sort("old", "最早登记", "pk"),
    Sort("came", "最早收到", "received_on"),
)
COLUMNS = [
    OutColumn("编号", 10), OutColumn("轮次", 16), OutColumn("被巡察单位", 24),
    OutColumn("信访日期", 12, "date"), OutColumn("信访来源", 16), OutColumn("信访方式", 12),
    OutColumn("实名", 6), OutColumn("被反映人", 24), OutColumn("反映问题类别", 14),
    OutColumn("主要内容", 60), OutColumn("状态", 10), OutColumn("受理日期", 12, "date"),
    OutColumn("分流时间", 12, "date"), OutColumn("承办单位", 20), OutColumn("承办人", 10),
    OutColumn("报结时间", 12, "date"), OutColumn("办理结果", 50), OutColumn("超期", 6),
]  # fmt: skip


@read_view(AUDIENCE)
def petitions(request: Request) -> HttpResponse:
    """Petitions in sight."""
    return render(request, "petitions/list.html", _context(request, None))


@read_view(AUDIENCE)
def inspection(request: Request, inspection_id: int) -> HttpResponse:
    """Those of one inspection, with who keeps their sources."""
    row = access.get_or_404(
        request.actor, Inspection, related=("organisation", "round__term"), pk=inspection_id
    )
    return render(request, "petitions/list.html", _context(request, row))


def _context(request: Request, row: Inspection | None) -> dict[str, Any]:
    actor = request.actor
    rows = selectors.list_petitions(actor)
    if row is not None:
        rows = rows.filter(inspection=row)
    chosen = PetitionFilter(request.GET, queryset=rows, request=request)
    blank = Petition(inspection=row) if row else Petition()
    may_appoint = row is not None and bool(access.can(actor, "appoint", blank))
    return key_context(request) | {
        "inspection": row,
        "tabs": tabs_for(actor, row, "petitions_inspection") if row else [],
        "filter": chosen,
        "sorts": SORTS,
        "page": page_of(request, chosen.qs, SORTS),
        "offered": [row] if row and may_register(actor, row) else [] if row else offered(actor),
        "may_export": bool(access.can(actor, "export", Petition())),
        "custodian": custodian_of(row.pk) if row else None,
        "custodian_ready": row is not None and keeping_keys.is_ready(row.pk),
        "held_over": keeping_keys.held_over(actor, row.pk).count() if row else 0,
        "custodian_form": forms.CustodianForm(people_=nameable(row.pk))
        if row and may_appoint else None,
        "away": selectors.turned_away(actor, row) if row else 0,
        "sees_counts": actor.has(*READERS),
    }  # fmt: skip


def may_register(actor: Actor, row: Inspection) -> bool:
    """Whether the button stands there."""
    in_time = row.state in AFTER_ENTRY and row.state != Stage.ARCHIVED
    return in_time and bool(access.can(actor, "register", Petition(inspection=row)))


def offered(actor: Actor) -> list[Inspection]:
    """Inspections that the actor works in now."""
    rows = access.visible(actor, Inspection).filter(pk__in=actor.grants)
    rows = rows.select_related("organisation", "round").order_by("organisation__code")
    return [one for one in rows if may_register(actor, one)]


@write_view(OFFICE, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows, without any source; the log keeps by which filters, not by which
    words."""
    actor = request.actor
    access.require(actor, "export", Petition())
    chosen = PetitionFilter(request.POST, queryset=selectors.list_petitions(actor), request=request)
    rows = (_row(one) for one in chosen.qs.order_by("inspection_id", "number"))
    return list_out(
        request, "信访登记表", COLUMNS, rows, chosen, most=MOST_ROWS,
        closing="工作秘密，不含来源。", veiled={"q"},
    )  # fmt: skip


def _row(one: Petition) -> list[object]:
    late = any(due.late for due in one.clocks.all())
    return [
        one.code, str(one.inspection.round), one.organisation.name, one.received_on,
        one.get_came_from_display(), one.get_way_display(), "是" if one.real_name else "否",
        one.subject, one.get_category_display(), one.text, one.get_state_display(),
        one.accepted_on, one.passed_on, one.receiver, one.handler.name if one.handler else "",
        one.answered_on, one.answer or one.declined, "是" if late else "",
    ]  # fmt: skip


@read_view(READERS)
def counts(request: Request) -> HttpResponse:
    """How many, and nothing else."""
    context = {"rows": selectors.counts(request.actor), "today": clock.today()}
    return render(request, "petitions/counts.html", context)


@card(AUDIENCE, 45)
def petition_card(actor: Actor, row: Inspection) -> Card:
    """The room on an inspection's first page."""
    rows = access.visible(actor, Petition).filter(inspection=row)
    url = reverse("petitions_inspection", args=[row.pk])
    late = rows.filter(selectors.overdue(clock.today())).count()
    facts = [
        Fact("登记", rows.count(), url),
        Fact("没有办结", rows.filter(selectors.UNFINISHED).count(), f"{url}?due=open"),
        Fact("有超期的", late, f"{url}?due=overdue", late=True),
    ]
    return Card("来信来电来访", "mail", url, facts, "收到的先登记，来源当场封存")
