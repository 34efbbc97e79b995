"""What a finding asks for: a change in money, people, works or services, or study and papers."""

from __future__ import annotations

import re

from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import clauses

ASKS = {
    "asks_money": "钱款",
    "asks_people": "人员",
    "asks_works": "工程设施",
    "asks_service": "服务群众",
}
_SUM = re.compile(r"\d+(?:\.\d+)?\s*(?:万|亿)?余?元")
_THING = re.compile(
    r"\d+(?:余)?(?:户|处|盏|台|套|座|间|栋|亩|公里|米|平方米|口|辆|个(?:项目|工程|厕所|村|小区|点位|站)|宗|笔)"
)
_PAPER_HEAD = re.compile(
    r"(?:学习|记录|台账|档案|资料|材料|制度|机制|方案|会议|报告|计划|认识|意识|教育|培训|部署|研究|党课|宣传)"
    r"[^,。;]{0,8}(?:不|未|缺|少|没|有差距|滞后|薄弱|走过场|形式|流于|雷同|照搬|偏|弱|欠|空)"
)

# Said of papers and attitudes as often as of works: beside such words it asks for nothing.
_GENERIC = re.compile(
    r"推进(?:缓慢|慢|滞后|迟缓)|进度(?:缓慢|滞后|慢)|滞后|缺失|逾期|超期|过期|失效|态度|质量|老化|缺位|断层"
)


def asks_for(finding: str, lexicon: Lexicon) -> str:
    """The change that the finding asks for (钱款, 人员, 工程设施, 服务群众), "" for none.

    A clause about study, records or papers asks for none, unless it names a sum or things counted
    that something must happen to.
    """
    for clause in clauses(finding):
        asked = _asked(clause.text, lexicon)
        if asked:
            return asked
    return ""


def _asked(text: str, lexicon: Lexicon) -> str:
    if lexicon["asks_paper"].search(text) is None:
        told = _told(text, lexicon)
        if told:
            return told
        return "钱款" if _SUM.search(text) else "工程设施" if _THING.search(text) else ""
    told = _told(_GENERIC.sub("", text), lexicon)
    if _PAPER_HEAD.search(text):
        return "钱款" if told and _SUM.search(text) else ""
    return told


def _told(text: str, lexicon: Lexicon) -> str:
    return next((name for key, name in ASKS.items() if lexicon[key].search(text)), "")
