"""The public text of a rectification, out of the data: sums and counts, no names, no clues. A
person edits it, another approves it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from decimal import Decimal

from django.db.models import Sum

from xuncha.cycle.evaluation.enums import Scope
from xuncha.cycle.evaluation.models import Publicity
from xuncha.cycle.evaluation.naming import without_names
from xuncha.cycle.evaluation.surnames import SURNAMES
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.inquiry.cluewords import Doubt, doubts_in
from xuncha.cycle.oversight.letters.wording import chinese
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import REACHED, Level
from xuncha.cycle.rectification.models import Item, Measure, Progress
from xuncha.kernel.keys import exact_key

_WAN = Decimal(10_000)
_LONGEST = 60
_NAMED = re.compile(f"[{SURNAMES}]某某?(?!公司|企业|单位|部门|村|镇|街道)")


def public_text(inspection: Inspection, scope: str, day: dt.date) -> str:
    """Where it comes from, the counts at the three levels, the money, then each finding with its
    measures and how it stands. Findings that read like clue matter are counted, not told."""
    findings = list(
        Finding.objects.filter(inspection=inspection, state=FindingState.FED_BACK).order_by("pk")
    )
    items = list(Item.objects.filter(inspection=inspection).order_by("finding_id", "pk"))
    told = [one for one in findings if not doubts_in(one.text)]
    lines = [
        _origin(inspection),
        _counted(day, len(findings), items),
        *_money(inspection),
        "主要问题整改情况如下：",
    ]
    for at, one in enumerate(told, start=1):
        lines += _finding(at, one, [item for item in items if item.finding_id == one.pk], scope)
    if left := len(findings) - len(told):
        lines.append(f"另有{left}个问题按规定不在此公开，整改情况已经报巡察机构。")
    lines.append("欢迎干部群众对整改情况提出意见。")
    return without_names("\n".join(lines), inspection)


def _origin(row: Inspection) -> str:
    stay = ""
    if row.entered_on and row.left_on:
        stay = f"{chinese(row.entered_on)}至{chinese(row.left_on)}，"
    team = row.team_name or "巡察组"
    assert row.feedback_on is not None
    return (
        f"根据统一部署，{stay}{team}对{row.organisation.name}开展了{row.get_kind_display()}，"
        f"{chinese(row.feedback_on)}反馈了巡察意见。现将整改情况予以公布。"
    )


def _counted(day: dt.date, findings: int, items: list[Item]) -> str:
    total = len(items)
    levels = {level: sum(one.state in REACHED[level] for one in items) for level in Level}
    share = f"，申报完成率{100 * levels[Level.CLAIMED] / total:.1f}%" if total else ""
    return (
        f"截至{chinese(day)}，反馈的{findings}个问题分解为{total}件整改事项，其中申报完成"
        f"{levels[Level.CLAIMED]}件{share}；经另一人核实{levels[Level.VERIFIED]}件，"
        f"经回访确认巩固{levels[Level.SUSTAINED]}件。三个数分别统计，不互相代替。"
    )


def _money(row: Inspection) -> Iterable[str]:
    rows = Progress.objects.filter(item__inspection=row)
    total = rows.aggregate(total=Sum("recovered_yuan"))["total"]
    if total:
        yield f"整改中追缴、清退资金{money_words(total)}。"


def money_words(yuan: Decimal) -> str:
    """As papers write it: 3.2万元, 860元."""
    if yuan >= _WAN:
        return f"{(yuan / _WAN).quantize(Decimal('0.01')).normalize():f}万元"
    return f"{yuan.normalize():f}元"


def _finding(at: int, one: Finding, items: list[Item], scope: str) -> list[str]:
    lines = [f"{at}．{head_of(one.text)}。"]
    if scope == Scope.INSIDE:
        measures = Measure.objects.filter(item__in=[item.pk for item in items])
        acts = list(measures.order_by("item", "number").values_list("text", flat=True)[:3])
        safe = [nameless(act).rstrip("。；;. ") for act in acts if not doubts_in(act)]
        if safe:
            lines.append(f"整改措施：{'；'.join(safe)}。")
    return [*lines, f"整改情况：{_standing(items)}。"]


def head_of(text: str) -> str:
    """What a finding is about, as notices tell it: its first sentence, without names; the details
    stay between office and unit."""
    first = nameless(text).strip().split("。")[0].split("\n")[0].rstrip("；;. ")
    return first if len(first) <= _LONGEST else f"{first[: _LONGEST - 2]}……"


def nameless(text: str) -> str:
    """Without surnames that stand for a person (张某, 龚某某)."""
    return _NAMED.sub("有关人员", text)


def _standing(items: list[Item]) -> str:
    if not items:
        return "尚未列入整改事项"
    total = len(items)

    def reached(level: Level) -> int:
        return sum(one.state in REACHED[level] for one in items)

    if all(one.is_long_term for one in items):
        return f"{total}件事项均需长期坚持，持续推进"
    if reached(Level.SUSTAINED) == total:
        return "已完成，经核实并回访确认巩固"
    if reached(Level.VERIFIED) == total:
        return "已完成，经核实"
    if reached(Level.CLAIMED) == total:
        return "单位已申报完成，正在核实"
    return f"{total}件事项中申报完成{reached(Level.CLAIMED)}件，其余正在整改"


def doubts_of(row: Publicity) -> list[Doubt]:
    """Sentences of the text that read like clue matter: whoever approves looks at them."""
    return doubts_in(row.text)


def digest_of(row: Publicity) -> str:
    """What an approval is tied to."""
    return exact_key(str(row.inspection_id), row.scope, row.text, row.contact)
