"""Deadlines of rows: the day, whether it is meant to last, and whether it was moved."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from xuncha.engines.checking.context import RowView
from xuncha.engines.checking.lexicon import Lexicon
from xuncha.engines.checking.prose import Clause, clauses
from xuncha.engines.reading.dates import find_dates, number_of, read_date
from xuncha.engines.reading.records import Claim, Field
from xuncha.engines.reading.text import fold, squeeze
from xuncha.kernel.months import months_after

_WHERE = (Field.DUE, Field.REMARK, Field.PROGRESS, Field.STATUS)
_DEADLINE = re.compile(
    r"时限|期限|完成时间|完成日期|整改期|期(?:至|到)|(?:延|推|顺|展|宽|缓|后).{0,4}(?:期|迟|延|限)|(?:延|推|顺|展|宽|缓|后).{0,4}(?:至|到)(?=[^,。;]{0,8}(?:\d|年|月|底))"
    r"|(?:调整|变更|改)(?:为|到|至|成)[^,。;]{0,12}(?:完成|到位|办结)"
)
_NOT_DEADLINE = re.compile(
    r"(?:服务|使用|租赁|承包|质保|保修|运营|公示|托管|聘用|合作|供应|借阅|签约)期|[交到供发]货|合同|租期|营业|服务时间|办公时间|开放时间|借款|贷款|还款|保质|缴费|医保|工期延长线|有效期|试用|任期|执行期|培训|学制|供水|班次|班车|末班|首班|时长|[早晚]\d点|点钟|下班|上班|闭馆|开馆|关门"
)
_MOVES = re.compile(
    r"(?:时限|期限|工期|完成时间|限期)[^,。;]{0,6}(?:改|调|延|推|顺|放|展|变|移)|延期|展期|顺延|延至|推迟|改期|调整[为到至]"
)
_FIRST_DAY = re.compile(
    r"(?:原|最初|起初|本来|首次|首轮|第一次|初次|先前|此前)(?:来|的)?(?:计划|定|时限|期限|安排|要求|为|是|于|在)*[:为是]?"
)
"""Before the day that was told first, where a cell or remark tells another day too."""
_OBSTACLE = re.compile(
    r"未(?:能|批|到|交付|腾|迁|生效)|无法|才[能可有]|毁|官司|判决|诉讼|台风|暴雨|高温|冰冻|大雪|洪水|山洪|滑坡|征地|征迁|纠纷|争议|住院|生病|去世|涨价|停电|断供"
)
"""What stood in the way: a cause though no 因 or 由于 says so."""
_REPORTED = re.compile(
    r"批了|批到|准了|报(?:了|经|请|送|备|给|至)?[^,。;]{0,8}(?:巡察办|巡察工作|领导小组)"
)
_NO_LONGER = re.compile(
    r"(?:未|不|不再|没有|杜绝|严禁|无)(?:予|得|能|需|再)?(?:延期|推迟|顺延|延长)"
)

_SPAN = re.compile(
    r"(?:(?:自|从)?(?:收到)?(?:巡察)?反馈(?:意见)?(?:之日起?|后|起)?)?(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})(?P<of>个月|天|日|周|星期)(?:之?内|以内)?(?:完成|整改到位)?"
)
_UNEXPLAINED = re.compile(
    r"(?:未|无|没有|缺|不)[^,，。;；]{0,6}(?:批准|审批|同意|备案|批复|请示|原因|理由|报批|说明|手续)|原因不(?:明|详)"
)


@dataclass(frozen=True, slots=True)
class Due:
    on: dt.date | None
    is_lasting: bool


@dataclass(frozen=True, slots=True)
class Move:
    """A moved deadline: the words and their place, the new day, whether it is explained."""

    name: Field
    words: str
    start: int
    end: int
    to: dt.date | None
    is_explained: bool


def due_of(view: RowView, year: int | None, lexicon: Lexicon) -> Due:
    """The row's deadline. Long-term rows, and cells that say 长期坚持, have none to miss."""
    cell = view.row.cell(Field.DUE)
    told = read_date(cell, year)
    lasting = lexicon["lasting"].search(cell.shown) is not None
    return Due(told.on if told else None, lasting or view.claim is Claim.LONG_TERM)


def due_within(view: RowView, fed_back: dt.date | None) -> dt.date | None:
    """The last day where the cell tells a span from the feedback on (反馈后3个月内); else None."""
    found = _SPAN.fullmatch(squeeze(fold(view.row.cell(Field.DUE).shown)))
    if found is None or fed_back is None:
        return None
    count = number_of(found["n"])
    if found["of"] != "个月":
        return fed_back + dt.timedelta(days=count * (7 if found["of"] in ("周", "星期") else 1))
    return months_after(fed_back, count)


def moved_beside(view: RowView, due: Due, year: int | None) -> dt.date | None:
    """The earlier day in a column of its own (原整改时限) where the deadline is a later one."""
    earlier = view.row.cell(Field.DUE).earlier
    told = read_date(earlier, year) if earlier is not None else None
    return told.on if told and due.on and told.on < due.on else None


def moved_in(view: RowView, year: int | None, lexicon: Lexicon) -> Move | None:
    """The row's own words about a moved deadline, None for none.

    In the deadline cell any moving word counts; a remark must tell a day besides, and a progress
    text or a state must speak of the deadline too. ``year`` is for a new day that tells none.
    """
    for name in _WHERE:
        text = view.text(name)
        if text and (told := _two_days(view, name, text, year, lexicon)):
            return told
        for clause in clauses(text) if text else ():
            found = lexicon["moved"].search(clause.text)
            if found is None or _NO_LONGER.search(clause.text):
                continue
            if name is Field.DUE or _speaks_of_deadline(clause, name):
                return _move(view, name, clause, found, year, lexicon)
    return None


def _two_days(
    view: RowView, name: Field, text: str, year: int | None, lexicon: Lexicon
) -> Move | None:
    """A day that stood there first beside a later one: 2024-08-31（原2024-05-31）."""
    if name not in (Field.DUE, Field.REMARK) or not (found := _FIRST_DAY.search(fold(text))):
        return None
    if name is Field.REMARK and (_NOT_DEADLINE.search(text) or not _OF_TIME.search(text)):
        return None
    days = find_dates(text, year)
    first = next((one for one in days if 0 <= one.start - found.end() <= 4), None)
    later = [one.read.on for one in days if first and one.read.on > first.read.on]
    if name is Field.REMARK and first:
        own = read_date(view.row.cell(Field.DUE), year)
        later = [own.on] if own and own.on > first.read.on and _is_due(own.on, later, text) else []
    if first is None or not later:
        return None
    told = f"{text}\n{view.text(Field.REMARK)}\n{_told_of_move(view)}"
    return Move(name, text, 0, len(text), max(later), explains(told, lexicon))


def _is_due(day: dt.date, later: list[dt.date], text: str) -> bool:
    """Whether the remark speaks of the deadline: it tells that day, or names what it is."""
    return day in later or re.search(r"时限|期限|限期", text) is not None


_BY_HOW_MUCH = re.compile(
    r"延期|展期|(?:时限|期限|完成时间|完成日期)[^,。;]{0,10}[\d一二两三四五六半几]个?(?:月|天|周|季度|年)"
)
_OF_TIME = re.compile(r"时限|期限|完成|到期|限期|时间|节点|计划|定")


def _speaks_of_deadline(clause: Clause, name: Field) -> bool:
    if _NOT_DEADLINE.search(clause.text):
        return False
    has_day = bool(find_dates(clause.text, 2000)) or _BY_HOW_MUCH.search(clause.text)
    return bool(has_day) and (name is Field.REMARK or _DEADLINE.search(clause.text) is not None)


def _move(
    view: RowView, name: Field, clause: Clause, found: re.Match[str], year: int | None,
    lexicon: Lexicon,
) -> Move:  # fmt: skip
    told = "\n".join(view.text(one) for one in (Field.DUE, Field.REMARK))
    near = "".join(one.text for one in clauses(view.text(name)) if one.sentence == clause.sentence)
    days = find_dates(clause.text[found.start() :], year)
    explained = any(explains(one, lexicon) for one in (told, near, _told_of_move(view)))
    return Move(
        name,
        view.text(name)[clause.start : clause.end],
        clause.start,
        clause.end,
        days[-1].read.on if days else None,
        explained,
    )


def _told_of_move(view: RowView) -> str:
    """The sentences of the progress that speak of the deadline: 经……同意，期限改到……."""
    parts = clauses(view.text(Field.PROGRESS))
    about = {one.sentence for one in parts if _MOVES.search(one.text)}
    return ",".join(one.text for one in parts if one.sentence in about)


def explains(text: str, lexicon: Lexicon) -> bool:
    """Whether the text gives a cause or an approval; 未经批准 and 原因不明 give none."""
    told = _UNEXPLAINED.sub("", text)
    if _OBSTACLE.search(told) or _REPORTED.search(told):
        return True
    return any(lexicon[key].search(told) for key in ("cause", "approval"))
