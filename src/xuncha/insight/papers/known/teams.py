"""The paper that authorises a team, and its announcement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.enums import SeatRole
from xuncha.cycle.teams.models import Authorisation, Team
from xuncha.insight.papers.known.common import office_in, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel.actor import Actor

_DEPUTIES = (SeatRole.DEPUTY, SeatRole.SECOND_DEPUTY)


def _authorisation(actor: Actor, row: Team) -> Mapping[str, Any]:
    paper = row.authorisation
    seats = list(selectors.seats_of(actor, row))
    named = {
        role: "、".join(str(one.inspector) for one in seats if one.role == role)
        for role in SeatRole
    }
    heads = "".join(
        f"，{named[role]}同志为{role.label}" for role in _DEPUTIES if named[role]
    )  # fmt: skip
    others = "、".join(
        str(one.inspector)
        for one in seats
        if one.role not in {SeatRole.LEADER, *_DEPUTIES}
    )  # fmt: skip
    return {
        "office": office_in(row.round.term), "round": f"{row.round.term}{row.round}",
        "team": row.name, "code": paper.paper or "（未编文号）",
        "secretary": str(row.branch_secretary or named[SeatRole.LEADER] or "组长"),
        "opens_on": paper.opens_on, "shuts_on": paper.shuts_on, "approved": _approved(paper),
        "leader": named[SeatRole.LEADER] or "　　　", "heads": heads, "others": others,
        "announced_on": when(paper.announced_on),
        "seats": [
            {
                "name": str(one.inspector), "home": one.inspector.home_name,
                "post": one.inspector.post, "role": one.get_role_display(),
            }
            for one in seats
        ],
        "targets": [
            {
                "unit": one.inspection.organisation.name,
                "kind": one.inspection.get_kind_display(),
            }
            for one in selectors.tasks_of(actor, row)
        ],
    }  # fmt: skip


def _approved(paper: Authorisation) -> str:
    if paper.approved_at is None:
        return "（尚未批准，不得使用）"
    return f"批准：{paper.approved_by.name if paper.approved_by else '系统'}"


def _without(row: Team) -> str:
    paper = Authorisation.objects.filter(team=row).first()
    return "" if paper and paper.opens_on else "这个组还没有拟授权，先在组的页面写明文号和日期。"


register(
    PaperKind(
        "authorisation", "授权任职及任务分工决定", Team, "teams_team",
        (
            *said("office 巡察办,round 届次和轮次,team 巡察组,code 文号,secretary 临时党支部书记"),
            *said("opens_on 启用日期,shuts_on 到期日期,approved 批准情况,leader 组长"),
            *said("heads 副组长,others 其他组员,announced_on 宣布日期"),
            rows("seats", "组员", "name 姓名,home 派出单位,post 职务,role 组内职务"),
            rows("targets", "巡察的党组织", "unit 党组织,kind 方式"),
        ),
        _authorisation, roles=READERS, unless=_without,
        related=("round__term", "branch_secretary", "authorisation__approved_by"),
    ),
)  # fmt: skip
