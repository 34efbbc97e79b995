"""What a text says was done: a change in the world, or study, meetings and papers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import Clause, clauses, fold, without_titles

_BLANK = "\u3013"
_FINDING_READ = 1000  # characters of a finding that a result is held against
_DONE = re.compile(r"已|了|全部|均|完成|完毕|\d(?:\.\d+)?万?元")
_NOT_YET = re.compile(
    r"(?:尚未|还未|仍未|未能|没有|未|不再|不得|严禁|正在|即将|拟|计划|准备|打算|待|应|需要|要)[^,。;]{0,6}$"
)
_NOUN = re.compile(
    r"(?:栏|组|办(?!理|结|好|妥|完|公)|员|簿|册|室|工作(?:组|队|会)|方面|要求|标准|意识|能力|力度|责任|规定|政策|流程|制度|机制|水平)"
)
_ABOUT = re.compile(
    r"(?:对|就|针对|围绕|关于|按照|根据|结合|依据|为了?|以)[^,。;]{0,40}?(?:问题|事项|要求|规定|精神|情况)"
)
_COUNTED = re.compile(
    r"\d+(?:\.\d+)?(?:万|亿)?余?(?:元|户|米|平方米|平方|公里|千米|亩|盏|台|套|处|座|间|栋|口|根|车|吨|棵|株"
    r"|公斤|辆|名|人|头|只|条河|宗|笔|块|个点|张床|门课|单|扇|幢|所|家|斤|立方)"
)
_PEOPLE_MET = re.compile(r"(?:参加|参会|参训|覆盖|共|受教育|培训|学习).{0,6}\d+(?:余)?(?:名|人)")
_SOLVED = re.compile(r"(?:已|均|全部)[^,。;]{0,8}(?:完成|结束|完毕|到位|实现|正常|好转|齐全)|完成")
_VAGUE = re.compile(r"整改|问题|任务|要求|纠正|学习|培训|会议|制度|方案")


class Kind(StrEnum):
    CHANGE = "change"
    TALK = "talk"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Act:
    kind: Kind
    clause: Clause


def read_acts(text: str, finding: str, lexicon: Lexicon) -> tuple[Act, ...]:
    """Each clause of ``text`` by kind. Words that only repeat the finding tell no act."""
    # One matcher for all clauses: its index of the finding is the costly part.
    problem = SequenceMatcher(None, "", fold(finding)[:_FINDING_READ], autojunk=False)
    return tuple(Act(_kind(one.text, problem, lexicon), one) for one in clauses(text))


def _kind(clause: str, problem: SequenceMatcher[str], lexicon: Lexicon) -> Kind:
    text = without_titles(clause)
    left = _left_over(text, lexicon)
    is_talk = lexicon.talk.search(text) is not None
    echo = _without_echo(_ABOUT.sub(_BLANK, left), problem)
    for found in lexicon.acts.finditer(echo):
        if not _NOT_YET.search(echo[: found.start()]) and not _NOUN.match(echo[found.end() :]):
            return Kind.CHANGE
    if is_talk:
        return Kind.TALK
    if _COUNTED.search(left) and not _PEOPLE_MET.search(left):
        return Kind.CHANGE
    if _BLANK in echo and _SOLVED.search(echo) and not _VAGUE.search(echo):
        return Kind.CHANGE
    return Kind.TALK if lexicon["told"].search(text) else Kind.OTHER


def _left_over(text: str, lexicon: Lexicon) -> str:
    """The clause without meetings, study, papers and their objects, and without mere orders."""
    text = lexicon["told"].sub(
        lambda found: found.group() if _DONE.search(found.group()) else "", text
    )
    for name in ("paper", "meeting", "study"):
        text = lexicon[name].sub("", text)
    return text


def _without_echo(text: str, problem: SequenceMatcher[str]) -> str:
    """The text with stretches of four and more characters of the finding blanked."""
    return "".join(_echo_blanked(text, problem))


def _echo_blanked(text: str, problem: SequenceMatcher[str]) -> Iterator[str]:
    at = 0
    problem.set_seq1(text)
    for block in problem.get_matching_blocks():
        if block.size < 4:
            continue
        yield text[at : block.a]
        yield _BLANK
        at = block.a + block.size
    yield text[at:]
