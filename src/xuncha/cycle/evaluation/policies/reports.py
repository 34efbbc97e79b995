"""The unit sends its reports and explains, the office returns or accepts them."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.directory.roles import BUSINESS, OFFICE, UNIT, UNIT_HEAD
from xuncha.cycle.evaluation.enums import ReportKind
from xuncha.cycle.evaluation.models import Report, ReportDifference, ReportEdition
from xuncha.cycle.evaluation.policies.common import RoomPolicy, own_unit
from xuncha.foundation import access
from xuncha.kernel.actor import Actor
from xuncha.kernel.policies import Act


def _in_person(actor: Actor, row: Any) -> str:
    if row.kind != ReportKind.HEAD or actor.has(UNIT_HEAD):
        return ""
    return "主要负责人的报告由主要负责人本人报送。"


@access.register(Report)
class ReportPolicy(RoomPolicy):
    acts = {
        "send": Act("报送整改报告", UNIT, (own_unit, _in_person)),
        "resend": Act("重新报送整改报告", UNIT, (own_unit, _in_person)),
        "explain": Act("说明报告差异", UNIT, (own_unit,)),
        "return": Act("退回整改报告", OFFICE),
        "accept": Act("接受整改报告", OFFICE),
        "open": Act("打开整改报告", BUSINESS),
    }


@access.register(ReportEdition)
class ReportEditionPolicy(RoomPolicy):
    """Goes with its report."""

    path = "report__"


@access.register(ReportDifference)
class ReportDifferencePolicy(RoomPolicy):
    """Goes with its report: the unit sees where its own report disagrees."""

    path = "edition__report__"
