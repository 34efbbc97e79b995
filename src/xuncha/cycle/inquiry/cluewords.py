"""Words in a general record that look like clue matter: the software asks, people decide.

A sentence is asked about when it names conduct against discipline together with a person or a sum.
Conduct alone (学习党风廉政规定) and sums alone (项目资金200万元) say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_CONDUCT = re.compile(
    r"(?:收|拿|送|给)[过了][^，,。；;\n]{0,12}(?:元|万|块|钱|好处|烟酒)|收受|索要|索取|行贿|受贿|贿赂|红包|礼金|礼品卡|购物卡|回扣|好处费|辛苦费|感谢费|提成款"
    r"|贪污|挪用|侵吞|侵占|套取|骗取|截留|私分|小金库|公款吃喝|公款旅游|公车私用|虚报冒领"
    r"|优亲厚友|吃拿卡要|吃空饷|打招呼|插手工程|围标|串标|利益输送|经商办企业|放贷|赌博|嫖娼"
    r"|买官卖官|拉票|跑官|带病提拔|篡改档案|说情|包庇|通风报信|串供|对抗审查|妄议|封建迷信"
    r"|不正当关系|作风问题|保护伞"
)
_PERSON = re.compile(
    r"[王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘"
    r"杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文]"
    r"(?:某某?|[一-鿿]{0,2}(?:局长|主任|书记|镇长|乡长|村长|站长|所长|科长|股长|会计|出纳|经理|老板|校长|院长|同志|总))"
    r"|某(?:某|人|领导|干部|老板|企业|公司)|他(?:本人)?|她(?:本人)?|其(?:本人|妻|子|弟|兄|亲属|家属)"
    r"|(?:局长|主任|书记|镇长|乡长|站长|所长|校长|院长|会计|出纳|老板)"
)
_SUM = re.compile(
    r"\d[\d,.]*\s*(?:元|万|块|千|亿)|[一二两三四五六七八九十百千几]+(?:万元|千元|万块|千块|块钱)"
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One sentence that is asked about: where it stands, and what made us ask."""

    start: int
    end: int
    conduct: str
    beside: str

    @property
    def reason(self) -> str:
        """Why it is asked about."""
        return f"“{self.conduct}”和“{self.beside}”出现在同一句里"


def doubts_in(text: str) -> list[Doubt]:
    """Sentences of a general record that may be clue matter, in their order."""
    found = []
    for sentence in _SENTENCE.finditer(text):
        words = sentence.group()
        conduct = _CONDUCT.search(words)
        beside = (_SUM.search(words) or _PERSON.search(words)) if conduct else None
        if conduct and beside:
            found.append(Doubt(sentence.start(), sentence.end(), conduct.group(), beside.group()))
    return found
