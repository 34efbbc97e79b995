"""What kind of organisation words tell of: a column's cell, a heading, or the name itself."""

from __future__ import annotations

import re

from xuncha.cycle.directory.enums import OrganisationKind as Kind

KIND_WORDS: dict[str, str] = {
    "区直部门": "区直单位", "区直机关": "区直单位", "县直单位": "区直单位", "机关": "区直单位",
    "党政机关": "区直单位", "部门": "区直单位", "区直": "区直单位", "机关单位": "区直单位",
    "街道办事处": "街道", "建制镇": "镇", "行政村": "村", "村级": "村", "村党组织": "村",
    "社区居委会": "社区", "居委会": "社区", "居民区": "社区", "国有企业": "国企", "企业": "国企",
    "区属国企": "国企", "区属企业": "国企", "中小学": "学校", "教育单位": "学校", "院校": "学校",
    "卫生单位": "医院", "医疗机构": "医院", "县委": "区委", "党委本级": "区委",
}  # fmt: skip
"""Other words for the labels of the kinds."""

_ENDINGS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.COMMUNITY, ("社区", "居委会", "社区居民委员会")),
    (Kind.STREET, ("街道", "街道办事处")),
    (Kind.VILLAGE, ("村", "村委会", "村民委员会")),
    (Kind.TOWN, ("镇",)),
    (Kind.TOWNSHIP, ("乡",)),
    (Kind.SCHOOL, ("学校", "中学", "小学", "幼儿园", "学院", "中心校", "一中", "二中", "三中")),
    (Kind.HOSPITAL, ("医院", "卫生院", "保健院", "卫生服务中心")),
    (Kind.ENTERPRISE, ("公司", "集团", "厂")),
    (Kind.DISTRICT, ("区委", "县委")),
    (Kind.DEPARTMENT, ("局", "委员会", "委", "办公室", "办", "部", "中心", "联合会", "总工会",
                       "检察院", "法院", "工会", "妇联", "团委", "协会", "馆", "所", "党校")),
)  # fmt: skip
_HEADING_WORDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    (Kind.DEPARTMENT, ("区直", "县直", "部门", "机关")),
    (Kind.STREET, ("街道",)),
    (Kind.TOWN, ("镇",)),
    (Kind.TOWNSHIP, ("乡",)),
    (Kind.VILLAGE, ("村",)),
    (Kind.COMMUNITY, ("社区",)),
    (Kind.ENTERPRISE, ("企业", "国企", "公司")),
    (Kind.SCHOOL, ("学校", "教育", "中小学")),
    (Kind.HOSPITAL, ("医院", "卫生", "医疗")),
)
_PARTY_TAIL = re.compile(
    r"(?:机关)?(?:党组|党委|党工委|党总支|党支部|总支部委员会|支部委员会|工作委员会|总支|支部)$"
)


def plain_name(name: str) -> str:
    """A name without 中共 before and 党组, 党委 … behind: 中共青石镇党委 is 青石镇."""
    bare = name.removeprefix("中国共产党").removeprefix("中共")
    return _PARTY_TAIL.sub("", bare) or name


def kind_by_name(name: str) -> Kind | None:
    """The kind that a name's ending tells of; None where it tells none."""
    bare = plain_name(name)
    for kind, endings in _ENDINGS:
        if bare.endswith(endings):
            return kind
    return None


def kind_by_heading(words: str) -> Kind | None:
    """The one kind that a heading or a sheet's name speaks of; None for none or several."""
    found = {kind for kind, told in _HEADING_WORDS if any(one in words for one in told)}
    return found.pop() if len(found) == 1 else None
