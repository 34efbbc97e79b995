"""The unit's rectification report: its text, line by line."""

from __future__ import annotations

from pathlib import Path

from xuncha.engines.reading import sniff
from xuncha.engines.reading.documents import text_of
from xuncha.engines.reading.feedback_lines import unwrapped
from xuncha.engines.reading.records import ReadError, ReportPaper

_KINDS = frozenset({"docx", "txt", "pdf", "ofd", "html"})


def read_report(path: Path) -> ReportPaper:
    """A report as .docx, .pdf, .txt, .ofd or .html. ``ReadError`` with one Chinese sentence."""
    kind = sniff.kind_of_file(path)
    if kind == "locked":
        raise ReadError(f"“{path.name}”设有打开密码，请去掉密码后再试。")
    if kind not in _KINDS:
        raise ReadError(f"“{path.name}”不是可以读的整改报告（要 .docx、.pdf 或 .txt）。")
    lines = text_of(path, kind).split("\n")
    if kind in {"pdf", "ofd"}:
        lines = unwrapped(lines)
    told = tuple(line.strip() for line in lines if line.strip())
    if not told:
        raise ReadError(f"“{path.name}”里没有文字，读不出整改报告。")
    return ReportPaper(path, path.name, told)
