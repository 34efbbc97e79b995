# ruff: noqa: E501  (patterns)
"""What a text says was done: a change in the world, or study, meetings and papers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from xuncha.engines.checking import wording
from xuncha.engines.checking.instances import names_instance
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import Clause, clauses, fold, grams, without_titles
from xuncha.engines.checking.reads import says_only_state
from xuncha.engines.checking.vagueness import vagueness

_MOST_VAGUE = 0.4
_MOST = 0.5
_BLANK = "\u3013"
_ECHO = 4
_ECHOED = re.compile(r"\n+")
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
_MET = r"参加|参会|参训|参学|参与|与会|到会|受到?教育|受训|听课|听讲|培训|学习|观看|测试|答题|签订|签署|签下|撰写|提交|上交|表态|发言|交流|宣誓|领学"
_PEOPLE_MET = re.compile(
    rf"(?:{_MET}|覆盖|共|全[院局校镇区县司体系]).{{0,6}}\d+(?:余|多)?(?:名|人)"
    rf"|\d+(?:余|多)?(?:名|人次?)[^,。;\d]{{0,8}}(?:{_MET})"
)
_ISSUED = re.compile(
    r"(?:印发|下发|制发|转发|发出|出台|印制|通过了?|起草)[^,。;]{0,12}(?:《|.{0,6}〔|\[20\d\d)"
)
_TALKED_OF = re.compile(
    r"[^,。;]{0,14}?(?:会(?![计员费同签])|讲座|要求|政策|精神|方案|意见|提示|要点|整改|问题|情况|安排|部署"
    r"|知识|规定|办法|制度|文件|工作|汇报)"
)
_BETTER = re.compile(
    r"(?:更加|进一步|稳步|持续|不断|明显|显著|有效|全面|逐步|日益|切实|得到|大幅)(?:得到|有效|明显|显著|地)*"
    r"(?:规范|提升|向好|好转|增强|改善|改进|加强|提高|见效|优化|有序|顺畅|巩固|解决|落实|保证|保障|改观|强化)"
    r"|新台阶|新成效|见效|焕然一新|良好$|有序$|顺畅$|到位$|向好$|步入正轨"
)
_DAY = re.compile(
    r"(?:(?:19|20)\d\d\s*[年./-]\s*)?\d{1,2}\s*[月./-]\s*(?:\d{1,2}\s*[日号]?|[上中下]旬|底|初)?|(?:19|20)\d\d年"
)
_AFTER_FEEDBACK = re.compile(
    r"(?:自|在)?(?:收到|接到|巡察|针对|根据|按照|对照|围绕)[^,。;]{0,10}(?:反馈|意见|问题|要求)(?:意见|问题|情况)?(?:之?后|以来)?"
)
_SOLVED = re.compile(r"(?:已|均|全部)[^,。;]{0,8}(?:完成|结束|完毕|到位|实现|正常|好转|齐全)|完成")
_HEADS = (
    r"承诺|文章|征文|评议|口袋书|会(?:议)?|方案|办法|通知|纪要|报告|责任书|责任状|承诺书|保证书|手册|资料|横幅|条幅|标语|宣传栏|公开信|倡议书|告知书|告知单|函|明白[卡纸]"
    r"|[警告提]示[片牌栏]|展板|海报|公告|公告牌|讲座|培训班?|学习班?|发言|体会|材料|活动|竞赛|考试|测试|专班|小组|工作组|分工|分解表|汇报|提示|规程|细则|制度|规定"
    r"|台账|问答|指南|清单|简报|汇编|口袋书|折页|传单|短信|宣传片|警示片|党课|部署|安排|自查|调研|考察|观摩|剖析|检讨|宣讲|动员|批评|精神|要求|政策|意义|表态|反省|思想工作|解释工作|讨论|研讨|总结|计划|提案|说明|对照"
)
_PAPER_END = re.compile(
    rf"(?:{_HEADS})(?:共|各|累计)?(?:[一二两三四五六七八九十]|\d+)?(?:余|多)?(?:份|条|块|册|张|幅|面|本|期|次|场|个|部|篇|套|件|轮|人次|名|人|堂|节|遍)?$"
)
_TOPIC = re.compile(
    r"(?:围绕|针对|就|对|聚焦|关于|结合)[^,。;]{1,30}?(?=开展|召开|进行|组织|举办|作出?|专题|召集|学习)"
)
_HUNG_UP = re.compile(
    r"(?:方案|计划|制度|办法|清单|规定|细则|流程|职责|通知|纪要)[^,。;]{0,6}(?:上墙|公示|公布|公开|印发|下发|执行|实施|施行)$"
    r"|明确了?由?[^,。;]{1,20}(?:牵头|负责|负总责|落实)"
)
_HANDS_OUT = re.compile(
    r"发放|设置|设立|公布|公示|公开|送达|送到|派发|张贴|悬挂|制作|入户|上门|走访|排查|检查|抽查|督查|核查|巡查|成立|备案|上报|提交|更新|完善|覆盖|受理|审批|登记|解决了?|落地|纳入|对接|处理|答复|引导|投放"
)
_VAGUE = re.compile(r"整改|问题|任务|要求|纠正|学习|培训|会议|制度|方案")


class Kind(StrEnum):
    CHANGE = "change"
    TALK = "talk"
    OTHER = "other"
    UNKNOWN = "unknown"
    """Words of the matter itself that no list knows: as likely an act as not."""


@dataclass(frozen=True, slots=True)
class Act:
    """A clause by what the lists found in it, and how likely it tells what (``wording.gist``)."""

    listed: Kind
    clause: Clause
    shares: Mapping[str, float]

    @property
    def change(self) -> float:
        """How likely it tells that something is no longer as it was."""
        return self.shares[wording.CHANGE]

    @property
    def is_talk(self) -> bool:
        """Study, meetings, papers and words to somebody, rather than anything else."""
        return self.talk >= _MOST

    @property
    def is_word(self) -> bool:
        """Words to somebody who did wrong, and what that person answers."""
        return self.shares[wording.WORD] >= self.shares[wording.TALK]

    @property
    def is_empty(self) -> bool:
        """Set phrases."""
        return self.shares[wording.EMPTY] >= _MOST

    @property
    def is_later(self) -> bool:
        """What is still to come."""
        return self.shares[wording.LATER] >= _MOST

    @property
    def talk(self) -> float:
        return self.shares[wording.TALK] + self.shares[wording.WORD]


def read_acts(text: str, finding: str, lexicon: Lexicon) -> Iterator[Act]:
    """Each clause of ``text`` by kind, one after the other: who has seen enough may stop. Words that
    only repeat the finding tell no act."""
    problem = grams(fold(finding)[:_FINDING_READ], _ECHO)
    for one in clauses(text):
        # 5月6日 and 已办结 alone tell no act.
        is_date = not _DAY.sub("", one.text).strip() or _AFTER_FEEDBACK.fullmatch(one.text)
        if not is_date and not says_only_state(one.text):
            yield _act(one, problem, lexicon)


def without_change(text: str, finding: str, lexicon: Lexicon, most: float) -> tuple[Act, ...]:
    """The clauses of a text of which none is likelier than ``most`` to tell a change; none at all
    where one is."""
    acts = []
    for act in read_acts(text, finding, lexicon):
        if act.change > most:
            return ()
        acts.append(act)
    return tuple(acts)


def _act(clause: Clause, problem: set[str], lexicon: Lexicon) -> Act:
    listed = _kind(clause.text, problem, lexicon)
    return Act(listed, clause, wording.gist(clause.text, _hints(listed, clause.text, lexicon)))


def hints(clause: str, lexicon: Lexicon) -> tuple[str, ...]:
    """What the lists find in a clause that stands alone: features of the model."""
    listed = _kind(clause, set(), lexicon)
    return _hints(listed, clause, lexicon)


def _hints(listed: Kind, clause: str, lexicon: Lexicon) -> tuple[str, ...]:
    return (listed.value, *lexicon.kept(_other_hints)(clause))


def _other_hints(lexicon: Lexicon, clause: str) -> tuple[str, ...]:
    return tuple(name for name in ("light", "pending") if lexicon[name].search(clause))


@dataclass(frozen=True, slots=True)
class _Stripped:
    """A clause without meetings and papers, before it is held against a finding."""

    text: str  # without titles
    left: str
    about: str  # what is left, without what it is only about
    is_talk: bool


def _kind(clause: str, problem: set[str], lexicon: Lexicon) -> Kind:
    stripped = lexicon.kept(_strip)(clause)
    if isinstance(stripped, Kind):
        return stripped
    echo = _without_echo(stripped.about, problem)
    if echo == stripped.about:
        return lexicon.kept(_kind_alone)(clause)
    return _kind_of(stripped, echo, lexicon)


def _kind_alone(lexicon: Lexicon, clause: str) -> Kind:
    stripped = lexicon.kept(_strip)(clause)
    return stripped if isinstance(stripped, Kind) else _kind_of(stripped, stripped.about, lexicon)


def _strip(lexicon: Lexicon, clause: str) -> Kind | _Stripped:
    """The kind, where it is plain whatever the finding says; else what is left to be judged."""
    if _ISSUED.search(clause):
        return Kind.TALK
    text = without_titles(clause)
    left = _left_over(text, lexicon)
    if _hands_out_paper(text, left, lexicon):
        return Kind.TALK
    speaks_of_talk = lexicon.talk.search(text) is not None
    if _BETTER.search(text) and not _is_concrete(left):
        return Kind.TALK if speaks_of_talk else Kind.OTHER
    is_talk = speaks_of_talk or _PEOPLE_MET.search(text) is not None
    return _Stripped(text, left, _ABOUT.sub(_BLANK, left), is_talk)


def _kind_of(stripped: _Stripped, echo: str, lexicon: Lexicon) -> Kind:
    text, left, is_talk = stripped.text, stripped.left, stripped.is_talk
    for found in lexicon.acts.finditer(echo):
        after = echo[found.end() :]
        if _NOT_YET.search(echo[: found.start()]) or _NOUN.match(after):
            continue
        if not (is_talk and _is_topic(found.group(), text)):
            return Kind.CHANGE
    is_pending = lexicon["pending"].search(text) is not None
    if is_talk:
        return Kind.OTHER if is_pending else Kind.TALK
    if _COUNTED.search(left) or (not is_pending and _is_concrete(left)):
        return Kind.CHANGE
    if _BLANK in echo and _SOLVED.search(echo) and not _VAGUE.search(echo):
        return Kind.CHANGE
    if lexicon["told"].search(text):
        return Kind.TALK
    is_own = not is_pending and vagueness(text, lexicon) < _MOST_VAGUE
    return Kind.UNKNOWN if is_own else Kind.OTHER


def _is_concrete(left: str) -> bool:
    """Whether it names anything beside the day."""
    return names_instance(_DAY.sub("", left))


def _hands_out_paper(text: str, left: str, lexicon: Lexicon) -> bool:
    """Whether the clause ends in a meeting or a paper as its object, and no act in what is left
    has another (入户发放倡议书1500份, 成立由副镇长任组长的专班)."""
    plain = text.rstrip('"”』」》) 等')
    if _PAPER_END.search(plain) is None and _HUNG_UP.search(plain) is None:
        return False
    own = _HANDS_OUT.sub(_BLANK, _TOPIC.sub(_BLANK, left))
    return lexicon.acts.search(own) is None


def _is_topic(word: str, text: str) -> bool:
    """Whether the word only says what was talked of (宣讲配备要求, 作出招标安排)."""
    places = [at for at in range(len(text)) if text.startswith(word, at)]
    return all(_TALKED_OF.match(text[at + len(word) :]) for at in places)


def _left_over(text: str, lexicon: Lexicon) -> str:
    """The clause without meetings, study, papers and their objects, and without mere orders."""
    text = lexicon["told"].sub(
        lambda found: found.group() if _DONE.search(found.group()) else "", text
    )
    for name in ("paper", "meeting", "study"):
        text = lexicon[name].sub("", text)
    return text


def _without_echo(text: str, problem: set[str]) -> str:
    """The text with stretches of four and more characters of the finding blanked."""
    held = [at for at in range(len(text) - _ECHO + 1) if text[at : at + _ECHO] in problem]
    if not held:
        return text
    echoed = {place for at in held for place in range(at, at + _ECHO)}
    kept = "".join("\n" if at in echoed else char for at, char in enumerate(text))
    return _ECHOED.sub(_BLANK, kept)
