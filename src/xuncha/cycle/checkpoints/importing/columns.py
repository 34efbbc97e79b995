"""The columns that the import of points knows, and how their cells are read."""

from __future__ import annotations

import re

from xuncha.cycle.checkpoints.enums import CHECKED_KINDS, DecisionLevel
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.foundation.exchange.columns import Column, Problem, bare
from xuncha.foundation.exchange.parsers import choice, date, plain, text, yes_no

_SPLIT = re.compile(r"[、，,;；/\s]+")
_LEVELS = {str(one.label): one for one in DecisionLevel}
_LEVEL_WORDS = {
    "党中央": "中央", "国家": "中央", "中央级": "中央", "省委": "省", "省级": "省", "自治区": "省",
    "市委": "市", "市级": "市",
    "区委": "区", "区级": "区", "县": "区", "县级": "区", "区县": "区", "县区": "区",
}  # fmt: skip
_TOWNS = ("街道", "镇", "乡")
_GROUPS = {
    "全部": tuple(str(one.label) for one in CHECKED_KINDS),
    "所有": tuple(str(one.label) for one in CHECKED_KINDS),
    "各类": tuple(str(one.label) for one in CHECKED_KINDS),
    "机关": ("区直单位",), "部门": ("区直单位",),
    "县直单位": ("区直单位",), "直属单位": ("区直单位",),
    "区直": ("区直单位",), "乡镇": ("镇", "乡"), "镇街": _TOWNS, "街镇": _TOWNS, "乡镇街道": _TOWNS,
    "镇乡": ("镇", "乡"), "村社区": ("村", "社区"), "村居": ("村", "社区"), "行政村": ("村",),
    "国有企业": ("国企",), "企业": ("国企",), "中小学": ("学校",), "卫生院": ("医院",),
}  # fmt: skip
_KINDS = {str(one.label): one for one in CHECKED_KINDS}


def kinds(value: object) -> list[OrganisationKind]:
    """适用类别: labels with 、 between them, groups such as 镇街 and 全部 too."""
    found: set[OrganisationKind] = set()
    for word in _SPLIT.split(plain(value)):
        name = bare(word)
        if not name:
            continue
        labels = (name,) if name in _KINDS else _GROUPS.get(name)
        if labels is None:
            raise Problem(f"“{word[:20]}”不是单位类别，可以填：{'、'.join(_KINDS)}，或者“全部”。")
        found |= {_KINDS[label] for label in labels}
    if not found:
        raise Problem("不能空着。")
    return [one for one in CHECKED_KINDS if one in found]


COLUMNS = [
    Column("level", "级别", ("决策级别", "层级", "文件级别"), required=True,
           parse=choice(_LEVELS, _LEVEL_WORDS), help="中央、省、市、区"),
    Column("title", "文件名称", ("决策部署", "文件", "名称", "政策名称", "文件标题"), required=True,
           parse=text(200), help="不必加书名号"),
    Column("number", "文号", ("发文字号", "文件号"), parse=text(60), help="没有就空着"),
    Column("issuer", "发文机关", ("发文单位", "制发机关"), parse=text(80)),
    Column("issued_on", "日期", ("发文日期", "印发日期", "成文日期"), parse=date(),
           help="新的决策部署必须写"),
    Column("text", "监督要点", ("检查要点", "要点", "监督重点", "检查内容"), required=True,
           parse=text(1000), help="一行一条"),
    Column("signs", "问题表现形式", ("问题表现", "表现形式", "常见问题"), parse=text(2000),
           help="一行一例"),
    Column("ways", "检查方式", ("检查方法", "了解方式"), parse=text(200)),
    Column("leaf", "分类", ("问题分类", "聚焦方面", "分类代码", "分类项"), required=True,
           parse=text(100), help="现行问题分类最末一级的代码或者名称"),
    Column("kinds", "适用类别", ("适用对象", "单位类别", "适用单位", "类别"), required=True,
           parse=kinds, help="、".join(_KINDS) + "；也可以写“镇街”“村社区”“全部”"),
    Column("is_key", "重点", ("是否重点",), parse=yes_no(), help="填“是”或者“否”"),
]  # fmt: skip
