"""Whether words tell of a lack (a problem) or of an act (a measure), by how they begin and end."""

from __future__ import annotations

import re

from xuncha.engines.reading.official.framing import NAMED_BEFORE

_ACT = re.compile(
    r"^(?:[^,。;:]{0,12}?[,:])?(?:已|再|全面|及时|认真|深入|逐一|先后|累计|持续|进一步|立即|迅速|统一|集中|定期|共|由[^,。;]{2,12}?)*"
    r"(?:制定|修订|完善|建立|健全|开展|组织|召开|成立|印发|出台|清理|清退|清查|追缴|追回|收回|退回|退还|核查|排查|约谈|通报|给予|移送|移交|协调|落实|新建|改造|举办|"
    r"培训|加强|强化|严格|规范|压实|推进|推动|督促|明确|细化|签订|重新|盘活|拨付|投入|选派|招录|配齐|配备|补缴|整改|完成|修复|聘请|申报|争取|设立|组建|编制|梳理|"
    r"审核|评查|评估|检查|督查|督导|学习|传达|提醒|谈话|批评|问责|处理|处分|将|对|把|通过|按照|根据|针对|邀请|引进|实施|安排|调整|优化|整合|公开|公示|公布|办理|解决|"
    r"兑付|兑现|注销|关停|关闭|立案|拆除|复耕|发放|购置|安装|更换|开通|开设|健全|聚焦|深化|提升|提高|扎实|坚持|突出|发挥|探索|创新|结合|依托|利用|与|每|为|向|从严|从|"
    r"党[组委工][^,。;]{0,8}(?:召开|带头|研究|专题)|撤销|化解|归还|增加|扩大|延长|纳入|并入|报请|报送|联合|联系|结对|走访|慰问|巡查|巡河|抽查|复查|回访|验收|审计|统筹|筹措|落地|建成|建设|开工|"
    r"压缩|减少|取消|停止|终止|解除|诫勉|警示|宣讲|宣传|讲授|撰写|刊发|发布|上线|启用|搭建|打造|培育|发展|吸纳|转正|换届|选举|补选|任命|交流|轮岗|盘点|登记|建档|备案|归档)"
)
_LACK = re.compile(
    r"不(?!断|定期|折不扣|忘|仅|再|等|少于|超过|低于|同)|差距|欠缺|缺|弱|未|没有?|无实|虚设|脱节|折扣|空转|悬空|倒[置挂]|[超逾]期|过期|超[时额]|停留|走形|敷衍|应付|以[^,。;]{1,6}代(?:替|[^,。;理表]{1,5}$)|久拖|屡|空壳|突击|私设|挤占|占用|冒领|套取|偏[差离]|偏[低差慢少高重软]|滞后|迟缓|缓慢|漏|违规|违反|空白|短板|隐患|难|混乱|松|涣散|有的|超标|超范围|超发|超职数|虚|侵占|挪用|拖欠|拖延|拖沓|形式|走过场|断层|闲置|盲区"
    r"|一阵风|两张皮|重[^,。;]{1,4}轻|[慢少低差乱浅散软松空窄]$|无(?:序|制度|公函|依据|计划|台账)|老化|停滞|推诿|扯皮|失察|失管|失守|造假|补造|反弹|随意|粗放|单一|浪费|截留|优亲厚友|吃拿卡要|宽松软|疲软|乏力|浅层|表面|浮|懈怠|淡漠|过[低高多少]|低效|流失|积压|长期|多发|频发|时有|仍(?:有|存)|存在"
)
_ENDS_LACKING = 9


def lacks(words: str) -> bool:
    """Whether the words name a lack."""
    return _LACK.search(words.strip().rstrip("。;,. ")) is not None


def is_act(words: str) -> bool:
    """Whether the words tell what was done: they begin with a verb and do not end in a lack."""
    plain = words.strip().rstrip("。;,. ")
    if NAMED_BEFORE.match(f"{plain},"):
        return False
    first = re.split(r"[,;。]", plain, maxsplit=1)[0]
    if _ACT.match(plain) is None:
        return not lacks(plain)
    ends = (first[-_ENDS_LACKING:], plain[-_ENDS_LACKING:])
    return not all(lacks(one) for one in ends)
