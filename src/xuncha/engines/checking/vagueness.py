"""How much of a text is office phrase that any unit might write about any finding."""

from __future__ import annotations

import re

from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import bare, grams

_OF_RECTIFYING = re.compile(
    r"整改|责任|落实|重视|政治|销号|清单|举一反三|常态|部署|领导|任务|督促|督办|担当|导向|巡察|问题|工作|主体"
    r"|思想|认识|意识|机制|长效|层层|到位|成效|效果|成果|显著|明显|良好|好转|见效|顺畅|有序|扎实|力度|质效|质量|水平"
    r"|作风|面貌|步入|正轨|台阶|环节|薄弱|短板|措施|举措|干部|职工|党员|反响|反映|各方|全体|班子|成员|全面|初步"
    r"|形成|局面|状况|态势|改观|行动|认真|迅速|要求|对照|标准|坚持|确保|保证|保障|得到|取得|实现|有效|有力|显效|妥善|处理|第一时间|及时|研究"
)


def vagueness(text: str, lexicon: Lexicon, finding: str = "") -> float:
    """The share, 0 to 1, of set phrases and of words that only repeat ``finding``."""
    plain = bare(text)
    if not plain:
        return 1.0
    covered = [False] * len(plain)
    for pattern in (lexicon["boosters"], lexicon["stock"], _OF_RECTIFYING):
        for found in pattern.finditer(plain):
            covered[found.start() : found.end()] = [True] * (found.end() - found.start())
    told = grams(bare(finding))
    for at in range(len(plain) - 1):
        if plain[at : at + 2] in told:
            covered[at] = covered[at + 1] = True
    return sum(covered) / len(plain)
