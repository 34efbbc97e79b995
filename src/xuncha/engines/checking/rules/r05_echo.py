"""R05 照抄问题: the measure says the finding again with 加强 around it and names no act."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xuncha.engines.checking.context import RowView, Run
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import bare, fold, shortened, unnumbered
from xuncha.engines.checking.report import Severity
from xuncha.engines.checking.rule import Param, RowSignal, Rule
from xuncha.engines.reading.records import Field

CODE = "R05"
_ALL_ECHO = 0.97
_FIGURE = re.compile(
    r"\d|《|[一二两三四五六七八九十百]+(?:次|名|人|个|项|户|处|份|件|天|日|周|月|季|年|期|批|轮|张|本)"
)

_CLAUSE = re.compile(r"[,。;!?\n]+")
_INTENT = re.compile(
    r"(?:(?:进一步|切实|坚决|不断|持续|高度|全面|认真|有效|着力|大力|深入|扎实|始终|积极|努力|从严|真正|全力|严格|严肃|要|应|继续"
    r"|及时|主动|着力|加以|予以|经常性?|常态化|完整|准确|如实|大幅|尽快|尽力|快速|迅速|充分|精准|正确|有力|科学|合理|稳步|教育|引导|动员|组织|抓|[\u4e00-\u9fff]{0,6}要(?=认真|切实|严格|高度|进一步)|让|使|对|针对|就|围绕|在[^,]{0,12}(?:方面|上|中))|[^,]{0,14}?(?:问题|情况|方面|工作|不足|现象))?"
    r"(?:加强|规范|强化|提高|提升|完善|健全|严格|压实|夯实|落实|重视|杜绝|避免|防止|严防|严禁|克服|解决|整治|整改|纠正|纠治|根治|改正|改进|改善|改变|扭转"
    r"|确保|保证|保障|做到|做好|抓好|抓实|抓紧|加大|加快|增强|深化|优化|推动|推进|促进|消除|减少|降低|注重|狠抓|维护|转变|发现|补齐[^,]{0,8}短板|补足短板|堵[塞住][^,]{0,8}漏洞|补强弱项|遏制|狠刹|树立|树牢|引起|务必|力求|建立健全|把好|严把|把牢|管好|用好|守住|明确|坚持|履行|增加|减少|稳定|整顿|拓宽|拓展|壮大|发展|缩小|扩大|补足|补齐|补强|堵塞|堵住|弥补|重视|改变|加快|从严|严把|提倡|倡导|弘扬|让|使|深入|调动|激发|发挥)"
)
_OF_PROBLEM = re.compile(r"(?:等|的)*(?:问题|情况|现象)$")
_ONE_BY_ONE = re.compile(r"逐[一项笔处户个件人条]|分[批片期]|上门|现场|限期|组织复")
_QUOTED = 4
_SLIGHT = 2
_PLAINLY = 5
_NAMED = 4
_TERSE = 5
_PLAIN_BOOST = re.compile(r"加强|规范|强化|提高|提升|完善|健全|进一步|切实|重视|严格")
_WHO = re.compile(
    r"(?:落实|明确|指定|确定|安排|配备|选派|抽调)[^,]{0,12}(?:责任人|管护人|经办人|负责人|联络员|专人|专岗|专管员|人员|岗位|科室|股室|部门)$"
)
"""Who is to do it."""
_RULES = re.compile(
    r"(?:完善|健全|修订|细化|优化|制定|出台|建立)[^,]{2,}(?:制度|办法|流程|细则|规程|规定|标准)$"
)
"""Rules with a name of their own: 审批制度 where the finding speaks of payments."""
_OPENS = re.compile(r"(?:深入|全面|认真|积极|扎实|持续)*(?:组织|开展|抓|搞|做|实施|实行|进行)")
_SLOGAN = re.compile(
    r"举一反三|立行立改|标本兼治|常抓不懈|落到实处|落实到位|以点带面|见[底真]见效|责任到人|到位$|及时$|不走过场|应\S尽\S|不留死角|不折不扣"
)


def _run(run: Run) -> Iterator[RowSignal]:
    for view in run.views:
        if not view.measure or _is_terse(view):
            continue
        covered, own = _echo(view, run.lexicon)
        total = covered + own
        least = run.number(CODE, "min_chars")
        if total == 0 or covered < (least if own else least / 2):
            continue
        share = covered / total
        if not _boosted(view, run.lexicon) and share < _ALL_ECHO:
            continue
        if share >= run.number(CODE, "min_share") and not _names_act(view, run.lexicon):
            yield RowSignal(
                view,
                f"整改措施“{shortened(view.measure)}”只是把问题的话加上“加强”“规范”一类重说一遍，"
                "没有写明具体做什么、谁来做、什么时候做完",
                view.whole(Field.MEASURE),
            )


def _boosted(view: RowView, lexicon: Lexicon) -> bool:
    """Whether 加强, 进一步, 规范 and the like stand in the measure at all. A plain imperative (清理
    青石河段垃圾) has to use the finding's words and is no echo of it."""
    return lexicon["boosters"].search(bare(view.measure)) is not None


def _is_terse(view: RowView) -> bool:
    """加快审批, 再排查: what a clerk of few words writes is no echo, unless it says 加强 and the
    like."""
    measure = bare(view.measure)
    return len(measure) <= _TERSE and _PLAIN_BOOST.search(measure) is None


def _echo(view: RowView, lexicon: Lexicon) -> tuple[int, int]:
    """Characters of the measure's substance that stand in the finding, and that do not."""
    finding = lexicon["negations"].sub("", bare(_both(view)))
    measure = bare(view.measure)
    spread = _shared(measure, finding)
    filler = [False] * len(measure)
    for found in lexicon["boosters"].finditer(measure):
        for at in range(found.start(), found.end()):
            filler[at] = True
    covered = sum(1 for at, same in enumerate(spread) if same and not filler[at])
    own = sum(1 for at, same in enumerate(spread) if not same and not filler[at])
    return covered, own


def _both(view: RowView) -> str:
    told = view.row.cell(Field.FINDING).shown
    return view.finding if told == view.finding else f"{view.finding}\n{told}"


def _shared(measure: str, finding: str) -> list[bool]:
    """Which characters stand in a run of two and more that the finding has too, in any order."""
    pairs = {finding[at : at + 2] for at in range(len(finding) - 1)}
    spread = [False] * len(measure)
    for at in range(len(measure) - 1):
        if measure[at : at + 2] in pairs:
            spread[at] = spread[at + 1] = True
    return spread


def _names_act(view: RowView, lexicon: Lexicon) -> bool:
    """A figure, a paper or a person that the finding's own words do not give; or a clause that is
    no mere intent (加强, 规范, 杜绝 and their object)."""
    text = fold(view.measure)
    finding = lexicon["negations"].sub("", fold(_both(view)))
    if _FIGURE.search(_without(text, finding)):
        return True
    told = [unnumbered(clause).strip() for clause in _CLAUSE.split(text) if clause]
    acts = [one for one in told if _is_act(one, finding, lexicon)]
    if any(_own(one, finding, lexicon) > _SLIGHT or lexicon["recovery"].match(one) for one in acts):
        return True
    # 补齐合同要素 amid 强化, 严格 and 解决: a verb before the finding's words is hardly an act,
    # unless half of what is told are such verbs.
    return len(acts) * 2 >= len(told) or sum(map(len, acts)) * 2 > sum(map(len, told))


def _own(clause: str, finding: str, lexicon: Lexicon) -> int:
    """How many characters of a clause neither the finding nor set phrases give."""
    whole = bare(clause)
    given = _shared(whole, bare(finding))
    for name in ("boosters", "stock"):
        for found in lexicon[name].finditer(whole):
            given[found.start() : found.end()] = [True] * (found.end() - found.start())
    return given.count(False)


def _is_act(clause: str, finding: str, lexicon: Lexicon) -> bool:
    whole = bare(clause)
    if len(whole) < 2 or _SLOGAN.search(clause):
        return False
    if _WHO.search(clause):
        return True
    if _RULES.search(clause) and _own(clause, finding, lexicon) >= _NAMED:
        return True
    if _INTENT.match(clause):
        # 降低租金、简化入住手续: an intent in name, of which the finding has no word.
        return _own(clause, finding, lexicon) >= _PLAINLY
    quoted = _OF_PROBLEM.sub("", lexicon["negations"].sub("", whole))
    if len(quoted) >= _QUOTED and quoted in bare(finding):
        return False  # a piece of the finding word for word is no act, wherever commas cut it
    # 补办政审, 逐处整改: an imperative of its own counts, unless it only says 开展 and the finding,
    # or has no word of its own at all behind 深入, 切实 and the like (深入宣传政策).
    own = _own(clause, finding, lexicon)
    is_plain = own > 0 or lexicon["boosters"].match(whole) is None
    return own > _SLIGHT or (is_plain and not _OPENS.match(clause))


def _without(measure: str, finding: str) -> str:
    """The measure with numbering and what the finding says blanked."""
    text = "\n".join(map(unnumbered, re.split(r"[\n。;]", measure)))
    spread = _shared(text, finding)
    return "".join("〓" if same else char for char, same in zip(text, spread, strict=True))


RULE = Rule(
    code=CODE,
    name="照抄问题",
    severity=Severity.MEDIUM,
    params={
        "min_share": Param(0.45, "措施实词中来自问题的至少占多少", 0, 1),
        "min_chars": Param(4, "来自问题的实词至少几个字", 1, 200),
    },
    rows=_run,
)
