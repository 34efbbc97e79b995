"""Reading a brought-in file again, as often as a page wants to show it. Writes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.importing.plan import Plan, plan_ledger
from xuncha.cycle.rectification.models import LedgerImport
from xuncha.engines.reading.feedback import read_feedback
from xuncha.engines.reading.layout import Layout, guess_layout
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.records import Feedback, ReadError
from xuncha.foundation.exchange.selectors import remembered
from xuncha.foundation.files.selectors import as_path
from xuncha.kernel.errors import Invalid

_MAPPING = "rectification.ledger"


def guess_for(row: LedgerImport) -> dict[str, Any]:
    """The layout found in the file, as data. ``Invalid`` if it holds no ledger."""
    with as_path(row.file) as path:
        return _guess(path, row.file.name).to_dict()


def remembered_layout(row: LedgerImport) -> dict[str, Any] | None:
    """The layout that the same headers had last time, for this unit or for everybody."""
    guess = guess_for(row)
    kept = remembered(_MAPPING, guess["signature"], str(row.inspection.organisation_id))
    layout: dict[str, Any] | None = kept["layout"] if kept else None
    return layout


def read_ledger_plan(row: LedgerImport) -> Plan:
    """The dry run of a ledger under its layout. ``Invalid`` if it can't be read."""
    layout = Layout.from_dict(row.layout) if row.layout else None
    with as_path(row.file) as path:
        return _plan(row.inspection, path, row.file.name, layout)


def plan_at(inspection: Inspection, path: Path, name: str) -> Plan:
    """The dry run of a ledger that was not handed in yet, under the layout that its headers had
    last time."""
    guess = _guess(path, name)
    kept = remembered(_MAPPING, guess.to_dict()["signature"], str(inspection.organisation_id))
    return _plan(inspection, path, name, Layout.from_dict(kept["layout"]) if kept else guess)


def _plan(inspection: Inspection, path: Path, name: str, layout: Layout | None) -> Plan:
    try:
        ledger = read_ledger(path, layout=layout)
    except ReadError as problem:
        raise Invalid(_named(problem, path, name), field="file") from None
    return plan_ledger(inspection, ledger)


def read_findings(row: LedgerImport) -> Feedback:
    """The findings in a brought-in list. ``Invalid`` if it can't be read or holds none."""
    with as_path(row.file) as path:
        return findings_at(path, row.file.name)


def findings_at(path: Path, name: str) -> Feedback:
    """The same of a file that was not handed in yet."""
    try:
        feedback = read_feedback(path)
    except ReadError as problem:
        raise Invalid(_named(problem, path, name), field="file") from None
    if not feedback.findings:
        raise Invalid(f"“{name}”里没有读到反馈问题。", field="file")
    return feedback


def _guess(path: Path, name: str) -> Layout:
    try:
        return guess_layout(path)
    except ReadError as problem:
        raise Invalid(_named(problem, path, name), field="file") from None


def _named(problem: ReadError, path: Path, name: str) -> str:
    """The engine names the temporary copy; the person knows the file by its own name."""
    return str(problem).replace(path.name, name).replace(str(path), name)
