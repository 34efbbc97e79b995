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
    told = report_lines(text_of(path, kind), kind)
    if not told:
        raise ReadError(f"“{path.name}”里没有文字，读不出整改报告。")
    return ReportPaper(path, path.name, told)


def report_lines(text: str, kind: str) -> tuple[str, ...]:
    """The lines of a report's text, read from a file of a kind: those that a page broke in two are
    one again."""
    lines = text.split("\n")
    if kind in {"pdf", "ofd"}:
        lines = unwrapped(lines)
    return tuple(line.strip() for line in lines if line.strip())
