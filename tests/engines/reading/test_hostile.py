# ruff: noqa: E501  (tables of cases)
"""Files from strangers: each ends in one Chinese sentence, soon, and never in a traceback."""

from __future__ import annotations

import contextlib
import io
import random
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from tests.engines.reading import layouts
from tests.engines.reading.papers import docx, pdf, picture, saved
from xuncha.engines.reading import limits
from xuncha.engines.reading.feedback import read_feedback
from xuncha.engines.reading.layout import guess_layout
from xuncha.engines.reading.ledger import read_ledger
from xuncha.engines.reading.proofs import read_proof
from xuncha.engines.reading.records import ReadError
from xuncha.engines.reading.sniff import kind_of, kind_of_file

READERS: tuple[Callable[[Path], Any], ...] = (read_ledger, guess_layout, read_feedback)


def refusal(path: Path, reader: Callable[[Path], Any] = read_ledger) -> str:
    began = time.monotonic()
    with pytest.raises(ReadError) as caught:
        reader(path)
    assert time.monotonic() - began < 5
    sentence = str(caught.value)
    assert path.name in sentence
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "\n" not in sentence
    return sentence


def rewritten(path: Path, changed: dict[str, bytes]) -> Path:
    parts = {}
    with zipfile.ZipFile(path) as box:
        parts = {name: box.read(name) for name in box.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as box:
        for name, data in (parts | changed).items():
            box.writestr(name, data)
    return path


def part(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as box:
        return box.read(name)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)
@pytest.mark.parametrize(
    "content",
    [b"", b"\x00" * 500, b"MZ\x90" + b"\x00" * 99, b"PK\x03\x04" + b"x" * 99, b"%PDF-1.4",
     b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0"],
)  # fmt: skip
def test_garbage_gets_one_sentence(
    tmp_path: Path, content: bytes, reader: Callable[[Path], Any]
) -> None:
    path = tmp_path / "台账.xlsx"
    path.write_bytes(content)
    refusal(path, reader)


@pytest.mark.parametrize("reader", READERS, ids=lambda one: one.__name__)
def test_fifty_megabytes_of_noise_are_refused_at_once(
    tmp_path: Path, reader: Callable[[Path], Any]
) -> None:
    path = tmp_path / "噪声.xlsx"
    path.write_bytes(random.Random(1).randbytes(50 * 1024 * 1024))
    refusal(path, reader)


def test_too_large_a_file_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = layouts.plain(tmp_path / "大.xlsx").path
    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    assert "超过" in refusal(path)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_workbook(tmp_path: Path, share: float) -> None:
    data = layouts.plain(tmp_path / "a.xlsx").path.read_bytes()
    path = tmp_path / "断.xlsx"
    path.write_bytes(data[: int(len(data) * share)])
    refusal(path)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    assert "找不到" in refusal(tmp_path / "没有.xlsx")
    (tmp_path / "夹.xlsx").mkdir()
    assert "找不到" in refusal(tmp_path / "夹.xlsx")


def test_a_workbook_under_a_password(tmp_path: Path) -> None:
    path = tmp_path / "密.xlsx"
    names = "".join(("EncryptionInfo", "EncryptedPackage")).encode("utf-16-le")
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 1016 + names + b"\x00" * 512)
    for reader in READERS:
        assert "密码" in refusal(path, reader)
    assert "密码" in read_proof(path, path.name).error


def test_empty_sheets_and_sheets_without_a_ledger(tmp_path: Path) -> None:
    path = tmp_path / "空.xlsx"
    Workbook().save(path)
    assert "没有找到" in refusal(path)
    book, sheet = layouts.new()
    layouts.put(sheet, 1, list(layouts.HEADERS))
    book.save(path)
    assert "没有整改事项" in refusal(path)


def test_a_zip_bomb(tmp_path: Path) -> None:
    path = layouts.plain(tmp_path / "炸.xlsx").path
    rewritten(path, {"xl/worksheets/sheet9.xml": b"\x00" * (60 * 1024 * 1024)})
    assert "压缩炸弹" in refusal(path)
    word = rewritten(docx(tmp_path / "炸.docx", ["甲"]), {"word/x.xml": b" " * (60 * 1024 * 1024)})
    assert "压缩炸弹" in refusal(word, read_feedback)
    assert "压缩炸弹" in read_proof(word, word.name).error


def test_too_many_parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_MEMBERS", 5)
    assert "文件超过" in refusal(layouts.plain(tmp_path / "多.xlsx").path)


@pytest.mark.parametrize(
    "far",
    [
        b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>',
        b'<row r="1048576">' + b"<c><v>1</v></c>" * 16000 + b"</row></sheetData>",
        b"<row r='900000'><c t='n' r='ZZ900000'><v>1</v></c></row></sheetData>",
    ],
)
def test_one_cell_in_the_farthest_corner(tmp_path: Path, far: bytes) -> None:
    path = layouts.plain(tmp_path / "远.xlsx").path
    sheet = part(path, "xl/worksheets/sheet1.xml")
    rewritten(path, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", far)})
    assert "很远" in refusal(path)


def test_styled_but_empty_cells_far_out_do_no_harm(tmp_path: Path) -> None:
    path = layouts.plain(tmp_path / "样.xlsx").path
    sheet = part(path, "xl/worksheets/sheet1.xml")
    far = b'<row r="1048576" spans="1:2"><c r="XFD1048576" s="0"/></row></sheetData>'
    rewritten(path, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", far)})
    assert len(read_ledger(path).rows) == 5


def test_one_long_text_shown_a_million_times(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MOST_CHARACTERS", 200_000)
    path = tmp_path / "重.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, layouts.HEADERS)
    for row in range(1, 60):
        sheet.write(row, 2, "不" * 3000)
    book.close()
    assert "压缩炸弹" in refusal(path)


def test_a_merged_range_over_the_whole_sheet(tmp_path: Path) -> None:
    path = layouts.plain(tmp_path / "并.xlsx").path
    sheet = part(path, "xl/worksheets/sheet1.xml")
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    rewritten(path, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", merged)})
    began = time.monotonic()
    assert len(read_ledger(path).rows) == 5
    assert time.monotonic() - began < 5


def test_an_entity_bomb_is_not_unfolded(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE w [<!ENTITY a "甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>'
    path = docx(tmp_path / "实体.docx", ["一、问题"], before=bomb)
    assert "不安全" in refusal(path, read_feedback)
    assert "不安全" in read_proof(path, path.name).error


def test_the_content_tells_the_kind(tmp_path: Path) -> None:
    book = layouts.plain(tmp_path / "a.xlsx").path
    word = docx(tmp_path / "b.docx", ["甲"])
    archive = tmp_path / "c.zip"
    with zipfile.ZipFile(archive, "w") as box:
        box.writestr("说明.txt", "甲")
    ofd = tmp_path / "d.ofd"
    with zipfile.ZipFile(ofd, "w") as box:
        box.writestr("OFD.xml", "<OFD/>")
    kinds = [kind_of_file(one) for one in (book, word, archive, ofd, pdf(tmp_path / "e.pdf"))]
    assert kinds == ["xlsx", "docx", "zip", "ofd", "pdf"]
    assert [kind_of_file(saved(picture(), tmp_path / f"p.{end}")) for end in ("jpg", "png", "gif")] == [
        "jpeg", "png", "gif",
    ]  # fmt: skip
    assert kind_of("整改说明".encode()) == kind_of("整改说明".encode("gb18030")) == "txt"
    assert kind_of(b"") == "empty"
    assert kind_of(bytes(range(256)) * 4) == "unknown"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.binary(max_size=400), ending=st.sampled_from(["xlsx", "csv", "docx", "txt", "pdf"]))
def test_any_bytes(tmp_path: Path, data: bytes, ending: str) -> None:
    path = tmp_path / f"x.{ending}"
    path.write_bytes(data)
    for reader in READERS:
        with contextlib.suppress(ReadError):
            reader(path)
    read_proof(path, path.name)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(seed=st.integers(0, 10**9))
def test_workbooks_with_a_few_wrong_bytes(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = layouts.two_row_header(tmp_path / "a.xlsx").path
    parts = {}
    with zipfile.ZipFile(path) as box:
        parts = {name: bytearray(box.read(name)) for name in box.namelist()}
    name = chance.choice(sorted(parts))
    for _ in range(chance.randint(1, 12)):
        parts[name][chance.randrange(len(parts[name]))] = chance.choice(b'<>"/ 019AZ\x00\xff')
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as box:
        for one, data in parts.items():
            box.writestr(one, bytes(data))
    path.write_bytes(out.getvalue())
    for reader in READERS:
        with contextlib.suppress(ReadError):
            reader(path)
