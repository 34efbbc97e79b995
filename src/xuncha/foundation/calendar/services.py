"""Loading a year's table."""

from __future__ import annotations

from django.db.models import Max

from xuncha.foundation import access
from xuncha.foundation.audit.services import record, service
from xuncha.foundation.calendar.columns import OFF, ON, read_year
from xuncha.foundation.calendar.models import WorkdayYear
from xuncha.foundation.calendar.provisional import settle_known
from xuncha.foundation.calendar.workdays import shipped
from xuncha.foundation.exchange.importing import Table
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

_FIRST, _LAST = 2000, 2100


@service
def load_year(actor: Actor, *, year: int, table: Table, source: str) -> WorkdayYear:
    """Load an office's own table of a year as its next version. All or nothing: with one bad row
    nothing is loaded and the first error is told."""
    if not _FIRST <= year <= _LAST:
        raise Invalid(f"年份应当在 {_FIRST} 到 {_LAST} 之间。", field="year")
    if not source.strip():
        raise Invalid("请写明来源，例如通知的文号。", field="source")
    result = read_year(table, year)
    if not result.is_clean:
        sentences = result.sentences()
        more = f"（另有 {len(sentences) - 1} 处）" if len(sentences) > 1 else ""
        raise Invalid(sentences[0] + more, field="file")
    if not result.accepted:
        raise Invalid("表里没有一天。", field="file")
    days: dict[str, dict[str, str]] = {OFF: {}, ON: {}}
    for row in result.accepted:
        days[row.values["kind"]][row.values["day"].isoformat()] = row.values["name"] or ""
    newest = WorkdayYear.objects.filter(year=year).aggregate(Max("version"))["version__max"]
    loaded = WorkdayYear(
        year=year, version=(newest or (1 if year in shipped() else 0)) + 1, days=days,
        source=source.strip()[:120], loaded_at=clock.now(), loaded_by_id=actor.user_id,
    )  # fmt: skip
    access.require(actor, "load", loaded)
    loaded.save(force_insert=True)
    settled = settle_known(actor)
    record(
        actor, "calendar.year.loaded", loaded, year=year, days=len(result.accepted), settled=settled
    )  # fmt: skip
    return loaded
