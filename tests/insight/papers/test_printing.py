"""Printing: numbered, noted, for who may print; an office's own templates; the PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from tests.fedback import approved, delivered, settled
from tests.fielded import Fielded
from tests.fieldworked import drafted as notice_drafted
from tests.lettered import issued
from tests.papered import drafted, third
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.files.selectors import read_bytes
from xuncha.foundation.jobs import runner
from xuncha.foundation.jobs.models import Job, JobState
from xuncha.insight.papers import converting, fonts, jobs
from xuncha.insight.papers.models import PrintedPaper
from xuncha.insight.papers.registry import kind_named
from xuncha.insight.papers.selectors import find_print, own_prints
from xuncha.insight.papers.services import ask_pdf, drop_copies, open_paper, print_paper
from xuncha.insight.papers.templates import put_template, template_on
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused, Unavailable

LETTER = "supervision_letter"


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(TODAY):
        yield


def text_of(row: PrintedPaper) -> str:
    assert row.file is not None
    document = Document(BytesIO(read_bytes(row.file)))
    return "\n".join(one.text for one in document.paragraphs)


def test_a_letter_is_printed_numbered_and_noted(story: Story, people: Cast) -> None:
    letter, clerk = issued(story, people), people.actor("liwen")
    row = print_paper(clerk, kind=LETTER, record_id=letter.pk)
    text = text_of(row)
    assert letter.code in text
    assert "清源区水务局" in text
    assert letter.facts.splitlines()[0] in text
    assert row.file is not None
    foot = Document(BytesIO(read_bytes(row.file))).sections[0].footer.paragraphs[-1].text
    assert row.code in foot
    assert row.audit_digest[:16] in foot
    line = AuditRow.objects.get(verb="papers.paper.printed")
    assert (line.object_kind, line.object_id) == ("oversight.letter", str(letter.pk))
    assert AuditRow.objects.get(number=row.audit_number).digest == row.audit_digest
    typed = f" {row.code.replace('-', '').lower()} "
    assert find_print(people.actor("zhoulan"), typed) == row
    assert list(own_prints(clerk)) == [row]


def test_a_number_leads_nobody_to_what_he_does_not_see(story: Story, people: Cast) -> None:
    letter = issued(story, people)
    row = print_paper(people.actor("liwen"), kind=LETTER, record_id=letter.pk)
    for name in ("wutong", "fengli", "xitong", "shenji"):
        with pytest.raises(Absent):
            find_print(people.actor(name), row.code)
    with pytest.raises(Absent):
        print_paper(people.actor("wutong"), kind=LETTER, record_id=letter.pk)
    with pytest.raises(Refused, match="只有打印人自己"):
        open_paper(people.actor("song"), code=row.code)


def test_the_field_prints_and_a_recusal_shuts(field: Fielded, people: Cast) -> None:
    notice, leader = notice_drafted(field), field.actor(field.leader)
    row = print_paper(leader, kind="entry_notice", record_id=notice.pk)
    assert "（尚未发布，不得张贴）" in text_of(row)
    assert notice.text.splitlines()[0] in text_of(row)
    paper = drafted(field, third(field))
    printed = print_paper(leader, kind="working_paper", record_id=paper.pk)
    assert "3笔接待费报销没有公函" in text_of(printed)
    assert "《党政机关国内公务接待管理规定》" in text_of(printed)
    with pytest.raises(Absent):
        print_paper(people.actor("zhoulan"), kind="working_paper", record_id=paper.pk)
    with pytest.raises(Absent):
        find_print(field.actor(field.stranger), printed.code)


def test_report_and_feedback_go_to_whom_they_are_for(field: Fielded, people: Cast) -> None:
    told = settled(field, people)
    row = approved(told)
    report = print_paper(told.leader, kind="inspection_report", record_id=row.report_id)
    text = text_of(report)
    assert "3笔接待费没有公函" in text
    assert text.count("村（社区）方面") == 1
    unit = people.actor("zhoulan")
    with pytest.raises(Absent):
        print_paper(unit, kind="feedback_letter", record_id=row.pk)
    delivered(told, row)
    own = text_of(print_paper(unit, kind="feedback_letter", record_id=row.pk))
    assert row.praise.splitlines()[0] in own
    assert "问题共3个" in own
    with pytest.raises(Absent):
        print_paper(unit, kind="inspection_report", record_id=row.report_id)


def test_copies_go_after_a_week_and_the_number_stays(story: Story, people: Cast) -> None:
    letter, clerk = issued(story, people), people.actor("liwen")
    row = print_paper(clerk, kind=LETTER, record_id=letter.pk)
    assert open_paper(clerk, code=row.code) == row.file
    with clock.at(TODAY + dt.timedelta(days=6)):
        assert drop_copies(SYSTEM) == 0
    with clock.at(TODAY + dt.timedelta(days=9)):
        assert drop_copies(SYSTEM) == 1
        with pytest.raises(Conflict, match="只留 7 天"):
            open_paper(clerk, code=row.code)
        assert find_print(clerk, row.code).sha256 == row.sha256
    with pytest.raises(Refused):
        drop_copies(clerk)


def own_template(change: Callable[[Any], None], name: str = LETTER) -> BytesIO:
    document = Document(BytesIO(kind_named(name).template))
    change(document)
    stream = BytesIO()
    document.save(stream)
    stream.seek(0)
    return stream


def put(people: Cast, stream: BytesIO | None, name: str = "模板.docx") -> Any:
    return put_template(
        people.actor("song"), kind=LETTER, effective_on=TODAY, note="本区格式", stream=stream,
        name=name,
    )  # fmt: skip


def test_an_own_template_holds_until_it_is_taken_back(story: Story, people: Cast) -> None:
    stream = own_template(lambda paper: paper.add_paragraph("本区加的一句话：{{ unit }}"))
    assert put(people, stream).number == 1
    letter, clerk = issued(story, people), people.actor("liwen")
    row = print_paper(clerk, kind=LETTER, record_id=letter.pk)
    assert "本区加的一句话：清源区水务局" in text_of(row)
    assert row.template_number == 1
    assert put(people, None).number == 2
    kind = kind_named(LETTER)
    assert template_on(kind, TODAY) == (kind.template, 2)
    assert template_on(kind, TODAY - dt.timedelta(days=1)) == (kind.template, 0)


LINK = "http://example.com/logo.png"


def titled(paper: Any, words: str) -> None:
    """Words among the properties of the file, which the template's engine fills as well."""
    paper.core_properties.title = words


def noted(paper: Any, words: str) -> None:
    """Words in a note at the foot of a page."""
    xml = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="2"><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    part = Part(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(),
                paper.part.package)  # fmt: skip
    paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda paper: paper.add_paragraph("{{ salary }}"), "“salary”不是《督办文书》的字段"),
        (lambda paper: paper.add_paragraph("{{ unit.name }}"), "“unit.name”不是"),
        (lambda paper: paper.add_paragraph("{% if unit %}"), "读不懂"),
        (lambda paper: paper.add_paragraph("{{ unit.__class__.__mro__ }}"), "不是"),
        (lambda paper: paper.add_paragraph("{{ unit|upper }}"), "读不懂|不能写计算"),
        (lambda paper: paper.add_paragraph("{{ unit.upper() }}"), "不能写计算"),
        (lambda paper: paper.add_paragraph("{% set x = 1 %}"), "不能写计算"),
        (lambda paper: titled(paper, "{{ 'x' * 3 }}"), "不能写计算"),
        (lambda paper: titled(paper, "{% if unit %}{{ salary }}{% endif %}"), "“salary”不是"),
        (lambda paper: noted(paper, "{{ 'x' * 3 }}"), "不能写计算"),
        (lambda paper: paper.part.relate_to(LINK, RELATIONSHIP_TYPE.IMAGE, True), "文件以外"),
    ],
)  # fmt: skip
def test_a_template_that_asks_for_more_is_refused(
    people: Cast, change: Callable[[Any], None], sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence):
        put(people, own_template(change))


def test_a_template_is_a_word_file_and_the_directors(people: Cast) -> None:
    with pytest.raises(Invalid, match=r"\.docx"):
        put(people, BytesIO("文字".encode()), "模板.txt")
    with pytest.raises(Refused):
        put_template(
            people.actor("liwen"), kind=LETTER, effective_on=TODAY, note="试", stream=None, name=""
        )


def test_pdf_beside_the_word_file(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    letter, clerk = issued(story, people), people.actor("liwen")
    row = print_paper(clerk, kind=LETTER, record_id=letter.pk)
    monkeypatch.setattr(converting, "program", lambda: None)
    with pytest.raises(Unavailable, match="没有装 LibreOffice"):
        ask_pdf(clerk, code=row.code)
    monkeypatch.setattr(converting, "program", lambda: "soffice")
    monkeypatch.setattr(jobs, "to_pdf", lambda paper: b"%PDF-1.7\n%%EOF\n" + paper[:0])
    job = ask_pdf(clerk, code=row.code)
    runner.run(job.pk)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE
    assert open_paper(clerk, code=row.code, as_pdf=True).kind == "pdf"


def test_the_pages_lead_from_record_to_paper_and_back(story: Story, people: Cast) -> None:
    letter, client = issued(story, people), Client()
    client.force_login(people["liwen"])
    offers = f"/prints/of/oversight.letter/{letter.pk}/"
    assert offers in client.get(f"/oversight/letters/{letter.pk}/").content.decode()
    assert "督办文书" in client.get(offers).content.decode()
    answer = client.post(f"/prints/print/{LETTER}/{letter.pk}/")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    row = PrintedPaper.objects.get()
    found = client.get("/prints/", {"code": row.code})
    assert found.headers["Location"] == f"/prints/printed/{row.code}/"
    assert f"/oversight/letters/{letter.pk}/" in client.get(found["Location"]).content.decode()
    assert (
        "没有这个编号的文书" in client.get("/prints/", {"code": "20260101-AAAAAA"}).content.decode()
    )


def test_stand_ins_are_told_to_the_converter_alone(tmp_path: Any) -> None:
    text = fonts.write_fonts(tmp_path).read_text("utf-8")
    assert text.index("FandolFang") < text.index("Noto Serif CJK SC")
    assert "方正小标宋简体" in text
