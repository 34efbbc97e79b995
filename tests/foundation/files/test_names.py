"""Names come from anywhere and go everywhere: cleaned on the way in, quoted on the way out."""

from __future__ import annotations

from email.message import Message
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xuncha.foundation.files.names import LONGEST, clean_name, content_disposition, extension
from xuncha.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("given_name", "kept"),
    [
        ("关于整改的证明.pdf", "关于整改的证明.pdf"),
        (r"C:\Users\某某\桌面\台账.xlsx", "台账.xlsx"),
        ("../../etc/passwd", "passwd"),
        ("a/b\\c/证明.pdf", "证明.pdf"),
        ("换\r\n行\t名.pdf", "换 行 名.pdf"),
        ("隐藏\u200b\u202e字符fdp.exe", "隐藏字符fdp.exe"),
        ("空\x00字节.pdf", "空字节.pdf"),
        ('问<号>:"|?*.pdf', "问＜号＞：＂｜？＊.pdf"),
        ("  . 点和空格 . ", "点和空格"),
        (".gitignore", "gitignore"),
        ("CON.txt", "_CON.txt"),
        ("com1", "_com1"),
        ("联系表 (1) - 副本.docx", "联系表 (1) - 副本.docx"),
        ("生僻字镕堃喆㛃𠮷.docx", "生僻字镕堃喆㛃𠮷.docx"),
        ("e\u0301tude.pdf", "\xe9tude.pdf"),
        ("长" * LONGEST, "长" * LONGEST),
    ],
)
def test_cleaned(given_name: str, kept: str) -> None:
    assert clean_name(given_name) == kept


@pytest.mark.parametrize("name", ["", "   ", "...", "/", "a/", "\u200b\u202e", "\x00\x01"])
def test_nothing_left(name: str) -> None:
    with pytest.raises(Invalid, match="没有名称") as caught:
        clean_name(name)
    assert caught.value.field == "file"


def test_too_long() -> None:
    with pytest.raises(Invalid, match="文件名太长（201 个字，最多 200 个字）"):
        clean_name("长" * 201)


@given(st.text(max_size=120))
def test_whatever_is_kept_is_harmless(name: str) -> None:
    try:
        kept = clean_name(name)
    except Invalid:
        return
    assert 0 < len(kept) <= LONGEST
    assert not set(kept) & set('/\\<>:"|?*\x00\r\n\t\u202e\u200b')
    assert clean_name(kept) == kept, "cleaning twice changes nothing"


@pytest.mark.parametrize(
    ("name", "ending"),
    [
        ("a.PDF", "pdf"),
        ("a.\uff45\uff58\uff45", "exe"),
        ("a.tar.gz", "gz"),
        ("无", ""),
        (".bashrc", ""),
        ("a.", ""),
    ],
)
def test_extension(name: str, ending: str) -> None:
    assert extension(name) == ending


def parsed(header: str) -> tuple[str, str]:
    message = Message()
    message["Content-Disposition"] = header
    return message.get_content_disposition() or "", message.get_filename() or ""


def test_chinese_name_in_a_header() -> None:
    header = content_disposition("整改台账（第一轮）.xlsx")
    assert header.isascii()
    assert header.startswith('attachment; filename="_')
    assert unquote(header.split("filename*=UTF-8''")[1]) == "整改台账（第一轮）.xlsx"


def test_inline_only_when_asked() -> None:
    assert content_disposition("a.png", inline=True).startswith("inline; ")


@given(st.text(max_size=80))
def test_no_name_breaks_the_header(name: str) -> None:
    header = content_disposition(name)
    assert header.isascii()
    assert header.isprintable()
    assert header.count('"') == 2
    assert parsed(header)[0] == "attachment"


@pytest.mark.parametrize("name", ['a"; filename=b.exe', "a\r\nSet-Cookie: x=1", "a'b%41.pdf"])
def test_injection(name: str) -> None:
    header = content_disposition(name)
    assert "\r" not in header
    assert "Set-Cookie:" not in header
    assert header.count("filename=") == 1
