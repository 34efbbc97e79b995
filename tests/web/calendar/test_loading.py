"""Loading a year's table: the whole or nothing, every bad row told."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Sequence

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.web.signing import signed_in
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.calendar.models import WorkdayYear
from xuncha.foundation.calendar.selectors import tables

pytestmark = pytest.mark.django_db
HEAD = ["日期", "类型", "名称"]
GOOD = [["2027-01-01", "休", "元旦"], ["2027-01-02", "放假", "元旦"], ["2027-01-10", "班", "元旦"]]


def book(rows: Sequence[Sequence[object]]) -> bytes:
    stream = io.BytesIO()
    raw = xlsxwriter.Workbook(stream, {"default_date_format": "yyyy-mm-dd"})
    sheet = raw.add_worksheet("表一")
    for number, row in enumerate(rows):
        sheet.write_row(number, 0, row)
    raw.add_worksheet("表二").write(0, 0, "第二张表不读")
    raw.close()
    return stream.getvalue()


def hand_in(
    client: Client, content: bytes, *, name: str = "2027.xlsx", year: str = "2027",
    source: str = "区政府办公室通知第31号", step: str = "take",
) -> tuple[int, str]:  # fmt: skip
    answer = client.post(
        "/calendar/load/",
        {"year": year, "source": source, step: "1", "file": SimpleUploadedFile(name, content)},
        follow=True,
    )
    return answer.status_code, answer.content.decode()


@pytest.fixture
def office(db: None) -> Client:
    return signed_in("liwen", "office_staff")


def test_a_good_table_is_in_force_and_noted(office: Client) -> None:
    status, text = hand_in(office, book([HEAD, *GOOD]))
    assert status == 200
    assert "已装入：2027年工作日表 第1版，共 3 天" in text
    assert "来源：区政府办公室通知第31号 · 第1版" in text
    assert "1月2日，星期六，放假，元旦" in text
    assert tables()[2027].on == {dt.date(2027, 1, 10): "元旦"}
    row = AuditRow.objects.get(verb="calendar.year.loaded")
    assert row.details == {"year": 2027, "days": 3, "settled": 0}


def test_title_blank_lines_and_real_dates(office: Client) -> None:
    rows = [["2027年放假安排"], [], ["日  期", "休/班", "节日"], [],
            [dt.date(2027, 1, 1), "休", "元旦"], [], ["2027年1月10日", "调休上班", ""]]  # fmt: skip
    status, _ = hand_in(office, book(rows))
    assert status == 200
    assert set(tables()[2027].off) == {dt.date(2027, 1, 1)}
    assert set(tables()[2027].on) == {dt.date(2027, 1, 10)}


def test_a_further_table_is_the_next_version(office: Client) -> None:
    hand_in(office, book([HEAD, *GOOD]))
    _, text = hand_in(office, book([HEAD, GOOD[0]]))
    assert "第2版，共 1 天" in text
    assert tables()[2027].on == {}
    assert WorkdayYear.objects.filter(year=2027).count() == 2
    _, text = hand_in(office, book([HEAD, ["2026-01-01", "休", "元旦"]]), year="2026")
    assert "2026年工作日表 第2版" in text


def test_a_trial_writes_nothing(office: Client) -> None:
    status, text = hand_in(office, book([HEAD, *GOOD]), step="check")
    assert status == 200
    assert "试读通过" in text
    assert "共 3 天" in text
    assert not WorkdayYear.objects.exists()


@pytest.mark.parametrize("step", ["take", "check"])
def test_every_bad_row_is_told_and_nothing_loaded(office: Client, step: str) -> None:
    rows = [HEAD, ["2027-01-01", "休", "元旦"], ["2026-12-31", "休", "元旦"], ["后天", "休", ""],
            ["2027-01-01", "休", "元旦"], ["2027-01-04", "班", ""], ["2027-02-06", "可能", ""],
            ["", "休", ""], ["2027-02-30", "休", ""]]  # fmt: skip
    status, text = hand_in(office, book(rows), step=step)
    assert status == 400
    for sentence in (
        "第 3 行“日期”：2026-12-31 不在 2027 年。", "第 4 行“日期”：",
        "第 5 行“日期”：2027-01-01 与第 2 行重复。", "第 6 行“类型”：2027-01-04 本来就是工作日",
        "第 7 行“类型”：", "第 8 行“日期”：不能空着。", "第 9 行“日期”：",
    ):  # fmt: skip
        assert sentence in text, sentence
    assert not WorkdayYear.objects.exists()
    assert not AuditRow.objects.filter(verb="calendar.year.loaded").exists()


def test_missing_columns_and_an_empty_table(office: Client) -> None:
    status, text = hand_in(office, book([["日期", "说明"], ["2027-01-01", "元旦"]]))
    assert status == 400
    assert "表里没有“类型”这一列。" in text
    assert hand_in(office, book([HEAD]))[0] == 400
    assert "表里没有一天。" in hand_in(office, book([HEAD]))[1]
    assert "是空的" in hand_in(office, book([]))[1]


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as box:
        box.writestr("[Content_Types].xml", "<Types/>")
        box.writestr("xl/workbook.xml", b" " * (500 * 1024 * 1024))
    return stream.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"\x00\x01\x02" * 50, b"PK\x03\x04" + b"\xff" * 400, b"MZ" + b"\x90" * 300,
     book([HEAD, *GOOD])[:900], b"<html><table><tr><td>2027-01-01</td></tr></table></html>"],
    ids=["empty", "noise", "half a zip", "a program", "torn", "a page"],
)  # fmt: skip
def test_garbage_ends_in_one_sentence(office: Client, content: bytes) -> None:
    status, text = hand_in(office, content)
    assert status == 400
    told = text.split('class="field__error"')
    assert len(told) == 2
    sentence = told[1].split(">", 1)[1].split("<")[0]
    assert sentence.endswith("。") or sentence == "所提交的是空文件。"
    assert sentence.count("。") == 1
    assert "Traceback" not in text
    assert not WorkdayYear.objects.exists()


def test_a_bomb_is_not_unfolded(office: Client) -> None:
    status, text = hand_in(office, _bomb())
    assert status == 400
    assert "压缩炸弹" in text


def test_size_name_and_length_have_limits(office: Client) -> None:
    status, text = hand_in(office, b"x" * (2 * 1024 * 1024 + 1))
    assert (status, "超过 2 MB" in text) == (400, True)
    status, text = hand_in(office, book([HEAD, *GOOD]), name="2027.xls")
    assert (status, "不是 .xlsx 文件" in text) == (400, True)
    many = [["2027-01-01", "休", "元旦"]] * 401
    status, text = hand_in(office, book([HEAD, *many]))
    assert (status, "有 401 行" in text) == (400, True)


@pytest.mark.parametrize(
    ("year", "source"),
    [
        ("1999", "通知"),
        ("2101", "通知"),
        ("x", "通知"),
        ("", "通知"),
        ("2027", ""),
        ("2027", "　 "),
    ],
)
def test_year_and_source_are_asked_for(office: Client, year: str, source: str) -> None:
    status, text = hand_in(office, book([HEAD, *GOOD]), year=year, source=source)
    assert status == 400
    assert "field__error" in text
    assert not WorkdayYear.objects.exists()


def test_hostile_names_are_shown_as_text(office: Client) -> None:
    rows = [HEAD, ["2027-01-01", "<img src=x onerror=alert(1)>", ""]]
    _, text = hand_in(office, book(rows))
    assert "<img src=x" not in text
    hand_in(office, book([HEAD, ["2027-01-01", "休", "节<b>庆"]]), source="<script>x</script>")
    text = office.get("/calendar/?year=2027").content.decode()
    assert "<script>x" not in text
    assert "节&lt;b&gt;庆" in text


@pytest.mark.parametrize("role", ["leader", "unit_liaison", "partner", "sysadmin", "auditor"])
def test_only_the_office_loads(role: str) -> None:
    client = signed_in("mou", role)
    assert client.get("/calendar/load/").status_code == 403
    assert hand_in(client, book([HEAD, *GOOD]))[0] == 403
    assert not WorkdayYear.objects.exists()
    assert client.get("/calendar/").status_code == 200
