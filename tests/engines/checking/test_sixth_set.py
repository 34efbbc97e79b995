"""What a fourth author's ledgers, and pairs written for R13 and R15, brought to light."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.engines.checking.hand import check, codes, fires, ledger
from xuncha.engines.checking.looks import groups_alike
from xuncha.engines.checking.telling import told_totals
from xuncha.engines.reading.proofs import read_proof


@pytest.mark.parametrize(
    ("progress", "is_asked"),
    [
        ("组织全员学习《差旅费管理办法》，退回9,310元", True),
        ("按规定标准补缴党费1,284元", True),
        ("新修订的《差旅费管理办法》5月起执行，退回9,310元", False),
        ("超标的一律不予报销，退回9,310元", False),
    ],
)
def test_rules_that_are_studied_or_gone_by_were_not_laid_down(
    progress: str, is_asked: bool
) -> None:
    finding = "差旅费报销制度执行不严，超标住宿普遍"
    assert fires("R13", finding=finding, progress=progress) is is_asked


def test_rows_of_one_finding_answer_it_together_for_what_it_says_of_all() -> None:
    shared = {"finding": "物业监管机制缺失，收支无人过问", "status": "已完成"}
    first = shared | {"problem": "业委会届满未换届", "progress": "5月出台物业考核办法"}
    second = shared | {"problem": "三家物业的账没有贴出来", "progress": "三家物业5月贴出账目"}
    assert "R13" not in set().union(*codes(check([ledger(first, second, blocks=(5, 5))])).values())


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("43个问题已整改完成40个", {("findings", 43), ("done", 40)}),
        ("43个问题已整改完成", {("done", 43)}),
        ("43个问题中已销号40个，3个正在推进", {("findings", 43), ("done", 40), ("open", 3)}),
    ],
)
def test_so_many_of_so_many_are_two_totals(line: str, told: set[tuple[str, int]]) -> None:
    assert {(one.key, int(one.value)) for one in told_totals(line)} == told


@pytest.mark.parametrize(
    ("progress", "is_asked"),
    [
        ("更换管网3公里，12月抽访的12户有8户说隔天才来一次水", True),
        ("更换灯头34只，群众打热线说亮了两天又黑了", True),
        ("开工前摸底时满意的住户不到七成，更换灯头34只", False),
        ("换了承包商，走访病房20人，17人说热乎了，1人嫌菜辣", False),
    ],
)
def test_what_residents_say_after_counts_and_few_of_many_do_not(
    progress: str, is_asked: bool
) -> None:
    assert fires("R19", finding="设施老旧，住户不便", progress=progress) is is_asked


@pytest.mark.parametrize(
    ("progress", "is_asked"),
    [
        ("所长把2人叫到办公室敲打了一番，2人保证下不为例", True),
        ("2人各记过一次，扣三个月绩效", False),
    ],
)
def test_a_telling_off_in_plain_words_is_a_talk(progress: str, is_asked: bool) -> None:
    row = {"finding": "2名执法人员上班时间打麻将", "measure": "处理当事人"}
    assert fires("R14", **row, progress=progress) is is_asked


def test_a_person_after_the_office_is_a_part_of_the_finding() -> None:
    finding = "规划股陈某、安监股许某、财务股龙某3人在客运公司兼职未报告"
    two = "陈某、许某12月10日分别辞了兼职"
    assert fires("R02", finding=finding, progress=two)
    assert not fires("R02", finding=finding, progress=f"{two}，龙某1月辞了兼职")


def test_a_moved_deadline_may_be_explained_where_the_progress_tells_of_it() -> None:
    row = {"finding": "跑道起皮", "status": "整改中", "due": "2024-10-10（调整为2024-11-25）"}
    told = "送检胶水不合格须重配，经教育局书面同意，期限改到11月25日"
    assert not fires("R17", **row, progress=told)
    assert fires("R17", **row, progress="样品送检")


def _saved(folder: Path, name: str, seed: int, kind: str) -> Path:
    picture = Image.new("RGB", (320, 240), (200, 210, 190))
    pen = ImageDraw.Draw(picture)
    for at in range(12):
        left, top = at * 37 * seed % 280, at * 53 * seed % 200
        pen.rectangle((left, top, left + 30, top + 24), fill=(at * 20, 90, 255 - at * 20))
    stream = io.BytesIO()
    picture.save(stream, kind)
    path = folder / name
    path.write_bytes(stream.getvalue())
    return path


def test_a_picture_saved_anew_in_another_format_is_the_same(tmp_path: Path) -> None:
    made = [("一.png", 1, "PNG"), ("二.jpg", 1, "JPEG"), ("三.jpg", 3, "JPEG")]
    files = [read_proof(_saved(tmp_path, name, at, kind), name) for name, at, kind in made]
    group = groups_alike(files)
    assert len({one.picture_sha256 for one in files}) == 3
    assert group["一.png"] == group["二.jpg"] != group["三.jpg"]


def test_a_picture_of_one_colour_looks_like_none(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30), (9, 9, 9)).save(tmp_path / "黑.png")
    assert read_proof(tmp_path / "黑.png", "黑.png").picture_looks == b""
