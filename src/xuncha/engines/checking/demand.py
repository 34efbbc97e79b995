"""What a finding asks for: a change in money, people, works or services, or study and papers."""

from __future__ import annotations

import re

from xuncha.engines.checking import wording
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import clauses

ASKS = {
    "asks_money": "钱款",
    "asks_people": "人员",
    "asks_works": "工程设施",
    "asks_service": "服务群众",
}
_ANY = "人、财、物、事"
_AS_LIKELY = 0.4
_SUM = re.compile(r"\d+(?:\.\d+)?\s*(?:万|亿)?余?元")
_THING = re.compile(
    r"(?:没有?|未|不|[年月]没)[^,。;]{0,4}发展(?:新)?党员|没有?[发送给][^,。;]{0,3}(?:位|户|手|家)|未[发送][^,。;]{0,3}(?:位|户|手|家)|取暖|煤|轮椅|物资|慰问品|\d+余?(?:件|封|起|宗|笔|批|头|株|只|口|栋|名|人(?!次)|个(?!方面|环节|问题|制度)|家|块|张床)|[款费钱灯桥厕井棚池坝闸渠沟管阀墙窗锁]|缺人|人手|岗|位子|房|水|电(?!子|话|视)|路(?!径|线|子)|田|地块|土地|工程|项目|合同|资产|资源|设备|设施|车辆|学生|老人|病人|患者|残疾|孩子|低保|医保|社保|补偿"
    r"|[一二两三四五六七八九十]余?(?:处|户|栋|座|间|台|辆|口|宗|笔|家|盏|头|亩)|建筑|通道|收入|\d户|商铺|门面|店|摊|厂|校舍|食堂|宿舍|药|证(?!据|明|实)|站(?!位)|园|树|苗|林|牛|羊|鱼|塘|坟|树|公厕|改选|换人|报酬|亲属|家属|子女|名单|冒名"
    r"\d+(?:余)?(?:户|处|盏|台|套|座|间|栋|亩|公里|米|平方米|口|辆|个(?:项目|工程|厕所|村|小区|点位|站)|宗|笔)"
)
_PAPER_HEAD = re.compile(
    r"(?:学习|记录|台账|档案|资料|材料|制度|机制|方案|会议|报告|计划|认识|意识|教育|培训|部署|研究|党课|宣传)"
    r"[^,。;]{0,8}(?:不|未|缺|少|没|有差距|滞后|薄弱|走过场|形式|流于|雷同|照搬|偏|弱|欠|空)"
)

# A meeting that was not held is held: 职工代表大会三年未召开, 大额采购未经集体研究.
_NOT_HELD = re.compile(
    r"(?:未|没有?|不)经?[^,。;]{0,6}(?:集体(?:研究|讨论|决策|审议|决定)|上会)|(?:会|大会|会议|例会|代表会|座谈)[^,。;]{0,12}(?:未|没有?|少|不(?:按|定))[^,。;]{0,6}(?:召开|开会|举行)|(?:未|没有?|少)[^,。;]{0,6}(?:召开|举行)[^,。;]{0,16}会|(?:未|没有?|少)(?:参与|参加|听取|通报|汇报|征求)[^,。;]{0,16}(?:讨论|会|汇报|意见|情况)"
)

# Rules, services or a number that people do not know are answered by telling them.
_NOT_KNOWN = re.compile(
    r"(?:不(?:够|太|甚)?(?:熟悉?|了解|清楚|掌握|懂)|不知[道晓]?|一知半解|答不[上出]|吃不透|知晓率?(?:低|不高))[^,。;]{0,14}(?:政策|办法|规定|制度|业务|流程|电话|条款|操作|知识|法规|标准|预案|精神|要求|规矩)"
    r"|(?:政策|办法|规定|制度|业务|流程|条款|法规|标准|预案|精神)[^,。;]{0,8}(?:不(?:够|太|甚)?(?:熟|了解|清楚|掌握|懂)|不知[道晓]|一知半解|答不[上出]|知晓率?(?:低|不高)|(?:没|未)[^,。;]{0,8}[讲说解]清)"
)

_KNOWING = re.compile(r"[熟知懂握解清透]|答不")

# What a finding about study goes on with: it asks for no more than the study.
_OF_STUDY = re.compile(
    r"发言|表态|交流|笔记|心得|签到|签字|签名|研讨|参加|参会|缺席|请假|补学|领学|传达"
)

# Said of papers and attitudes as often as of works: beside such words it asks for nothing.
_GENERIC = re.compile(
    r"推进(?:缓慢|慢|滞后|迟缓)|进度(?:缓慢|滞后|慢)|滞后|缺失|逾期|超期|过期|失效|态度|质量|老化|缺位|断层"
)


_NO_RULES = re.compile(
    r"(?:没有|未(?:制定|建立|出台|健全|完善|修订)|缺[少乏]?|无)[^,。;]{0,12}(?:办法|制度|规定|细则|规程|预案|流程)(?=$|[,。;、])"
)
"""Rules that are missing are answered by rules."""


def _is_unknown(text: str) -> bool:
    return _KNOWING.search(text) is not None and _NOT_KNOWN.search(text) is not None


def asks_for(finding: str, lexicon: Lexicon) -> str:
    """The change that the finding asks for (钱款, 人员, 工程设施, 服务群众…), "" for none.

    A clause about study, records or papers asks for none, unless it names a sum or things counted
    that something must happen to.
    """
    parts = [
        one.text
        for one in clauses(finding)
        if not _NOT_HELD.search(one.text) and not _is_unknown(one.text)
    ]
    for text in parts:
        asked = _asked(text, lexicon)
        if asked:
            return asked
    head, *rest = parts or [""]
    if _NO_RULES.search(head):
        return ""
    if lexicon["asks_paper"].search(head) and _PAPER_HEAD.search(head):
        return ""
    is_paper = lexicon["asks_paper"].search(head) is not None
    open_parts = [
        text
        for text in (head, *rest)
        if not lexicon["asks_paper"].search(text) and not (is_paper and _OF_STUDY.search(text))
    ]
    if any(_THING.search(text) for text in open_parts):
        return _ANY
    # No list knows its words: how the whole reads decides.
    return _ANY if parts and wording.asks_paper(finding) < _AS_LIKELY else ""


def _asked(text: str, lexicon: Lexicon) -> str:
    if lexicon["asks_paper"].search(text) is None:
        return _told(text, lexicon) or ("钱款" if _SUM.search(text) else "")
    told = _told(_GENERIC.sub("", text), lexicon)
    if _PAPER_HEAD.search(text):
        return "钱款" if _SUM.search(text) else ""
    return told


def _told(text: str, lexicon: Lexicon) -> str:
    return next((name for key, name in ASKS.items() if lexicon[key].search(text)), "")
