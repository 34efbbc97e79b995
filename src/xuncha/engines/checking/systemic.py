"""Systemic findings, and what is laid down for good: shared by the rules on both."""

from __future__ import annotations

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.prose import clauses, fold
from xuncha.engines.reading.records import Field


def systemic_words(finding: str, run: Run) -> str:
    """The clause that makes the finding systemic, "" for none: 制度, 机制, 体系, 管理 missing or
    failing, or 普遍, 长期, 多次, 屡."""
    often, failing = run.lexicon["systemic_often"], run.lexicon["systemic_failing"]
    for clause in clauses(finding):
        if often.search(clause.text) or failing.search(clause.text):
            return clause.text
    return ""


def lays_down(text: str, run: Run) -> bool:
    """Whether a text names something institutional: rules, a mechanism, a process."""
    return run.lexicon["institution"].search(fold(text)) is not None


def followed(view: RowView) -> str:
    """What may tell of lasting arrangements: the progress, the remark, the names of proofs."""
    return "\n".join((view.progress, view.text(Field.REMARK), view.text(Field.EVIDENCE)))
