"""Lists to bring in: people who are not in the pool yet, and ties, as offices lay them out."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import xlsxwriter

from xuncha.demo.texts.talent import Talent, talents
from xuncha.demo.world import World

_STAMP = dt.datetime(2026, 3, 18, 9, 0)  # noqa: DTZ001  (a file's own date has no zone)
_HEAD = (
    "序号", "姓 名", "单位及职务", "联系电话", "籍贯", "入党时间", "业务专长", "人选类别",
    "推荐意见",
)  # fmt: skip
_TIES = (
    "姓名", "工作单位", "回避类型", "涉及单位", "亲属姓名", "称谓", "职务", "班子成员", "起始时间",
    "结束时间", "来源", "具体情况",
)  # fmt: skip
NEWCOMERS = 14


def demo_pool_books(folder: Path, *, world: World) -> list[Path]:
    """Write the list of people and the list of ties into a folder, which is made if need be. The
    same world gives the same files. One row names a unit that isn't there, one a person who is in
    the pool already: so that the dry run has something to say."""
    folder.mkdir(parents=True, exist_ok=True)
    pool = talents(world)
    fresh = talents(world, number=NEWCOMERS, label="list")
    people, ties = folder / "推荐巡察人才库人选名单.xlsx", folder / "回避事项登记表.xlsx"
    with xlsxwriter.Workbook(people) as book:
        book.set_properties({"created": _STAMP, "author": "区委组织部"})
        _cover(book)
        _people(book, fresh, replace(pool[5], phone="13900007777"))
    with xlsxwriter.Workbook(ties) as book:
        book.set_properties({"created": _STAMP, "author": "区委巡察办"})
        _tie_sheet(book, pool)
    return [people, ties]


def _cover(book: Any) -> None:
    sheet = book.add_worksheet("说明")
    for row, words in enumerate(
        (
            "关于推荐巡察人才库人选的说明", "一、推荐人选应当是中共正式党员，政治坚定，熟悉业务。",
            "二、各单位推荐的人选由区委组织部汇总，送区委巡察办审查资格。",
            "三、请于 2026 年 3 月 20 日前报送。",
        )
    ):  # fmt: skip
        sheet.write(row, 0, words)


def _people(book: Any, fresh: list[Talent], known: Talent) -> None:
    sheet = book.add_worksheet("推荐人选")
    bold = book.add_format({"bold": True, "align": "center", "border": 1})
    sheet.merge_range(0, 0, 0, len(_HEAD) - 1, "清源区巡察人才库推荐人选名单", bold)
    sheet.write_row(1, 0, ["填报单位：", "", "区委组织部", "", "", "", "填报日期：2026年3月16日"])
    sheet.merge_range(2, 0, 2, 2, "基本情况", bold)
    sheet.merge_range(2, 3, 2, 5, "个人信息", bold)
    sheet.merge_range(2, 6, 2, 8, "推荐情况", bold)
    sheet.write_row(3, 0, _HEAD, bold)
    for column, width in enumerate((6, 10, 30, 14, 20, 10, 18, 10, 30)):
        sheet.set_column(column, column, width)
    row = 4
    bands = (("一、区直单位", fresh[:9]), ("二、镇、街道和企事业单位", fresh[9:]))
    number = 0
    for band, rows in bands:
        sheet.merge_range(row, 0, row, len(_HEAD) - 1, band, bold)
        row += 1
        for one in rows:
            number += 1
            _person(sheet, row, number, one)
            row += 1
    _person(sheet, row, number + 1, known)
    wrong = ["商 若谷", "区农业农村居科员", 13900004821, "外省", "2012.07", "农业农村", "成员"]
    sheet.write_row(row + 1, 0, [number + 2, *wrong])
    sheet.write_row(row + 2, 0, ["合计", f"{number + 2}人"])


def _person(sheet: Any, row: int, number: int, one: Talent) -> None:
    home = f"名录外：{one.home}" if one.outside else one.home
    rank = "组长" if one.can_lead else "副组长" if one.can_deputise else "成员"
    name = " ".join(one.name) if len(one.name) == 2 else one.name
    sheet.write(row, 0, number)
    sheet.write(row, 1, name)
    sheet.write(row, 2, f"{home}{'　' if one.outside else ''}{one.post}")
    sheet.write_number(row, 3, int(one.phone))
    sheet.write(row, 4, one.native_place)
    sheet.write(row, 5, f"{one.joined_party_on:%Y.%m}")
    sheet.write(row, 6, "、".join(one.specialties))
    sheet.write(row, 7, rank)
    sheet.write(row, 8, "单位党组织研究推荐" if number % 3 else "")


def _tie_sheet(book: Any, pool: list[Talent]) -> None:
    sheet = book.add_worksheet("回避登记")
    bold = book.add_format({"bold": True, "align": "center", "border": 1})
    sheet.merge_range(0, 0, 0, len(_TIES) - 1, "巡察干部回避事项登记表（2026年第一季度）", bold)
    sheet.write_row(1, 0, _TIES, bold)
    told = (
        ("亲属回避", "区交通运输局", "表兄", "科长", "否", "2016.09", "至今", ""),
        ("亲属回避", "区民政局", "配偶", "党组成员、副局长", "是", "2021年3月", "至今", ""),
        ("任职经历", "区发改局", "", "科员", "", "2013.07", "2018.06", "原工作单位"),
        ("公务回避", "区教育局", "", "", "", "2024-03-01", "2025-11-30", "参与过该单位项目评审"),
        ("长期居住", "禾丰镇", "", "", "", "2001.09", "2010.08", "在此长期居住"),
    )
    people = [one for one in pool if one.state == "admitted" and not one.outside][7:12]
    for row, (one, (kind, unit, kin, post, leads, start, end, detail)) in enumerate(
        zip(people, told, strict=True), start=2
    ):
        person = f"{one.name[0]}某" if kin else ""
        line = [one.name, one.home, kind, unit, person, kin, post, leads, start, end,
                "本人申报", detail]  # fmt: skip
        sheet.write_row(row, 0, line)
