"""Systemic findings, and what is laid down for good: shared by the rules on both."""

from __future__ import annotations

import re

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.prose import clauses, fold
from xuncha.engines.checking.wording import lasts
from xuncha.engines.reading.records import Field

_SINCE = re.compile(
    r"(?:自|从)?(?:20\d\d年)?\d{1,2}月(?:\d{1,2}[日号]|底|初|中旬)?(?:起|以来|开始)?"
)
_RULES_NAMED = re.compile(
    r"(?:制度|机制|办法|规程|细则|规定|规则|守则|流程图?|章程|公约|规范|标准)(?:汇编|文本|[(][^()]{1,12}[)])?"
    r"\s*(?:\.[a-z]{2,4})?\s*(?=$|[;、,\n])"
)


def systemic_words(finding: str, run: Run) -> str:
    """The clause that makes the finding systemic, "" for none: 制度, 机制, 体系, 管理 missing or
    failing, or 普遍, 长期, 多次, 屡."""
    often, failing = run.lexicon["systemic_often"], run.lexicon["systemic_failing"]
    for clause in clauses(finding):
        if often.search(clause.text) or failing.search(clause.text):
            return clause.text
    return ""


def lays_down(view: RowView, run: Run, sure: float) -> bool:
    """Whether the row tells something institutional: rules, a mechanism, a process, in words that
    the lists know or that read so; the names of proofs count too."""
    told = "\n".join((view.progress, view.text(Field.REMARK)))
    proofs = fold(view.text(Field.EVIDENCE))
    if run.lexicon["institution"].search(f"{fold(told)}\n{proofs}") or _RULES_NAMED.search(proofs):
        return True
    return any(lasts(_SINCE.sub("", one.text)) >= sure for one in clauses(told))
