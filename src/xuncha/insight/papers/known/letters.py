"""The five letters of supervision."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.oversight.models import Letter
from xuncha.insight.papers.known.common import OF_FIELD, day_or, office_of, when
from xuncha.insight.papers.registry import PaperKind, register, said
from xuncha.kernel.actor import Actor


def _letter(_actor: Actor, row: Letter) -> Mapping[str, Any]:
    return {
        "office": office_of(row.inspection),
        "code": row.code if row.number else "（未编号，不得送达）",
        "title": row.get_kind_display(), "unit": row.inspection.organisation.name,
        "facts": row.facts, "demand": row.demand, "receive_by": row.receive_by,
        "answer_by": row.answer_by, "issued_on": day_or(row.issued_on, "（尚未发出）"),
        "digest": row.approved_digest[:16], "received_as": row.received_as,
        "received_on": when(row.received_on),
    }  # fmt: skip


register(
    PaperKind(
        "supervision_letter", "督办文书", Letter, "oversight_letter",
        said(
            "office 巡察办,code 文号,title 文书名称,unit 被巡察单位,facts 存在的情况,demand 要求,"
            "receive_by 签收截止,answer_by 答复截止,issued_on 发出日期,digest 批准摘要,"
            "received_as 签收人职务,received_on 签收日期"
        ),
        _letter, related=OF_FIELD,
    ),
)  # fmt: skip
