"""Pages of talks: from the empty form to the paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.test import Client
from openpyxl import load_workbook

from tests.fielded import Fielded
from tests.inquired import half_signed, recorded
from xuncha.cycle.inquiry.models import Talk

SignIn = Callable[[str], Client]


def sent(field: Fielded, **more: Any) -> dict[str, Any]:
    return {
        "post_kind": "staff", "post": "科员", "name": "", "talked_on": "2026-03-18",
        "starts_at": "09:00", "ends_at": "10:00", "place": "小会议室", "first_id": field.leader.pk,
        "second_id": field.member.pk, "recorder_id": field.member.pk, "rights_told": "on",
        "text": "问：一\r\n答：二", "read_back": "own", "signature": "signed", "grade": "inner",
    } | more  # fmt: skip


def test_a_member_records_signs_and_the_other_signs(field: Fielded, as_: SignIn) -> None:
    url = f"/inspections/{field.inspection.pk}/talks/"
    client = as_("luyi")
    page = client.get(f"{url}new/").content.decode()
    assert 'data-autosave="talk"' in page
    assert 'data-ask="请介绍履行第一责任人职责的情况。"' in page
    answer = client.post(f"{url}new/", sent(field, again="1", _draft="0123456789abcdef"))
    assert (answer.status_code, answer.url) == (302, f"{url}new/")  # type: ignore[attr-defined]
    assert answer.cookies["drafts_saved"].value == "0123456789abcdef"
    row = Talk.objects.get()
    assert row.text == "问：一\n答：二"
    assert "小会议室" in client.get(f"{url}new/").content.decode()
    move = {"action": "sign", "version": row.version}
    assert client.post(f"/talks/{row.pk}/move/", move).status_code == 302
    assert f"谈话 {row.code}" in as_("guer").get("/").content.decode()
    move = {"action": "countersign", "version": row.version + 1}
    assert as_("guer").post(f"/talks/{row.pk}/move/", move).status_code == 302
    row.refresh_from_db()
    assert row.state == "signed"
    assert "两人已签" in client.get(url).content.decode()


def test_a_wrong_form_comes_back_whole_and_keeps_its_draft(field: Fielded, as_: SignIn) -> None:
    url = f"/inspections/{field.inspection.pk}/talks/new/"
    wrong = sent(field, second_id=field.leader.pk, _draft="0123456789abcdef")
    answer = as_("luyi").post(url, wrong)
    assert answer.status_code == 400
    assert "drafts_saved" not in answer.cookies
    page = answer.content.decode()
    assert "两名不同的巡察人员" in page
    assert "问：一" in page


def test_the_software_asks_and_marks_the_words(field: Fielded, as_: SignIn) -> None:
    url = f"/inspections/{field.inspection.pk}/talks/new/"
    client = as_("luyi")
    client.post(url, sent(field, again="1", text="答：他收过施工方2万元。"))
    row = Talk.objects.get()
    page = client.get(f"/talks/{row.pk}/").content.decode()
    assert "<mark>答：他收过施工方2万元</mark>" in page
    assert "出现在同一句里" in page
    assert "像线索的内容" in page


def test_office_reads_without_the_name_and_without_being_asked(field: Fielded, as_: SignIn) -> None:
    row = half_signed(field, name="宋江涛")
    page = as_("liwen").get(f"/talks/{row.pk}/").content.decode()
    assert "办公室主任" in page
    assert "宋江涛" not in page
    assert "接着记" not in page
    assert "宋江涛" in as_("song").get(f"/talks/{row.pk}/").content.decode()


def test_the_paper_and_the_list(field: Fielded, as_: SignIn) -> None:
    row = half_signed(field, name="宋江涛")
    paper = as_("guer").post(f"/talks/{row.pk}/print/").content.decode()
    assert "谈话对象：宋江涛" in paper
    assert "<p>答：三家比价，记录在案。</p>" in paper
    recorded(field, post="驾驶员", name="丁一")
    answer = as_("luyi").post("/talks/export/", {"post_kind": "middle"})
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    cells = [str(cell.value) for line in book.active.iter_rows() for cell in line]
    assert [cells.count(one) for one in ("办公室主任", "驾驶员")] == [1, 1]
    assert not [one for one in cells if "宋江涛" in one or "丁一" in one or "比价" in one]


def test_targets_show_who_is_still_to_be_talked_to(field: Fielded, as_: SignIn) -> None:
    url = f"/inspections/{field.inspection.pk}/talks/"
    client = as_("guer")
    assert client.post(f"{url}targets/", {"middle": "4"}).status_code == 302
    recorded(field)
    page = client.get(url).content.decode()
    assert '<strong class="danger-text">3</strong>' in page
    home = client.get(f"/inspections/{field.inspection.pk}/").content.decode()
    assert "谈话没有签齐、归存" in home


def test_the_office_sets_an_outline(field: Fielded, as_: SignIn) -> None:
    form = {"questions": "一？\n二？", "effective_on": "2026-03-18", "note": "试"}
    client = as_("liwen")
    assert client.post("/talks/outlines/staff/", form).status_code == 302
    assert "一？" in client.get("/talks/outlines/").content.decode()
    assert client.get("/talks/outlines/nobody/").status_code == 404
