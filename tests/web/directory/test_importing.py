"""Bringing a list in by the browser."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.cycle.directory.books import book
from tests.cycle.directory.town import PAPER, at
from tests.scenarios import TODAY
from xuncha.cycle.directory.models import DirectoryImport, FormerName, Organisation
from xuncha.foundation.audit.models import AuditRow

SignIn = Callable[[str], Client]
Town = dict[str, Organisation]
ROWS = [
    ["T1", "青石街道", "街道", "C"], ["B1", "清源区粮事局", "区直单位", "C"],
    ["X1", "清源区数据局", "区直单位", "C"], ["X2", "乙局", "公园", "C"],
]  # fmt: skip


def bring(client: Client, stream: io.BytesIO, name: str = "名录.xlsx") -> str:
    answer = client.post(
        "/directory/imports/", {"file": SimpleUploadedFile(name, stream.getvalue())}
    )
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return str(answer["Location"])


def test_the_whole_way(as_: SignIn, town: Town) -> None:
    client = as_("liwen")
    url = bring(client, book(ROWS, title="清源区名录"))
    page = client.get(url).content.decode()
    for words in (
        "青石镇 · 镇",
        "青石街道 · 街道",
        "清源区数据局",
        "公园",
        "名录 第 6 行",
        "柳湾村",
    ):
        assert words in page, words
    told = {"version": 1, "as_of": TODAY.isoformat(), "document": PAPER}
    answer = client.post(f"{url}take/", told)
    assert answer.status_code == 400
    assert "第一处在名录 第 6 行" in answer.content.decode()
    how = {f"how_rename_{town['B1'].pk}": "corrected", f"from_rename_{town['T1'].pk}": "2025-07-01"}
    answer = client.post(f"{url}take/", told | how | {"leave_refused": "on"})
    assert answer.status_code == 302
    past = FormerName.objects.get()
    assert (past.organisation, str(past.until_on)) == (town["T1"], "2025-06-30")
    assert at(town["B1"]).name == "清源区粮事局"
    assert Organisation.objects.filter(code="X1").exists()
    assert "已导入：新登记 1 个" in client.get(url).content.decode()
    assert client.post(f"{url}take/", told).status_code == 409
    assert client.post(f"{url}drop/", {"version": 1}).status_code == 409


def test_refused_rows_come_back(as_: SignIn, town: Town) -> None:
    client = as_("liwen")
    url = bring(client, book(ROWS))
    answer = client.post(f"{url}refused/")
    rows = list(openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active)  # type: ignore[arg-type]
    assert "公园" in str(rows[1][0].value)
    assert rows[1][2].value == "乙局"
    assert AuditRow.objects.filter(verb="exchange.table.exported").exists()


def test_columns_by_hand(as_: SignIn, town: Town) -> None:
    client = as_("liwen")
    url = bring(client, book([["K1", "丙局", "C"]], ["序列", "名称", "上级"]))
    assert "将编为 D0001" in client.get(url).content.decode()
    fields = {"version": 1, "s0_c0": "code", "s0_c1": "name", "s0_c2": "parent"}
    answer = client.post(f"{url}columns/", fields | {"s0_c2": "name"})
    assert (answer.status_code, "名称选了不止一列" in answer.content.decode()) == (400, True)
    assert client.post(f"{url}columns/", fields).status_code == 302
    assert "D0001" not in client.get(url).content.decode()


def test_leaving_a_list(as_: SignIn, town: Town) -> None:
    client = as_("liwen")
    url = bring(client, book(ROWS))
    assert client.post(f"{url}drop/", {"version": "x"}).status_code == 400
    assert client.post(f"{url}drop/", {"version": 1}).status_code == 302
    assert "没有导入" in client.get(url).content.decode()
    assert not Organisation.objects.filter(code="X1").exists()


def test_files_that_are_no_lists(as_: SignIn, town: Town) -> None:
    client = as_("liwen")
    for name, content, words in (
        ("名录.xlsx", b"\x00\x01" * 4000, "。"), ("名录.docx", b"MZ" + b"\0" * 3000, "程序"),
        ("说明.csv", "只是一段话".encode("gb18030"), "没有找到党组织名录的表头"),
    ):  # fmt: skip
        upload = SimpleUploadedFile(name, content)
        answer = client.post("/directory/imports/", {"file": upload})
        assert (answer.status_code, words in answer.content.decode()) == (400, True), name
    assert not DirectoryImport.objects.exists()
