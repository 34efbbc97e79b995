"""What is filed under which head, and for how long: the house's catalogue, which an office may
change by version (``ArchiveRules``)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xuncha.cycle.planning.enums import Stage
from xuncha.foundation import access
from xuncha.foundation.audit.services import service
from xuncha.foundation.versions import keeping
from xuncha.insight.papers.models import ArchiveRules
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Invalid

PERIODS = ("永久", "30年", "10年")
TEAM, OFFICE, UNIT = "巡察组", "巡察办", "被巡察单位"


@dataclass(frozen=True, slots=True)
class Series:
    """One head of the catalogue: its papers, how long they are kept, who owes them, and from which
    stage on an inspection must have them (None: they need not exist)."""

    key: str
    title: str
    period: str
    kinds: tuple[str, ...]
    owes: str
    needed: Stage | None = None


ATTACHED = Series("attached", "佐证和附件", "10年", (), UNIT)
CATALOGUE = (
    Series("plan", "轮次工作方案", "永久", ("round_plan",), OFFICE),
    Series(
        "authority", "授权任职及任务分工决定、抽签单", "永久", ("authorisation", "team_draw"),
        OFFICE,
    ),
    Series("notice", "进驻公告", "30年", ("entry_notice",), TEAM, Stage.ENTERED),
    Series(
        "field", "调阅、立行立改、督导", "10年",
        ("document_request", "fix_notice", "fix_result", "supervision_opinion"), TEAM,
    ),
    Series("talk", "谈话记录", "30年", ("talk_record",), TEAM, Stage.LEFT),
    Series("paper", "问题底稿", "永久", ("working_paper",), TEAM, Stage.LEFT),
    Series("fact", "事实确认单", "30年", ("fact_sheet",), TEAM, Stage.LEFT),
    Series("meeting", "会商记录", "永久", ("meeting_record",), TEAM, Stage.LEFT),
    Series("report", "巡察报告", "永久", ("inspection_report",), TEAM, Stage.FED_BACK),
    Series("hearing", "听取会议纪要", "永久", ("hearing_minutes",), OFFICE),
    Series(
        "finding", "反馈意见和问题清单", "永久", ("feedback_letter", "finding_list"), OFFICE,
        Stage.FED_BACK,
    ),
    Series("copy", "抄告", "30年", ("copy_letter",), OFFICE),
    Series("scheme", "整改方案", "30年", ("scheme_lists",), UNIT, Stage.RECTIFYING),
    Series(
        "ledger", "整改台账和公开稿", "30年", ("item_ledger", "public_notice", "publicity"), UNIT
    ),
    Series("letter", "督办文书", "30年", ("supervision_letter",), OFFICE),
    Series("check", "实地核查表", "10年", ("spot_check",), OFFICE),
    Series("evaluation", "整改评估表", "30年", ("evaluation_sheet",), OFFICE),
    Series("result", "建议书和成果运用", "永久", ("recommendation", "result_outcome"), OFFICE),
    Series("deed", "民生实事", "10年", ("deed_register", "deed_closing"), UNIT),
    Series("summary", "轮次总结和统计表", "永久", ("round_summary",), OFFICE),
    ATTACHED,
)  # fmt: skip
"""In the order of the index. No clue and no petition is among them: they are filed apart. Nor is
the table of all figures, some of which count clues."""


def parse(told: Mapping[str, Any]) -> dict[str, str]:
    """Periods by head; what is absent has the house's own. ``Invalid`` for an unknown one."""
    own = {one.key: one.period for one in CATALOGUE}
    for key, period in told.items():
        if key not in own or period not in PERIODS:
            raise Invalid("保管期限只能是永久、30年或者10年。", field=key if key in own else "")
    return own | dict(told)


def periods_on(day: dt.date) -> keeping.InForce[dict[str, str]]:
    """How long each head is kept, as of a day."""
    return keeping.in_force(
        ArchiveRules, day, said=lambda row: parse(row.settings), default=parse({})
    )


@service
def set_archive_rules(
    actor: Actor, *, effective_on: dt.date, note: str, values: Mapping[str, Any]
) -> ArchiveRules:
    """The next version of the periods. What was packed keeps its version."""
    row, last = keeping.drafted(ArchiveRules, actor, effective_on=effective_on, note=note)
    access.require(actor, "create", row)
    keeping.demand_note(row)
    keeping.demand_future(row, "生成过的案卷按当时的期限")
    keeping.demand_order(row, last)
    row.settings = parse(values)
    keeping.keep(actor, row, "papers.archive.rules_made")
    return row
