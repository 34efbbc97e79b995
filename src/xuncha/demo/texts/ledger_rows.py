# ruff: noqa: E501
"""Rows of the demo ledgers: what the three units report, with a few rows spoilt on purpose."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from random import Random

from xuncha.cycle.taxonomy.data import leaves, nodes
from xuncha.demo.texts import common
from xuncha.demo.texts.model import Finding, Inspection, Item, Organisation

_WORDS = {"open": "未启动", "working": "整改中", "returned": "整改中", "reopened": "整改中"}
FINDINGS = 12


@dataclass(slots=True)
class Row:
    """One row of a ledger as the unit would fill it in."""

    finding: str
    problem: str
    measures: list[str]
    lead: str
    responsible_unit: str
    due: dt.date | str
    progress: str
    status: str
    done_on: dt.date | None
    proofs: str
    amount: Decimal | None
    recovered: Decimal | None
    satisfaction: str
    remark: str
    category: str
    aspect: str
    doubt: str = ""

    @property
    def is_done(self) -> bool:
        return self.status == "已完成"


@dataclass(slots=True)
class Report:
    """All that one unit hands in, and what it was told."""

    organisation: Organisation
    inspection: Inspection
    fed_back: list[tuple[str, str]] = field(default_factory=list)
    """Aspect and text of each finding, in the order of the paper."""
    rows: list[Row] = field(default_factory=list)
    left_out: str = ""


def report(
    organisation: Organisation, inspection: Inspection, findings: Sequence[Finding], used: set[str]
) -> Report:
    """The rows of one unit: its first findings that have items, one row an item. Leaves that stand in
    ``used`` are left to the unit that told them before; those taken are added."""
    told = Report(organisation, inspection)
    able = [one for one in findings if one.items and one.leaf not in used]
    for one in able[:FINDINGS]:
        used.add(one.leaf)
        aspect = _aspect(one.leaf)
        told.fed_back.append((aspect, one.text))
        told.rows += [_row(one, item, aspect) for item in one.items]
    _spoil(told)
    return told


def _aspect(code: str) -> str:
    names = {one.code: one.name for one in nodes()}
    return names[code.split(".")[0]]


def _row(finding: Finding, item: Item, aspect: str) -> Row:
    last = item.progress[-1] if item.progress else None
    return Row(
        finding.text, item.problem, list(item.measures), item.lead, item.responsible_unit,
        item.due_on, last.text if last else "", _WORDS.get(item.state, "已完成"),
        item.done_on if item.state not in _WORDS else None, item.proof_words,
        item.amount_due_yuan, last.recovered_yuan if last else None, item.satisfaction,
        item.remark, leaves()[finding.leaf].name, aspect, item.label,
    )  # fmt: skip


def _spoil(told: Report) -> None:
    """Doubtful rows, one for each rule that a single ledger can show."""
    rng = Random(told.organisation.code)
    free = [row for row in told.rows if row.is_done and not row.doubt and not row.amount]
    money = [row for row in told.rows if row.is_done and not row.doubt and row.amount]
    for code, row in zip(("R16", "R10", "R05", "R06", "R07", "R07"), free, strict=False):
        row.doubt = code
        if code == "R16":
            row.progress = rng.choice(common.EMPTY_HEADS) + rng.choice(common.EMPTY_WORDS)
        elif code == "R10":
            row.progress = f"1月26日已研究工作安排，正在{row.measures[0]}，下一步拟抓紧办理。"
        elif code == "R05":
            row.measures = [f"进一步加强管理，切实解决{row.problem.rstrip('。')}的问题"]
        elif code == "R06":
            row.proofs = ""
        else:
            row.proofs = "整改前后对比照片.jpg"
    for row in money[:1]:
        assert row.amount is not None
        row.doubt = "R09"
        row.recovered = (row.amount * Decimal("0.6")).quantize(Decimal(10))
    late = [row for row in told.rows if not row.is_done and not row.doubt]
    for row in late[:1]:
        row.doubt, row.due = "R17", "调整为2026年6月30日"
    told.left_out = _LEFT_OUT[told.organisation.short_name]
    told.fed_back.append((told.fed_back[-1][0], told.left_out))


_LEFT_OUT = {
    "区水务局": "石磨水库大坝白蚁防治停摆，背水坡蚁巢密布、坝脚渗水，巡坝日志连着两个汛期空白。",
    "区林业局": "古树名木保护缺位，野渡两株挂牌银杏树洞朽烂、避雷针脱落，普查漏登古樟，护树人津贴停了。",
    "柳渡镇": "殡葬移风易俗流于形式，公益性公墓建成后空置，散埋乱葬未迁，骨灰堂钥匙由看山人一人掌管且无交接簿。",
}
"""What was fed back and then forgotten (R01)."""


def copy_between(donor: Report, copier: Report) -> None:
    """One row of the copier says what the donor said, with nothing but the name changed (R04)."""
    long = [row for row in donor.rows if row.is_done and not row.doubt and not row.amount]
    free = [row for row in copier.rows if row.is_done and not row.doubt and not row.amount]
    if not long or not free:
        return
    theirs, mine = max(long, key=lambda row: len(row.progress)), free[-1]
    old, new = donor.organisation.short_name, copier.organisation.short_name
    theirs.progress = theirs.progress.rstrip("。") + "。" + _OWN + "。"
    mine.progress = theirs.progress.replace(old, new)
    mine.measures = [one.replace(old, new) for one in theirs.measures]
    mine.doubt = "R04"


_OWN = "核对那天正逢停电，点着应急灯把三册老账从头翻到尾，错漏之处逐页夹了黄签，第二天一早就叫经手人来认"
