"""Which parts of a finding a result deals with.

A part is dealt with where the result names its place or person, tells its sum, or speaks of its
matter; a clause of the result that fits no part stands for one that is told in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.listing import number
from xuncha.engines.checking.parts import COMMON, THOUSANDS, Part, content
from xuncha.engines.checking.prose import bare, fold
from xuncha.engines.checking.sums import sums
from xuncha.engines.checking.vagueness import vagueness

_ALL = re.compile(r"全部|均|都|逐[一项村户处笔人件个]|一并|上述|以上|悉数|各项|所有|完毕")
_EVERY = re.compile(r"上述|以上|逐[一项村户处笔人件个]|各[项处村]|所有")
_THE_ALL = re.compile(
    r"(?:超|多|违规|拖欠|欠|少|漏|重复|虚|错)[^,。;、]{0,4}的?(?:款|钱|费用|部分|金额)?(?:已|予以|现)?(?:全部|全额|悉数|一律|如数)"
)
"""超收的全部退还: whatever was named."""
_COUNT = re.compile(
    r"(?:^|日|上述|以上|这|对|将|该|等|目前|现已?|已)([\d两二三四五六七八九])\s*(?:个|项|处|人|名|位|村|笔|方面|类|家|户|条|座|所|件|起|库|店|馆|院|站|校|社区|公司|企业|单位|部门)"
)
_CUT = re.compile(r"[;。\n]|(?<=[^\d]),|,(?=[^\d])|(?=[①②③④⑤⑥⑦⑧⑨])|(?=[一二三四五六七八九]是)")


def deals_with_all(told: Sequence[str], parts: Sequence[Part], lexicon: Lexicon) -> bool:
    """A clause that speaks of all parts at once: 三处均已修复, 三人全部退回."""
    owed = [one.sum for one in parts if one.sum is not None]
    total = sum(owed) if len(owed) == len(parts) > 1 else None
    for clause in _clauses(told):
        if total is not None and any(one.yuan == total for one in sums(clause)):
            return True
        count = _COUNT.search(clause)
        counts = count is not None and number(count[1]) == len(parts)
        every = _EVERY.search(clause) and not _OF_RECTIFYING.search(clause)
        if not counts and not every and not _THE_ALL.search(clause):
            continue
        fits = sum(_fits(one, clause) for one in parts)
        if not counts and not every:
            if fits == 0:
                return True
            continue
        if counts and (_ALL.search(clause) or fits != 1):
            return True
        if fits == 0 and every and vagueness(clause, lexicon) < 0.6:
            return True
    return False


def untouched(
    told: Sequence[str],
    parts: Sequence[Part],
    lexicon: Lexicon,
    *,
    lasting: bool = False,
    measures: Sequence[str] = (),
) -> tuple[Part, ...]:
    """The parts that no clause fits; none where as many sentences fit no part and tell a matter
    of their own, and none where nothing was dealt with at all. ``lasting``: what is to last may
    still be under way where its name is told."""
    said = [one for one in _clauses(told) if _tells(one, lexicon)]
    if parts[0].is_beside:
        return _left_beside(told, said, parts, lexicon, measures)
    if all(one.name for one in parts) and not any(
        _is_named(one, clause) for one in parts for clause in _clauses(told)
    ):
        return ()  # places in a row: the result may speak of all without a name
    left = [
        one
        for one in parts
        if not any(_fits(one, clause) for clause in said)
        and not _is_told_by_talk(one, told, lexicon)
        and not any(
            _is_named(one, clause)
            for clause in _clauses(told)
            if lasting or not _is_to_come(clause, lexicon)
        )
    ]
    if len(left) == len(parts):
        return ()  # nothing dealt with: the other rules ask about that
    if parts[0].is_loose:
        if len(left) > 1 or len(parts) < 3:
            return ()  # what only stands in a row may as well be told together
        left = [one for one in left if not _is_told_otherwise(one, told, parts, ())]
    return tuple(left) if len(left) > _loose(told, parts, lexicon) else ()


def _is_told_by_talk(part: Part, told: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether the part itself is about talk (廉政谈话一次未开展), and a clause of talk fits it."""
    if lexicon.talk.search(part.words) is None and "谈话" not in part.words:
        return False
    return any(
        _fits(part, clause) and not _is_to_come(clause, lexicon) for clause in _clauses(told)
    )


def _left_beside(
    told: Sequence[str],
    said: Sequence[str],
    parts: Sequence[Part],
    lexicon: Lexicon,
    measures: Sequence[str],
) -> tuple[Part, ...]:
    """Of parts that only stand side by side: those of which the result has not even a character of
    their own, while another is plainly dealt with. Other words for a thing mostly share one."""
    dealt = [one for one in parts if any(_fits(one, clause) for clause in said)]
    left = [one for one in parts if one not in dealt]
    if not dealt or not left:
        return ()
    if not any(_fits(one, said[0]) for one in parts):
        return ()  # what a result begins with may be the other in words of its own
    kept = [one for one in left if not _is_told_otherwise(one, told, parts, measures)]
    return tuple(kept) if len(kept) > _loose(told, parts, lexicon) else ()


def _is_told_otherwise(
    part: Part, told: Sequence[str], parts: Sequence[Part], measures: Sequence[str]
) -> bool:
    """Whether a clause has characters that are the part's own, or its measure's: two where it fits
    another part, one where it fits none."""
    others = [one for one in parts if one is not part]
    theirs = {char for one in others for char in one.words}
    # The thing and its fault stand last; before them, where it is.
    words = part.words[-_THING:] + "".join(it for it in _clauses(measures) if _fits(part, it))
    own = {char for char in words if char >= "\u4e00"} - theirs - COMMON - _LITTLE
    figures = set(_FIGURE.findall(part.words))
    for clause in _clauses(told):
        if figures & set(_FIGURE.findall(clause)):
            return True
        shared = len(own & set(_PERSON.sub("", clause)))
        if shared > 1 or (shared and not any(_fits(one, clause) for one in others)):
            return True
    return False


_THING = 7
_FIGURE = re.compile(r"(?<!\d)\d+(?:\.\d+)?[\u4e00-\u9fff]")
"""4处: the same count of the same."""
_PERSON = re.compile(r"[\u4e00-\u9fff]{2}员")
_LITTLE = frozenset(
    "年月日半一二两三四五六七八九十百千多余至今上下中内外前后大小户处项条村镇乡县区市局所站校院室员家里出来到时起过得被把用于从等只仅都仍还又也但该本各每全新老旧走掉好完成了着进回去开做清退补收修换改拆装通恢复检查"
)


def speaks_of(told: Sequence[str], part: Part) -> bool:
    """Whether a clause fits the part."""
    return any(_fits(part, clause) for clause in _clauses(told))


def _tells(clause: str, lexicon: Lexicon) -> bool:
    """Whether a clause tells something of the matter: no meeting, no phrase, no plan."""
    if lexicon["pending"].search(clause):
        return False
    if _OF_RECTIFYING.search(clause.rpartition(":")[2]):
        return False
    is_talk = lexicon.talk.search(clause) is not None and not lexicon.acts.search(clause)
    return not is_talk and vagueness(clause, lexicon) < 0.6


_OF_RECTIFYING = re.compile(
    r"销号|列为(?:重点|头号)|(?:到场|现场|挂牌)督办|摆上[^,]{0,6}日程|(?:问题|任务|整改|主动)认领|认领(?:问题|任务)|倒排|挂图|(?:任务|责任|问题|整改)清单|逐[项条一](?:落实|整改|推进|研究|分解|对照)"
)
"""How the rectification was run: tells nothing of any part."""


def _loose(told: Sequence[str], parts: Sequence[Part], lexicon: Lexicon) -> int:
    """Sentences (between ；and 。) that tell a matter and fit no part."""
    count = 0
    for piece in re.split(r"[;。\n]|(?=[①②③④⑤⑥⑦⑧⑨])", fold("\n".join(told))):
        clauses = [one for one in THOUSANDS.split(piece) if len(bare(one)) > 3]
        own = [one for one in clauses if _tells(one, lexicon)]
        fitting = [any(_fits(one, clause) for one in parts) for clause in clauses]
        # What a sentence begins with and no part has is one told in other words.
        if own and (
            not any(fitting)
            or (not fitting[0] and clauses[0] in own and not _LEADS.match(clauses[0]))
        ):
            count += 1
    return count


_LEADS = re.compile(r"(?:\d{1,2}月|20\d\d年|经|由|对|按|召开|组织|委托|投入|安排|争取|申请)")


def _clauses(told: Sequence[str]) -> list[str]:
    return [one for one in _CUT.split(fold("\n".join(told))) if one and len(one) > 1]


def _is_to_come(clause: str, lexicon: Lexicon) -> bool:
    return lexicon["pending"].search(clause) is not None


def _is_named(part: Part, clause: str) -> bool:
    name = part.key or part.name
    if not part.name or name not in clause:
        return False
    # 2023年5月 is a day, not the year that the finding names.
    return not _YEAR.fullmatch(name) or re.search(rf"{name}(?!\d)", clause) is not None


_YEAR = re.compile(r"20\d\d年")


def _fits(part: Part, clause: str) -> bool:
    if _is_named(part, clause):
        return True
    if part.sum is not None and any(one.yuan == part.sum for one in sums(clause)):
        return True
    if part.name and (not part.own or part.name[0].isdigit()):
        return False  # 7号库: nothing but its number tells it from 5号库
    if any(one in part.words for one in _briefly(clause)):
        return True
    shared = part.own & content(clause)
    # A clause that tells another sum speaks of this part only if more than a word says so.
    is_other = part.sum is not None and bool(sums(clause))
    return len(shared) > is_other


def _briefly(clause: str) -> Iterator[str]:
    """Things told in one character: of a list of short words (扶手、灯), or before what was done to
    it (药换了); of 接水、划线 what the verb takes."""
    pieces = re.split(r"[、和及]", re.split(r"都|均|已|全部|\d", clause)[0])
    if len(pieces) > 1:
        yield from (one[-1] for one in pieces if len(one) == 1 or _PUT.fullmatch(one))
    if done := _ONE_SIGN.match(clause):
        yield done[1]


_PUT = re.compile(r"[接划立装换修补清通拆铺挂搬配买添][\u4e00-\u9fff]")
_ONE_SIGN = re.compile(
    r"([\u4e00-\u9fff])(?:都|也|均|已)?(?:换|修|装|清|买|补|退|通|拆|搬|接|立|划|亮)(?:了|好|完|掉|上|齐|新)"
)


def unplanned(measures: Sequence[str], parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts that no measure of a plan speaks of. A plan tells what is to come, so words of the
    future count here."""
    clauses = _clauses(measures)
    return tuple(one for one in parts if not any(_fits(one, clause) for clause in clauses))
