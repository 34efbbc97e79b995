"""A masked document comes back with its numbers, its look, and the list of its figures."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.engines.filling.word_file import open_word
from xuncha.engines.reading.documents import text_of
from xuncha.engines.reading.records import ReadError
from xuncha.insight.figures.asking import Ask, ask
from xuncha.insight.figures.filling import fill, read_template, write
from xuncha.kernel import clock

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _run(text: str, look: str = "") -> str:
    told = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{told}<w:t xml:space="preserve">{text}</w:t></w:r>'


def _cell(text: str) -> str:
    return f"<w:tc><w:tcPr/><w:p>{_run(text)}</w:p></w:tc>"


_BODY = (
    "<w:p>" + _run("共反馈问题") + _run("*", "<w:b/>") + _run("**",
        "<w:i/>") + _run("个，办实事**件。")
    + "</w:p><w:tbl><w:tr>" + _cell("项目") + _cell("数量（个）")
    + "</w:tr><w:tr>" + _cell("反馈问题")
    + _cell("***") + "</w:tr></w:tbl><w:sectPr/>"
)  # fmt: skip


@pytest.fixture
def question(story: Story, people: Cast) -> Ask:
    with clock.at(TODAY):
        return ask(people.actor("song"))


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    """A speech with a mask over two runs, a table and a header."""
    path = tmp_path / "讲话.docx"
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("[Content_Types].xml", types)
        body = f'<w:document xmlns:w="{_W}"><w:body>{_BODY}</w:body></w:document>'
        box.writestr("word/document.xml", body)
        head = f'<w:hdr xmlns:w="{_W}"><w:p>{_run("反馈问题X个")}</w:p></w:hdr>'
        box.writestr("word/header1.xml", head)
        box.writestr("word/media/seal.png", b"\x89PNG")
    return path


def test_a_document_keeps_its_look(speech: Path, question: Ask, tmp_path: Path) -> None:
    template = read_template(speech)
    with clock.at(TODAY):
        found = fill(template, question)
        assert [one.figure for one in found] == ["findings_fed_back", None] + (
            ["findings_fed_back"] * 2
        )
        for one in found:
            assert template.text[one.proposal.start : one.proposal.end].strip("*X") == ""
        out = tmp_path / "out.docx"
        write(template, found, question, out)
    with zipfile.ZipFile(out) as box:
        body = box.read("word/document.xml").decode()
        assert _run("5", "<w:b/>") in body
        assert "反馈问题5个" in box.read("word/header1.xml").decode()
        assert box.read("word/media/seal.png") == b"\x89PNG"
        assert body.index("统计数清单") < body.index("<w:sectPr")
    text = text_of(out)
    assert "共反馈问题5个，办实事**件。" in text
    assert "反馈问题\t5" in text
    assert "反馈问题：5 个，5 行。已经向被巡察单位反馈的问题。［findings_fed_back］" in text
    assert "没有填的 1 处" in text


def test_a_document_with_a_broken_picture_is_refused_with_a_sentence(
    speech: Path, tmp_path: Path
) -> None:
    speech.write_bytes(speech.read_bytes().replace(b"\x89PNG", b"\x00PNG"))
    with pytest.raises(ReadError, match="损坏"):
        open_word(speech).save(tmp_path / "out.docx")


def test_a_text_comes_back_with_its_list(question: Ask, tmp_path: Path) -> None:
    path, out = tmp_path / "稿.txt", tmp_path / "成稿.txt"
    path.write_text("共反馈问题***个，其中镇**个。\r\n", "gb18030")
    with clock.at(TODAY):
        template = read_template(path)
        found = fill(template, question)
        write(template, found, question, out)
    assert out.read_text("utf-8").startswith("共反馈问题5个，其中镇0个。\n\n统计数清单")
    answer = found[0].as_json()
    assert set(answer) == {"offset", "context", "figure", "value", "rows", "link"}
    assert (answer["offset"], answer["value"], answer["rows"]) == (5, 5, 5)


def test_a_reader_is_given_no_number_that_he_may_not_know(
    people: Cast, story: Story, tmp_path: Path
) -> None:
    path = tmp_path / "稿.txt"
    path.write_text("应巡察党组织**个，覆盖率**%", "utf-8")
    with clock.at(TODAY):
        found = fill(read_template(path), ask(people.actor("zhoulan")))
    assert [(one.value, one.words) for one in found] == [(None, ""), (None, "")]
    assert "看不到" in found[0].why


def test_what_is_no_document_is_refused_with_a_sentence(tmp_path: Path) -> None:
    wrong = tmp_path / "a.docx"
    wrong.write_bytes(b"no box")
    with pytest.raises(ReadError):
        open_word(wrong)
    with pytest.raises(ReadError, match="不能填数"):
        read_template(tmp_path / "a.pdf")
