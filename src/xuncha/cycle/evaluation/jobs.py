"""Long work of this room: reading a report and holding it against the ledger."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.evaluation.models import ReportEdition
from xuncha.cycle.evaluation.services.reports import READ, note_read
from xuncha.cycle.rectification.asking.ledgers import ledgers_of
from xuncha.engines.checking.against_report import Difference, differences
from xuncha.engines.reading.report_paper import report_lines
from xuncha.engines.reading.text_child import read_texts_in_child
from xuncha.foundation import access
from xuncha.foundation.files.selectors import as_path
from xuncha.foundation.jobs.registry import Progress, job
from xuncha.kernel.actor import SYSTEM

_MOST = 200_000
"""Characters; a report has some thousands."""


@job(READ, "核对整改报告")
def read_report(progress: Progress, *, edition_id: int) -> dict[str, Any]:
    """Read the file in a process of its own and note where its figures disagree. Run again it finds
    the same and notes it once."""
    row = access.get_or_404(
        SYSTEM, ReportEdition, related=("file", "report__inspection__organisation"), pk=edition_id
    )
    progress.step(0, 1, "正在读报告")
    found = _differences(row)
    note_read(SYSTEM, edition_id=row.pk, differences=found)
    progress.step(1, 1, "核对完成")
    return {"differences": len(found or ())}


def _differences(row: ReportEdition) -> list[Difference] | None:
    with as_path(row.file) as path:
        text = read_texts_in_child([(path, row.file.kind)], _MOST)[0]
    lines = report_lines(text or "", row.file.kind)
    if not lines:
        return None
    asked = ledgers_of([row.report.inspection])
    return differences(asked[0].ledger, lines) if asked else []
