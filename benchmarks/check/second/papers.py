# ruff: noqa: E501  (tables of texts)
"""Feedback papers, proof files and reports."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
from dataclasses import dataclass, field
from pathlib import Path

import docx
from PIL import Image

from benchmarks.check.second.lay import BANDS, CN
from benchmarks.check.second.rows import Row


def chinese(day: dt.date, *, spelled: bool = False) -> str:
    if not spelled:
        return f"{day.year}年{day.month}月{day.day}日"
    year = "".join(CN[int(one)] for one in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    if number <= 10:
        return CN[number]
    tens, ones = divmod(number, 10)
    return f"{'' if tens == 1 else CN[tens]}十{CN[ones] if ones else ''}"


def feedback(
    path: Path, unit: str, fed: dt.date, findings: list[str], half: str, rng: random.Random
) -> None:
    """A feedback as .docx, .txt (UTF-8 or GB18030) or .xlsx by the path's suffix."""
    if path.suffix == ".xlsx":
        _feedback_book(path, unit, fed, findings, rng)
        return
    lines = [
        f"关于巡察{unit}的反馈意见", f"根据区委统一部署，区委第{CN[rng.randrange(1, 6)]}巡察组对{unit}开展了常规巡察。",
        "一、总体评价", f"{unit}能够履行职责，重点工作取得一定成效，获得群众肯定。", "二、存在的主要问题",
    ]  # fmt: skip
    size = max(3, -(-len(findings) // 3))
    number = 0
    for part, at in enumerate(range(0, len(findings), size)):
        lines.append(f"（{CN[part + 1]}）{BANDS[half][part % 4].split('）')[-1]}")
        for one in findings[at : at + size]:
            number += 1
            mark = "、" if one[0].isdigit() else "."
            lines.append(f"{number}{mark}{one}")
    lines += [
        "三、整改要求", "1.提高政治站位，切实担起整改主体责任，主要负责人要亲自抓。",
        "2.对反馈的问题建立台账，逐项明确责任人和时限。", "3.三个月内报送整改情况报告。",
        "", "区委巡察工作领导小组办公室" if half == "a" else "清源区委巡察组", chinese(fed),
    ]  # fmt: skip
    if path.suffix == ".txt":
        coding = "gb18030" if rng.random() < 0.4 else "utf-8"
        path.write_text("\n".join(lines), encoding=coding)
        return
    word(path, lines)


def _feedback_book(
    path: Path, unit: str, fed: dt.date, findings: list[str], rng: random.Random
) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("反馈问题清单")
    sheet.merge_range(0, 0, 0, 2, f"巡察{unit}反馈问题清单（反馈时间：{chinese(fed)}）")
    sheet.write_row(
        1, 0, ("序号", "问题类别", rng.choice(("反馈问题", "问题表述", "巡察反馈问题")))
    )
    for at, one in enumerate(findings):
        sheet.write_row(at + 2, 0, (at + 1, "履职尽责", one))
    book.close()


def word(path: Path, lines: list[str], created: dt.datetime | None = None) -> None:
    paper = docx.Document()
    for line in lines:
        paper.add_paragraph(line)
    told = paper.core_properties
    told.modified = dt.datetime(2019, 5, 5)
    if created is not None:
        told.created = created
    else:  # what the template says of its own making is no date of this paper
        for one in list(told._element):
            if one.tag.endswith("}created"):
                told._element.remove(one)
    paper.save(str(path))


@dataclass
class Proof:
    """A proof file to be: its name without suffix, lines, own dates, where it lies."""

    stem: str
    lines: list[str]
    suffix: str
    folder: str = ""
    signed: dt.date | None = None
    named: dt.date | None = None
    created: dt.date | None = None
    picture: int = 0
    is_empty: bool = False

    @property
    def file(self) -> str:
        day = self.named
        mark = ""
        if day is not None:
            ways = (
                f"_{day:%Y%m%d}",
                f"（{day.year}年{day.month}月{day.day}日）",
                f"({day.isoformat()})",
                f" {day.year}.{day.month}.{day.day}",
            )
            mark = ways[len(self.stem) % 4]
        return f"{self.stem}{mark}{self.suffix}"

    def write(self, root: Path) -> None:
        folder = root / self.folder
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / self.file
        if self.is_empty:
            path.write_bytes(b"")
            return
        lines = [*self.lines, *([f"{chinese(self.signed)}"] if self.signed else [])]
        if self.suffix == ".txt":
            path.write_text("\n".join(lines), encoding="utf-8")
        elif self.suffix in (".jpg", ".png"):
            _picture(path, self.picture, self.created)
        else:
            created = dt.datetime.combine(self.created, dt.time(9)) if self.created else None
            word(path, lines, created)


def _picture(path: Path, seed: int, taken: dt.date | None) -> None:
    image = Image.frombytes("RGB", (24, 24), random.Random(seed).randbytes(24 * 24 * 3))
    options = {}
    if taken and path.suffix == ".jpg":
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = f"{taken:%Y:%m:%d} 10:00:00"
        options["exif"] = exif
    image.save(path, **options)


def picture_as(path: Path, seed: int) -> None:
    """The same picture in another lossless file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.frombytes("RGB", (24, 24), random.Random(seed).randbytes(24 * 24 * 3))
    box = io.BytesIO()
    image.save(box, "PNG", compress_level=1)
    path.write_bytes(box.getvalue())


@dataclass
class Folder:
    """The evidence folder of a scenario."""

    proofs: list[Proof] = field(default_factory=list)

    def write(self, root: Path) -> None:
        root.mkdir(parents=True, exist_ok=True)
        for one in self.proofs:
            one.write(root)


NAMINGS = (
    "{f}", "{s}", "《{s}》", "1.{f}", "附件3：{s}", "证明材料/{f}", "（2）{s}", "{s}（复印件）"[:3], "{u}", " {s} ",
    "①{s}", "{s}.DOCX",
)  # fmt: skip


def named(proof: Proof, rng: random.Random) -> str:
    """How a ledger names a proof."""
    stem = proof.file.removesuffix(proof.suffix)
    way = rng.choice(NAMINGS)
    if way.endswith(".DOCX") and proof.suffix != ".docx":
        way = "{s}"
    return way.format(f=proof.file, s=stem, u=proof.file.upper())


def proof_for(
    row: Row, at: int, stem: str, days: tuple[dt.date, dt.date], rng: random.Random
) -> Proof:
    """A proof of one row, with honest dates between ``days``."""
    suffix = rng.choice((".docx", ".docx", ".txt", ".jpg", ".txt"))
    span = max(1, (days[1] - days[0]).days)
    day = days[0] + dt.timedelta(days=rng.randrange(span))
    text = f"{row.slots['村1']}{row.slots['人1']}经办第{at}号：{row.finding[:16]}有关凭据，经核对与原件一致。"
    proof = Proof(
        f"{stem}-{at}" if rng.random() < 0.5 else f"{stem}{row.slots['人1']}{at}",
        [stem, text, f"对2018年6月5日前发生的业务一并核对，金额与账面相符，经手人{row.slots['人2']}。"],
        suffix, rng.choice(("", f"佐证/{at:02d}", "整改佐证材料/第一批")), picture=at * 7919 + rng.randrange(10**6),
    )  # fmt: skip
    if rng.random() < 0.5:
        proof.signed = day
    if rng.random() < 0.2:
        proof.named = day
    if rng.random() < 0.3:
        proof.created = day
    return proof


def bare_stem(text: str) -> str:
    return re.sub(r"\W", "", text)
