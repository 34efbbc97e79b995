"""Bringing lists in as pages: look, correct, take, leave, get the refused rows back."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tests.cycle.pool.books import PEOPLE, book
from tests.cycle.pool.books import people as listed
from tests.pooled import Pool
from xuncha.cycle.pool.models import Inspector, PoolImport

SignIn = Callable[[str], Client]


@pytest.fixture
def office(as_: SignIn, pool: Pool) -> Client:
    return as_("liwen")


def bring(client: Client, stream: io.BytesIO, kind: str = "people") -> PoolImport:
    stream.name = "名单.xlsx"
    answer = client.post(reverse("pool_imports"), {"kind": kind, "file": stream})
    assert answer.status_code == 302, answer.content.decode()
    return PoolImport.objects.order_by("-pk")[0]


def post(client: Client, name: str, row: PoolImport, **data: Any) -> Any:
    url = reverse(name, args=[row.pk])
    return client.post(url, {"version": row.version} | data, follow=True)


def test_a_clean_list_is_looked_at_and_taken(office: Client) -> None:
    row = bring(office, listed())
    text = office.get(reverse("pool_import", args=[row.pk])).content.decode()
    assert "这是试读" in text
    assert "一、区直单位" in text
    assert "没有用到" in text  # 序号
    assert "已导入" in post(office, "pool_import_take", row).content.decode()
    assert Inspector.objects.filter(name="吴五常").exists()
    assert post(office, "pool_import_take", row).status_code == 409


def test_refused_rows_come_back_with_their_reasons(office: Client) -> None:
    rows = [list(one) for one in PEOPLE]
    rows[1][2] = "不存在的单位科长"
    row = bring(office, listed(rows))
    answer = post(office, "pool_import_take", row)
    assert "有 1 行不能导入（第一处在第 6 行）" in answer.content.decode()
    assert not Inspector.objects.filter(name="吴五常").exists()
    back = office.post(reverse("pool_import_refused", args=[row.pk]))
    made = openpyxl.load_workbook(io.BytesIO(b"".join(back.streaming_content)))  # type: ignore[attr-defined]
    head, line = list(made.worksheets[0].iter_rows(values_only=True))
    assert head[2] == "姓 名"
    assert "原第 6 行" in line[0]
    post(office, "pool_import_take", row, leave_refused="on")
    assert Inspector.objects.filter(name__in=["吴五常", "王七星"]).count() == 2


def test_columns_are_corrected_and_twice_the_same_is_an_error(office: Client) -> None:
    rows = [["姓名", "在哪上班", "职务"], ["甲某某", "水务局", "科员"]]
    row = bring(office, book(("表", rows, [])))
    page = office.get(reverse("pool_import", args=[row.pk])).content.decode()
    assert "没有找到“工作单位”这一列" in page
    wrong = post(
        office, "pool_import_columns", row, s0_row=1, s0_c0="name", s0_c1="post", s0_c2="post"
    )
    assert "选了不止一列" in wrong.content.decode()
    told = {"s0_row": 1, "s0_c0": "name", "s0_c1": "home", "s0_c2": "post"}
    right = post(office, "pool_import_columns", row, **told)
    assert "重新试读的结果" in right.content.decode()
    assert post(office, "pool_import_columns", row, **told).status_code == 409
    row.refresh_from_db()
    post(office, "pool_import_take", row)
    assert Inspector.objects.filter(name="甲某某").exists()


def test_the_header_row_can_be_told(office: Client) -> None:
    row = bring(office, listed())
    answer = post(office, "pool_import_columns", row, s0_row=190)
    assert "没有第 190 行" in answer.content.decode()
    answer = post(office, "pool_import_columns", row, s0_row=3)
    assert "重新试读的结果" in answer.content.decode()


@pytest.mark.parametrize("content", [b"", b"MZ program", b"%PDF-1.4", "只有字".encode()])
def test_garbage_is_refused_beside_the_field(office: Client, content: bytes) -> None:
    stream = io.BytesIO(content)
    stream.name = "名单.xlsx"
    answer = office.post(reverse("pool_imports"), {"kind": "people", "file": stream})
    assert answer.status_code == 400
    assert 'id="id_file_error"' in answer.content.decode()
    assert not PoolImport.objects.exists()


def test_a_dropped_list_changes_nothing(office: Client) -> None:
    row = bring(office, listed())
    assert "没有任何改动" in post(office, "pool_import_drop", row).content.decode()
    page = office.get(reverse("pool_import", args=[row.pk])).content.decode()
    assert "没有导入" in page
    assert not Inspector.objects.filter(name="吴五常").exists()


def test_hostile_words_are_shown_as_words(office: Client) -> None:
    rows = [list(one) for one in PEOPLE]
    rows[0][4] = "<script>alert(1)</script>"
    row = bring(office, listed(rows))
    text = office.get(reverse("pool_import", args=[row.pk])).content.decode()
    assert "<script>alert" not in text
    assert "&lt;script&gt;" in text
