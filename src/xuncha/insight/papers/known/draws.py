"""The list of a draw: by what seed out of which candidates whom the teams of a round got."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xuncha.cycle.directory.roles import READERS
from xuncha.cycle.planning.models import Round
from xuncha.cycle.teams import selectors
from xuncha.cycle.teams.models import Team
from xuncha.foundation import access
from xuncha.insight.papers.known.common import office_in, when
from xuncha.insight.papers.registry import PaperKind, register, rows, said
from xuncha.kernel.actor import Actor


def _draw(actor: Actor, row: Round) -> Mapping[str, Any]:
    """Teams that the reader keeps away from are left out."""
    found = selectors.list_teams(actor, row)
    teams = [one for one in found if one.draw_seed and access.can(actor, "print", one)]
    return {
        "office": office_in(row.term), "round": f"{row.term}{row}",
        "draws": [
            {
                "team": one.name, "seed": one.draw_seed,
                "candidates": (one.draw_basis or {}).get("candidates", ""),
                "digest": (one.draw_basis or {}).get("digest", ""),
                "rules": _rules(one),
            }
            for one in teams
        ],
        "seats": [seat for one in teams for seat in _seats(actor, one)],
        "signed_on": when(None),
    }  # fmt: skip


def _rules(row: Team) -> str:
    number = (row.draw_basis or {}).get("rules", 0)
    return f"组队规则第{number}版" if number else "系统默认规则"


def _seats(actor: Actor, row: Team) -> list[dict[str, str]]:
    return [
        {
            "team": row.name if at == 0 else "", "role": one.get_role_display(),
            "name": str(one.inspector), "home": one.inspector.home_name,
            "way": "，".join(filter(None, [one.get_way_display(), _without_seed(row, one.reason)])),
        }
        for at, one in enumerate(selectors.seats_of(actor, row))
    ]  # fmt: skip


def _without_seed(row: Team, reason: str) -> str:
    """The seed stands once, in the first table."""
    return reason.replace(f"（种子 {row.draw_seed}）", "")


def _without(row: Round) -> str:
    drawn = Team.objects.filter(round=row).exclude(draw_seed="")
    return "" if drawn.exists() else "这一轮的巡察组不是抽取产生的，没有抽签单可以打印。"


register(
    PaperKind(
        "team_draw", "巡察组抽签单", Round, "teams_board",
        (
            *said("office 巡察办,round 届次和轮次,signed_on 签字日期"),
            rows(
                "draws", "抽取",
                "team 巡察组,seed 种子,candidates 候选人数,digest 名单摘要,rules 规则",
            ),
            rows(
                "seats", "结果",
                "team 巡察组（每组第一行才有）,role 组内职务,name 姓名,home 派出单位,way 产生方式",
            ),
        ),
        _draw, act="", roles=READERS, unless=_without, related=("term",),
    ),
)  # fmt: skip
