"""The words of a notice, out of the delivered feedback and nothing else."""

from __future__ import annotations

from collections.abc import Sequence

from xuncha.cycle.feedback.enums import CopyKind
from xuncha.cycle.feedback.models import Feedback, FeedbackLine
from xuncha.cycle.feedback.sections import day_words, money_words, sum_of

_ASKS = {
    CopyKind.LEADER: "请按照分管职责督促单位落实整改主体责任，对照问题清单抓好整改。",
    CopyKind.DEPARTMENT: "请按照职责指导、督促单位整改，并对照检查本行业、本领域是否存在同类问题。",
    CopyKind.DISCIPLINE: "请把整改情况纳入日常监督，督促单位按期整改到位。",
    CopyKind.ORGANISATION: "请把整改情况纳入领导班子和干部队伍日常监督。",
}


def compose(row: Feedback, kind: CopyKind, lines: Sequence[FeedbackLine]) -> str:
    """Who was told when, how many findings of which kind and how much money, then the findings as
    the unit was told of them, then what is asked."""
    assert row.delivered_on is not None
    total = sum_of(one.finding for one in lines)
    money = f"，涉及金额{money_words(total)}" if total else ""
    counts = {
        name: sum(one.section == name for one in lines)
        for name in dict.fromkeys(one.section for one in lines)
    }
    by_section = "，".join(f"{name}{number}个" for name, number in counts.items())
    told = (
        f"{day_words(row.delivered_on)}，向{row.inspection.organisation.name}党组织反馈了巡察情况"
    )
    parts = [
        f"{told}。共反馈问题{len(lines)}个{money}。其中{by_section}。",
        "反馈的问题是：",
        *(f"{at}．{one.text.strip()}" for at, one in enumerate(lines, start=1)),
        _ASKS[kind],
    ]
    return "\n".join(parts)
