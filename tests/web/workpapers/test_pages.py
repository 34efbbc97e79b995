"""A paper from the first key to the third signature, in pages; the unit's side; a meeting."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.fielded import Fielded
from tests.papered import confirmed, drafted, sent, signed, third
from tests.people import Cast
from xuncha.cycle.fieldwork.models import ImmediateFix
from xuncha.cycle.findings.content import FindingWords
from xuncha.cycle.findings.services import write_finding
from xuncha.cycle.workpapers.models import FactSheet, Meeting, Paper
from xuncha.foundation.accounts.models import User

SignIn = Callable[[str], Client]


@pytest.fixture
def author(field: Fielded) -> User:
    return third(field)


TYPED = {
    "title": "公务接待报销没有公函", "origin": "documents",
    "summary": "　　第一段。\r\n\r\n\x0b　　第二段。\xa0\u200b",
    "basis": "公务接待管理规定", "discovery": "查阅凭证",
    "support": "", "others": "会计凭证（6月第12号）\r\n接待清单", "facts-TOTAL_FORMS": "3",
    "facts-INITIAL_FORMS": "0", "facts-0-what": "3笔接待费没有公函", "facts-0-when": "2024年6月",
    "facts-0-where": "机关", "facts-0-who": "办公室主任", "facts-0-amount_yuan": "12600",
    "facts-0-quantity": "3", "facts-0-unit": "笔", "facts-1-what": "", "facts-2-what": "",
}  # fmt: skip


def test_writing_changing_signing(field: Fielded, author: User, as_: SignIn) -> None:
    client = as_("hanshi")
    new = f"/inspections/{field.inspection.pk}/papers/new/"
    page = client.get(new).content.decode()
    assert "autofocus" in page
    assert 'data-autosave="paper"' in page
    assert client.post(new, TYPED | {"again": "1"}).headers["Location"] == new
    client.post(new, TYPED | {"title": "另一件"})
    paper = Paper.objects.get(number=1)
    version = paper.versions.get()
    assert version.summary == "第一段。\n\n第二段。"
    assert version.sources.count() == 2
    missing = client.post(new, TYPED | {"facts-1-when": "2024年"})
    assert missing.status_code == 400
    assert "请写明事实" in missing.content.decode()
    url = f"/papers/{paper.pk}/"
    stale = client.post(f"{url}change/", TYPED | {"version": "7"})
    assert stale.status_code == 409
    client.post(f"{url}change/", TYPED | {"version": "1", "title": "接待费没有公函"})
    text = client.get(url).content.decode()
    assert "接待费没有公函" in text
    assert "（3笔，12,600元）" in text
    assert client.post(f"{url}sign/", {"version": "2"}).status_code == 302
    assert "签字以后这一版的内容不能再改" in as_("guer").get(url).content.decode()
    back = as_("guer").post(f"{url}return/", {"version": "3", "reason": "补凭证号"})
    assert back.status_code == 302
    text = client.get(url).content.decode()
    assert "补凭证号" in text
    assert "第 1 版" in client.get(f"{url}?version=1").content.decode()
    assert client.get(f"{url}?version=9").status_code == 404
    assert client.get(f"{url}?version=x").status_code == 404


def test_more_rows_come_without_script_and_nothing_is_saved_or_lost(
    field: Fielded, author: User, as_: SignIn
) -> None:
    client = as_("hanshi")
    new = f"/inspections/{field.inspection.pk}/papers/new/"
    typed = TYPED | {"facts-2-what": "另一条", "facts-2-amount_yuan": "很多", "more": "facts"}
    grown = client.post(new, typed)
    page = grown.content.decode()
    assert grown.status_code == 422
    assert not Paper.objects.exists()
    assert 'name="facts-TOTAL_FORMS" value="4"' in page
    for words in ("3笔接待费没有公函", "另一条", 'value="很多"', "会计凭证（6月第12号）"):
        assert words in page, words
    assert "field__error" not in page
    broken = client.post(new, {"more": "facts"})
    assert broken.status_code == 400
    paper = drafted(field, author)
    change = f"/papers/{paper.pk}/change/"
    page = client.post(change, TYPED | {"more": "facts", "version": "1"}).content.decode()
    assert 'name="version" value="1"' in page
    assert paper.versions.get().facts.count() == 2


def test_the_print_has_four_blocks_and_three_signatures(
    field: Fielded, author: User, as_: SignIn
) -> None:
    paper = signed(field, author)
    text = as_("luyi").post(f"/papers/{paper.pk}/print/").content.decode()
    for words in ("一、问题概述", "二、发现过程", "三、支撑材料", "四、责任签名", "韩实（联络员）",
                  "顾二（副组长）", "陆一（组长）", paper.versions.get().digest):  # fmt: skip
        assert words in text, words


def test_the_unit_reads_facts_and_nothing_of_the_paper(
    field: Fielded, author: User, people: Cast, as_: SignIn
) -> None:
    paper = signed(field, author)
    sheet = sent(field, paper)
    client, url = as_("zhoulan"), f"/fact-sheets/{sheet.pk}/"
    assert "实-001" in client.get("/fact-sheets/").content.decode()
    text = client.get(url).content.decode()
    assert "3笔接待费报销没有公函" in text
    for hidden in (paper.code, paper.title, "查阅2024年会计凭证", "韩实", "/papers/"):
        assert hidden not in text, hidden
    later = {"version": sheet.version, "due_on": "2026-03-27", "reason": "档案在县外"}
    early = as_("guer").post(f"{url}put-off/", later | {"due_on": "2026-03-20"})
    assert (early.status_code, "最早 2026-03-24" in early.content.decode()) == (400, True)
    assert as_("guer").post(f"{url}put-off/", later).status_code == 302
    text = client.get(url).content.decode()
    for words in ("原定 ", "2026-03-23", "2026-03-27", "档案在县外"):
        assert words in text, words
    assert "顾二" not in text
    assert "原定 " in client.get("/fact-sheets/").content.decode()
    sheet.refresh_from_db()
    first, second = sheet.entries.order_by("number")
    bad = client.post(f"/fact-entries/{first.pk}/answer/", {"answer": "differs"})
    assert bad.status_code == 400
    assert "请写明是什么意见" in bad.content.decode()
    client.post(f"/fact-entries/{first.pk}/answer/", {"answer": "confirmed"})
    told = {"answer": "differs", "explanation": "有授权书"}
    client.post(f"/fact-entries/{second.pk}/answer/", told)
    assert client.post(f"{url}finish/", {"version": sheet.version}).status_code == 302
    text = as_("guer").get(url).content.decode()
    assert "有授权书" in text
    assert paper.code in text
    done = {"outcome": "kept", "reason": "授权书是事后补的"}
    assert as_("guer").post(f"/fact-entries/{second.pk}/settle/", done).status_code == 302
    assert FactSheet.objects.get().state == "settled"
    printed = client.post(f"{url}print/").content.decode()
    assert "授权书是事后补的" in printed
    assert "单位主要负责人" in printed


def test_a_meeting_in_pages(field: Fielded, author: User, people: Cast, as_: SignIn) -> None:
    paper = signed(field, author)
    confirmed(field, people, paper)
    client = as_("luyi")
    base = f"/inspections/{field.inspection.pk}/meetings/"
    assert "记录会议" in client.get(base).content.decode()
    told = {
        "kind": "team", "held_on": "2026-03-18", "members": [field.leader.pk, field.member.pk],
        "others": "许某 列席", "opinion": "同意",
    }  # fmt: skip
    assert client.post(f"{base}new/", told).status_code == 302
    meeting = Meeting.objects.get()
    url = f"/meetings/{meeting.pk}/"
    clue = client.post(f"{url}weigh/", {"paper": paper.pk, "destination": "clue"})
    assert clue.status_code == 400
    assert "已经送单位确认" in clue.content.decode()
    data = {"paper": paper.pk, "destination": "feedback", "character": "违反公务接待规定"}
    assert client.post(f"{url}weigh/", data).status_code == 302
    meeting.refresh_from_db()
    assert client.post(f"{url}move/submit/", {"version": meeting.version}).status_code == 302
    assert "还有 2 名参会人没有签字" in client.get(url).content.decode()
    for name in ("luyi", "guer"):
        assert as_(name).post(f"{url}sign/", {}).status_code == 302
    meeting.refresh_from_db()
    client.post(f"{url}move/close/", {"version": meeting.version})
    assert "去向：反馈" in client.get(f"/papers/{paper.pk}/").content.decode()
    words = FindingWords(text="接待费没有公函", paper_ids=[paper.pk])
    found = write_finding(field.actor(author), inspection_id=field.inspection.pk, words=words)
    page = client.get(f"/findings/{found.pk}/").content.decode()
    assert '<option value="feedback" selected>' in page
    assert f"组务会 {meeting.code} 研究同意。" in page
    assert "违反公务接待规定" in client.post(f"{url}print/").content.decode()
    assert client.post(f"{url}move/nothing/", {"version": 1}).status_code == 400


def test_lists_ask_no_more_for_more_papers(field: Fielded, author: User, as_: SignIn) -> None:
    signed(field, author)
    client = as_("liwen")
    pages = [f"/inspections/{field.inspection.pk}/papers/", "/papers/"]

    def asked() -> list[int]:
        counts = []
        for url in pages:
            with CaptureQueriesContext(connection) as seen:
                assert client.get(url).status_code == 200
            counts.append(len(seen))
        return counts

    asked()
    before = asked()
    for n in range(5):
        drafted(field, author, title=f"第{n}件")
    assert asked() <= before


def test_the_export_holds_numbers_and_names(field: Fielded, author: User, as_: SignIn) -> None:
    import io

    from openpyxl import load_workbook

    signed(field, author)
    answer = as_("liwen").post("/papers/export/", {"state": "signed"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    cells = [str(cell.value) for row in book.active.iter_rows() for cell in row]
    assert "底-001" in cells
    assert not any("12600" in cell or "12,600" in cell for cell in cells)


def test_an_immediate_fix_begins_with_what_the_paper_says(
    field: Fielded, author: User, as_: SignIn
) -> None:
    paper, client = drafted(field, author), as_("hanshi")
    new = f"/inspections/{field.inspection.pk}/immediate-fixes/new/?paper={paper.pk}"
    assert new in client.get(f"/papers/{paper.pk}/").content.decode()
    form = client.get(new).content.decode()
    assert "接待费报销审批不严，有3笔没有公函。" in form
    assert "1．2024年3月至6月，水务局机关，办公室主任，3笔接待费报销没有公函" in form
    assert "《党政机关国内公务接待管理规定》关于公函的要求" in form
    assert "单位会读到" in form
    answer = client.post(new, {"meeting_on": "2026-03-18", "problem": "三笔没有公函",
                               "demand": "补办公函"})  # fmt: skip
    assert ImmediateFix.objects.get().problem == "三笔没有公函"
    assert answer.status_code == 302
    Paper.objects.filter(pk=paper.pk).update(destination="clue")
    assert "拟立行立改通知" not in client.get(f"/papers/{paper.pk}/").content.decode()
    assert client.get(new).status_code == 404
    assert client.get(new.replace(f"={paper.pk}", "=x")).status_code == 404
