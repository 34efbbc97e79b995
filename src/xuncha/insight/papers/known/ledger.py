"""The ledger of rectification as a workbook that the unit fills in and the office brings back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from xuncha.cycle.directory.roles import READERS, UNIT
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.rectification.enums import UNDONE, ItemState
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.rectification.selectors import list_items
from xuncha.insight.papers.books import Cells, Form, filled_book
from xuncha.insight.papers.filling import words
from xuncha.insight.papers.known.common import round_of
from xuncha.insight.papers.known.rectification import fed_back
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor

STATES = ("未完成", "整改中", "基本完成", "已完成", "长期坚持", "申请延期")
"""What a unit may say of an item; the import reads the same words."""

FORM = Form(
    (
        Cells("number", "编号", 6),
        Cells("category", "问题类别", 10),
        Cells("finding", "反馈问题", 26),
        Cells("problem", "具体问题", 28),
        Cells("measures", "整改措施", 30),
        Cells("lead", "责任领导", 8),
        Cells("responsible", "责任单位", 12),
        Cells("due", "整改时限", 11, "date"),
        Cells("progress", "整改进展", 36, is_open=True, help="写清做了什么、改到什么程度，数目、"
              "日期、名称要写实；照抄措施会被提示。"),
        Cells("claim", "整改状态", 10, is_open=True, choices=STATES),
        Cells("done_on", "完成时间", 11, "date", is_open=True),
        Cells("evidence", "佐证材料", 18, is_open=True, help="写文件名，一行一个；文件在系统里"
              "另外上传。"),
        Cells("amount", "涉及金额（元）", 11, "money"),
        Cells("recovered", "已追缴金额（元）", 11, "money", is_open=True),
        Cells("satisfaction", "群众满意度", 8, is_open=True),
        Cells("remark", "备注", 12, is_open=True),
        Cells("verified", "系统核实", 11, "date"),
        Cells("sustained", "系统巩固", 11, "date"),
    ),
    frozen=4,
    guide=(
        "浅黄色的列由单位填写，其他列由系统填好，锁定不能改。锁定没有密码，是防止手误。",
        "不要改反馈问题、具体问题的文字：改了以后，传回时会当成新的事项。",
        f"整改状态只能从下拉列表里选：{'、'.join(STATES)}。",
        "选“已完成”就是自称完成，由另外的人核实、以后再回访，三个日期分开看。",
        "时间一栏填真正的日期（例如 2026-3-18），不写“近期”“月底前”。",
        "金额以元为单位，只填数字。已追缴金额填累计数。",
        "整改进展写新的情况；和上次一样的话，传回时不会重复登记。",
        "佐证材料一行写一个文件名，文件本身在系统的整改事项里上传。",
        "填好后交巡察办，在这次巡察的“导入”里选“整改台账”传回，先看逐行的结果，确认以后才写入。",
        "不要填写国家秘密和线索内容。",
    ),
)  # fmt: skip


def _ledger(actor: Actor, row: Inspection) -> Mapping[str, Any]:
    found = list_items(actor).filter(inspection=row).order_by("pk")
    found = found.select_related("finding").prefetch_related("measures", "progress", "proofs")
    return {
        "unit": row.organisation.name, "round": round_of(row), "as_of": words(clock.today()),
        "feedback_on": words(row.feedback_on), "items": [_item(one) for one in found],
    }  # fmt: skip


def _item(item: Item) -> dict[str, Any]:
    told = sorted(item.progress.all(), key=lambda one: one.pk)
    sums = [one.recovered_yuan for one in told if one.recovered_yuan is not None]
    proofs = [one for one in item.proofs.all() if not one.withdrawn_at and not one.superseded_at]
    return {
        "number": item.number, "category": item.category, "finding": item.finding.text,
        "problem": item.problem, "measures": "\n".join(one.text for one in item.measures.all()),
        "lead": item.lead, "responsible": item.responsible_unit, "due": _due(item),
        "progress": told[-1].text if told else "", "claim": _claim(item), "done_on": item.done_on,
        "evidence": "\n".join(one.title for one in sorted(proofs, key=lambda one: one.pk)),
        "amount": item.amount_due_yuan, "recovered": sum(sums, Decimal(0)) if sums else None,
        "satisfaction": item.satisfaction, "remark": item.remark,
        "verified": _day(item.verified_at), "sustained": _day(item.sustained_at),
    }  # fmt: skip


def _day(at: dt.datetime | None) -> dt.date | None:
    return at.astimezone(clock.CHINA).date() if at else None


def _due(item: Item) -> Any:
    """A real day, or the words where there is more to it than a day."""
    if item.is_long_term:
        return f"{words(item.due_on)}，长期坚持".lstrip("，")
    return item.due_on or item.due_words


def _claim(item: Item) -> str:
    if item.state not in UNDONE:
        return "已完成"
    if item.is_long_term:
        return "长期坚持"
    return "未完成" if item.state == ItemState.OPEN else "整改中"


def _book(told: Mapping[str, Any], trace: str) -> bytes:
    about = f"填报单位：{told['unit']}　{told['round']}　反馈日期：{told['feedback_on'] or '—'}"
    return filled_book(
        FORM, title=f"{told['unit']}巡察整改台账", lines=told["items"], trace=trace,
        notes=[f"{about}　截至{told['as_of']}",
               "浅黄色的列由单位填写，其他列系统已经填好；填法见“填写说明”，填好由巡察办导入。"],
    )  # fmt: skip


register(
    PaperKind(
        "ledger_book", "整改台账（Excel，可填报）", Inspection, "rounds_inspection",
        (
            *said("unit 被巡察党组织,round 届次和轮次,feedback_on 反馈日期,as_of 截止日期"),
            rows(
                "items", "整改事项",
                ",".join(f"{one.field} {one.label}" for one in FORM.columns),
            ),
        ),
        _ledger, act="", roles=READERS | UNIT, unless=fed_back,
        related=("organisation", "round__term"), book=_book,
    ),
)  # fmt: skip
