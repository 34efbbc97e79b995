# ruff: noqa: E501  (patterns)
"""What residents say of the result: the clauses in which their word contradicts the claim.

Two ways of saying it: words of denial near whoever speaks (不满意, 依旧), from the rules file; and
by grammar, somebody who speaks, a verb of saying, and a failing after it in the same sentence,
unless the sentence tells what was so before, what was answered, or that they are content.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from xuncha.engines.checking import wording
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import Clause, clauses, fold, pattern

_SPEAKER = (
    "群众|住户|村民|居民|患者|病人|病患|家长|家属|户主|农户|职工|学生|老人|商户|摊主|经营户|业主|乘客|旅客|游客|用户|市民|消费者|投诉人|举报人|来访人|当事人|企业|司机|种粮户|养殖户|受访者?|受益户|邻居|乡亲|大家|代表|路人|过路|不少人|多数人|有人|陪护|病友|老师|摊户|租户|住客|散户|老乡|街坊"
    "|回访|走访|入户|抽访|抽查|座谈|\\d+[人户名](?=[^。;]{0,3}(?:表示|称|说|反映|认为|觉得|不知))|暗访|随访|电话抽查|问卷|热线|来电|来信|来访|测评|评议"
)
_SAYS = (
    "感觉|感到|知道|不知|没听说|反映|表示|认为|称|说(?!明)|觉得|抱怨|投诉|评价|反馈|诉|提出|指出|吐槽|直言|讲|留言|被告知|念叨|埋怨|嫌|联名|打分|回答|答复说|告诉|喊"
    "|坦言|发现|显示"
)
_FAILS = (
    r"不(?:知[有道情]?|认|服|知晓|满意|认可|到|了|够|好|方便|干净|通|起|上|便|行|全|准|及时|管用|理想|见效|彻底|稳定|达标|足)|仍|依然|依旧|照旧|照样|还(?:是|在|没|堆|收|要|漏|臭|黑|乱|停|缺|差|得)|又(?:灭|停|坏|漏|堵|断|脏|乱|开始|出现|回来)|照(?:收|旧|样|停|占|堆)|少了|没啥|没听说|老样子|没(?!有?(?:问题|意见|出现|再|发生|接到|收到过?投诉))|未(?!再|发现|出现|收到投诉|接到)"
    r"|名存实亡|形同虚设|变化不大|差别不大|无人|没两样|一个样|一样(?:差|脏|乱|慢|臭|黑|难)|太(?:差|慢|少|贵|远|吵|脏|高|低|小)|(?:很|较|更|偏|又)(?:差|慢|少|贵|远|吵|脏|难|高|低|乱|臭)|难(?:吃|走|办|打|闻|停)|发(?:黄|臭|黑|浑)|流于形式|走过场|反弹|复发|回潮|敷衍|应付|质量差|服务差|不如"
    r"|[走进打用开吃喝过停坐睡看修买办排出回等挤晒叫]不[了去到上出来动开下起着通]|又[\u4e00-\u9fff]{1,2}了|更(?:堵|慢|差|乱|脏|吵|贵|难|厉害|严重|少|糟)|越来越(?:差|乱|脏|吵|堵|少)|改天再来|等了(?:[十\d好半很几一]|快)|隔[一两二三几\d]?天|隔三差五|时有时无|断断续续|只(?:来|修|通|亮|管|补|给|发)了?[一两二几半\d]|白跑|跑了[两三四五几\d]"
)
_SAID = pattern([rf"(?:{_SPEAKER})[^。;]{{0,30}}?(?:{_SAYS})[^。;]{{0,40}}?(?:{_FAILS})"])
_AGAIN = pattern([
    rf"(?:(?:又|再次|仍有|依然有|还有|近期|近日|\d月(?:份)?)[^。;]{{0,12}}(?:{_SPEAKER})|(?:{_SPEAKER})[^。;]{{0,8}}(?:又|再次|仍|继续))[^。;]{{0,20}}?(?:投诉|反映|来电|上访|举报|不满)"
])  # fmt: skip
_OTHERWISE = re.compile(
    r"不满意0|评价[^,。;]{0,3}高|口碑好|没得?话[说讲]|(?:未|没有?)(?:再)?(?:接到|收到|发生|出现)|(?:对|针对|就|根据|围绕)[^。;]{0,30}(?:反映|投诉|提出)|(?:反映|投诉|提出|诉求)(?:较多|强烈|集中|突出)?的|(?:此前|之前|[开施动]工前|改造前|治理前|摸底|原来|原先|过去|以前(?!一样|没|差不多)|曾|整改前)|(?<!不)(?<!不太)满意|认可|好评|点赞|致谢|没有(?:意见|问题)|[没未无]有?(?:再|提出?|任何|出现){0,2}异议|核实为|经核实|[没无未]有?[^,。;]{0,6}(?:来电|投诉)|(?:闻|听)不[到见]"
    r"|(?:解决|化解|办结|办理|处理|回应|答复|整改)[^。;,]{0,8}(?:群众|村民|居民|职工|企业|家长|患者)[^。;,\d]{0,4}(?:反映|投诉|提出|急难)"
    r"|(?:已|均|都|全部)[^。;]{0,12}(?:解决|整改|办结|化解|答复|处理|修复|到位|恢复|退|补)"
)


_FEW = re.compile(
    r"满意(?:的|率|度)?[^,。;\d]{0,4}(?:只有|仅|不到|不足|才)[^,。;]{0,6}(?:成|半|%|人|户)"
)


_BEFOREHAND = re.compile(r"(?:[开施动]工|整改|改造|治理|维修|建设)(?:之)?前|摸底|当初|起初|一开始")
_ASKED = re.compile(r"(\d{1,9})\s*(?:人|户|名|位|份)")


def _are_few(told: str) -> bool:
    """Whether so many persons are told of that those who complain are a small part: 走访20人，
    17人说好，1人嫌菜辣."""
    counts = [int(one) for one in _ASKED.findall(told)]
    pleased = [int(one) for one in _PLEASED.findall(told)]
    return bool(counts and pleased) and max(pleased) * 5 >= max(counts) * 4


_PLEASED = re.compile(
    r"(\d{1,9})\s*(?:人|户|名|位|份)[^,。;\d]{0,4}(?:说|称|表示|觉得|认为|反映)?[^,。;\d不没未]{0,6}(?:满意|认可|好|热|便宜|方便|快|干净|亮|支持|改善|解决|通)"
)


_SURELY = 0.85
_RESIDENT = "群众|住户|村民|居民|患者|病人|家长|家属|户主|农户|老人|商户|摊主|经营户|业主|乘客|游客|用户|市民|投诉人|举报人|来访人|邻居|乡亲|大家|路人|过路|陪护|租户|街坊|受访|回访|随访|来电|来信|热线|12345"
_SPEAKS = re.compile(
    rf"(?:{_RESIDENT})[^,。;]{{0,12}}(?:{_SAYS}|在问|摇头|报了?警|嫌|拒[绝不])|\d+余?[人户名位](?:说|称|讲|反映|表示)|(?:来电|打(?:了)?(?:电话|12345|热线))"
)
_RECAPS = re.compile(
    r"[^,。;]{0,6}(?:反映|投诉|诉求|信访|原|涉及)(?:的)?(?:问题|事项|内容|情况)[^,。;]{0,2}[:]|(?:整改|反馈)(?:的)?问题[:]|(?:回访|走访|访谈|调查)(?:的)?(?:事项|内容|问题|目的|项目)[:]"
)
"""What the record is about, before what was said."""
_SETTLED = re.compile(
    r"(?:当[天日场即]|次日|第二天|随后|现已?|已经?)[^,。;]{0,10}(?:补|修|换|更正|到账|解决|处理|答复|办结|收走|清走|增派)|核实为|经核实"
)
_ASIDE = re.compile(
    r"能不能|希望|建议|要是|最好|^(?:此前|以前|之前|原来|从前|过去|当时)|[不没]满意(?:的)?[:为]?0|[没无未][^,]{0,6}(?:来电|投诉|反映|来访)|(?:闻|听)不[到见]"
)
"""Wishes, what was so before, and complaints that did not come."""
_MENDED = re.compile(
    r"(?:再也?|也|都)?不(?:再)?[嫌贵臭漏塌坏堵脏挤吵愁怕难黑乱晃滑淹缺怨骂馊](?:水|车|人|泥)?了|没得?[话啥][说讲]"
)
"""A failing that is no more: 说不漏了."""
_TITLE = re.compile(r"《[^》]*》")
_NUMBER = re.compile(r"(\d+)\s*(?:人|户|名|位|份|家|票)")
_ONE_OF_THEM = re.compile(r"^(?:只|仅|另)?有?(?:[1一]|个别)(?:人|户|名|位|份|家|个)?")


def _is_of_few(clause: str, told: str) -> bool:
    """Whether so many persons of the sentence say it that they are a small part of those asked."""
    asked = [int(one) for one in _NUMBER.findall(told)]
    mine = [int(one) for one in _NUMBER.findall(clause)]
    if not mine and _ONE_OF_THEM.match(clause):
        mine = [1]
    return bool(asked and mine) and max(mine) * 5 <= max(asked)


_TONES = tuple(
    (name, re.compile(words))
    for name, words in (
        ("still", r"还(?![款清钱给])|仍|依[旧然]|照[样旧收]|又(?![快好])|再次|到现在|至今|老样子|从[来没未]"),
        ("not", r"[不没未无](?!错|贵)|拒|别说"),
        ("no_more", r"[不没未](?:再|用再|有再|曾再)|没人(?:再|抱怨)|不用|没(?:有)?(?:意见|问题|异议|听到)"),
        ("good", r"满意|认可|好(?:用|多|评|吃|走)|便宜|不[贵错]|变好|强多|干净|亮了|通了|够|敢|旺|热[乎了]|安静|方便|放心|省|签字|说好|都说.{0,4}好"),
        ("bad", r"摇头|[嫌贵差臭漏塌坏堵脏冷凉挤吵慢馊]|抱怨|投诉|白跑|下文|回音|兑现|走过场|应付|不公|少给|失望|埋怨|糊弄|敷衍"),
        ("few", r"只|就(?=[修装补])|才"),
        ("recap", r"以前|原来|过去|从前|曾|此前|之前"),
        ("solved", r"已?(?:更正|换了|换新|补好|修好|到账|领到|办好|解决|核实为)"),
        ("goes", r"了(?=$|[,。;])|能|都"),
    )
)  # fmt: skip


def hints(clause: str) -> tuple[str, ...]:
    """Tones of what is said: features of the model."""
    return tuple(name for name, one in _TONES if one.search(clause))


def _denial(clause: str) -> float:
    return wording.denies(clause, hints(clause))


def contradicted(text: str, lexicon: Lexicon) -> tuple[int, int] | None:
    """The place of the clauses in which residents say otherwise."""
    parts = _spoken(text)
    return _by_words(parts, lexicon) or _by_grammar(parts) or _by_tone(parts)


def contradicts(text: str, lexicon: Lexicon, sure: float) -> tuple[int, int] | None:
    """The same in a text that is all theirs (a call-back record, the satisfaction cell): whatever
    it says is said by them."""
    return contradicted(text, lexicon) or _by_tone(_spoken(text), sure, are_theirs=True)


def _spoken(text: str) -> tuple[Clause, ...]:
    """The clauses, with the titles of papers blanked: nobody speaks in them (《患者投诉…清单》)."""
    return clauses(_TITLE.sub(lambda it: "〓" * len(it.group()), text)) if text else ()


def _by_tone(
    parts: tuple[Clause, ...], sure: float = _SURELY, *, are_theirs: bool = False
) -> tuple[int, int] | None:
    """A sentence that reads so, in whatever words, from where somebody speaks."""
    if not are_theirs and not any(_SPEAKS.search(one.text) for one in parts):
        return None
    for held in _sentences(parts):
        told = ",".join(one.text for one in held)
        if _BEFOREHAND.search(told) or _RECAPS.match(told) or _SETTLED.search(told):
            continue
        if not are_theirs and _OTHERWISE.search(told):
            continue
        speaks = are_theirs
        for one in held:
            speaks = speaks or _SPEAKS.search(one.text) is not None
            if not speaks or _ASIDE.search(one.text) or _MENDED.search(one.text):
                continue
            if _denial(one.text) < sure:
                continue
            if not _are_few(told) and not _is_of_few(one.text, told):
                return (held[0].start, held[-1].end)
    return None


def _sentences(parts: tuple[Clause, ...]) -> Iterator[list[Clause]]:
    for _, held in groupby(parts, key=lambda one: one.sentence):
        yield list(held)


def _by_words(parts: tuple[Clause, ...], lexicon: Lexicon) -> tuple[int, int] | None:
    deny, agree = lexicon["residents_deny"], lexicon["residents_agree"]
    for at, one in enumerate(parts):
        whole, start = one.text, one.start
        if at and parts[at - 1].sentence == one.sentence:
            start = parts[at - 1].start
            whole = f"{parts[at - 1].text},{one.text}"
        if _SO_BEFORE.match(one.text):
            continue
        after = parts[at + 1 :][:2]
        if any(it.sentence == one.sentence and _SETTLED.search(it.text) for it in after):
            continue
        for told, begin in ((one.text, one.start), (whole, start)):
            if _SO_BEFORE.match(told):
                continue
            if deny.search(told) and not agree.search(told):
                return (begin, one.end)
    return None


_SO_BEFORE = re.compile(r"(?:整改|改造|治理|维修|施工|开工)(?:之)?前")


def _object(told: str) -> bool:
    """Whether somebody in the sentence says that something fails."""
    if _FEW.search(told):
        return True
    told = _MENDED.sub("", told)
    return not _OTHERWISE.search(told) and bool(_SAID.search(told) or _AGAIN.search(told))


def _by_grammar(parts: tuple[Clause, ...]) -> tuple[int, int] | None:
    for held in _sentences(parts):
        told = fold(",".join(one.text for one in held))
        if _object(told) and not _BEFOREHAND.search(told) and not _are_few(told):
            return (held[0].start, held[-1].end)
    return None
