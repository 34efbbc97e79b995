"""Two or three faults that stand side by side without a mark: 坝坡渗漏，溢洪道被杂木堵塞.

Told apart by grammar: each clause has a thing of its own and what is wrong with it. What follows
from the first (导致…, 群众意见大), how long it has been so, and set phrases (不够深入) are no fault
of their own.
"""

from __future__ import annotations

import re

from xuncha.engines.checking.faults import FAILS

_FAILS = re.compile(
    rf"{FAILS.pattern}|反味|积|异味|烂|开裂|褪|锈|霉|潮|鼓|翘|脱|卡|响不|死机|冒|淹|枯|被[^,]{{1,6}}[占堵堆拿锁毁砍挖]"
)
_BOTH = re.compile(r"既(?P<one>[^,。;]{3,24})[,]?(?:又|也|还)(?P<other>[^,。;]{3,24})")
_CUT = re.compile(r"(?<!\d)[,、]|[;]|[,](?!\d{3}(?!\d))")
_ENDS = re.compile(r"(?:等)?(?:的)?(?:问题|现象|情况)$")
_GOES_ON = re.compile(
    r"(?:长期|导致|造成|致使|使得?|以致|未|没|不|无|仍|但|且|而|并|也|又|还|甚至|严重|存在|至今|已|有(?!的)|因|由于|对|以|在|被|与|其中|多数|大多|普遍|经常|多次|多年|连续|缺乏?|只|仅|均|都|超|从|将|把|实际|影响|引发|形成|出现|涉及|共|合计|一直|迟迟|随意|擅自|私自|违规|金额|占|由|原|该|其|\d|[一两三四五六七八九]年|半年)"
)
_EFFECT = re.compile(
    r"[进出过]不[来去了]$|^逢[^,]{1,3}必|^(?:常常?|时常|经常|总是|老是|时不时|动不动|不时)[\u4e00-\u9fff]{2,6}$|[常屡]有|^(?:\d+[名位户个])?(?:周边|沿线|附近|不少|部分|个别|来往|过往|广大)?(?:群众|居民|村民|家长|学生|职工|工人|老人|患者|病人|游客|司机|路人|旅客|商户|业主|住户|农户|家属|企业|孩子|师生|社会|安全)(?!宿舍|食堂|药|公寓|活动|之家|食|餐|床|房|中心|服务|健身|用水|饮水|厕所|管理)|^(?:一?下雨|雨天|雨季|汛期|冬天|夏天|夏季|冬季|夜间出行|晴天)"
    r"|意见[很较]?大|反映强烈|怨言|不满|上访|投诉|担心|睡不|出行难|不便|不方便|无保障|隐患|风险|危险|浪费|损失|流失|后果"
)
_OMITS = re.compile(
    r"^[\u4e00-\u9fff]{0,6}(?:集体|镇|乡|局|单位|部门|政府|公司|委|会|人员|干部|员|长|方|科|室|站|所|院|校)未(?:予|予以|加|作|作出|进行|及时|按时|按规定)?[\u4e00-\u9fff]{2,4}$"
)
"""村集体未予收缴: goes on with what stands before."""
_ABSTRACT = re.compile(
    r"不(?:落实|够|到位|深入|紧密|扎实|严格|严|强|高|力|实|细|足|规范|健全|完善|及时|全面|精准|明显|充分|彻底|经常|平衡|清|明|透|牢|主动|用心)|薄弱|滞后|差距|欠缺|缺[位失]|弱化|淡薄|突出|混乱|漏洞|短板|松散|松懈|流于形式|形同虚设|走过场|宽松软|打折扣|缓慢|拖延|失守|粗放|有待|各行其是"
)
_SUMS_UP = re.compile(r"制度|机制|责任|监管|监督|体制|体系|管理(?!房|站|员|室|用房)")
"""What a first clause sums up with and the others go on to tell."""
_LONGEST, _SHORTEST = 26, 4
_BOUND = re.compile(
    r"[\u4e00-\u9fff]{2}[不未无没难][\u4e00-\u9fff]|.*(?:违规|擅自|私自|违反|挪用|虚报|套取|截留|冒领).*"
)
"""生熟不分: no thing of its own; 违规出借资金: an act, no state."""


def twofold(text: str) -> list[tuple[int, int]]:
    """Where the two or three faults of a folded finding stand; empty where it tells one matter."""
    both = _BOTH.search(text)
    if both is not None:
        return [both.span("one"), both.span("other")]
    sentence = re.split(r"[。\n]", text.strip())[0]
    begin = text.index(sentence) if sentence else 0
    colon = sentence.rfind(":")
    begin, sentence = begin + colon + 1, sentence[colon + 1 :]
    parts: list[tuple[int, int]] = []
    failing = 0
    for start, end, sign in _pieces(sentence):
        words = _ENDS.sub("", sentence[start:end])
        if parts and (_EFFECT.search(words) or _OMITS.search(words)):
            continue
        if _EFFECT.search(words):
            return []  # 游客乱扔，林区垃圾不少: who did it or bears it, not what is wrong
        if not _may_be_fault(words, is_apart=sign == ";"):
            return []
        failing += sign == ";" or _FAILS.search(words[2:]) is not None
        parts.append((begin + start, begin + start + len(words)))
    return parts if 2 <= len(parts) <= 3 and failing == len(parts) else []


def _pieces(sentence: str) -> list[tuple[int, int, str]]:
    """Pieces with the sign that stands before or after them: ; tells matters apart."""
    cuts = list(_CUT.finditer(sentence))
    starts = [0, *(one.end() for one in cuts)]
    ends = [*(one.start() for one in cuts), len(sentence)]
    signs = [one.group() for one in cuts] or [""]
    return [
        (start, end, ";" if ";" in (signs[max(0, at - 1)], signs[min(at, len(signs) - 1)]) else "")
        for at, (start, end) in enumerate(zip(starts, ends, strict=True))
        if sentence[start:end].strip()
    ]


def _may_be_fault(words: str, *, is_apart: bool) -> bool:
    if not _SHORTEST <= len(words) <= _LONGEST:
        return False
    if _GOES_ON.match(words) or _BOUND.fullmatch(words):
        return False
    if _SUMS_UP.search(words):
        return False
    return is_apart or _ABSTRACT.search(words) is None
