# ruff: noqa: E501, RUF001  (tables of words and signs)
"""What a row says of itself: the words of a status cell to one of six claims.

The word told decides; where two stand together, the first. Words that hold another word (未完成
holds 完成, 基本完成 holds 完成) win over it where they begin earlier or reach further.
"""

from __future__ import annotations

import re
from functools import lru_cache

from xuncha.engines.reading.records import Claim
from xuncha.engines.reading.text import fold, squeeze

_NOT = (
    r"(?:尚|还|仍|暂|均|都)?未(?:能|曾|经)?(?:全部|全面|按期|按时|彻底|真正|如期|有效|予以|进行|实质)*"
    r"(?:完成|整改|销号|到位|启动|落实|办结|解决|开展|动工|达到|开始)"
    r"|(?:整改|完成|落实|清退|追缴|办理|解决|处理|销号|验收)(?:工作)?(?:尚|还|仍)?(?:未|没有|不)(?:完成|到位|通过|落实|彻底|结束|启动|完毕|全部)|(?:没有|没|尚无|不能)(?:全部|按期|按时)*(?:完成|整改|销号|到位|落实|进展|启动)"
    r"|(?:尚|还|仍)(?:没有?|未)|整改不(?:到位|力|彻底)|未(?:见效|完(?!成))|不(?:予|能|可)销号|无进展|待整改|待启动"
    r"|逾期(?!后?已?(?:完成|销号|办结))|超期(?!后?已?(?:完成|销号|办结))|延期(?!后?已(?:完成|销号|办结))|延长|推迟|暂缓|顺延|展期|缓办|搁置|中止|退回|不通过|未通过"
)
_PROGRESS = (
    r"正(?:在|按|抓紧|积极|有序|加快|逐步|推进|整改|协调|办理|全力)|(?:整改|推进|办理|进行|落实|实施|处理|建设|跟踪|追缴|清退|协调)中(?!心|央)"
    r"|(?:持续|正常|按期|有序|加快|积极|稳步|逐步|继续|全力|扎实|抓紧)(?:推进|整改|落实|开展|办理|进行|实施)|部分(?:完成|整改|落实|到位|销号)"
    r"|已(?:经)?(?:启动|开工|着手|开始|部分)|取得(?:初步|一定|部分)|初步(?:完成|整改)|在办|在建|在改|进展(?:顺利|正常|中)|按(?:计划|序时|进度)(?:推进|进行|整改)"
    r"|(?:按|达)(?:到)?(?:时)?序时?进度"
)
_BASIC = (
    r"(?:已经?|均|均已)?完成了?阶段性|(?:已经?|均|均已)?(?:基本|大体|大部分?|主体|主要)(?:上|都|全部|均|已|整改)?"
    r"(?:完成|整改|到位|落实|办结|销号|解决)"
    r"|(?:已)?(?:取得|达到)?(?:了)?阶段性?(?:整改)?(?:完成|成效|成果|目标|整改|任务|进展|销号)|阶段性"
)
_LONG = (
    r"(?:需|须)?(?:长期|持续|常态化?|永久)(?:化)?(?:地)?"
    r"(?:坚持|整改|推进并|保持|抓好|落实|开展|任务|巩固|深化|执行)|长期|常态化|常抓不懈"
)
_DONE = (
    r"(?:已经?|均已?|全部|都已?|全面|按期|按时|如期|提前|即时|当即)*"
    r"(?:完成|整改完毕|整改到位|整改落实|整改结束|整改|办结|销号|结束|到位|解决|落实到位|落实|办理完毕|"
    r"处理完毕|清退完毕|追缴到位|清零|归零|验收|达标|完结|完毕|结案|闭环|关闭|改正|纠正)"
    r"|立行立改|即知即改|立知立改|立查立改|通过验收"
)
_WORDS: tuple[tuple[Claim, re.Pattern[str]], ...] = tuple(
    (claim, re.compile(pattern))
    for claim, pattern in (
        (Claim.NOT_DONE, _NOT), (Claim.IN_PROGRESS, _PROGRESS), (Claim.BASICALLY_DONE, _BASIC),
        (Claim.LONG_TERM, _LONG), (Claim.DONE, _DONE),
    )
)  # fmt: skip

_WHOLE: dict[str, Claim] = {
    **dict.fromkeys(("√", "✓", "✔", "☑", "v", "V", "是", "有", "已", "Y", "y", "yes", "done", "已改",
                     "毕", "完", "改", "结", "对号", "●", "■", "销", "是的"), Claim.DONE),
    **dict.fromkeys(("×", "✗", "✘", "✕", "☒", "x", "X", "否", "无", "没有", "N", "n", "no", "未",
                     "不是", "待办", "○", "〇", "□", "☐"), Claim.NOT_DONE),
    **dict.fromkeys(("在", "中", "△", "▲", "进行", "推进", "在改"), Claim.IN_PROGRESS),
    # Lights: a state column that shows nothing else.
    **dict.fromkeys(("绿", "绿灯", "绿色", "绿牌"), Claim.DONE),
    **dict.fromkeys(("黄", "黄灯", "黄色", "黄牌"), Claim.IN_PROGRESS),
    **dict.fromkeys(("红", "红灯", "红色", "红牌"), Claim.NOT_DONE),
    **dict.fromkeys(("/", "-", "--", "\\", "不适用"), Claim.UNSTATED),
}  # fmt: skip
_PERCENT = re.compile(r"(?:完成率|进度|完成|整改率|整改|率)?[:达到至约为]*(\d{1,3}(?:\.\d+)?)%")
_PLAN = re.compile(
    r"(?:拟|将(?!其|该)|力争|争取|计划|预计|确保|应当?|要求|需要?|限(?:期|时|于)|待|(?<!已经)(?<!已)于)[^已]{0,10}$|(?:前|底|之内|以内|内)$"
)
_LABEL = re.compile(r"^(?:整改|目前|当前|完成)?(?:状态|情况|进度|进展|结论)[:为是]")
_TOPIC = re.compile(r"^(?:该|各|本|此)?项?(?:问题)?整改(?:工作|任务|措施|事项)?(?=.)")
_TICKED = re.compile(r"[☑√✓✔■●]\s*([^☐□○〇☑√✓✔■●/、]{1,12})")
_BOXES = re.compile(r"[☐□]")


@lru_cache(maxsize=8192)
def claim_of(text: str) -> Claim:
    """The claim that a status cell makes; ``UNSTATED`` for none or for words not known.

    Also takes prose (``已完成。清退……``): the first status word decides, and a plan (拟于6月完成,
    力争年底前完成) is no claim of being done.
    """
    plain = squeeze(fold(text)).strip(".,;:!()[]\"'。")
    if not plain:
        return Claim.UNSTATED
    if plain in _WHOLE:
        return _WHOLE[plain]
    if _BOXES.search(plain) and (ticked := _TICKED.search(plain)):
        plain = ticked[1]
        return _WHOLE.get(plain) or _first(plain)
    plain = _LABEL.sub("", plain)
    if plain in _WHOLE:
        return _WHOLE[plain]
    # 整改推进中, 整改长期坚持: 整改 says what it is about, the rest how far it has come.
    about = _first(_TOPIC.sub("", plain)) if _TOPIC.match(plain) else Claim.UNSTATED
    return _first(plain) if about in (Claim.UNSTATED, Claim.DONE) else about


def _first(plain: str) -> Claim:
    best: tuple[int, int, Claim] | None = None
    for claim, pattern in _WORDS:
        found = _told(pattern, plain, claim)
        if found is None:
            continue
        key = (found.start(), -found.end())
        if best is None or key < best[:2]:
            best = (*key, claim)
    percent = _PERCENT.search(plain)
    if percent and (best is None or percent.start() <= best[0]):
        return _of_percent(float(percent[1]))
    return best[2] if best else _by_first_sign(plain)


def _told(pattern: re.Pattern[str], plain: str, claim: Claim) -> re.Match[str] | None:
    """The first match that is no plan: 拟于6月底前完成 does not say that it is done."""
    for found in pattern.finditer(plain):
        before = plain[max(0, found.start() - 12) : found.start()]
        if claim == Claim.DONE and _PLAN.search(re.split(r"[,.;:]", before)[-1]):
            continue
        return found
    return None


def _of_percent(share: float) -> Claim:
    if share >= 100:
        return Claim.DONE
    return Claim.IN_PROGRESS if share > 0 else Claim.NOT_DONE


def _by_first_sign(plain: str) -> Claim:
    return _WHOLE[plain[0]] if plain[0] in "√✓✔☑×✗✘✕☒△" else Claim.UNSTATED
