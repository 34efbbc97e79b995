"""Pages of visits and questionnaires."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.fielded import Fielded
from tests.inquired import QUESTIONS, handed_out, typed, village, visited, workbook
from xuncha.cycle.inquiry.models import Questionnaire, SheetImport, Visit

SignIn = Callable[[str], Client]


def cells_of(answer: Any) -> list[str]:
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [str(cell.value) for line in book.active.iter_rows() for cell in line]


def test_a_visit_from_form_to_page(field: Fielded, as_: SignIn) -> None:
    near = village(field)
    url = f"/inspections/{field.inspection.pk}/visits/"
    client = as_("luyi")
    assert client.post(f"{url}households/", {str(near.pk): "100"}).status_code == 302
    form = {
        "kind": "household", "visited_on": "2026-03-18", "starts_at": "19:30", "place": "二组",
        "village_id": near.pk, "households": "7", "people": [field.leader.pk],
        "seen": "路灯不亮\r\n水渠淤塞", "asked_kind_1": "villager", "asked_number_1": "3",
        "asked_said_1": "去年报过两次", "next_step": "查维修台账",
        "uploads": [SimpleUploadedFile("渠.txt", "说明".encode())],
    }  # fmt: skip
    assert client.post(f"{url}new/", form).status_code == 302
    row = Visit.objects.get()
    page = as_("hejingan").get(f"/visits/{row.pk}/").content.decode()
    for words in ("路灯不亮\n水渠淤塞", "村（居）民 3 人", "去年报过两次", "渠.txt"):
        assert words in page
    board = client.get(url).content.decode()
    assert "7.0%" in board
    assert '<strong class="danger-text">3</strong>' in board
    file = row.files.get()
    assert client.post(f"/visits/files/{file.pk}/").status_code == 200
    assert as_("qinsan").post(f"/visits/files/{file.pk}/").status_code == 404
    change = client.get(f"/visits/{row.pk}/change/").content.decode()
    assert "去年报过两次" in change
    form |= {"version": row.version, "seen": "", "uploads": []}
    assert client.post(f"/visits/{row.pk}/change/", form).status_code == 400


def test_visits_go_into_a_workbook(field: Fielded, as_: SignIn) -> None:
    visited(field)
    cells = cells_of(as_("liwen").post("/visits/export/", {"kind": "site"}))
    assert "南渠泵站" in cells


def test_a_questionnaire_from_words_to_results(field: Fielded, as_: SignIn) -> None:
    url = f"/inspections/{field.inspection.pk}/questionnaires/"
    client = as_("guer")
    form = {"title": "用水服务问卷", "audience": "服务对象", "intro": "", "questions": QUESTIONS}
    wrong = client.post(f"{url}new/", form | {"questions": "1. [单选] 好吗"})
    assert wrong.status_code == 400
    assert "2 到 9 个选项" in wrong.content.decode()
    assert client.post(f"{url}new/", form).status_code == 302
    row = Questionnaire.objects.get()
    at = f"/questionnaires/{row.pk}/"
    assert "[多选] 您办过哪些事？" in client.get(f"{at}change/").content.decode()
    sent = {"action": "open", "version": row.version, "handed_out": "30"}
    assert client.post(f"{at}move/", sent).status_code == 302
    page = client.get(f"{at}sheets/new/").content.decode()
    assert "data-sheet" in page
    assert client.post(f"{at}sheets/new/", {}).status_code == 400
    for way in "1111111223":
        answer = client.post(f"{at}sheets/new/", {"q1": way, "q2": ["1", "2"], "q4": "多设窗口"})
        assert answer.status_code == 302
    assert client.post(f"{at}sheets/void/", {"sheet": "10", "reason": "录重"}).status_code == 302
    client.post(f"{at}sheets/new/", {"q1": "3"})
    leader = as_("hejingan").get(at).content.decode()
    assert "多设窗口" not in leader
    assert "统计在收齐以后出" in leader
    row.refresh_from_db()
    client.post(f"{at}move/", {"action": "close", "version": row.version})
    leader = as_("hejingan").get(at).content.decode()
    assert "计入 10 份" in leader
    assert "少，不显示" in leader
    assert "多设窗口" not in leader
    assert "多设窗口" in client.get(at).content.decode()
    assert client.post(f"{at}print/").status_code == 200
    cells = cells_of(as_("liwen").post(f"{at}export/"))
    assert "少，不显示" in cells
    assert "7" in cells
    assert client.post(f"{at}copy/").status_code == 302


def test_sheets_from_a_workbook(field: Fielded, as_: SignIn) -> None:
    row = handed_out(field)
    client = as_("luyi")
    at = f"/questionnaires/{row.pk}/sheets/import/"
    assert "1=满意、2=基本满意" in client.get(at).content.decode()
    book = workbook(
        ["窗口问卷汇总"], ["第1题", "第2题", "姓名"], ["满意", "1", "甲"], [9, "1", "乙"]
    )
    upload = SimpleUploadedFile("答卷.xlsx", book.getvalue())
    assert client.post(at, {"file": upload}).status_code == 302
    brought = SheetImport.objects.get()
    page = client.get(f"/sheet-imports/{brought.pk}/").content.decode()
    assert "不是这道题的选项" in page
    assert "没有用的列：姓名" in page
    assert as_("liwen").get(f"/sheet-imports/{brought.pk}/").status_code == 404
    refused = client.post(f"/sheet-imports/{brought.pk}/refused/")
    assert "attachment" in refused["Content-Disposition"]
    told = cells_of(refused)
    assert {"不能导入的原因", "第1题", "乙"} <= set(told)
    assert "甲" not in told
    assert any("原第 4 行" in one and "不是这道题的选项" in one for one in told)
    sent = {"version": brought.version}
    assert client.post(f"/sheet-imports/{brought.pk}/take/", sent).status_code == 400
    assert client.post(f"/sheet-imports/{brought.pk}/drop/", sent).status_code == 302
    assert "放弃" in client.get(f"/sheet-imports/{brought.pk}/").content.decode()


def test_leaders_see_no_number_of_sheets_while_it_goes_round(field: Fielded, as_: SignIn) -> None:
    row = handed_out(field)
    typed(field, row, {1: "1", 4: "只有我"})
    page = as_("song").get(f"/questionnaires/{row.pk}/").content.decode()
    assert "已录" not in page
    assert "只有我" not in page
    assert as_("song").post(f"/questionnaires/{row.pk}/export/").status_code == 409


def test_the_director_sets_the_minimums(field: Fielded, as_: SignIn) -> None:
    form = {
        "effective_on": "2026-03-18", "note": "按新要求", "household_percent": "30",
        "household_least": "30", "least_sheets": "10", "least_cell": "3",
    }  # fmt: skip
    assert as_("song").post("/inquiry-rules/new/", form).status_code == 302
    assert "按新要求" in as_("luyi").get("/inquiry-rules/").content.decode()
