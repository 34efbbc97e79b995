"""The record of a talk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.inquiry import selectors
from xuncha.cycle.inquiry.models import Talk
from xuncha.insight.papers.known.common import OF_FIELD, when
from xuncha.insight.papers.registry import PaperKind, register, said
from xuncha.kernel.actor import Actor


def _talk(actor: Actor, row: Talk) -> Mapping[str, Any]:
    ended = f"{row.ends_at:%H:%M}" if row.ends_at else "　　：　　"
    refused = row.signature_note if row.signature == "refused" else ""
    checked = row.get_read_back_display() or "我看过（向我宣读过）"
    return {
        "code": row.code, "grade": row.get_grade_display(), "talked_on": row.talked_on,
        "span": f"{row.starts_at:%H:%M} 至 {ended}", "place": row.place,
        "inspectors": f"{row.first}、{row.second}", "recorder": str(row.recorder or ""),
        "name": selectors.name_of(actor, row), "unit": row.inspection.organisation.name,
        "post": row.post, "team": row.inspection.team_name or "巡察组",
        "told": "" if row.rights_told else "是否告知：", "text": row.text,
        "checked": checked, "refused": refused, "signed_on": when(None),
    }  # fmt: skip


register(
    PaperKind(
        "talk_record", "谈话记录", Talk, "inquiry_talk",
        said(
            "code 编号,grade 密级,talked_on 日期,span 起止时间,place 地点,inspectors 谈话人,"
            "recorder 记录人,name 谈话对象姓名,unit 单位,post 职务,team 巡察组,"
            "told 没有告知时的提示,text 谈话内容,checked 本人怎样核对,refused 拒签的情况,"
            "signed_on 签字日期"
        ),
        _talk, related=(*OF_FIELD, "first", "second", "recorder"),
    ),
)  # fmt: skip
