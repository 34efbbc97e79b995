"""Noise, broken, locked and scanned files: one sentence each, and never long."""

from __future__ import annotations

import base64
import time
from pathlib import Path

import olefile
import pypdfium2 as pdfium
import pytest

from xuncha.engines.reading.official import read_paper, read_text
from xuncha.engines.reading.records import ReadError

OLD_WORD = base64.b64decode(
    (Path(__file__).parents[3] / "fixtures/read/notice.doc.base64").read_text("ascii")
)
NOISE = {
    "digits": "1234567890", "blanks": " ", "commas": "区民政局党组、", "days": "2023年1月1日至",
    "numbers": "1.问题不足。", "teams": "区委第一巡察组向", "brackets": "（(“", "mail": "a.@",
    "cells": "甲\t", "words": "巡察组反馈问题整改情况党组",
}  # fmt: skip


@pytest.mark.parametrize("sign", NOISE.values(), ids=NOISE.keys())
def test_twice_the_noise_takes_about_twice_the_time(sign: str) -> None:
    def seconds(size: int) -> float:
        text = (sign * size)[:size]
        began = time.process_time()
        read_text(text)
        return time.process_time() - began

    seconds(1_000)
    assert seconds(32_000) < 0.3 + 10 * seconds(8_000)


def test_nothing_is_told_of_noise() -> None:
    paper = read_text("\x00\x01 ??? 乱码 ....")

    assert paper.findings == []
    assert paper.evidence_dict() == {}


@pytest.mark.parametrize("name", ["空.txt", "空.docx", "空.pdf"])
def test_an_empty_file_is_named(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(b"")

    with pytest.raises(ReadError, match=name):
        read_paper(tmp_path / name)


def test_a_scan_says_so(tmp_path: Path) -> None:
    document = pdfium.PdfDocument.new()
    document.new_page(595, 842)
    document.save(tmp_path / "扫描.pdf")

    with pytest.raises(ReadError, match="扫描件"):
        read_paper(tmp_path / "扫描.pdf")


@pytest.mark.parametrize("suffix", ["doc", "wps"])
def test_an_old_word_file_reads_like_its_text(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"notice.{suffix}"
    path.write_bytes(OLD_WORD)
    paper = read_paper(path)

    assert paper.kind == "notice_rectification"
    assert paper.facts_dict()["counts"]["measures"] == 74
    assert [one.status for one in paper.findings] == [
        "completed",
        "basically_completed",
        "long_term",
    ]


def test_a_locked_old_word_file_says_so(tmp_path: Path) -> None:
    raw = bytearray(OLD_WORD)
    with olefile.OleFileIO(OLD_WORD) as box:
        header = box.openstream("WordDocument").read(12)
    at = raw.index(header)
    raw[at + 11] |= 0x01
    (tmp_path / "锁.doc").write_bytes(raw)

    with pytest.raises(ReadError, match="打开密码"):
        read_paper(tmp_path / "锁.doc")


def test_a_cut_old_word_file_is_broken_in_one_sentence(tmp_path: Path) -> None:
    for size in (600, 2_000, 5_000):
        (tmp_path / "断.doc").write_bytes(OLD_WORD[:size])
        with pytest.raises(ReadError, match=r"断\.doc"):
            read_paper(tmp_path / "断.doc")
