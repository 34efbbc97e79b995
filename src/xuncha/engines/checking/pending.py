"""Which clauses of a progress text say that the main act is still to come.

Honest look-alikes: 将资金退回 (takes hold of a thing), 已将, 制定计划, 正在使用的房屋 (describes),
and a closing phrase (下一步继续加强监管) after an act that is finished.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from xuncha.engines.checking import wording
from xuncha.engines.checking.acts import hints
from xuncha.engines.checking.demand import asks_for
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import Clause, clauses, fold, grams, han, without_titles
from xuncha.engines.checking.reads import says_only_state
from xuncha.engines.reading.dates import find_dates

_BA_BEFORE = re.compile(
    r"(?:已经|已|均|都|全部|统一|并|先后|主动|及时|现|再|也|又|是|共|直接|逐一|分别|依法|依规|当日|当天|当场|同步|随即|后|日|月|年)$"
)
_FUTURE_AFTER = re.compile(
    r"^(?:会|要|来|于|在|继续|持续|进一步|尽快|及时|逐步|陆续|适时|择期|择机|按|按照|根据|结合|依据|依托|严格|加快|加大|加强|力争|争取|启动|组织|开展"
    r"|对(?!象|方|外|账单|公)|向|由|通过|采取|从|以(?!上|下|往|前)|着手|抓紧|聘请|委托|邀请|制定|制订|出台|印发|召开|安排|协调|推进|推动|实施|建立|建设(?!项目|资金|用地|单位|局)|修建|修订|新建|完善|健全|定期|每|分(?!散|公司|管|包)|全面"
    r"|深入|坚持|强化|积极|不断|努力|认真|切实|重点|围绕|针对|立即|马上|抽|委|申请|报(?!告|销|表|账|废)|与|同|联合|会同|依(?:法|规)(?!追缴的|收)|视|待|选|招聘|招标|采购|购买|购置|更换|维修|改造(?!项目)|清退|清理|追缴|退还|退回|收回|拆除|配备|补齐|补充|支付|拨付|兑付"
    r"|(?:20\d\d|明|今|本|下|次|\d{1,2})(?:年|月|周|季|个月|半年)[^,。;]{0,10}(?:前|底|内|份|中旬|上旬|下旬|初|末|启动|完成|实施|开展|召开)|近期|年底|月底|后续|下步|整体|集中|统筹|统一)"
)
_BA_RESULT = re.compile(
    r"^[^,。;]{1,40}?(?:退|缴|收回|追回|交|移|纳入|列入|列为|作为|调|换|拆|清|改|修|转|录入|存入|入账|并入|划|拨|发|送|报送|配|归|处理|分解|细化|落实到|压缩|整合|降|缩短|提高|用于|安置|公开|公示|上墙|登记|补|停|关|建成|装|腾|迁|运|贴|挂|给|到|至|成|为|还|返|归|上墙|确定|明确|送达|办|领|取|注销|销|开|建|设)"
)
_IS_THING = re.compile(
    r"[^,。;]{0,8}的|[^,。;]{0,16}?(?:(?:改|建|变|转|调整|作|设|用).{0,3}[为成]|用于|移交|交由|交给|列为)"
)
_JIANG = re.compile(r"(?<![即行必势未大主])将(?!近|军|来|领|士)")
_BY_THEN = re.compile(r"(?:之?前|以内|下个?月|明年|下一?步|年底|月底|近期|后续|今后)$")
_TAKEN = re.compile(r"[^,。;]{2,14}[\u4e00-\u9fff]了")
"""将拆下的石料铺了步道."""
_DONE_BEFORE = re.compile(r"(?:已经|已|均|先后|当场|全部)$")
_IN_PARTS = re.compile(r"分[两三四五六几\d]+[批次笔]共?\d")
_ALL_OF_THEM = re.compile(
    r"[^,。;]{0,4}\d+[^,。;]{1,12}(?:全部|逐[一个处件户]|悉数|统统|都)(?!要|会|在)"
)
"""将12处渗点全部注浆: takes hold of so many things."""
_NOT_NOUN_PLAN = re.compile(
    r"(?:制定|制订|拟定|年度|工作|学习|培训|整改|实施|按|按照|列入|纳入|项目|投资|采购|检查|审计|发展|巡查|维修|建设|用款|推进|还款|清退|三年|五年|分期|月|季|年|详细|具体|招聘|轮训|调研|教学|预算|支出)$"
)
_PENDING_OF = re.compile(r"^[^,。;]{0,12}的[\u4e00-\u9fff\d]")
_PREPARED = re.compile(
    r"方案|预算|勘察|勘验|测绘|设计|招标|评审|论证|摸底|摸排|登记|申报|上报|报送|提交|立项|批复|选址|协调|沟通|对接|洽谈|协议|测算|询价|鉴定|评估|审核|备案|专班|会议?|部署|调研|公告|通知|计划|前期|申请|程序|资金(?:已)?(?:落实|到位)|移交|委托|程序|聘请|公示"
)
_RESULT = re.compile(
    r"竣工|完工|建成|投用|投入使用|启用|退清|退还|退回|追回|追缴|上缴|缴入|收回|付清|发放|兑付|补发|补缴|拆除|修复|安装|更换|验收合格|开业|入驻|搬入|搬迁|签约|恢复|办结|配齐|到岗|清运|清理完|解决|投运|运行|开放|通[水电车气]|开馆|租[给出]|当选|领[到证]|持证|封场|[修换翻做清拆][\u4e00-\u9fff]?[好完毕]|改[小成完]|试压合格"
    r"|已(?:经|全部|均)?(?:清|还|退|拆|修|换(?!届)|补(?!充)|发(?![布文函出通起现生标动包])|付|通(?![知报过])|撤|停|缴|搬|封|[回覆]填|[补栽种][种植]|建成)(?!单|查|理|算|核|一半)"
)
_EXTENDS = re.compile(
    r"二期|扩面|再(?:更换|改造|安装|新增|安排|配|修|开|给)|扩建|扩大|延伸|增设|升级|新增|再(?:建|增|设|新)|推广|总结|申报|创建|评比|评选|示范|品牌|复制|常态|长效|其他(?:村|单位|领域|镇)|线上|信息化"
)
_THING_OF_ACT = re.compile(
    r"^(?:[^,。;]{0,4}的)?(?:凭证|票据|单据|款|款项|书|证|资金|物品|资料|材料|人员|名单|结果|情况|记录|合同|设备|费用?|清单|台账|物资|土地|户)"
)
_OF_PLANNED = re.compile(
    r"(?:建|提拔|任|聘|录用|处置|发展|推荐|表彰|晋升|调整)[^,。;]{0,4}(?:的|项目|对象|人选|人员|干部)"
)
_NOT_LATER = re.compile(r"[^,。;]{0,8}(?:中|里|内)?[^,。;]{0,2}(?:扣|抵)")
_THOSE_WHO = re.compile(r"[^,。;]{1,14}(?:人员|对象|情形)[^,。;]{0,6}(?:后|外|,|$)")
_NORM = re.compile(r"(?:今后|日后|以后|往后|未来)")
_NOTHING_FOUND = re.compile(r"^(?:发现|发生|出现|再|收到|接到|有(?:新|类似|群众)|见)")
_ASIDE = re.compile(
    r"^(?:同时|另外|此外|另(?!有)|与此同时|在此基础上|(?:目前)?(?:还|也)?(?:正在)?(?:谋划|探索|筹划|推广|申报|申请创建|延伸|总结推广))"
    r"|^目前(?:还|也)?正在(?:谋划|探索|筹划|推广|申报|总结)"
)
_ONLY_WHEN = re.compile(r"(?:下一?步|下一?阶段|接下来|今后|后续)(?:的?工作)?(?:中|里)?")
_VOW = re.compile(
    r"(?:防止|杜绝|避免)[^,。;]{0,8}(?:反弹|发生|回潮)$|(?:下一?步|今后|后续|接下来|下一?阶段)[,]?(?:将|要|我们将|会)?(?:继续|持续)?(?:举一反三|跟踪问效|巩固(?:整改)?(?:成果|成效)|防止[^,。;]{0,6}反弹|引以为戒|常抓不懈|加强(?:日常)?(?:监督|监管|管理)$)"
)
"""What every office vows at the end, whatever stands before it."""
_SUPERSEDED = re.compile(
    r"(?:全部|均已?|全额|现已|如数|悉数)[^,。;]{0,10}(?:完成|到位|付清|结清|还清|办结|解决|恢复|退|缴|到账|入账|竣工|投用|销号)"
)
_LATER = re.compile(
    r"(?:在|自|目前)?(?:下半年|明年|下一?步|接下来|下一?阶段|今后|往后|(?:后续|后期)(?!保修|管护|维护|养护|运[维营]|[^,。;]{0,10}已)|以后|未来|日后)(?!的)"
)
_BY_DAY = re.compile(r"\d\s*[日号]?之?前(?!期|后|来|往|去|述|台|任|身)")
_BY_MONTH = re.compile(r"(?<!\d)(\d{1,2})月(?:份|底|末)?之?前(?!期|后|来|往|去|述)")
_SOME_NOT = re.compile(r"\d+余?[户人个处项件家宗名笔][^,。;\d]{0,4}(?:未|没有?)")
_NO_MORE = re.compile(r"有?(?:再|发现|出现|发生|超|收到|接到)")
_BEFORE_ITS_TIME = re.compile(r"未[批审检验报招立签供售租]先")
_WHO_WAITS = ("需", "要", "将", "说", "称", "只", "还")
_QUOTED = re.compile(r"“[^”]{1,40}”|\"[^\"]{1,40}\"")
_SURELY = 0.95
_COMMON = frozenset(
    "问题整改工作情况进行开展加强管理落实相关有关单位已经完成全部目前正在下一步继续将对的其他后续"
)


@dataclass(frozen=True, slots=True)
class Pending:
    """A clause about what is still to come, and the words that say so."""

    clause: Clause
    words: str


def still_to_come(
    progress: str,
    finding: str,
    lexicon: Lexicon,
    *,
    measure: str = "",
    until: dt.date | None = None,
    sure: float = 1.0,
) -> tuple[Pending, ...]:
    """Clauses that leave the main act open; empty where all of it is said to be done.

    ``until`` is the day of completion or of the check: 6月30日前完成 is open only if later. Without
    a word of the list a clause counts that is read as ``sure`` to be still to come, in a text that
    tells no result.
    """
    told = clauses(progress)
    marked = [(one, _marked(one.text, lexicon, until)) for one in told]
    if sure < 1 and not any(words or _came_about(one.text, lexicon) for one, words in marked):
        marked = [(one, _reads_so(one.text, lexicon, sure)) for one in told]
    if not any(words or _LATER.match(one.text) for one, words in marked):
        return ()
    parts = _carried(marked, lexicon)
    ends = _ends(parts, finding, lexicon)
    opened = _opened(parts)
    return tuple(
        Pending(one, words)
        for one, words in parts
        # 正在清退……现已全部退回: what is told later settles it.
        if words
        and not _ONLY_WHEN.fullmatch(one.text)
        and not _VOW.match(one.text)
        and one.start > ends.settled
        and not _is_benign(
            one.text, finding, finding + measure, lexicon, ends.any_end,
            # A sentence of its own after what was done: it speaks of something else or of later.
            is_apart=one.sentence in opened and ends.first_sentence < one.sentence,
            is_later=ends.first_result < one.start,
        )
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ends:
    """What is finished in a text: whether anything is, from where on, and what settles the rest."""

    any_end: bool
    first_sentence: int
    first_result: int
    settled: int


def _ends(parts: list[tuple[Clause, str]], finding: str, lexicon: Lexicon) -> _Ends:
    talk_ends_it = not asks_for(finding, lexicon)
    told = [one for one, words in parts if not words and not says_only_state(one.text)]
    ends = [one for one in told if _is_finished(one.text, lexicon, talk_ends_it)]
    far = max((one.end for one, _ in parts), default=0)
    return _Ends(
        bool(ends),
        min((one.sentence for one in ends), default=len(parts)),
        min((one.start for one in ends if _is_result(one.text, lexicon)), default=far),
        max((one.start for one in told if _SUPERSEDED.search(one.text)), default=-1),
    )


def _is_result(text: str, lexicon: Lexicon) -> bool:
    """Something that was asked for came about; what prepares it (方案, 招标, 前期) is none."""
    found = _RESULT.search(text)
    if found and not _PREPARED.search(text, found.end()):
        return True
    if _PREPARED.search(text):
        return False
    if _SUPERSEDED.search(text):
        return True
    return wording.gist(text, hints(text, lexicon))[wording.CHANGE] >= _SURELY


def _came_about(text: str, lexicon: Lexicon) -> bool:
    came_back = lexicon["recovery"].search(text) is not None and "已" in text
    return came_back or _is_result(text, lexicon)


def _opened(parts: list[tuple[Clause, str]]) -> set[int]:
    """Sentences that speak of the future from their first clause on."""
    first: dict[int, bool] = {}
    for one, words in parts:
        first.setdefault(one.sentence, bool(words))
    return {sentence for sentence, is_future in first.items() if is_future}


def _carried(parts: list[tuple[Clause, str]], lexicon: Lexicon) -> list[tuple[Clause, str]]:
    """A sentence that opens with 下一步 speaks of the future to its end."""
    carried: list[tuple[Clause, str]] = []
    future, sentence = "", -1
    for one, words in parts:
        if one.sentence != sentence:
            future, sentence = "", one.sentence
        if _LATER.match(one.text):
            # 今后严格遵守: a vow or a norm, unless it speaks of a plan besides.
            future = words if _NORM.match(one.text) else words or one.text[:3]
        carried.append((one, words or future))
    return carried


def _marked(text: str, lexicon: Lexicon, until: dt.date | None) -> str:
    """The words that put the clause in the future, "" for none."""
    if (by := _BY_DAY.search(text)) and _is_past(text[: by.end()], until):
        text = _hidden(text, by)
    if (by := _BY_MONTH.search(text)) and until and int(by[1]) <= until.month:
        text = _hidden(text, by)
    text = _QUOTED.sub(lambda found: "〓" * len(found.group()), without_titles(text))
    text = _BEFORE_ITS_TIME.sub("〓〓〓", text)
    for found in lexicon["pending"].finditer(text):
        if _counts(found, text):
            return found.group()
    return _future_jiang(text, lexicon)


def _reads_so(text: str, lexicon: Lexicon, sure: float) -> str:
    if _OVER.search(text):
        return ""
    if _COUNTED.search(text):
        return ""  # so many done by then
    if _SAID_BY_SOMEBODY.search(text):
        return ""  # what people say of the result is R19's, and a vow is no plan
    later = wording.gist(text, hints(text, lexicon))[wording.LATER]
    return text if later >= sure else ""


_COUNTED = re.compile(r"\d+(?:\.\d+)?(?:万|亿)?(?![\d年月日号季%.])[^,。;年月日]")
_SAID_BY_SOMEBODY = re.compile(r"反映|投诉|回访|走访|承诺|声明|表态|表示")
_OVER = re.compile(
    r"改[为成由]|已(?!近)|均|全部|完毕|[^为]了|期满后|经[^,。;]{1,16}后|\d{1,2}[日号](?!前)|每[年月季周]"
)


def _hidden(text: str, found: re.Match[str]) -> str:
    return text[: found.start()] + "〓" * len(found.group()) + text[found.end() :]


def _is_past(text: str, until: dt.date | None) -> bool:
    """Whether a day named in 6月30日前 has come; without a year it is taken for one that has."""
    days = [one.read.on for one in find_dates(text)]
    return until is None or not days or days[-1] <= until


def _counts(found: re.Match[str], text: str) -> bool:
    before, after = text[: found.start()], text[found.end() :]
    words = found.group()
    if _SOME_NOT.fullmatch(words) and _NO_MORE.match(after):
        return False  # 新收工单304件没有再超
    if _SOME_NOT.fullmatch(words):
        return not re.search(r"已|均|全部|都|完毕|终止", after)  # 8个未完工项目已终止: describes
    if words.startswith("计划") and before.endswith("原"):
        return False
    if words == "预计" and re.match(
        r"(?:全|每)?年?(?:可|能|将)?(?:带动|增收|节[约省]|减少|降低|受益|惠及|增加|[^,。;]{0,6}(?:可达|达到?)|实现年|年均|年产|年增)",
        after,
    ):
        return False  # what good it will do
    if words.startswith("计划"):
        if after.startswith("于"):
            return not before.endswith(("按", "按照", "依照", "根据", "原"))
        return not _NOT_NOUN_PLAN.search(before)
    if _NOT_LATER.match(after) and re.match(r"[下明来]", words):
        return False  # 从下季度服务费中扣减: where the money comes from
    if words.startswith("正在") and _THOSE_WHO.match(after):
        return False
    if words.startswith("正在"):
        return not _PENDING_OF.match(after)
    if words.startswith(("尚未", "还未", "仍未", "未", "暂未", "没有", "还没")):
        return not _NOTHING_FOUND.match(after) and not _PENDING_OF.match(after)
    if words.startswith("拟"):
        return not before.endswith(("草", "虚", "模", "比")) and not _OF_PLANNED.match(after)
    if words.startswith("待"):
        return not before.endswith(("接", "招", "对", "看", "优", "善", "亏", "期", "款"))
    if words.startswith("等"):
        return not re.search(r"[\u4e00-\u9fff\d]$", before) or before.endswith(_WHO_WAITS)
    if words.startswith("正"):
        return not before.endswith(
            ("改", "纠", "更", "修", "公", "真", "端", "校", "订", "补", "转")
        )
    if words in ("预计", "准备", "着手", "加紧", "抓紧", "尽快", "谋划", "筹划", "争取"):
        return not re.search(r"已|了", text)
    return True


def _future_jiang(text: str, lexicon: Lexicon) -> str:
    """将 of the future; 将 that takes hold of a thing (将资金退回) is none."""
    for found in _JIANG.finditer(text):
        before, after = text[: found.start()], text[found.end() :]
        if _BY_THEN.search(before):
            return "将"
        if (
            _TAKEN.match(after)
            or _DONE_BEFORE.search(before)
            or _IN_PARTS.match(after)
            or _ALL_OF_THEM.match(after)
        ):
            continue
        if _FUTURE_AFTER.match(after) or _starts_with_act(after, lexicon):
            return "将"
        if _BA_BEFORE.search(before) or _BA_RESULT.match(after) or lexicon.acts.search(after[2:]):
            continue
        return "将"
    return ""


def _starts_with_act(after: str, lexicon: Lexicon) -> bool:
    """A verb follows at once (将清运垃圾), and is no part of the thing (将清运的垃圾填埋)."""
    found = lexicon.acts.match(after)
    if found is None or _IS_THING.match(after[found.end() :]):
        return False
    takes_hold = _THING_OF_ACT.match(after[found.end() :]) and _BA_RESULT.match(after)
    return takes_hold is None  # 将退款凭证归档


def _is_finished(text: str, lexicon: Lexicon, talk_ends_it: bool) -> bool:
    """Something done, or told with a figure; study and papers only where no more is asked."""
    if lexicon.talk.search(text) and not lexicon.acts.search(text):
        return talk_ends_it
    return (
        re.search(r"\d|《", text) is not None
        or lexicon["finished"].search(text) is not None
        or lexicon.acts.search(text) is not None
    )


def _is_benign(
    text: str, finding: str, matter: str, lexicon: Lexicon, is_finished: bool,
    *, is_apart: bool, is_later: bool,
) -> bool:  # fmt: skip
    """A closing phrase or an aside, once something else is finished."""
    if not is_finished or lexicon["remainder"].search(text):
        return False
    goes_on = _MAIN_ACT.search(text) is not None
    # After a result: what goes further, what stands beside it, what a later sentence tells.
    if is_later and not goes_on:
        is_beside = _ASIDE.match(text) or (is_apart and _LATER.match(text))
        if _EXTENDS.search(text) or is_beside:
            return True
    is_aside = is_apart or (is_later and _SAME_WORK.search(text) is None)
    if is_aside and not goes_on and not _shares(text, finding):
        return True
    is_closing = lexicon["closing"].search(text) is not None
    if is_closing and not _goes_on_with_main_act(text, lexicon):
        return True
    return not is_closing and _is_elsewhere(text, matter)


_SAME_WORK = re.compile(
    r"验收|手续|收尾|结算|尾款|余款|审批|审核|检测|办理|扫尾|正在|尚|仍|还[在未没]|未|没有|中$"
)
"""What an act ends with, and what is open at present: no aside, though in other words."""
_MAIN_ACT = re.compile(
    r"(?:继续|持续|进一步|加快|加大|抓紧|尽快)(?:力度)?(?:依法|组织|做好|加大)?"
    r"(?:追缴|清退|催收|催缴|收回|追回|退还|施工|建设|办理|协调|推进|推动|对接|实施|完成|补缴|拆除|维修|改造|招聘|配备|化解|清收|追偿|兑付|拨付|支付|补发|退款)"
)


def _goes_on_with_main_act(text: str, lexicon: Lexicon) -> bool:
    return _MAIN_ACT.search(text) is not None


def _is_elsewhere(text: str, finding: str) -> bool:
    """Whether the clause shares no substance with the finding and is told as an aside."""
    return not _shares(text, finding) and _ASIDE.match(text) is not None


def _shares(text: str, finding: str) -> bool:
    own = {gram for gram in grams(han(text)) if not set(gram) <= _COMMON}
    return bool(own & grams(han(fold(finding))))
