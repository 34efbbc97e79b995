"""The form of a letter, call or visit. Who wrote it lies sealed and never stands here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.directory.roles import INSPECTOR, OFFICE
from xuncha.cycle.petitions.models import Petition
from xuncha.insight.papers.known.common import OF_FIELD, round_of
from xuncha.insight.papers.registry import PaperKind, register, said
from xuncha.kernel.actor import Actor


def _form(_actor: Actor, row: Petition) -> Mapping[str, Any]:
    return {
        "round": round_of(row.inspection), "team": row.inspection.team_name, "code": row.code,
        "unit": row.inspection.organisation.name, "received_on": row.received_on,
        "came_from": row.get_came_from_display(), "way": row.get_way_display(),
        "real": "实名" if row.real_name else "匿名", "subject": row.subject,
        "category": row.get_category_display(), "text": row.text,
        "state": row.get_state_display(), "handler": row.handler.name if row.handler else "",
        "accepted_on": row.accepted_on, "receiver": row.receiver, "passed_on": row.passed_on,
        "declined": row.declined, "answer": row.answer, "answered_on": row.answered_on,
    }  # fmt: skip


register(
    PaperKind(
        "petition_form", "信访登记办理表", Petition, "petitions_petition",
        said(
            "round 届次和轮次,team 巡察组,code 编号,unit 被巡察单位,received_on 信访日期,"
            "came_from 信访来源,way 信访方式,real 实名还是匿名,subject 被反映人,"
            "category 反映问题类别,text 主要内容,state 状态,handler 承办人,accepted_on 受理日期,"
            "receiver 承办单位,passed_on 分流日期,declined 不予受理理由,answer 办理结果,"
            "answered_on 报结日期"
        ),
        _form, act="", roles=OFFICE | {INSPECTOR}, related=(*OF_FIELD, "handler"),
    ),
)  # fmt: skip
