"""The cast of the demo site: clearly invented people, one for each kind of user."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """``unit`` is the short name of an organisation of the world, "" for the committee."""

    username: str
    name: str
    post: str
    role: str
    unit: str


PEOPLE: tuple[Person, ...] = (
    Person("fangyuan", "方圆明", "区委巡察办主任", "office_director", ""),
    Person("jiandan", "简丹青", "区委巡察办综合科科长", "office_staff", ""),
    Person("heduishi", "何对实", "区委巡察办督查科科员", "office_staff", ""),
    Person("quanju", "全居正", "区委书记、区委巡察工作领导小组组长", "leader", ""),
    Person("zongheng", "宗衡之", "区纪委书记、领导小组副组长", "leader", ""),
    Person("shuiqing", "水清澜", "区水务局办公室主任、整改联络员", "unit_liaison", "区水务局"),
    Person("liudu", "柳渡桥", "柳渡镇党政办主任、整改联络员", "unit_liaison", "柳渡镇"),
    Person("jiangheqing", "江合庆", "区水务局党组书记、局长", "unit_head", "区水务局"),
    Person("jiaozhouyuan", "焦周原", "区教育局办公室主任、巡察联络员", "unit_liaison", "区教育局"),
    Person("xueguangxing", "薛广行", "区教育局党组书记、局长", "unit_head", "区教育局"),
    Person("lianjing", "廉景行", "区纪委监委党风政风监督室主任", "partner", ""),
    Person("zhirenshan", "支任善", "区委组织部干部监督科科长", "partner", "区委组织部"),
    Person("shentuyue", "申屠岳", "区纪委监委第五纪检监察室主任", "inspector", ""),
    Person("xiwangshu", "郗望舒", "区审计局经济责任审计科科长", "inspector", ""),
    Person("yanzhiqiu", "晏知秋", "区财政局预算科科员", "inspector", ""),
    Person("bushuyue", "步澍越", "区审计局一级科员", "inspector", ""),
    Person(
        "huanliu",
        "环柳青",
        "清源环境卫生公司办公室主任、联络员",
        "unit_liaison",
        "清源环境卫生公司",
    ),
    Person(
        "huanjingjie",
        "环敬洁",
        "清源环境卫生公司党支部书记、董事长",
        "unit_head",
        "清源环境卫生公司",
    ),
    Person("jishu", "纪枢机", "系统管理员", "sysadmin", ""),
    Person("baomi", "鲍密之", "安全保密员", "security_officer", ""),
    Person("shenji", "沈计量", "安全审计员", "auditor", ""),
)
