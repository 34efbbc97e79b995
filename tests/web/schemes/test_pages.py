"""The pages of schemes: the gap beside the words, one way through for all, paper and books."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable

import openpyxl
from django.test import Client
from django.urls import reverse

from tests.people import Cast
from tests.scenarios import PROBLEMS, Story
from tests.schemed import PARTIES, approved, begun, book, fresh, opened, seat, sent, spoken, written
from xuncha.cycle.fieldwork.readiness import lacks
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.rectification.models import Item
from xuncha.cycle.schemes.checks import rows_of, version_of
from xuncha.cycle.schemes.models import RowOpinion, Scheme
from xuncha.cycle.schemes.services.reviewing import mark_of
from xuncha.kernel import clock

SignIn = Callable[[str], Client]


def page(client: Client, name: str, *args: int, query: str = "") -> str:
    """A page's text."""
    answer = client.get(reverse(name, args=args) + query)
    assert answer.status_code == 200, answer.content.decode()[:500]
    return answer.content.decode()


def act(client: Client, scheme: Scheme, action: str, **data: object) -> int:
    """Post a deed; gives the status."""
    told = {"action": action, "version": fresh(scheme).version, **data}
    return client.post(reverse("schemes_act", args=[scheme.pk]), told).status_code


def test_the_unit_writes_with_the_gap_beside_the_words(
    as_: SignIn, story: Story, people: Cast
) -> None:
    scheme, _ = begun(story, people)
    unit = as_("zhoulan")
    rows = rows_of(version_of(scheme))
    unit.post(reverse("schemes_drop_row", args=[rows[5].pk]))
    told = page(unit, "schemes_scheme", scheme.pk)
    assert "<mark>柳湾水库巡查记录缺失</mark>" in told
    assert "处要改好才能报送" in told
    assert "disabled" in told
    form = page(unit, "schemes_row", rows[4].pk)
    assert "柳湾水库巡查记录缺失" in form
    answer = unit.post(
        reverse("schemes_row", args=[rows[4].pk]),
        {
            "finding": rows[4].finding_id, "task": "补设公示牌、补齐记录", "lead": "分管副局长",
            "parts": ["青石河未设公示牌", "柳湾水库巡查记录缺失"], "measures": "4月底前补设2块",
            "department": "河湖股", "due_on": "2026-05-20", "again": "1", "next": rows[6].pk,
        },
    )  # fmt: skip
    assert answer["Location"] == reverse("schemes_row", args=[rows[6].pk])
    assert "<mark>" not in page(unit, "schemes_scheme", scheme.pk)
    bad = unit.post(reverse("schemes_row", args=[rows[4].pk]), {"finding": rows[4].finding_id})
    assert bad.status_code == 400


def test_from_the_meeting_to_the_items(as_: SignIn, story: Story, people: Cast) -> None:
    scheme = written(story, people)
    assert act(as_("zhoulan"), scheme, "send", meeting="", adopted_on="2026-03-10") == 400
    assert act(as_("zhoulan"), scheme, "send", meeting="局党组会议", adopted_on="2026-03-10") == 302
    office = as_("liwen")
    assert "开始联审" in page(office, "schemes_scheme", scheme.pk)
    assert "等组织联审的整改方案" in page(office, "workbench")
    seats = {party: people[name].pk for party, name in PARTIES.items()}
    url = reverse("schemes_open_review", args=[scheme.pk])
    assert office.post(url, {"version": fresh(scheme).version}).status_code == 400
    assert office.post(url, {"version": fresh(scheme).version, **seats}).status_code == 302
    review = scheme.reviews.get()
    row = rows_of(review.version)[0]
    partner = as_("fengli")
    assert "等我审核的整改方案" in page(partner, "workbench")
    own = reverse("schemes_seat", args=[seat(review, "discipline").pk])
    assert partner.post(own, {"verdict": "amend"}).status_code == 400
    told = {"verdict": "amend", f"row_{row.pk}": "写清退还多少"}
    assert partner.post(own, told).status_code == 302
    for name, party in (("liwen", "office"), ("hejingan", "leader")):
        url = reverse("schemes_seat", args=[seat(review, party).pk])
        assert "写清退还多少" in page(as_(name), "schemes_seat", seat(review, party).pk)
        assert as_(name).post(url, {"verdict": "agree"}).status_code == 302
    assert "写清退还多少" not in page(as_("zhoulan"), "schemes_scheme", scheme.pk)
    merging = reverse("schemes_merge", args=[scheme.pk])
    opinion = RowOpinion.objects.get()
    assert "汇总答复" in page(office, "schemes_merge", scheme.pk)
    answer = office.post(
        merging,
        {"version": fresh(scheme).version, "outcome": "pass", f"adopt_{opinion.pk}": "on",
         f"text_{opinion.pk}": "写清金额", "seen": mark_of(review)},
    )  # fmt: skip
    assert answer.status_code == 302
    assert "写清金额" in page(as_("zhoulan"), "schemes_scheme", scheme.pk)
    director = as_("song")
    assert "等我批准的整改方案" in page(director, "workbench")
    assert 'name="digest"' in page(director, "schemes_scheme", scheme.pk)
    digest = version_of(fresh(scheme)).digest
    assert act(director, scheme, "approve", digest="0" * 64) == 409
    assert act(director, scheme, "approve", digest=digest) == 302
    assert Item.objects.filter(inspection=story.inspection).count() == 7
    assert "内容和批准时一致" in page(as_("zhoulan"), "schemes_scheme", scheme.pk)
    item = page(as_("zhoulan"), "rectification_item", story.items[0].pk)
    assert f"{reverse('schemes_scheme', args=[scheme.pk])}#line-1" in item


def test_changes_are_asked_for_and_versions_compared(
    as_: SignIn, story: Story, people: Cast
) -> None:
    scheme = approved(story, people)
    assert act(as_("zhoulan"), scheme, "ask_change", reason="责任领导调整") == 302
    director = as_("song")
    assert "责任领导调整" in page(director, "workbench")
    change = scheme.changes.get()
    url = reverse("schemes_answer_change", args=[change.pk])
    assert director.post(url, {"action": "grant", "version": 1}).status_code == 302
    unit, row = as_("zhoulan"), rows_of(version_of(fresh(scheme)))[4]
    told = {
        "finding": row.finding_id, "task": row.task, "parts": row.parts, "lead": "局长",
        "measures": row.measures, "department": row.department, "due_on": "2026-05-20",
    }  # fmt: skip
    review = scheme.reviews.get()
    RowOpinion.objects.create(
        seat=review.seats.first(), row=rows_of(review.version)[4], text="写清谁管",
        adopted=True, merged="写清局长管到哪一步",
    )  # fmt: skip
    assert "写清局长管到哪一步" in page(unit, "schemes_row", row.pk)
    assert unit.post(reverse("schemes_row", args=[row.pk]), told).status_code == 302
    found = page(unit, "schemes_compare", scheme.pk)
    assert "<mark>局长</mark>" in found
    assert "仍然有效" in page(unit, "schemes_scheme", scheme.pk)
    old = page(unit, "schemes_scheme", scheme.pk, query="?version=1")
    assert "不能再改" in old
    assert "两版内容一样" in page(unit, "schemes_compare", scheme.pk, query="?before=1&after=1")
    assert unit.get(reverse("schemes_scheme", args=[scheme.pk]) + "?version=9").status_code == 404


def test_lists_on_paper_and_as_a_book(as_: SignIn, story: Story, people: Cast) -> None:
    scheme = sent(story, people)
    client = as_("zhoulan")
    told = client.post(reverse("schemes_print", args=[scheme.pk])).content.decode()
    assert all(word in told for word in ("问题清单", "任务清单", "责任清单", "未批准，供审核用"))
    answer = client.post(reverse("schemes_lists", args=[scheme.pk]))
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).worksheets[0]
    assert sheet.max_row == 3 + 7
    assert "撤回修改" in page(client, "schemes_scheme", scheme.pk)


def test_bringing_a_plan_in(as_: SignIn, story: Story, people: Cast) -> None:
    scheme, _ = begun(story, people)
    client = as_("zhoulan")
    stream = book(("1", PROBLEMS[0][0], "盘活48万元", "局长", "财务股", "2026年5月底"))
    stream.name = "方案.xlsx"
    answer = client.post(reverse("schemes_bring", args=[scheme.pk]), {"file": stream})
    assert answer.status_code == 302
    brought = scheme.imports.get()
    assert "盘活48万元" in page(client, "schemes_import", brought.pk)
    url = reverse("schemes_take", args=[brought.pk])
    assert client.post(url, {"version": 1}).status_code == 302
    assert "已导入" in page(client, "schemes_import", brought.pk)
    assert "盘活48万元" in page(client, "schemes_scheme", scheme.pk)


def test_the_desk_of_each(as_: SignIn, story: Story, people: Cast) -> None:
    assert "起草整改方案" in page(as_("zhoulan"), "schemes_list")
    assert "未起草" in page(as_("zhoulan"), "workbench")
    assert "还没有起草整改方案的单位（2 个）" in page(as_("hejingan"), "schemes_list")
    review = opened(story, people)
    assert "还没有起草整改方案的单位（1 个）" in page(as_("hejingan"), "schemes_list")
    assert "等我提出审核意见" in page(as_("fengli"), "schemes_list")
    assert "水务局" in page(as_("song"), "schemes_list", query="?state=reviewing")
    assert "没有符合条件" in page(as_("song"), "schemes_list", query="?late=yes")
    assert "水务局" in page(as_("song"), "schemes_list", query="?late=sent_late&sort=due")
    office = as_("liwen")
    own = seat(review, "office")
    url = reverse("schemes_reseat", args=[own.pk])
    assert office.post(url, {"user": people["fengli"].pk}).status_code == 400
    assert office.post(url, {"user": people["zhaoqing"].pk}).status_code == 302
    (lack,) = lacks(people.actor("liwen"), story.inspection, Stage.RECTIFYING)
    assert lack.words == "整改方案还没有批准"


def test_rules_as_a_page(as_: SignIn, story: Story, people: Cast) -> None:
    director = as_("song")
    told = {
        "effective_on": "2026-03-18", "note": "五方联审", "plan_days": 30, "review_workdays": 3,
        "revise_workdays": 3, "most_days": 180, "approver": "leader", "hard": ["left_out"],
        "parties": ["office", "team"],
    }  # fmt: skip
    url = reverse("schemes_new_rules")
    assert director.post(url, told).status_code == 400
    assert director.post(url, told | {"parties": ["office", "team", "leader"]}).status_code == 302
    assert "领导小组成员" in page(director, "schemes_rules")


def test_a_review_that_ran_out_shows_who_was_silent(
    as_: SignIn, story: Story, people: Cast
) -> None:
    review = opened(story, people)
    with clock.at(review.due_on + dt.timedelta(days=1)):
        assert "没有按期提出" in page(as_("song"), "schemes_scheme", review.scheme_id)
    spoken(review, people)
    assert "各方意见" in page(as_("song"), "schemes_scheme", review.scheme_id)
