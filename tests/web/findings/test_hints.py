"""The hints beside a finding's words."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from tests.fielded import Fielded
from tests.papered import drafted
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.findings.enums import FindingState
from xuncha.cycle.findings.models import Finding
from xuncha.cycle.taxonomy.models import TaxonomyNode
from xuncha.cycle.taxonomy.services import load_default_taxonomy
from xuncha.cycle.workpapers.content import FactWords
from xuncha.kernel.actor import SYSTEM

SignIn = Callable[[str], Client]
DRINKS = "局里接待没有公函，一次八人陪餐，全年公款吃喝超过标准两倍，食堂列支高档酒"


def _ask(as_: SignIn, story: Story, who: str = "liwen", **told: object) -> str:
    url = reverse("findings_hints", args=[story.inspection.pk])
    return as_(who).post(url, told).content.decode()


def test_hints_mark_the_words_and_say_why(as_: SignIn, story: Story) -> None:
    page = _ask(as_, story, text="个别干部<作风>漂浮。")

    assert '<mark class="hint-D01 hint-D02' in page
    assert ">个别</mark>" in page
    assert "&lt;作风&gt;" in page
    assert "“个别”没有说清是几个、是谁" in page


def test_nothing_written_and_nothing_to_say(as_: SignIn, story: Story) -> None:
    good = (
        "2022年5月至11月，区水利局河道管理站分3次支付柳林河清淤款18.6万元，"
        "未按《政府采购法》第二十六条组织采购。"
    )

    assert "写下问题以后" in _ask(as_, story)
    assert "没有要提示的" in _ask(as_, story, text=good, amount_yuan="186000")
    assert "和文字里的金额对不上" in _ask(as_, story, text=good, amount_yuan="168000")
    assert "没有要提示的" in _ask(as_, story, text=good, amount_yuan="一半")


def test_what_another_finding_of_the_inspection_tells_already(as_: SignIn, story: Story) -> None:
    told = story.findings[1]
    again = _ask(as_, story, text=told.text)
    own = _ask(as_, story, text=told.text, finding=told.pk)

    assert "和第2条说的像是同一件事" in again
    assert "像是同一件事" not in own


def test_a_kept_finding_is_looked_at_by_its_number(as_: SignIn, story: Story) -> None:
    assert story.findings[0].text[:6] in _ask(as_, story, finding=story.findings[0].pk)

    foreign = Finding.objects.exclude(inspection=story.inspection)[0]
    url = reverse("findings_hints", args=[story.inspection.pk])
    assert as_("liwen").post(url, {"finding": foreign.pk}).status_code == 404


@pytest.mark.usefixtures("people")
def test_a_leaf_is_proposed_from_the_frame_in_force(as_: SignIn, story: Story) -> None:
    load_default_taxonomy(SYSTEM)
    wrong = TaxonomyNode.objects.get(code="1.1.1", taxonomy__name="四个落实")
    right = TaxonomyNode.objects.get(code="2.3.1", taxonomy__name="四个落实")

    assert "文字更像“2.3.1" in _ask(as_, story, text=DRINKS, leaf=wrong.pk)
    assert "文字更像" not in _ask(as_, story, text=DRINKS, leaf=right.pk)
    TaxonomyNode.objects.filter(pk=right.pk).update(name="本区另有叫法")
    assert "文字更像" not in _ask(as_, story, text=DRINKS, leaf=wrong.pk)


def test_the_panel_stands_beside_the_form_and_on_a_draft_only(as_: SignIn, story: Story) -> None:
    url = reverse("findings_hints", args=[story.inspection.pk])
    form = as_("liwen").get(reverse("findings_create", args=[story.inspection.pk]))
    kept = reverse("findings_detail", args=[story.findings[0].pk])

    assert f'hx-post="{url}"' in form.content.decode()
    assert url not in as_("liwen").get(kept).content.decode()
    Finding.objects.filter(pk=story.findings[0].pk).update(state=FindingState.DRAFT)
    assert url in as_("liwen").get(kept).content.decode()
    assert url not in as_("hejingan").get(kept).content.decode()


def test_a_working_paper_that_tells_other_figures(
    as_: SignIn, story: Story, people: Cast, field: Fielded
) -> None:
    paper = drafted(field, field.member, summary="2023年局办公室3笔接待费没有公函，涉及1.26万元。")
    url = reverse("findings_hints", args=[field.inspection.pk])
    told = {"text": "2023年局办公室5笔接待费没有公函。", "facts": "涉及1.26万元。"}
    page = as_("luyi").post(url, told | {"papers": [paper.pk]}).content.decode()
    other = as_("qinsan").post(url, told | {"papers": [paper.pk]})

    assert f"和底稿（{paper.code}）对不上：这里是5笔，底稿是3笔" in page
    assert "涉及1.26万元" in page
    assert other.status_code == 404

    rows = {
        "counts-TOTAL_FORMS": 2, "counts-INITIAL_FORMS": 0, "counts-0-label": "接待费没有公函",
        "counts-0-quantity": "9", "counts-0-unit": "笔", "counts-1-label": "还没写完",
    }  # fmt: skip
    own = drafted(
        field, field.member, title="接待费单独一份",
        facts=(FactWords("局办公室接待费没有公函", amount_yuan=Decimal(12600),
                         quantity=Decimal(3), unit="笔"),),
    )  # fmt: skip
    told = {"text": "2023年局办公室有3笔接待费没有公函。", "papers": [own.pk]}
    agreed = as_("luyi").post(url, told | {"amount_yuan": "12600"}).content.decode()
    apart = as_("luyi").post(url, told | rows | {"amount_yuan": "21600"}).content.decode()
    assert "对不上" not in agreed
    assert "填的是21,600元" not in agreed
    assert f"填的是21,600元，底稿（{own.code}）的事实写的是12,600元" in apart
    assert "“接待费没有公函”填的是9笔" in apart


def test_facts_that_bear_the_words_are_no_repetition(as_: SignIn, story: Story) -> None:
    words = "2024年局办公室3笔接待费没有公函，涉及12600元"
    borne = _ask(as_, story, text=f"{words}。", facts=f"6月，办公室主任，{words}。")
    twice = _ask(as_, story, text=f"{words}。\n6月，办公室主任，{words}。")

    assert "像是同一件事" not in borne
    assert "和前面说的像是同一件事" in twice
