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
    r"(?:制度|机制|办法|规程|细则|规定|规则|守则|流程图?|章程|公约|须知|禁令|[一二三四五六七八九十]不准|规范|标准)(?:汇编|文本|[(][^()]{1,12}[)])?"
    r"\s*(?:\.[a-z]{2,4})?\s*(?=$|[;、,\n])"
    r"|(?:管护|维保|运维|托管|养护)(?:服务)?(?:协议|合同|责任书)"
)
_BY_RULES = re.compile(
    r"(?:按照?|依据|依照|对照|根据|参照|违反|学习|研读|传达|宣讲|解读|严格|认真|遵守)[^,。;\n新每月季周]{0,24}?"
    r"(?:《[^》]*》|规定|制度|办法|标准|程序|规范|流程|纪律)(?:的?(?:要求|标准|程序))?"
)
"""Rules that an act goes by, or that are studied: none was laid down."""
_OF_RECTIFYING = re.compile(
    r"(?:实行|建立|按照)?(?:整改)?(?:清单|台账|销号|闭环|项目)(?:化|式)?管理(?:[、,])?(?:挂图作战|销号|逐项销号)|(?:建立|列出|制定|形成)[^,。;]{0,6}整改(?:台账|清单|方案|机制)"
)
"""How the rectification itself was run: no rule for the matter."""
_PROMISED = re.compile(
    r"(?:下一步|今后|后续|接下来)?[,，]?(?:还|仍)?将(?:持续|继续|进一步|始终|长期|不断)[^,。;\n]*"
)
"""What is only promised was not laid down."""
_COUNTS = re.compile(
    r"\d(?!\d*年)|[一二两三四五六七八九十百]+(?:余|多)?[名个人户处份件次场条项本台套间栋盏块张篇吨亩顶]"
)


def systemic_words(finding: str, run: Run) -> str:
    """The clause that makes the finding systemic, "" for none: 制度, 机制, 体系, 管理 missing or
    failing, or 普遍, 长期, 多次, 屡. Looser words count in a finding that tells no figure: one that
    counts sets or persons uses them as a heading of that case."""
    names = ["systemic_often", "systemic_failing"]
    if not _COUNTS.search(fold(finding)):
        names.append("systemic_loose")
    lists = [run.lexicon[name] for name in names]
    for clause in clauses(finding):
        if any(one.search(clause.text) for one in lists):
            return clause.text
    return ""


def lays_down(view: RowView, run: Run, sure: float) -> bool:
    """Whether the row tells something institutional: rules, a mechanism, a process, in words that
    the lists know or that read so; the names of proofs count too."""
    told = _OF_RECTIFYING.sub("", fold("\n".join((view.progress, view.text(Field.REMARK)))))
    told = _PROMISED.sub("", _BY_RULES.sub("", told))
    proofs = fold(view.text(Field.EVIDENCE))
    if run.lexicon["institution"].search(f"{told}\n{proofs}") or _RULES_NAMED.search(proofs):
        return True
    return any(lasts(_SINCE.sub("", one.text)) >= sure for one in clauses(told))
