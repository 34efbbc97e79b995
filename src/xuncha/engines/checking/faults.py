"""Faults in a row that nothing but their make holds together."""

from __future__ import annotations

import re

FAILS = re.compile(
    r"未|不|没|无|缺|少|坏|漏|堵|塌|停|断|旧|破|欠|超|违|乱|差|低|高|慢|贵|空|锁|占|失|弱|过期|重复|走读|炒|揽|聚集|接纳|拖|荒|损|裸|爆|倒|滞|压|病|险|脏|臭|闭|撤|滥|散|悬|旷|串|松|裂|渗|皮|私|随意|虚|混|难|老旧"
)
SUMMARY = re.compile(
    r"(?:不到位|不力|不严|不实|不够|不足|突出|薄弱|漏洞|混乱|短板|死角|欠缺|打折扣|缺位|松散|松懈|差距|滞后|不彻底|不规范|问题)$"
)
_JOINED = re.compile(r"(?<!\d),|、|(?<=[\u4e00-\u9fff]{3})(?:和|以及)(?=[\u4e00-\u9fff]{3})")
_GENERAL = re.compile(r"普遍|[较偏]|过[高低多少大]|不合理|明显|总体|整体")
_RESIDENTS_SAY = re.compile(
    r"(?:群众|职工|村民|居民|社会)[^,]{0,6}(?:反映|意见|投诉|不满)|^(?:反映|投诉)"
)
_GOES_ON = re.compile(
    r"(?:长期|导致|造成|致使|使得?|未|没|不|无|仍|但|且|而|并|也|又|还|甚至|严重|存在|至今|已|有|因|由于|对|以|在|被|与|其中|个别|部分|多数|大多|普遍|经常|多次|多年|连续|缺乏?|只|仅|均|都|超|从|将|把|实际|\d|[两三四五六七八九]年)"
)


def faults_in_row(text: str) -> list[tuple[int, int]]:
    """Three clauses and more in a row, each with a thing of its own and what is wrong with it:
    围挡破损,车辆带泥上路,裸土没有覆盖. Clauses that go on with one matter (导致…, 长期无人…) are
    none."""
    sentence = re.split(r"[。;\n]", text)[0]
    at, pieces = 0, []
    for piece in _JOINED.split(sentence):
        start = sentence.index(piece, at)
        pieces.append((start, start + len(piece)))
        at = start + len(piece)
    if pieces and SUMMARY.search(text[slice(*pieces[0])]):
        pieces = pieces[1:]
    run = [one for one in pieces if not _RESIDENTS_SAY.search(text[slice(*one)])]
    own = [text[slice(*one)] for one in run]
    failing = sum(FAILS.search(one[2:]) is not None for one in own)
    if len(run) < 3 or failing * 3 < len(run) * 2 or any(_GOES_ON.match(one) for one in own):
        return []
    if any(not 4 <= len(one) <= 20 or _GENERAL.search(one) for one in own):
        return []
    return run
