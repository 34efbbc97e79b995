# ruff: noqa: E501  (patterns)
"""How many, how much: each count by the grammar of the clause that tells it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xuncha.engines.reading.official.numbers import NUMBER, SUM, whole, yuan
from xuncha.engines.reading.official.page import Page
from xuncha.engines.reading.official.paper import Facts

_N = rf"(?P<n>{NUMBER})"
_ROUGH = re.compile(r"(?:余|多)$|^(?:余|多)|近$|约$")
_CLASS = r"[个项条件类]"
_PROBLEM = r"(?:具体|主要|突出|各类|方面|反馈)?的?“?(?:问题|反馈问题)"


@dataclass(frozen=True, slots=True)
class _Form:
    name: str
    pattern: re.Pattern[str]
    kinds: frozenset[str]


def _form(
    name: str,
    pattern: str,
    kinds: str = "notice_rectification feedback summary entry_notice ledger",
) -> _Form:
    return _Form(name, re.compile(pattern), frozenset(kinds.split()))


_FORMS = (
    _form("aspects", rf"{_N}个?(?:大|主要)?(?:方面)(?!军|的工作|发力)(?=[\d一二三四五六七八九十]|共|的?(?:具体|主要|突出)?问题|存在|情况|,|。|、\d)", "notice_rectification feedback summary"),
    _form("aspects", rf"问题共{_N}个方面"),
    _form("sub_items", rf"(?:细化|分解|细分|梳理|拆分)(?:梳理)?(?:成|为|到|出)?{_N}{_CLASS}(?:具体|子)?(?:问题|表现)", "notice_rectification"),
    _form("sub_items", rf"{_N}{_CLASS}(?:具体表现|子问题)", "notice_rectification"),
    _form("tasks", rf"(?<![\d一二三四五六七八九十]类){_N}{_CLASS}“?(?:具体)?(?:整改)?任务(?!分解)", "notice_rectification"),
    _form("measures", rf"(?:措施|举措)[,]?(?:共计?)?{_N}[条项个]|{_N.replace('<n>', '<n2>')}[条项个](?:具体)?(?:整改)?(?:措施|举措)", "notice_rectification"),
    _form("tasks", rf"整改任务{_N}[项条个]", "notice_rectification"),
    _form("clues", rf"(?:移[交送]|转办|发现)(?:了|有关|各类|相关)?(?:违纪违法|反映领导干部)?(?:的)?(?:问题)?线索(?:共)?{_N}[件条个]", "notice_rectification feedback summary"),
    _form("clues", rf"移[交送][^。;,]{{0,12}}?{_N}[件条个](?:问题)?线索", "notice_rectification feedback summary"),
    _form("clues", rf"(?<=[,、])(?:领导干部)?(?:问题)?线索{_N}[件条个]", "summary"),
    _form("clues", rf"(?:收到|受理|掌握)[^。;]{{0,24}}?线索(?:共)?{_N}[件条个]", "notice_rectification feedback summary"),
    _form("immediate_fix_items", rf"立行立改(?:的)?(?:问题|事项)?{_N}{_CLASS}|立行立改{_N.replace('<n>', '<n2>')}{_CLASS}"),
    _form("talks", rf"(?:个别)?谈话(?:了)?{_N}人?次?", "feedback summary"),
    _form("visits", rf"走访[^。;,、\d]{{0,8}}?{_N}", "feedback summary"),
    _form("institutions_built", rf"(?:新建|制定|修订|完善|健全|建立|出台|新订)[^。;,\d]{{0,14}}?(?:制度|机制|办法)(?:机制|规范|办法)?{_N}[项个条]", "notice_rectification summary"),
    _form("institutions_built", rf"(?:制定|修订|完善|健全|建立|出台)[^。;:,\d现]{{0,8}}{_N}[项个](?:规章)?(?:制度|机制)", "notice_rectification summary"),
    _form("institutions_built", rf"建章立制{_N}[项个条]", "notice_rectification summary"),
    _form("organisations", rf"{_N}[个家](?:单位)?(?:党组织|单位)(?:党组织)?(?:实现|完成)?(?:了)?(?:巡察)?全覆盖", "summary"),
    _form("organisations", rf"对[^。;]{{0,6}}?{_N}个(?:[省市县区]直|乡镇|镇|街道|部门|单位)*党组织|巡察{_N.replace('<n>', '<n2>')}[个家](?:党组织|单位)|、{_N.replace('<n>', '<n3>')}个党组织", "summary"),
    _form("villages", rf"延伸(?:巡察)?[^。;,\d]{{0,8}}?(?:村|社区)\)?(?:党组织)?{_N}个(?!月|组)", "summary"),
    _form("villages", rf"{_N}个(?:嘎查)?村(?:\(社区\))?(?:党组织)|(?:党组织|单位)和{_N.replace('<n>', '<n4>')}个(?:嘎查|行政)?村|{_N.replace('<n>', '<n2>')}个(?:行政)?村(?:\(社区\)|和社区)?(?:党组织)?(?:开展|进行|实施)|(?:延伸)?巡察(?:到|至|了)?{_N.replace('<n>', '<n3>')}个(?:行政)?村", "summary"),
)  # fmt: skip
_FINDINGS = (
    rf"(?:反馈|发现|指出|查出|存在|共)(?:了|给|的|我[局镇乡委]|镇党委|各类|各种)*(?:\d+个?方面|[一二三四五六七八九十]+个?方面)?(?:的|共)?(?:\d+个?[项类](?:大项)?)?共?{_N}{_CLASS}{_PROBLEM}",
    rf"方面(?:的|共)?(?:\d+[个项类](?:大项)?)?(?:共|、)?{_N}{_CLASS}{_PROBLEM}",
    rf"(?:反馈|发现|指出|查出|认领)(?:的)?(?:“[^”]{{1,8}}”)?(?:各类|具体|主要)?问题(?:共|总数)?{_N}[个条项](?!方面)",
    rf"{_N}{_CLASS}(?:巡察)?(?:反馈|具体)?(?:问题|的问题)(?:细化|分解)",
    rf"{_N}个“问题清单”|问题清单{_N.replace('<n>', '<n2>')}[个项]",
    rf"(?:反馈|对照)[^。;]{{0,16}}?{_N}{_CLASS}(?:具体)?问题",
    rf"(?:需|应|列入)整改(?:的)?问题{_N}[个项]",
    rf"(?<![\d第余近]){_N}{_CLASS}问题(?:中|,其中)?,?(?:目前|现)?(?:均|全部|已)+(?:完成|整改|办结|销号)",
)  # fmt: skip
_STATES = (
    ("basically_completed", r"(?:基本完成|阶段性完成|取得阶段性成[效果])(?:整改)?(?:[、,]?(?:取得阶段性成[效果])?(?:并)?(?:持续整改)?)?"),
    ("not_completed", r"(?:未完成|尚未完成)(?:整改)?"),
    ("in_progress", r"(?:正在(?:整改|推进)|(?:持续)?整改中|持续推进|推进中|正?在?有序推进)"),
    ("long_term", r"(?:需?要?长期坚持|持续坚持|需持续坚持|长期整改)"),
    ("completed", r"(?<!基本)(?<!未)(?<!性)(?:已经?)?(?:全部)?(?:完成整改|整改完成|整改到位|整改完毕|整改销号|完成销号|完成|办结|销号)(?:并销号)?(?:问题)?"),
)  # fmt: skip
_RATE = re.compile(r"(?:总体|整改)?(?:完成率|整改率|办结率)(?:达到?|为|是)?(?P<n>\d+(?:\.\d+)?)%")
_FUNDS = (
    ("funds_returned_yuan", r"(?:清退|退回|退还|清缴|返还)"),
    ("funds_recovered_yuan", r"(?:追缴|追回|收回|追缴、补收)"),
    ("losses_recovered_yuan", r"挽回(?:了)?(?:直接)?(?:经济)?损失"),
)
_SUMMARY_COUNTS = 3


def find_counts(page: Page, kind: str, body: list[tuple[int, int]], facts: Facts) -> None:
    """Tell ``counts.*``. ``body``: where single problems stand; sums there are single sums and
    figures of states are no totals."""
    if kind == "other":
        return
    plain, places = _squeezed(_outside(page.plain, body))
    own = Facts()
    _find_all(plain, kind, own)
    _tell_all(own, places, facts)
    if kind == "notice_rectification":
        _single_sums(page, facts)


def _single_sums(page: Page, facts: Facts) -> None:
    """Sums told only for single problems: one of its sort is the paper's, more are not added up."""
    plain, places = _squeezed(page.plain)
    own = Facts()
    for name, words in _FUNDS:
        if len(re.findall(_sum_after(words), plain)) == 1:
            _find_fund(name, words, plain, own)
    _tell_all(own, places, facts)


def _tell_all(own: Facts, places: list[int], facts: Facts) -> None:
    for name, told in own.told.items():
        for one in told:
            facts.tell(
                name, one.value, places[one.start], places[one.end - 1] + 1,
                is_rough=name in own.approx,
            )  # fmt: skip


def _squeezed(plain: str) -> tuple[str, list[int]]:
    """Without the blanks that stand around digits, and where each sign stood."""
    places = [at for at, one in enumerate(plain) if one not in " \t\u3000\u00a0"]
    return "".join(plain[at] for at in places), places


def _find_all(plain: str, kind: str, facts: Facts) -> None:
    _find_findings(plain, kind, facts)
    for form in _FORMS:
        if kind in form.kinds:
            _tell_first(form, plain, facts)
    _clue_persons(plain, facts)
    if kind in {"notice_rectification", "summary"}:
        _find_states(plain, facts)
        _find_funds(plain, facts)


def _outside(plain: str, body: list[tuple[int, int]]) -> str:
    """The text with the single problems blanked, so that every offset stays."""
    made = list(plain)
    for start, end in body:
        made[start:end] = "\n" * (end - start)
    return "".join(made)


_RESULTS = re.compile(
    rf"(?:制度|机制)[^。;,\d]{{0,4}}\d+[项个]|(?:清退|退回|追缴|追回|收回|挽回)[^。;,\d]{{0,20}}{SUM}|完成率|完成整改\d|人次|处分\d+人"
)


def _best_first(found: list[re.Match[str]], plain: str) -> list[re.Match[str]]:
    """The sentence that sums up, with most results in it, goes before single sums."""

    def results(match: re.Match[str]) -> int:
        start = max(plain.rfind(one, 0, match.start()) for one in "。\n")
        ends = [at for one in "。\n" if (at := plain.find(one, match.end())) >= 0]
        return -len(_RESULTS.findall(plain, start + 1, min(ends, default=len(plain))))

    return sorted(found, key=results)


def _tell_first(form: _Form, plain: str, facts: Facts) -> None:
    found = list(form.pattern.finditer(plain))
    if form.name == "institutions_built":
        found = _best_first(found, plain)
    for match in found:
        words = next((value for value in match.groupdict().values() if value), None)
        if words is None:
            continue
        value = whole(words)
        at = plain.index(words, match.start())
        rough = _is_rough(plain, at, at + len(words))
        if rough:
            continue
        facts.tell(f"counts.{form.name}", value, match.start(), match.end())
        return


def _is_rough(plain: str, start: int, end: int) -> bool:
    return bool(_ROUGH.search(plain[max(0, start - 1) : start])) or plain[end : end + 1] in "余多"


def _find_findings(plain: str, kind: str, facts: Facts) -> None:
    found = []
    for rank, pattern in enumerate(_FINDINGS):
        for match in re.finditer(pattern, plain):
            words = next(value for value in match.groupdict().values() if value)
            before = plain[max(0, match.start() - 8) : match.start()]
            if re.search(r"(?:细化|分解|细分|梳理)(?:成|为)?$|自查|监督检查|督查", before):
                continue
            at = plain.index(words, match.start())
            if _is_rough(plain, at, at + len(words)):
                continue
            found.append((match.start() if rank < 3 else match.start() + 40, match, words))
            break
    if found:
        _, match, words = min(found, key=lambda one: one[0])
        facts.tell("counts.findings", whole(words), *match.span())


def _clue_persons(plain: str, facts: Facts) -> None:
    if match := re.search(rf"线索{NUMBER}[件条个]\(?[、,(]?(?:涉及)?(?P<n>{NUMBER})人", plain):
        facts.tell("counts.clue_persons", whole(match["n"]), match.start("n"), match.end())


def _state_forms(name: str, words: str) -> list[str]:
    """How a figure of a state is told: 完成整改12个, 12个已完成整改, 12个问题均已完成整改."""
    before = r"(?<![第\d至-])(?<!第\d、)(?<!第\d\d、)"
    forms = [
        rf"{words}(?:的)?(?:有|共)?{_N}[个项件条](?!月|方面|单位|村|乡|镇|街道|社区|小区|党组织)",
        rf"{before}{_N}[个项件](?:问题)?(?:已)?(?>{words})(?!\d)",
    ]
    if name == "completed":
        forms[1] = rf"(?:其中,?|[,、;中]){forms[1]}"
        forms.append(
            rf"反馈(?:意见)?(?:指出)?的?{_N}[个项](?:具体|的)*(?:问题|事项)(?:目前|现)?(?:均|都|全部|已)*(?:均|都|全部)(?:已)?(?>{words})(?!\d)"
        )
    return forms


def _find_states(plain: str, facts: Facts) -> None:
    for name, words in _STATES:
        for form in _state_forms(name, words):
            match = re.search(form, plain)
            if match:
                facts.tell(f"counts.{name}", whole(match["n"]), *match.span())
                break
    for rate in _RATE.finditer(plain):
        if plain[rate.end() : rate.end() + 1] == "的":
            continue
        if not re.search(
            r"(?:立改|线索|信访)[^。]{0,14}$", plain[max(0, rate.start() - 20) : rate.start()]
        ):
            facts.tell("counts.completion_rate_pct", float(rate["n"]), *rate.span())
            break


def _find_funds(plain: str, facts: Facts) -> None:
    for name, words in _FUNDS:
        _find_fund(name, words, plain, facts)


def _sum_after(words: str) -> str:
    return rf"{words}[^。;,\d]{{0,24}}?(?P<n>{SUM})"


def _find_fund(name: str, words: str, plain: str, facts: Facts) -> None:
    for match in _best_first(list(re.finditer(_sum_after(words), plain)), plain):
        digits = re.match(r"[\d.,]+", match["n"])
        number_end = match.start("n") + (digits.end() if digits else 0)
        rough = plain[number_end : number_end + 1] + plain[match.end("n") : match.end("n") + 1]
        if re.search(r"[余多]", rough) or re.search(
            r"约|近$", plain[match.start() : match.start("n")]
        ):
            continue
        facts.tell(f"counts.{name}", yuan(match["n"]), *match.span())
        return
    _rough_sum(name, words, plain, facts)


def _rough_sum(name: str, words: str, plain: str, facts: Facts) -> None:
    """A rounded sum (1860余万元) is told as such."""
    match = re.search(
        rf"{words}[^。;,\d]{{0,24}}?(?:约|近)?(?P<n>\d[\d,.]*)(?:余|多)?(?P<unit>亿元|万元|元)",
        plain,
    )
    if match:
        value = yuan(match["n"] + match["unit"])
        facts.tell(f"counts.{name}", value, *match.span(), is_rough=True)
