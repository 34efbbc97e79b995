"""Who reads and answers the lists: the office writes, leaders read, a team works on those of its
own inspections while authorised. Inspected units and partners never learn what is looked for."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from xuncha.cycle.checkpoints.models import (
    Checkpoint,
    CheckpointKind,
    Decision,
    InspectionPoint,
    PointImport,
    PointList,
    PointSet,
    PointStep,
)
from xuncha.cycle.directory.roles import INSPECTOR, OFFICE, OFFICE_DIRECTOR, READERS
from xuncha.cycle.planning.sight import in_sight
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import EVERYTHING, NOTHING, YES, Act, RolePolicy, no
from xuncha.kernel.policies import Decision as Answer

DIRECTOR = frozenset({OFFICE_DIRECTOR})
_ALL = dict.fromkeys(sorted(READERS), "全部")


class _LibraryPolicy(RolePolicy):
    """Decisions and points are read by the office, leaders, and whoever is in a team just now."""

    sees = _ALL | {INSPECTOR: "全部，在授权期内"}

    def scope(self, actor: Actor) -> Q:
        known = actor.is_system or actor.has(*READERS) or bool(actor.grants)
        return EVERYTHING if known else NOTHING


@access.register(Decision)
class DecisionPolicy(_LibraryPolicy):
    acts = {
        "create": Act("登记决策部署", OFFICE),
        "change": Act("修改决策部署", OFFICE),
        "retire": Act("停用决策部署", OFFICE),
        "restore": Act("恢复决策部署", OFFICE),
        "export": Act("导出决策部署", READERS),
    }


@access.register(PointSet)
class PointSetPolicy(_LibraryPolicy):
    acts = {
        "create": Act("起草监督清单版本", OFFICE),
        "change": Act("修改监督清单版本", OFFICE),
        "issue": Act("发布监督清单版本", DIRECTOR),
        "drop": Act("不采用监督清单版本", OFFICE),
        "export": Act("导出监督清单", READERS),
    }


@access.register(Checkpoint)
class CheckpointPolicy(_LibraryPolicy):
    """Goes with its version."""


@access.register(CheckpointKind)
class CheckpointKindPolicy(_LibraryPolicy):
    """Goes with its point."""


@access.register(PointImport)
class PointImportPolicy(RolePolicy):
    sees = dict.fromkeys(sorted(OFFICE), "全部")
    acts = {
        "take": Act("导入监督要点表", OFFICE),
        "drop": Act("放弃监督要点表", OFFICE),
    }

    def scope(self, actor: Actor) -> Q:
        return EVERYTHING if actor.is_system or actor.has(*OFFICE) else NOTHING


class _TeamPolicy(RolePolicy):
    """The office by its role, a team by its authorisation for this very inspection."""

    sees = _ALL | {INSPECTOR: "获授权巡察的"}
    path = "inspection"
    team_acts: frozenset[str] = frozenset()

    def scope(self, actor: Actor) -> Q:
        return in_sight(actor, EVERYTHING if actor.has(*READERS) else NOTHING, self.path)

    def can(self, actor: Actor, action: str, obj: Any) -> Answer:
        """A live grant opens what the office may do with one inspection's list, giving it apart."""
        if obj.inspection_id in actor.recusals:
            return no("您对这次巡察已经回避，不能办理。")
        if action in self.team_acts and obj.inspection_id in actor.grants:
            return YES
        return super().can(actor, action, obj)


@access.register(PointList)
class PointListPolicy(_TeamPolicy):
    acts = {
        "give": Act("下发任务清单", OFFICE),
        "add": Act("任务清单增加要点", OFFICE),
        "export": Act("导出任务清单", READERS),
    }
    team_acts = frozenset({"add"})


@access.register(InspectionPoint)
class InspectionPointPolicy(_TeamPolicy):
    acts = {
        "clear": Act("填写已查未发现问题", OFFICE),
        "found": Act("填写发现问题", OFFICE),
        "not_applicable": Act("填写不适用", OFFICE),
        "reopen": Act("重新检查", OFFICE),
        "leave_out": Act("不列入清单", OFFICE),
        "take_back": Act("重新列入清单", OFFICE),
        "assign": Act("要点分工", OFFICE),
        "export": Act("导出要点检查情况", READERS),
    }
    team_acts = frozenset(acts) - {"export"}


@access.register(PointStep)
class PointStepPolicy(_TeamPolicy):
    """Goes with its point."""

    path = "point__inspection"
