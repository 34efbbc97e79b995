"""The words of a letter, out of the data: numbers and items, no names. A person edits them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from xuncha.cycle.oversight.bands import Bands
from xuncha.cycle.oversight.enums import Ground, LetterKind
from xuncha.cycle.oversight.models import Letter, SpotCheck
from xuncha.cycle.oversight.rules import Numbers
from xuncha.cycle.planning.models import Inspection, Term
from xuncha.cycle.rectification.enums import SignalState
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.kernel.keys import exact_key

MOST_ITEMS = 30
"""So many items are told one by one; of more, how many others there are."""

_DEMANDS = {
    LetterKind.SUPERVISE: (
        "对所列事项逐件说明没有完成的原因，明确完成日期和责任岗位",
        "由主要负责人召集研究，逐件推动，完成一件申报一件",
    ),
    LetterKind.GUIDE: (
        "对照所列问题逐件重新核实，不能以开会、发文代替整改",
        "补齐能证明整改结果的佐证，明确问题怎样算改好",
        "由主要负责人签收并亲自过问",
    ),
    LetterKind.REMIND: (
        "对逾期较久的事项，由主要负责人牵头提出完成办法和完成日期",
        "需要上级或者有关部门支持的，一并提出",
    ),
    LetterKind.WARN: (
        "对查实的不属实事项重新整改，说明当时怎样申报、怎样审核",
        "举一反三，自查其他已经申报的事项，自查结果一并报送",
        "由主要负责人签收，本人向巡察办说明情况",
    ),
    LetterKind.ACCOUNT: (
        "说明屡次督办没有落实的原因和责任，提出处理意见",
        "所列事项限期整改到位",
    ),
}


def facts_of(
    inspection: Inspection, items: Sequence[Item], ground: str, bands: Bands, *,
    levels: dict[str, int], previous: Letter | None = None,
) -> str:  # fmt: skip
    """What the letter says about how things are."""
    day = bands.today
    counted = (
        f"截至{chinese(day)}，你单位{inspection.round}巡察反馈的整改事项共{levels['total']}件，"
        f"自称完成{levels['claimed']}件，经核实{levels['verified']}件，"
        f"经回访巩固{levels['sustained']}件。"
    )
    lines = [counted]
    if previous is not None and previous.issued_on and previous.answer_by:
        lines.append(
            f"{chinese(previous.issued_on)}发出的{previous}要求{chinese(previous.answer_by)}前答复，"
            "至今没有收到答复。"
        )
    told = [_line(item, ground, bands) for item in items]
    if told:
        lines.append(f"其中下列{len(told)}件需要督办：")
        lines += [f"{at}．{one}" for at, one in enumerate(told[:MOST_ITEMS], start=1)]
        if len(told) > MOST_ITEMS:
            lines.append(f"另有{len(told) - MOST_ITEMS}件，见系统内清单。")
    return "\n".join(lines)


def _line(item: Item, ground: str, bands: Bands) -> str:
    parts = [f"事项{item.number}（{_short(item.problem)}）"]
    if item.owed_on is not None and item.owed_on < bands.today:
        parts.append(
            f"整改时限{chinese(item.owed_on)}，已逾期{-bands.workdays(item.owed_on)}个工作日"
        )
    if ground == Ground.SIGNAL:
        upheld = Signal.objects.filter(item=item, state=SignalState.UPHELD).order_by("code")
        names = "、".join(dict.fromkeys(upheld.values_list("name", flat=True)))
        parts.append(f"经核查存在：{names}")
    if ground == Ground.CHECK:
        check = SpotCheck.objects.filter(item=item, state="concluded").order_by("-pk").first()
        if check is not None and check.checked_on:
            parts.append(
                f"{chinese(check.checked_on)}实地核查{check.get_found_display()}："
                f"{check.outcome_reason}"
            )
    return "，".join(parts).rstrip("。；") + "。"


def _short(text: str) -> str:
    text = text.rstrip("。；，;. ")
    return text if len(text) <= 60 else f"{text[:58]}……"


def demand_of(kind: str, numbers: Numbers) -> str:
    """What the letter asks for."""
    lines = _DEMANDS[LetterKind(kind)]
    told = [f"{at}．{one}。" for at, one in enumerate(lines, start=1)]
    told.append(
        f"{len(lines) + 1}．收到后{numbers.receive_days}个工作日内签收，发出后"
        f"{numbers.answer_days}个工作日内书面答复。"
    )
    return "\n".join(told)


def office_of(inspection: Inspection) -> str:
    """Who signs: the office of the committee whose term it is."""
    return office_in(inspection.round.term)


def office_in(term: Term) -> str:
    """The office of the committee whose term it is."""
    committee = term.name.rpartition("届")[2] or "党委"
    return f"{committee}巡察工作领导小组办公室"


def chinese(day: dt.date) -> str:
    """A day as official papers write it."""
    return f"{day.year}年{day.month}月{day.day}日"


def digest_of(row: Letter, items: Sequence[int]) -> str:
    """What an approval is tied to: letter, unit, words, items."""
    return exact_key(
        row.kind, str(row.inspection_id), row.facts, row.demand, *map(str, sorted(items))
    )  # fmt: skip
