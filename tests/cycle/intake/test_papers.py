"""Papers read in: what is proposed, what a person changes, what comes of it."""

from __future__ import annotations

import io
from dataclasses import replace

import pypdfium2 as pdfium
import pytest

from tests.fielded import Fielded
from tests.intake import as_read, brought
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.findings.reading import ReadFinding, import_drafts
from xuncha.cycle.intake.enums import IntakeState, PaperKind
from xuncha.cycle.intake.models import IntakeFinding, PaperIntake
from xuncha.cycle.intake.selectors import list_papers, papers_of
from xuncha.cycle.intake.services import bring_paper, correct_paper, drop_paper, take_paper
from xuncha.cycle.intake.understood import understood
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.planning.models import Inspection
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_a_paper_is_read_and_the_inspection_proposed(story: Story, people: Cast) -> None:
    row = brought(people.actor("liwen"))
    read = understood(row)

    assert (row.kind, row.inspection_id) == (PaperKind.FEEDBACK, story.inspection.pk)
    assert [one.number for one in read.lines] == ["1.", "2.", "3."]
    assert all(read.text[one.start : one.end] == one.read for one in read.lines)
    told = {one.name: one.value for one in read.facts}
    assert told["feedback_date"] == "2025-12-10"
    assert Finding.objects.filter(state=FindingState.DRAFT).count() == 0


def test_corrections_are_kept_and_then_taken_as_drafts(story: Story, people: Cast) -> None:
    office = people.actor("liwen")
    row = brought(office)
    lines = as_read(row)
    lines[0] = replace(lines[0], kept=False)
    lines[1] = replace(lines[1], text="河长制责任落实不到位，3处河段垃圾一年没有清理。")
    row = correct_paper(
        office, intake_id=row.pk, version=row.version, kind=PaperKind.OTHER,
        inspection_id=story.inspection.pk, lines=lines,
    )  # fmt: skip
    assert [one.kept for one in understood(row).lines] == [False, True, True]

    taken = take_paper(
        office, intake_id=row.pk, version=row.version, kind=PaperKind.FEEDBACK,
        inspection_id=story.inspection.pk, lines=lines,
    )  # fmt: skip
    drafts = [one.finding for one in taken]

    assert [(one.number, one.state) for one in drafts] == [("2", "draft"), ("3", "draft")]
    assert drafts[0].text == lines[1].text
    row.refresh_from_db()
    assert (row.state, row.kind) == (IntakeState.DONE, PaperKind.FEEDBACK)
    link = papers_of(office, drafts[0]).get()
    assert understood(row).text[link.start : link.end].startswith("河长制责任落实不到位")
    verbs = AuditRow.objects.order_by("number").values_list("verb", flat=True)
    assert list(verbs)[-3:] == [
        "findings.finding.created", "findings.finding.created", "intake.paper.taken",
    ]  # fmt: skip


def test_the_same_paper_again_registers_nothing_twice(story: Story, people: Cast) -> None:
    office = people.actor("liwen")
    for expected in (3, 0):
        row = brought(office)
        taken = take_paper(
            office, intake_id=row.pk, version=row.version, kind=PaperKind.FEEDBACK,
            inspection_id=story.inspection.pk, lines=as_read(row),
        )  # fmt: skip
        assert sum(one.is_new for one in taken) == expected
    assert IntakeFinding.objects.count() == 6


def test_what_can_not_be_taken(story: Story, people: Cast) -> None:
    office = people.actor("liwen")
    row = brought(office)
    wanted = {
        "intake_id": row.pk, "version": row.version, "kind": PaperKind.FEEDBACK,
        "inspection_id": story.inspection.pk,
    }  # fmt: skip
    lines = as_read(row)
    with pytest.raises(Invalid, match="请选择这份文件属于哪次巡察"):
        take_paper(office, **wanted | {"inspection_id": None}, lines=lines)
    with pytest.raises(Invalid, match="没有选中任何问题"):
        take_paper(office, **wanted, lines=[replace(one, kept=False) for one in lines])
    with pytest.raises(Invalid, match="第1条没有内容"):
        take_paper(office, **wanted, lines=[replace(lines[0], text=" "), *lines[1:]])
    with pytest.raises(Invalid, match="第1条有5,001个字"):
        take_paper(office, **wanted, lines=[replace(lines[0], text="一" * 5001), *lines[1:]])
    with pytest.raises(Invalid, match="对不上"):
        take_paper(office, **wanted, lines=[replace(lines[0], at=99)])
    with pytest.raises(Conflict):
        take_paper(office, **wanted | {"version": 9}, lines=lines)
    Inspection.objects.filter(pk=story.inspection.pk).update(state=Stage.ARCHIVED)
    with pytest.raises(Conflict, match="已经归档"):
        take_paper(office, **wanted, lines=lines)
    row.refresh_from_db()
    assert (row.state, row.version) == (IntakeState.READ, 1)
    drop_paper(office, intake_id=row.pk, version=1)
    with pytest.raises(Conflict):
        drop_paper(office, intake_id=row.pk, version=2)


def test_a_scan_is_said_to_be_one(people: Cast) -> None:
    document, stream = pdfium.PdfDocument.new(), io.BytesIO()
    document.new_page(595, 842)
    document.save(stream)
    stream.seek(0)

    with pytest.raises(Invalid, match=r"“扫描\.pdf”是扫描件，没有可以读的文字") as refusal:
        bring_paper(people.actor("liwen"), stream=stream, name="扫描.pdf")
    assert refusal.value.field == "file"


def test_a_team_reads_in_for_its_own_inspection_only(
    story: Story, people: Cast, field: Fielded
) -> None:
    member, stranger = field.actor(field.member), field.actor(field.stranger)
    row = brought(member)
    wanted = {
        "intake_id": row.pk, "version": row.version, "kind": PaperKind.FEEDBACK,
        "inspection_id": field.inspection.pk, "lines": as_read(row),
    }  # fmt: skip

    assert row.inspection_id == field.inspection.pk
    assert list(list_papers(field.actor(field.leader))) == [row]
    assert list(list_papers(stranger)) == []
    with pytest.raises(Absent):
        take_paper(stranger, **wanted)
    with pytest.raises(Absent):
        take_paper(member, **wanted | {"inspection_id": field.other.pk})
    with pytest.raises(Refused, match="您的岗位没有"):
        import_drafts(
            people.actor("hejingan"), inspection_id=field.inspection.pk,
            drafts=[ReadFinding("1", "问题")],
        )  # fmt: skip
    assert len(take_paper(member, **wanted)) == 3


def test_a_paper_of_no_inspection_is_its_readers_own(
    story: Story, people: Cast, field: Fielded
) -> None:
    row = brought(field.actor(field.stranger))  # names a unit that is shut to him

    assert row.inspection_id is None
    assert PaperIntake.objects.get() == row
    assert list(list_papers(field.actor(field.stranger))) == [row]
    assert list(list_papers(field.actor(field.member))) == []
    assert list(list_papers(people.actor("liwen"))) == [row]
    for who in ("hejingan", "fengli", "zhoulan", "xitong", "baomi", "shenji"):
        assert list(list_papers(people.actor(who))) == []
