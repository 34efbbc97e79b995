"""What is never taken in, each with one sentence on the field ``file``."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.foundation.files.samples import CLERK, PDF, PROGRAM, blobs, docx, zipped
from xuncha.foundation.files import archives
from xuncha.foundation.files.models import StoredFile
from xuncha.foundation.files.services import keep_file
from xuncha.kernel.errors import Invalid

Keep = Callable[..., StoredFile]
MIB = 1024 * 1024
OTHERS_NAME = "报告.docx"


def refused(keep: Keep, content: bytes, name: str = OTHERS_NAME, **more: int) -> str:
    """The sentence with which it is refused; nothing of it is kept."""
    with pytest.raises(Invalid) as caught:
        keep(content, name, **more)
    assert caught.value.field == "file"
    assert StoredFile.objects.count() == 0
    sentence = caught.value.sentence
    assert sentence.endswith("。")
    assert "\n" not in sentence
    return sentence


def test_program_named_as_word(keep: Keep, home: Path) -> None:
    expected = "“报告.docx”的内容不是 Word 文档，而是可执行程序，不能上传。"
    assert refused(keep, PROGRAM) == expected
    assert blobs(home) == []


@pytest.mark.parametrize(
    "content",
    [
        b"\x7fELF\x02\x01\x01" + bytes(60),
        b"\xca\xfe\xba\xbe\x00\x00\x00\x34" + bytes(60),
        b"\xcf\xfa\xed\xfe" + bytes(60),
        b"L\x00\x00\x00\x01\x14\x02\x00" + bytes(60),
        b"MSCF" + bytes(60),
    ],
)
@pytest.mark.parametrize("name", ["照片.jpg", "说明", "材料.pdf", "资料.zip"])
def test_programs_of_all_kinds(keep: Keep, home: Path, content: bytes, name: str) -> None:
    assert "可执行程序" in refused(keep, content, name)


@pytest.mark.parametrize(
    "content",
    [
        b"#!/bin/sh\nrm -rf /\n",
        b"\xef\xbb\xbf@echo off\r\ndel *.*\r\n",
        b"@ECHO OFF\r\n",
        b"<?php system($_GET['c']); ?>",
        b"<%@ page language='java' %>",
        b'Set s = CreateObject("WScript.Shell")\r\ns.Run "calc"',
        "\ufeffWindows Registry Editor Version 5.00\r\n".encode("utf-16-le"),
    ],
)
def test_scripts_named_as_text(keep: Keep, home: Path, content: bytes) -> None:
    assert refused(keep, content, "说明.txt") == (
        "“说明.txt”的内容不是文本文件，而是脚本，不能上传。"
    )


def compound(stream: str, class_id: bytes = bytes(16)) -> bytes:
    """The look of an old office file: header, then a directory with one named entry."""
    entry = stream.encode("utf-16-le").ljust(64, b"\x00")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(512, b"\x00")
    return head + entry + bytes(16) + class_id + bytes(4096)


def test_old_office_files_by_their_streams(keep: Keep, home: Path) -> None:
    assert keep(compound("WordDocument"), "报告.wps").kind == "doc"
    assert keep(compound("Workbook"), "台账.et").kind == "xls"
    StoredFile.objects.all().delete()
    assert "不是 Excel 表格，而是 Word 文档" in refused(keep, compound("WordDocument"), "台账.xls")


def test_office_file_under_a_password(keep: Keep, home: Path) -> None:
    sentence = refused(keep, compound("EncryptedPackage"))
    assert sentence == "“报告.docx”设有打开密码，请去掉密码后再上传。"


def test_installer_named_as_word(keep: Keep, home: Path) -> None:
    installer = bytes.fromhex("84100c0000000000c000000000000046")
    assert "可执行程序" in refused(keep, compound("Root Entry", installer), "报告.doc")


def test_text_that_speaks_of_scripts_is_taken(keep: Keep, home: Path) -> None:
    words = "检查发现：服务器上有 #!/bin/sh 脚本和 powershell 命令，已要求清理。MZ 是程序开头。"
    assert keep(words.encode(), "检查记录.txt").kind == "txt"
    assert keep(b"MZ 2024 work notes", "记录.txt").kind == "txt"


@pytest.mark.parametrize(
    "name", ["安装.exe", "运行.BAT", "宏表.xlsm", "图.svg", "a.\uff45\uff58\uff45", "b.js"]
)
def test_names_that_run(keep: Keep, home: Path, name: str) -> None:
    assert "可以运行的文件类型" in refused(keep, "只是文字".encode(), name)


def test_name_that_contradicts_the_content(keep: Keep, home: Path) -> None:
    assert refused(keep, PDF) == (
        "“报告.docx”的内容不是 Word 文档，而是 PDF 文件，请改成相符的扩展名后再上传。"
    )
    assert "而是 Word 文档" in refused(keep, docx(), "台账.xlsx")
    assert "不是图片，而是 PDF 文件" in refused(keep, PDF, "现场.jpg")


def test_fifty_mb_of_noise(db: None, home: Path) -> None:
    noise = os.urandom(MIB)

    class Noise(io.RawIOBase):
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            self.given += 1
            return noise if self.given <= 50 else b""

    with pytest.raises(Invalid, match="”的内容不是 Word 文档，可能已损坏"):
        keep_file(CLERK, stream=Noise(), name=OTHERS_NAME)
    with pytest.raises(Invalid, match="”的内容认不出是哪种文件"):
        keep_file(CLERK, stream=Noise(), name="杂.bin")
    assert blobs(home) == []


def test_too_large_is_stopped_while_it_comes_in(db: None, home: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1, /) -> bytes:
            self.given += 1
            return bytes(MIB)

    stream = Endless()
    with pytest.raises(Invalid, match="超过 2 MB，不能上传"):
        keep_file(CLERK, stream=stream, name="大.pdf", limit_bytes=2 * MIB)
    assert stream.given == 3


def test_exactly_at_the_limit_is_taken(keep: Keep, home: Path) -> None:
    assert keep(PDF, limit_bytes=len(PDF)).size == len(PDF)
    StoredFile.objects.all().delete()
    assert "字节" in refused(keep, PDF, "a.pdf", limit_bytes=len(PDF) - 1)


def test_empty(keep: Keep, home: Path) -> None:
    assert refused(keep, b"") == "“报告.docx”是空文件，没有内容可以保存。"


@pytest.mark.parametrize(
    ("head", "words"), [(b"Rar!\x1a\x07\x01\x00", "RAR"), (b"7z\xbc\xaf\x27\x1c\x00\x04", "7z")]
)
def test_archives_that_cannot_be_looked_into(
    keep: Keep, home: Path, head: bytes, words: str
) -> None:
    sentence = refused(keep, head + os.urandom(200), "佐证.rar")
    assert f"是 {words} 压缩包" in sentence
    assert "请解开后上传，或者改用 ZIP" in sentence


# Zip containers ------------------------------------------------------------------------------


def test_good_containers_are_taken(keep: Keep, home: Path) -> None:
    assert keep(docx(), OTHERS_NAME).kind == "docx"
    parts = {"证明/一.pdf": PDF, "证明/二.docx": docx(), "证明/": b""}
    assert keep(zipped(parts), "佐证.zip").kind == "zip"


def test_zip_bomb(keep: Keep, home: Path) -> None:
    bomb = zipped({f"{n}.txt": bytes(60 * MIB) for n in range(9)})
    assert len(bomb) < MIB
    assert refused(keep, bomb, "资料.zip") == (
        "“资料.zip”解压后超过 400 MB，疑似压缩炸弹，不能上传。"
    )


def test_bomb_inside_a_bomb(keep: Keep, home: Path) -> None:
    inner = zipped({"x": bytes(60 * MIB)})
    assert "疑似压缩炸弹" in refused(keep, zipped({f"{n}.zip": inner for n in range(9)}), "a.zip")


def test_bomb_that_understates_its_size(keep: Keep, home: Path) -> None:
    raw = bytearray(zipped({"表.txt": bytes(MIB)}))
    size = struct.pack("<I", MIB)
    assert raw.count(size) == 2
    lying = bytes(raw).replace(size, struct.pack("<I", 100))
    assert "与它标明的大小不符" in refused(keep, lying, "a.zip")


def test_overlapping_parts_are_counted_each_time() -> None:
    """Many entries of the directory on one piece of data: small on the disk, huge when unpacked."""
    raw = zipped({"a": bytes(MIB)})
    with zipfile.ZipFile(io.BytesIO(raw)) as box:
        start = box.start_dir
    entry = raw[start : raw.index(b"PK\x05\x06")]
    many = 40
    end = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, many, many, len(entry) * many, start, 0)
    with pytest.raises(Invalid, match="超过 20 MB"):
        archives.check(
            io.BytesIO(raw[:start] + entry * many + end), "a.zip", archives.Limits(20 * MIB)
        )


def test_too_many_parts(keep: Keep, home: Path) -> None:
    crowd = zipped({f"{n}": b"" for n in range(5001)}, zipfile.ZIP_STORED)
    assert "超过 5000 个" in refused(keep, crowd, "a.zip")


def test_nested_too_deep(keep: Keep, home: Path) -> None:
    content = zipped({"x.txt": b"x"})
    for _level in range(2):
        content = zipped({"in.zip": content})
    assert keep(content, "三层.zip").pk
    StoredFile.objects.all().delete()
    assert "套了超过 3 层" in refused(keep, zipped({"in.zip": content}), "四层.zip")


@pytest.mark.parametrize(
    ("parts", "words"),
    [
        ({"工具/安装.exe": PROGRAM}, "里面有可执行程序（安装.exe）"),
        ({"无害.jpg": PROGRAM}, "里面有可执行程序（无害.jpg）"),
        ({"a.txt": b"#!/bin/sh\n"}, "里面有脚本（a.txt）"),
        ({"b.rar": b"Rar!\x1a\x07\x01\x00" + bytes(50)}, "里面有 RAR 压缩包（b.rar）"),
        ({"../../etc/x": b"x"}, "指向包外的路径"),
        ({"/etc/x": b"x"}, "指向包外的路径"),
        ({"C:\\x": b"x"}, "指向包外的路径"),
    ],
)
def test_bad_parts(keep: Keep, home: Path, parts: dict[str, bytes], words: str) -> None:
    assert words in refused(keep, zipped(parts), "资料.zip")


def test_bad_part_deep_inside(keep: Keep, home: Path) -> None:
    assert "可执行程序" in refused(keep, zipped({"a.docx": docx({"x.bin": PROGRAM})}), "资料.zip")


def test_macros(keep: Keep, home: Path) -> None:
    sentence = refused(keep, docx({"word/vbaProject.bin": b"\xd0\xcf\x11\xe0" + bytes(50)}))
    assert sentence == "“报告.docx”带有宏代码，不能上传，请另存为不带宏的格式。"


def test_encrypted_container(keep: Keep, home: Path) -> None:
    raw = bytearray(zipped({"a.txt": b"text"}))
    raw[6] |= 1
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    assert "设有密码" in refused(keep, bytes(raw), "a.zip")


def test_chinese_names_of_older_programs_are_told_rightly(keep: Keep, home: Path) -> None:
    raw = zipped({"xxxx.exe": PROGRAM}).replace(b"xxxx", "安装".encode("gbk"))
    assert "（安装.exe）" in refused(keep, raw, "a.zip")


@pytest.mark.parametrize("cut", [30, 100, -30])
def test_cut_off_container(keep: Keep, home: Path, cut: int) -> None:
    assert refused(keep, zipped({"a.txt": b"text" * 50})[:cut], "a.zip") == (
        "“a.zip”已损坏，打不开，请重新保存后再上传。"
    )


def test_damaged_data_inside(keep: Keep, home: Path) -> None:
    raw = bytearray(zipped({"a.txt": os.urandom(3000)}))
    raw[60:80] = b"\xff" * 20
    assert "已损坏" in refused(keep, bytes(raw), "a.zip")
