"""The ledger as a workbook: just what the list shows, formulas defused, noted in the log."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import FileResponse

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.cycle.rectification import selectors
from xuncha.cycle.rectification.exports import item_columns, item_rows
from xuncha.web.handing import list_out
from xuncha.web.http import Request, write_view
from xuncha.web.listing import Sort
from xuncha.web.rectification.filters import ItemFilter
from xuncha.web.rectification.views import sorts_for

MOST_ROWS = 200_000


@write_view(BUSINESS, form=False)
def export(request: Request) -> FileResponse:
    """What the list shows under its filters and order, as .xlsx. More than 200,000 rows are refused
    with a sentence."""
    actor = request.actor
    chosen = ItemFilter(request.POST, queryset=selectors.list_items(actor), request=request)
    rows = _ordered(chosen.qs, sorts_for(request.POST), request.POST.get("sort", ""))
    return list_out(
        request, "整改台账", item_columns(actor), item_rows(actor, rows), chosen, most=MOST_ROWS
    )


def _ordered(rows: Any, sorts: Sequence[Sort], key: str) -> Any:
    sort = next((one for one in sorts if one.key == key), sorts[0])
    sign = "-" if sort.descending else ""
    return rows.order_by(*dict.fromkeys([f"{sign}{sort.field}", f"{sign}pk"]))
