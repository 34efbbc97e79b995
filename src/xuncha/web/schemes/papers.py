"""The scheme on paper, as a workbook, and version against version."""

from __future__ import annotations

from django.http import FileResponse, HttpResponse
from django.shortcuts import render

from xuncha.cycle.schemes import selectors
from xuncha.cycle.schemes.comparing import differences
from xuncha.cycle.schemes.exports import write_lists
from xuncha.cycle.schemes.models import Scheme, SchemeRow, SchemeVersion
from xuncha.cycle.schemes.services import sending
from xuncha.cycle.schemes.standing import standing_of
from xuncha.foundation import access
from xuncha.foundation.exchange.services import record_export
from xuncha.kernel import clock
from xuncha.web.handing import book_out
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.schemes.audience import EVERYBODY


def _asked(request: Request, scheme: Scheme, name: str, fallback: int) -> SchemeVersion:
    """The version that the address or the form names."""
    told = request.POST.get(name) or request.GET.get(name, "")
    number = int(told) if told.isdecimal() and len(told) < 6 else fallback
    return selectors.get_version(request.actor, scheme, number)


@write_view(EVERYBODY, form=False)
def print_out(request: Request, scheme_id: int) -> HttpResponse:
    """The three lists as they are printed; the log notes it."""
    actor = request.actor
    scheme = selectors.get_scheme(actor, scheme_id)
    version = _asked(request, scheme, "version", scheme.revision)
    sending.note_print(actor, scheme_id=scheme.pk, number=version.number)
    rows = selectors.rows_in(actor, version)
    by_finding: dict[int, list[SchemeRow]] = {}
    for row in rows:
        by_finding.setdefault(row.finding_id, []).append(row)
    duties = sorted(rows, key=lambda one: (one.lead, one.department, one.line))
    context = {
        "scheme": scheme, "version": version, "inspection": scheme.inspection,
        "findings": list(by_finding.values()),
        "tasks": rows,
        "duties": duties,
        "is_approved": scheme.approved_id == version.pk and standing_of(scheme).holds,
    }  # fmt: skip
    return render(request, "schemes/print.html", context)


@write_view(EVERYBODY, form=False)
def lists(request: Request, scheme_id: int) -> FileResponse:
    """The three lists as a workbook that can be brought back."""
    actor = request.actor
    scheme = selectors.get_scheme(actor, scheme_id)
    access.require(actor, "export", scheme)
    version = _asked(request, scheme, "version", scheme.revision)
    rows = selectors.rows_in(actor, version)
    record_export(actor, what=f"{scheme}{version}", rows=len(rows))
    note = (
        f"{clock.now():%Y-%m-%d %H:%M} {actor.name} 导出，{version}，共 {len(rows)} 条。注意保密。"
    )
    return book_out(
        lambda stream: write_lists(stream, str(scheme), rows, note),
        f"{scheme}{version}{clock.today():%Y%m%d}.xlsx",
    )


@read_view(EVERYBODY)
def compare(request: Request, scheme_id: int) -> HttpResponse:
    """What one version changed against another; by default the last two."""
    actor = request.actor
    scheme = selectors.get_scheme(actor, scheme_id)
    after = _asked(request, scheme, "after", scheme.revision)
    before = _asked(request, scheme, "before", max(1, after.number - 1))
    found = differences(selectors.rows_in(actor, before), selectors.rows_in(actor, after))
    context = {
        "scheme": scheme, "before": before, "after": after, "differences": found,
        "versions": sorted(selectors.versions_of(actor, scheme), key=lambda one: one.number),
    }  # fmt: skip
    return render(request, "schemes/compare.html", context)
