"""The pages on which a paper is read in."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.intake import FEEDBACK, brought
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.intake.models import PaperIntake
from xuncha.cycle.intake.understood import Line, Told, Understood
from xuncha.web.reading.showing import facts_of, pieces_of

SignIn = Callable[[str], Client]


def _form(row: PaperIntake, act: str, **rest: str) -> dict[str, str]:
    texts = ["学习不够。", "河段垃圾没有清理。", "接待无公函。"]
    return {
        "version": str(row.version), "kind": "feedback", "act": act,
        "inspection": str(row.inspection_id or ""),
    } | {f"kept_{at}": "on" for at in range(3)} | {
        f"text_{at}": one for at, one in enumerate(texts)
    } | rest  # fmt: skip


def test_drop_a_paper_look_correct_and_take(as_: SignIn, story: Story) -> None:
    office = as_("liwen")
    upload = SimpleUploadedFile("反馈意见.txt", FEEDBACK.encode())
    answer = office.post(reverse("reading_papers"), {"file": upload})
    row = PaperIntake.objects.get()
    url = reverse("reading_paper", args=[row.pk])
    page = office.get(url).content.decode()

    assert answer.headers["Location"] == url
    assert 'id="p0"></span><mark class="told-finding">理论学习中心组' in page
    assert 'href="#f0"' in page
    assert "2025-12-10" in page

    office.post(url, _form(row, "keep", text_1="河段垃圾一年没有清理。"))
    assert "河段垃圾一年没有清理。</textarea>" in office.get(url).content.decode()
    row.refresh_from_db()
    kept = _form(row, "take")
    del kept["kept_0"]
    done = office.post(url, kept, follow=True).content.decode()

    drafts = Finding.objects.filter(state=FindingState.DRAFT).order_by("pk")
    assert [one.text for one in drafts] == ["河段垃圾没有清理。", "接待无公函。"]
    assert "已登记 2 条草拟问题" in done
    detail = office.get(reverse("findings_detail", args=[drafts[0].pk])).content.decode()
    assert f'href="{url}#p1"' in detail
    assert "反馈意见.txt，第 2 条" in detail


def test_what_is_wrong_is_said_beside_the_form(as_: SignIn, people: Cast, story: Story) -> None:
    office = as_("liwen")
    row = brought(people.actor("liwen"))
    url = reverse("reading_paper", args=[row.pk])
    told = office.post(url, _form(row, "take", inspection=""))
    stale = office.post(url, _form(row, "take", version="7"))
    empty = office.post(reverse("reading_papers"), {"file": io.BytesIO(b"")})
    odd = SimpleUploadedFile("照片.txt", b"\x89PNG\r\n\x1a\n" + b"\0" * 64)

    assert (told.status_code, stale.status_code, empty.status_code) == (400, 409, 400)
    assert "请选择这份文件属于哪次巡察" in told.content.decode()
    assert office.post(reverse("reading_papers"), {"file": odd}).status_code == 400
    assert Finding.objects.filter(state=FindingState.DRAFT).count() == 0


def test_leave_a_paper_and_have_it_back(as_: SignIn, people: Cast, story: Story) -> None:
    office = as_("liwen")
    row = brought(people.actor("liwen"))
    office.post(reverse("reading_drop", args=[row.pk]), {"version": row.version})
    page = office.get(reverse("reading_paper", args=[row.pk])).content.decode()
    back = office.post(reverse("reading_file", args=[row.pk]))

    assert "这份文件没有导入" in page
    assert b"".join(back.streaming_content) == FEEDBACK.encode()  # type: ignore[attr-defined]
    assert "attachment" in back["Content-Disposition"]


def test_marks_may_lie_over_each_other_and_the_text_stays_whole() -> None:
    read = Understood(
        "共12个问题，追缴3万元。", 0.9,
        (Told("counts.findings", 12, 1, 6), Told("counts.funds_recovered_yuan", 30000.0, 7, 12)),
        (Line(0, "1", (), "completed", 0, 12, "", ""),), 0,
    )  # fmt: skip
    pieces = pieces_of(read)

    assert "".join(one.text for one in pieces) == read.text
    assert [one.css for one in pieces] == [
        "told-finding", "told told-finding", "told-finding", "told told-finding", "",
    ]  # fmt: skip
    assert pieces[1].anchors == ("f0",)
    assert [(one.label, one.value) for one in facts_of(read)] == [
        ("问题", "12"), ("追缴资金", "30,000 元"),
    ]  # fmt: skip
