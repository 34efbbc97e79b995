"""The columns of an organisation list: what they are called in life, how their cells are read."""

from __future__ import annotations

import datetime as dt

from xuncha.cycle.directory.enums import ContactPost, OrganisationKind
from xuncha.cycle.directory.importing.kinds import KIND_WORDS
from xuncha.engines.reading.dates import read_date
from xuncha.foundation.exchange.columns import Column, Doubtful, Problem, bare
from xuncha.foundation.exchange.parsers import choice, date, plain, text

POSTS = {one.value: one for one in ContactPost}
"""Keys of columns that name a person; the phone's key ends in ``_phone``."""

NEUTRAL_PHONES = frozenset(
    bare(one) for one in ("电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "办公电话")
)
"""Phones that say nothing of whose they are: they belong to the person on their left."""


def _day(value: object) -> dt.date | Doubtful:
    """A whole day; of a month or a year its first day, to be looked at."""
    try:
        found: dt.date | Doubtful = date()(value)
    except Problem:
        read = read_date(value)
        if read is None or read.precision not in {"month", "year"}:
            raise
        return Doubtful(read.first, f"“{plain(value)[:20]}”没有写到日，按 {read.first} 算。")
    return found


def _phone(value: object) -> str:
    """As typed; several lines become one."""
    words = "、".join(part.strip() for part in plain(value).splitlines() if part.strip())
    if len(words) > 30:
        raise Problem("电话最多 30 个字。")
    return words


_LABELS = {str(one.label): one for one in OrganisationKind}

COLUMNS: tuple[Column, ...] = (
    Column("name", "名称", ("单位名称", "党组织名称", "党组织", "单位全称", "全称", "机构名称",
           "组织名称", "村社区名称", "村社区", "村名称", "村名", "社区名称", "学校名称", "企业名称",
           "被巡察党组织", "单位"), required=True,
           parse=text(80), help="全称"),
    Column("code", "代码", ("单位代码", "组织代码", "党组织代码", "编码", "单位编码", "机构代码",
           "机构编码", "编号"), parse=text(20), help="空着的按名称认，新单位自动编代码"),
    Column("short_name", "简称", ("单位简称", "党组织简称"), parse=text(40)),
    Column("kind", "类别", ("单位类别", "类型", "单位类型", "性质", "单位性质", "分类",
           "党组织类别", "党组织类型", "组织类别"), parse=choice(_LABELS, KIND_WORDS),
           help="、".join(_LABELS)),
    Column("parent", "上级", ("上级单位", "上级党组织", "上级组织", "隶属", "隶属关系", "隶属单位",
           "所属街道", "所属镇街", "所属乡镇", "所属乡镇街道", "所属单位", "所属党委", "镇街",
           "乡镇街道", "主管部门", "主管单位", "所在镇街"), parse=text(80),
           help="上级的名称、简称或者代码；上级可以写在下级后面"),
    Column("established_on", "设立日期", ("成立日期", "成立时间", "设立时间", "组建时间",
           "批准设立日期"), parse=_day),
    Column("dissolved_on", "撤销日期", ("撤销时间", "撤并日期", "撤并时间"), parse=_day,
           help="那一天起已经没有这个单位"),
    Column("secretary", "书记", ("党组织书记", "书记姓名", "党组书记", "党委书记", "支部书记",
           "党支部书记", "党组织负责人"), parse=text(40)),
    Column("secretary_phone", "书记电话", ("书记联系电话", "书记手机", "书记手机号", "书记联系方式",
           "党组织书记电话", "党组织书记联系电话"), parse=_phone),
    Column("head", "主要负责人", ("负责人", "行政负责人", "单位负责人", "主要负责人姓名"),
           parse=text(40)),
    Column("head_phone", "主要负责人电话", ("负责人电话", "负责人联系电话", "主要负责人联系电话"),
           parse=_phone),
    Column("liaison", "联络员", ("联系人", "联络员姓名", "联系人姓名", "经办人", "巡察联络员"),
           parse=text(40)),
    Column("liaison_phone", "联络员电话", ("联络员联系电话", "联系人电话", "联络员手机",
           "联络员联系方式"), parse=_phone),
    Column("note", "备注", ("说明",), parse=text(200)),
)  # fmt: skip
