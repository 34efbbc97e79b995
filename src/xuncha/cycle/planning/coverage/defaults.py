"""What a term starts from until the office sets its own: effort by kind, risk indicators, rules."""

from __future__ import annotations

from typing import Any

from xuncha.cycle.directory.enums import OrganisationKind

EFFORT: dict[str, int] = {
    OrganisationKind.DEPARTMENT: 20,
    OrganisationKind.STREET: 25,
    OrganisationKind.TOWN: 25,
    OrganisationKind.TOWNSHIP: 25,
    OrganisationKind.VILLAGE: 2,
    OrganisationKind.COMMUNITY: 2,
    OrganisationKind.ENTERPRISE: 15,
    OrganisationKind.SCHOOL: 10,
    OrganisationKind.HOSPITAL: 15,
}
"""Working days of one team. Places differ; each organisation's own figure can be changed."""

GOES_WITH_PARENT = frozenset({OrganisationKind.VILLAGE, OrganisationKind.COMMUNITY})
TAKES_VILLAGES = frozenset(
    {OrganisationKind.STREET, OrganisationKind.TOWN, OrganisationKind.TOWNSHIP}
)

NEW_MONTHS = 12
"""An organisation founded within so many months may be put off, with a reason."""

TEAMS = 4
MOST_ORGANISATIONS = 30
MOST_EFFORT = 75
"""Per team and round; villages that go with their town count fully."""

INDICATORS: list[dict[str, Any]] = [
    {
        "code": "money", "label": "资金和项目规模", "how": "typed", "weight": 25, "top": 4,
        "help": "填 0 到 4 级，管理的资金、项目、资产越多级别越高",
    },
    {
        "code": "findings", "label": "上次巡察发现问题", "how": "computed", "weight": 15, "top": 20,
        "help": "最近一次巡察反馈的问题个数",
    },
    {
        "code": "overdue", "label": "逾期未整改", "how": "computed", "weight": 20, "top": 5,
        "help": "今天仍逾期的整改事项数",
    },
    {
        "code": "years", "label": "距上次巡察年数", "how": "computed", "weight": 15, "top": 5,
        "help": "没有巡察记录的按满分计",
    },
    {
        "code": "petitions", "label": "近两年信访举报", "how": "typed", "weight": 15, "top": 10,
        "help": "填件数",
    },
    {
        "code": "head", "label": "主要负责人近一年调整", "how": "typed", "weight": 10, "top": 1,
        "help": "有调整填 1，没有填 0",
    },
]  # fmt: skip
