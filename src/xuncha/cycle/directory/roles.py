"""The roles of inspection work. Further ones come with the rooms that need them."""

from xuncha.foundation.accounts.roles import Family, Role, register

OFFICE_DIRECTOR = "office_director"
OFFICE_STAFF = "office_staff"
LEADER = "leader"
PARTNER = "partner"
UNIT_HEAD = "unit_head"
UNIT_LIAISON = "unit_liaison"
INSPECTOR = "inspector"

OFFICE = frozenset({OFFICE_DIRECTOR, OFFICE_STAFF})
READERS = OFFICE | {LEADER}
UNIT = frozenset({UNIT_HEAD, UNIT_LIAISON})
BUSINESS = READERS | UNIT | {PARTNER, INSPECTOR}

register(
    Role(OFFICE_DIRECTOR, "巡察办主任", Family.BUSINESS, "主持巡察办工作，审批延期，安排核实"),
    Role(OFFICE_STAFF, "巡察办工作人员", Family.BUSINESS, "导入台账、处理疑点、退回和核实整改"),
    Role(LEADER, "领导小组成员", Family.BUSINESS, "查看全程和各项数据，作出决定"),
    Role(PARTNER, "协作单位审核人", Family.BUSINESS, "参加整改审核：纪检监察、组织、审计、信访等"),
    Role(UNIT_HEAD, "被巡察单位负责人", Family.BUSINESS, "整改第一责任人，查看本单位整改"),
    Role(UNIT_LIAISON, "被巡察单位联络员", Family.BUSINESS, "填报本单位整改进展、佐证，申报完成"),
    Role(
        INSPECTOR,
        "巡察干部",
        Family.BUSINESS,
        "查看自己的人才库档案，申报关系，参加获授权的巡察",
    ),
)
