"""A site without anything but three people's accounts, and the Excel lists that an office has."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from tests.e2e.conftest import PASSWORD

OFFICE = (
    ("wenyuan", "闻远", "office_staff"), ("zhuren", "鲁怀山", "office_director"),
    ("zuzhang", "秦慎之", "leader"), ("chengyuan", "方知新", "inspector"),
)  # fmt: skip
MEMBER = "方知新"
_BUREAUS = (
    "发改局", "教育局", "科技局", "民政局", "财政局", "人社局", "住建局", "交通局", "水务局",
    "农业农村局", "商务局", "文旅局", "卫健局", "审计局", "统计局", "医保局", "信访局", "林业局",
)  # fmt: skip
_TOWNS = {"石桥镇": ("上湾村", "下湾村", "白果村"), "青石街道": ("南门社区", "北门社区")}
_NAMES = (
    "方知新", "宋明谦", "邵文渊", "韦长青", "骆思齐", "汤若谷", "葛清源", "柴望舒", "岑慕白",
    "窦行简", "祝长风", "裴知秋", "温景行", "翟立言", "闵怀瑾", "阮朝阳", "鞠守正", "蒲云深",
)  # fmt: skip
_LEADS, _DEPUTIES = 4, 8

ACCOUNTS = f"""
from xuncha.site.setup import create_site
create_site()
from xuncha.foundation.accounts.services import bootstrap_user
from xuncha.kernel.actor import SYSTEM
for username, name, role in {OFFICE!r}:
    bootstrap_user(SYSTEM, username=username, name=name, post="", password={PASSWORD!r},
                   roles=[role], must_change=False)
"""


def directory_list(folder: Path) -> Path:
    """The district and twenty-seven organisations under a title, towns before their villages."""
    head: list[object] = ["序号", "单位名称", "单位类别", "上级单位"]
    rows: list[list[object]] = [["青石区党组织名录"], head]
    units = [("中共青石区委员会", "区委", "")]
    units += [(f"青石区{name}", "区直机关", "") for name in _BUREAUS]
    units += [
        ("青石区第一中学", "学校", "青石区教育局"),
        ("青石区人民医院", "医院", "青石区卫健局"),
    ]
    for town, villages in _TOWNS.items():
        units.append((town, "街道" if "街道" in town else "镇", ""))
        units += [(name, "村" if name.endswith("村") else "社区", town) for name in villages]
    rows += [[place, *unit] for place, unit in enumerate(units, 1)]
    return _save(rows, folder / "党组织名录.xlsx", "A1:D1")


def people_list(folder: Path) -> Path:
    """Eighteen people, the member from outside the district, the others each from a bureau."""
    rows: list[list[object]] = [["姓名", "工作单位", "职务", "人选类别", "专长", "纪检监察干部"]]
    for place, name in enumerate(_NAMES):
        rank = "组长" if 0 < place <= _LEADS else "副组长" if 0 < place <= _DEPUTIES else "成员"
        skills = "财务、审计" if place % 3 == 0 else "文字综合"
        home = f"青石区{_BUREAUS[place]}" if place else "名录外：市审计局"
        rows.append([name, home, "科员", rank, skills, ""])
    return _save(rows, folder / "巡察人员推荐名单.xlsx")


def _save(rows: list[list[object]], path: Path, merged: str = "") -> Path:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    book.save(path)
    return path
