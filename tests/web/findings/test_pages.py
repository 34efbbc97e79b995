"""A finding in pages: written from papers, gated, disposed, merged, judged, traced both ways."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from tests.fielded import Fielded
from tests.papered import confirmed, signed, third
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.cycle.workpapers.models import Paper
from xuncha.foundation.accounts.models import User
from xuncha.kernel.actor import SYSTEM

SignIn = Callable[[str], Client]
ROWS = {
    f"{prefix}-{name}": value
    for prefix in ("persons", "counts")
    for name, value in (("TOTAL_FORMS", "2"), ("INITIAL_FORMS", "0"))
}


@pytest.fixture
def field(field: Fielded) -> Fielded:
    load_default_taxonomy(SYSTEM)
    return field


@pytest.fixture
def author(field: Fielded) -> User:
    return third(field)


@pytest.fixture
def paper(field: Fielded, author: User, people: Cast) -> Paper:
    made = signed(field, author)
    confirmed(field, people, made)
    return made


def _typed(
    paper: Paper, text: str = "公务接待审批不严，4笔接待费没有公函就报销"
) -> dict[str, object]:
    leaf = TaxonomyNode.objects.get(code="2.3.1", taxonomy__role="main")
    return ROWS | {
        "text": text, "leaf": leaf.pk, "criteria": "公务接待管理规定", "papers": [paper.pk],
        "facts": "2024年6月3笔没有公函", "persons-0-post": "办公室主任", "persons-0-duty": "direct",
        "persons-0-period": "2023年至今", "persons-1-post": "", "persons-1-duty": "main",
        "counts-0-label": "接待费", "counts-0-quantity": "3", "counts-0-unit": "笔",
    }  # fmt: skip


def test_from_the_paper_to_the_settled_finding_and_back_in_two_clicks(
    field: Fielded, paper: Paper, as_: SignIn
) -> None:
    client = as_("luyi")
    new = f"/inspections/{field.inspection.pk}/findings/new/?paper={paper.pk}"
    assert f"findings/new/?paper={paper.pk}" in client.get(f"/papers/{paper.pk}/").content.decode()
    page = client.get(new).content.decode()
    assert "《党政机关国内公务接待管理规定》" in page
    assert "2024年3月至6月，水务局机关" in page
    assert 'data-autosave="finding"' in page
    assert client.post(new, _typed(paper)).status_code == 302
    found = Finding.objects.get(inspection=field.inspection)
    assert [str(one) for one in found.persons.all()] == ["办公室主任（直接责任）"]
    url = f"/findings/{found.pk}/"
    text = client.get(url).content.decode()
    assert "定稿还差什么" in text
    assert "2 条事实单位已确认或者已核定" in text
    assert f'href="/papers/{paper.pk}/"' in text
    trace = client.get(f"{url}trace/").content.decode()
    assert f'href="/papers/{paper.pk}/"' in trace
    assert "会计凭证（6月第12号）" in trace
    assert f'href="{url}"' in client.get(f"/papers/{paper.pk}/").content.decode()
    assert client.post(f"{url}move/", {"version": 1, "action": "settle"}).status_code == 302
    found.refresh_from_db()
    told = {"version": found.version, "disposal": "feedback", "reason": "组务会研究同意"}
    assert client.post(f"{url}dispose/", told).status_code == 302
    assert "组务会研究同意" in client.get(url).content.decode()
    found.refresh_from_db()
    told = {"version": found.version, "action": "feed_back"}
    assert client.post(f"{url}move/", told).status_code == 403
    assert as_("liwen").post(f"{url}move/", told).status_code == 302
    seen = as_("zhoulan").get(url).content.decode()
    assert "2024年6月3笔没有公函" in seen
    for hidden in ("组务会研究同意", "底-001", "办公室主任", "依据的底稿", "以前有没有"):
        assert hidden not in seen, hidden


def test_more_rows_for_persons_and_numbers_without_script(
    field: Fielded, paper: Paper, as_: SignIn
) -> None:
    new = f"/inspections/{field.inspection.pk}/findings/new/"
    typed = _typed(paper, "一、\t审批不严\r\n　　4笔没有公函")
    grown = as_("luyi").post(new, typed | {"more": "persons"})
    page = grown.content.decode()
    assert (grown.status_code, Finding.objects.filter(inspection=field.inspection).exists()) == (
        422, False,
    )  # fmt: skip
    assert 'name="persons-TOTAL_FORMS" value="3"' in page
    assert 'value="办公室主任"' in page
    assert as_("luyi").post(new, typed).status_code == 302
    made = Finding.objects.get(inspection=field.inspection)
    assert made.text == "一、审批不严\n4笔没有公函"


def test_what_is_missing_is_said_before_one_tries(
    field: Fielded, paper: Paper, as_: SignIn
) -> None:
    client = as_("luyi")
    new = f"/inspections/{field.inspection.pk}/findings/new/"
    assert client.post(new, ROWS | {"text": "空口说的一条"}).status_code == 302
    found = Finding.objects.get(inspection=field.inspection)
    text = client.get(f"/findings/{found.pk}/").content.decode()
    for words in ("没有底稿支撑", "没有写依据", "还没有归入分类"):
        assert words in text, words
    told = {"version": 1, "action": "settle"}
    assert client.post(f"/findings/{found.pk}/move/", told).status_code == 409
    changed = _typed(paper, "空口说的一条") | {"version": 1, "number": "7"}
    assert client.post(f"/findings/{found.pk}/change/", changed).status_code == 302
    assert client.post(f"/findings/{found.pk}/change/", changed).status_code == 409
    again = client.post(new, ROWS | {"text": "空口说的一条"})
    assert again.status_code == 400
    assert "内容相同" in again.content.decode()
    half = ROWS | {"text": "另一条", "counts-0-label": "接待费"}
    assert "请填数量和单位" in client.post(new, half).content.decode()


def test_merging_and_its_way_back(field: Fielded, as_: SignIn) -> None:
    client = as_("guer")
    new = f"/inspections/{field.inspection.pk}/findings/new/"
    for text in ("接待审批不严", "接待没有公函"):
        client.post(new, ROWS | {"text": text})
    one, two = Finding.objects.filter(inspection=field.inspection).order_by("pk")
    page = client.get(f"/findings/{one.pk}/merge/").content.decode()
    assert "接待没有公函" in page
    told = {"findings": [two.pk], "reason": "同一件事"}
    assert client.post(f"/findings/{one.pk}/merge/", told).status_code == 302
    assert f'href="/findings/{one.pk}/"' in client.get(f"/findings/{two.pk}/").content.decode()
    assert "并进来的问题" in client.get(f"/findings/{one.pk}/").content.decode()
    two.refresh_from_db()
    back = {"version": two.version, "reason": "不是一回事"}
    assert client.post(f"/findings/{two.pk}/unmerge/", back).status_code == 302
    assert Finding.objects.get(pk=two.pk).state == "draft"


def test_old_problems_are_shown_beside_and_settled_by_a_person(
    field: Fielded, story: Story, as_: SignIn
) -> None:
    client = as_("liwen")
    new = f"/inspections/{field.inspection.pk}/findings/new/"
    client.post(new, ROWS | {"text": "公务接待审批不严，5笔接待费无公函报销"})
    found = Finding.objects.get(inspection=field.inspection)
    url = f"/findings/{found.pk}/before/"
    page = client.get(url).content.decode()
    assert "本单位" in page
    assert "<mark>" in page
    old = story.findings[1]
    bad = client.post(url, {"version": 1, "recurrence": "old", "reason": "同样的问题"})
    assert bad.status_code == 400
    assert "以前的哪一个问题" in bad.content.decode()
    told = {"version": 1, "recurrence": "old", "of": old.pk, "reason": "和上一轮是同一个问题"}
    assert client.post(url, told).status_code == 302
    text = client.get(f"/findings/{found.pk}/").content.decode()
    assert "和上一轮是同一个问题" in text
    listed = client.get("/findings/?recurrence=old").context["page"].total.number
    assert listed == 1
    assert as_("zhoulan").get("/findings/?recurrence=old").context["page"].total.number == 0
