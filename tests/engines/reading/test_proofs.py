# ruff: noqa: E501, RUF001  (tables of cases)
"""Proof files: kind by content, text, own dates, hashes that see through names and formats."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import docx as docx_library
import pytest
from PIL import Image

from tests.engines.reading.papers import docx, pdf, picture, saved
from xuncha.engines.reading import limits
from xuncha.engines.reading.proofs import read_proof, read_proofs
from xuncha.engines.reading.records import ProofFile, ReadError
from xuncha.engines.reading.signing import signed_on


def proof(path: Path) -> ProofFile:
    return read_proof(path, path.name)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("情况说明\n清退3万元。\n清源区民政局\n2024年5月20日\n", "2024-05-20"),
        ("情况说明\n清源区民政局  2024年5月20日", "2024-05-20"),
        ("说明\n二〇二四年五月二十日", "2024-05-20"),
        ("说明\n（2024年5月20日）", "2024-05-20"),
        ("说明\n2024.5.20", "2024-05-20"),
        ("说明\n清源区民政局\n2024年5月20日\n附件：1.收据", "2024-05-20"),
        ("说明\n日期：2024年5月20日", "2024-05-20"),
        ("会议于2024年5月20日召开。", None),
        ("2024年5月20日，局党组召开会议，研究整改工作。", None),
        ("时间：2024年5月20日\n地点：会议室\n" + "发言要点\n" * 12, None),
        ("支出明细\n经办人签收，2024年5月20日付清。", None),
        ("", None),
    ],
)
def test_the_signing_line(text: str, day: str | None) -> None:
    found = signed_on(text)
    assert (str(found) if found else None) == day


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2024年5月20日会议.txt", "2024-05-20"), ("20240520收据.txt", "2024-05-20"),
        ("IMG_20240520_093011.txt", "2024-05-20"), ("微信图片_20240520093011.txt", "2024-05-20"),
        ("2024.5.20缴款.txt", "2024-05-20"), ("2024年5月报表.txt", None), ("收据12345678.txt", None),
        ("〔2024〕5号.txt", None), ("3.5万元清退.txt", None),
    ],
)  # fmt: skip
def test_the_date_in_a_name(tmp_path: Path, name: str, day: str | None) -> None:
    path = tmp_path / name
    path.write_text("收到。", encoding="utf-8")
    assert proof(path).dates == ((("name", dt.date.fromisoformat(day)),) if day else ())


def test_created_dates_are_chinas_and_templates_stamps_are_none(tmp_path: Path) -> None:
    late = docx(tmp_path / "a.docx", ["甲"], created="2024-05-19T16:30:00Z")
    stamp = docx(tmp_path / "b.docx", ["甲"], created="2013-12-23T23:15:00Z")
    broken = docx(tmp_path / "c.docx", ["甲"], created="昨天")
    assert proof(late).dates == (("created", dt.date(2024, 5, 20)),)
    assert proof(stamp).dates == ()
    assert proof(broken).dates == ()
    assert proof(pdf(tmp_path / "d.pdf")).dates == (("created", dt.date(2024, 5, 20)),)


def test_modified_dates_never_count(tmp_path: Path) -> None:
    path = docx(tmp_path / "a.docx", ["甲"])
    os.utime(path, (0, 0))
    assert proof(path).dates == ()


def test_the_camera_date_and_the_same_picture_in_other_clothes(tmp_path: Path) -> None:
    image = picture()
    first = proof(saved(image, tmp_path / "1.png"))
    other = proof(saved(image, tmp_path / "现场.bmp"))
    clear = proof(saved(image.convert("RGBA"), tmp_path / "3.png"))
    photo = proof(saved(image, tmp_path / "4.jpg", taken="2024:05:20 09:30:00"))
    again = proof(saved(Image.open(tmp_path / "4.jpg"), tmp_path / "5.png"))
    different = proof(saved(picture(2), tmp_path / "6.png"))
    assert first.picture_sha256 == other.picture_sha256 == clear.picture_sha256 != ""
    assert photo.picture_sha256 == again.picture_sha256 != first.picture_sha256
    assert different.picture_sha256 not in {first.picture_sha256, photo.picture_sha256}
    assert photo.dates == (("created", dt.date(2024, 5, 20)),)
    assert photo.kind == "jpeg"
    assert first.text_sha256 == ""


def test_the_same_text_in_other_clothes(tmp_path: Path) -> None:
    plain = tmp_path / "说明.txt"
    plain.write_bytes("清退 3万元。\r\n已入账。".encode("gb18030"))
    word = docx(tmp_path / "说明.docx", ["清退3万元。", "已入账。"])
    assert proof(plain).text_sha256 == proof(word).text_sha256 != ""
    assert proof(plain).sha256 != proof(word).sha256
    assert proof(plain).text == "清退 3万元。\n已入账。"


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("会议纪要.txt", "内容", True), ("5月签到表.txt", "名单", True), ("a.txt", "关于开展自查的通知\n各科室：", True),
        ("收据.txt", "今收到3万元", False), ("a.txt", "情况说明\n" + "文" * 80 + "会议纪要", False),
    ],
)  # fmt: skip
def test_minutes_and_notices(tmp_path: Path, name: str, text: str, expected: bool) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert proof(path).is_minutes is expected


def test_a_folder_is_read_with_its_sub_folders(tmp_path: Path) -> None:
    (tmp_path / "甲" / "乙").mkdir(parents=True)
    (tmp_path / "甲" / "乙" / "b.txt").write_text("二", encoding="utf-8")
    (tmp_path / "a.txt").write_text("一", encoding="utf-8")
    (tmp_path / "空.txt").write_bytes(b"")
    (tmp_path / "~$a.docx").write_bytes(b"x")
    (tmp_path / ".DS_Store").write_bytes(b"x")
    (tmp_path / "链接.txt").symlink_to(tmp_path / "a.txt")
    found = read_proofs(tmp_path)
    assert [one.relative for one in found.files] == ["a.txt", "甲/乙/b.txt", "空.txt"]
    assert [one.kind for one in found.files] == ["txt", "txt", "empty"]
    with pytest.raises(ReadError, match="找不到文件夹"):
        read_proofs(tmp_path / "没有")


def test_what_cannot_be_read_says_why_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.docx").write_bytes(docx(tmp_path / "x.docx", ["甲"]).read_bytes()[:-40])
    (tmp_path / "b.png").write_bytes(saved(picture(), tmp_path / "y.png").read_bytes()[:60])
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.4\nnothing")
    big = tmp_path / "d.txt"
    big.write_text("甲" * 100, encoding="utf-8")
    for name in ("a.docx", "b.png", "c.pdf"):
        one = proof(tmp_path / name)
        assert one.error.startswith(f"“{name}”")
        assert one.error.endswith("。")
        assert one.sha256
    monkeypatch.setattr(limits, "MOST_BYTES", 50)
    one = proof(big)
    assert "过大" in one.error
    assert one.sha256
    assert one.text == ""
    assert proof(tmp_path / "没有.txt").error == "“没有.txt”打不开。"


def test_a_program_under_a_documents_name_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "证明.docx"
    path.write_bytes(b"MZ\x90\x00" + b"\x00" * 200)
    one = proof(path)
    assert (one.kind, one.text, one.error) == ("exe", "", "")


def test_a_scan_put_into_word_is_its_picture(tmp_path: Path) -> None:
    shot = saved(picture(90), tmp_path / "收据.png")
    bare = _word_of(tmp_path / "收据扫描件.docx", shot)
    assert proof(bare).picture_sha256 == proof(shot).picture_sha256 != ""
    two = _word_of(tmp_path / "两张.docx", shot, saved(picture(91), tmp_path / "回单.png"))
    assert proof(two).picture_sha256 not in {"", proof(shot).picture_sha256}
    told = _word_of(tmp_path / "有文字.docx", shot, text="清退补贴三万元，见下图。")
    assert proof(told).picture_sha256 == ""


def _word_of(path: Path, *shots: Path, text: str = "") -> Path:
    document = docx_library.Document()
    if text:
        document.add_paragraph(text)
    for shot in shots:
        document.add_picture(str(shot))
    document.save(str(path))
    return path
