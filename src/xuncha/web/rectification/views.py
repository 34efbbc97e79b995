"""The ledger, one item, and the lists of questions and extensions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render

from xuncha.cycle.directory.roles import BUSINESS, PARTNER, READERS
from xuncha.cycle.questions.selectors import waiting_about
from xuncha.cycle.rectification import selectors
from xuncha.cycle.rectification.asking.ledgers import field_texts
from xuncha.cycle.rectification.deadlines import due_by_rule
from xuncha.cycle.rectification.enums import ItemState
from xuncha.cycle.rectification.lateness import lateness
from xuncha.cycle.rectification.models import Extension, Item
from xuncha.cycle.rectification.services.checking_here import CALL, is_small
from xuncha.cycle.rectification.services.telling import note_download
from xuncha.cycle.rectification.under_way import checking_of
from xuncha.cycle.schemes.selectors import tie_of
from xuncha.foundation import access
from xuncha.foundation.files import selectors as files
from xuncha.foundation.files.serving import content_disposition
from xuncha.kernel import clock
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of
from xuncha.web.rectification import forms
from xuncha.web.rectification.acts import acts_for, next_of, permissions_for, sent_back
from xuncha.web.rectification.comparing import signal_cards
from xuncha.web.rectification.filters import ItemFilter, SignalFilter

LIST_SORTS = (
    Sort("new", "最近登记", "pk", descending=True),
    Sort("old", "最早登记", "pk"),
    Sort("due", "时限由近到远", "due_on"),
    Sort("late", "时限由远到近", "due_on", descending=True),
)
OWED_SORTS = (
    Sort("due", "时限由近到远", "owed_on"),
    Sort("late", "时限由远到近", "owed_on", descending=True),
)
"""For what is still owed: the database keeps these dates apart, in order."""
SIGNAL_SORTS = (Sort("new", "最近发现", "pk", descending=True), Sort("old", "最早发现", "pk"))
EXTENSION_SORTS = (Sort("new", "最近申请", "pk", descending=True),)


def sorts_for(query: Mapping[str, str]) -> Sequence[Sort]:
    """The orders in which the ledger can be read under this filter."""
    return OWED_SORTS if query.get("due") else LIST_SORTS


@read_view(BUSINESS)
def ledger(request: Request) -> HttpResponse:
    """The ledger: items with their three facts, filtered, sorted, paged."""
    chosen = ItemFilter(request.GET, queryset=selectors.list_items(request.actor), request=request)
    sorts = sorts_for(request.GET)
    return render(
        request,
        "rectification/list.html",
        {
            "filter": chosen,
            "page": page_of(request, chosen.qs, sorts),
            "sorts": sorts,
            "today": clock.today(),
            "sees_signals": bool(access.can(request.actor, "see_signals", Item())),
        },
    )


@read_view(BUSINESS)
def item(request: Request, item_id: int) -> HttpResponse:
    """One item whole: texts, proofs, questions, history, and what may be done now."""
    row = selectors.get_item(request.actor, item_id)
    return render(request, "rectification/item.html", item_context(request, row))


def item_context(request: Request, row: Item, **bound: Any) -> dict[str, Any]:
    """What the item's page needs; ``bound`` carries forms that came back with errors."""
    actor = request.actor
    signals = list(selectors.signals_of(actor, row))
    sums = [one.recovered_yuan for one in row.progress.all() if one.recovered_yuan is not None]
    return {
        "item": row,
        "texts": field_texts(row),
        "acts": acts_for(actor, row),
        "may": permissions_for(actor, row),
        "cards": signal_cards(actor, row, signals),
        "sees_signals": bool(access.can(actor, "see_signals", row)),
        "recovered": sum(sums) if sums else None,
        "progress_form": bound.get("progress_form") or forms.ProgressForm(),
        "proof_form": bound.get("proof_form") or forms.ProofForm(),
        "claim_form": bound.get("claim_form")
        or forms.ClaimForm(initial={"version": row.version, "done_on": clock.today()}),
        "reopen_form": bound.get("reopen_form") or _reopen_form(row),
        "extension_form": bound.get("extension_form") or forms.ExtensionForm(),
        "today": clock.today(),
        "lateness": lateness(row, clock.today()),
        "tie": tie_of(actor, row.pk),
        "sent_back": sent_back(row),
        "asked": list(waiting_about(actor, row.pk)),
        "next": next_of(actor, row),
    } | _checking(request, row)


def _reopen_form(row: Item) -> forms.ReopenForm | None:
    if row.state not in (ItemState.VERIFIED, ItemState.SUSTAINED):
        return None
    due = due_by_rule(clock.today())
    return forms.ReopenForm(initial={"version": row.version, "due_on": due.on})


def _checking(request: Request, row: Item) -> dict[str, Any]:
    """For whoever verifies: how the check stands that the claim started."""
    if row.state != ItemState.CLAIMED or not access.can(request.actor, "verify", row):
        return {}
    under_way = checking_of(row.inspection_id)
    return {
        "checking": under_way,
        "may_check_here": under_way.is_still and is_small(row.inspection),
        "call": CALL,
        "asks_again": "HX-Request" in request.headers,
    }


@read_view(READERS | {PARTNER})
def signal_list(request: Request) -> HttpResponse:
    """Questions over all inspections in sight."""
    rows = selectors.list_signals(request.actor)
    chosen = SignalFilter(request.GET, queryset=rows, request=request)
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.qs, SIGNAL_SORTS),
        "sorts": SIGNAL_SORTS,
    }
    return render(request, "rectification/signals.html", context)


@read_view(BUSINESS)
def extension_list(request: Request) -> HttpResponse:
    """Requests for more time that wait."""
    rows = selectors.pending_extensions(request.actor)
    page = page_of(request, rows, EXTENSION_SORTS)
    return render(
        request,
        "rectification/extensions.html",
        {"page": page, "decisions": {row.pk: _may_decide(request, row) for row in page}},
    )


def _may_decide(request: Request, row: Extension) -> Any:
    return access.can(request.actor, "grant", row)


@write_view(BUSINESS, form=False)
def download(request: Request, proof_id: int) -> HttpResponseBase:
    """A proof's file; each download goes into the log, hence a POST."""
    proof = note_download(request.actor, proof_id=proof_id)
    stored = proof.file
    assert stored is not None
    answer = StreamingHttpResponse(files.open_file(stored), content_type=files.media_type(stored))
    answer["Content-Disposition"] = content_disposition(stored.name)
    answer["Content-Length"] = str(stored.size)
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
