"""Pages of the pool: what each person reads there, and what forms answer."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.people import Cast
from tests.pooled import Pool, inspector, tie
from tests.scenarios import TODAY, Story
from xuncha.cycle.pool import defaults
from xuncha.cycle.pool.enums import InspectorState, TieKind
from xuncha.cycle.pool.models import Inspector, Qualification, Tie, Training
from xuncha.cycle.pool.services import qualifying
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.web.pool import panels

SignIn = Callable[[str], Client]
SECRET = ("13900001111", "柳渡镇石桥村", "赵某亲", "哥哥")


def page(client: Client, name: str, *args: int, **query: str) -> str:
    answer = client.get(reverse(name, args=args), query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_office_reads_all_of_a_person(as_: SignIn, story: Story, pool: Pool) -> None:
    tie(pool.zhao, story.civil, TieKind.KIN)
    client = as_("liwen")
    text = page(client, "pool_person", pool.zhao.pk)
    assert all(word in text for word in SECRET[:2])
    assert not [word for word in SECRET[2:] if word in text], "ties are folded until opened"
    assert not AuditRow.objects.filter(verb="pool.ties.read").exists()
    opened = client.post(reverse("pool_ties", args=[pool.zhao.pk]))
    assert all(word in opened.content.decode() for word in SECRET)
    line = AuditRow.objects.get(verb="pool.ties.read")
    assert (line.actor_name, line.object_id) == ("李闻", str(pool.zhao.pk))
    assert as_("hejingan").post(reverse("pool_ties", args=[pool.zhao.pk])).status_code == 403


def test_a_leader_reads_the_summary_only(as_: SignIn, story: Story, pool: Pool) -> None:
    tie(pool.zhao, story.civil, TieKind.KIN)
    text = page(as_("hejingan"), "pool_person", pool.zhao.pk)
    assert "亲属 1 项" in text
    assert [word for word in SECRET if word in text] == []


def test_a_person_reads_his_own_page_and_no_other(myself: Client, story: Story, pool: Pool) -> None:
    tie(pool.zhao, story.civil, TieKind.KIN)
    answer = myself.get(reverse("pool_me"), follow=True)
    assert all(word in answer.content.decode() for word in SECRET)
    for other in (pool.sun, pool.zhou):
        assert myself.get(reverse("pool_person", args=[other.pk])).status_code == 404
    for name in ("pool_list", "pool_entry", "pool_certificates", "pool_trainings", "pool_rules"):
        assert myself.get(reverse(name)).status_code == 403


def test_a_person_declares_a_tie_and_takes_none_back(
    myself: Client, story: Story, pool: Pool
) -> None:
    url = reverse("pool_tie_add", args=[pool.zhao.pk])
    sent = {
        "kind": "kin", "organisation": "民政局", "person": "赵某安", "relationship": "岳父",
        "source": "archive",
    }  # fmt: skip
    assert "民政局" in myself.get(url).content.decode()
    assert myself.post(url, sent).status_code == 302
    made = Tie.objects.get()
    assert (made.source, made.kinship, made.organisation) == ("declared", "in_law", story.civil)
    answer = myself.post(
        reverse("pool_tie_withdraw", args=[made.pk]), {"version": 1, "reason": "记错"}
    )
    assert answer.status_code == 403
    other = reverse("pool_tie_add", args=[pool.sun.pk])
    assert myself.post(other, sent).status_code == 404


def test_somebody_without_a_record_hears_so(as_: SignIn) -> None:
    assert "还没有您的人才库档案" in page(as_("liwen"), "pool_me")


def test_a_form_says_what_is_wrong_and_keeps_what_was_typed(
    as_: SignIn, story: Story, pool: Pool
) -> None:
    client = as_("liwen")
    url = reverse("pool_nominate")
    sent = {"name": "钱四海", "home": "水务居", "way": "unit", "post": "科长"}
    answer = client.post(url, sent)
    assert answer.status_code == 400
    text = answer.content.decode()
    assert "是不是“水务局”？" in text
    assert 'value="钱四海"' in text
    answer = client.post(url, sent | {"home": "水务局", "specialties": ["盗墓"]})
    assert answer.status_code == 400
    answer = client.post(url, sent | {"home": "水务局", "name": "赵一禾"})
    assert answer.status_code == 409
    assert "已经有水务局的赵一禾" in answer.content.decode()
    answer = client.post(url, sent | {"home": "水务局", "specialties": ["财务", "审计"]})
    assert answer.status_code == 302
    assert Inspector.objects.get(name="钱四海").specialties == ["财务", "审计"]


def test_an_outsider_is_named_in_words(as_: SignIn, pool: Pool) -> None:
    sent = {"name": "钱四海", "home": "名录外：市纪委监委", "way": "assigned"}
    assert as_("liwen").post(reverse("pool_nominate"), sent).status_code == 302
    assert Inspector.objects.get(name="钱四海").home_words == "市纪委监委"


def test_a_stale_form_is_a_conflict(as_: SignIn, pool: Pool) -> None:
    client = as_("liwen")
    url = reverse("pool_change", args=[pool.zhao.pk])
    sent = {"version": 1, "name": "赵一禾", "post": "副科长"}
    assert client.post(url, sent).status_code == 302
    answer = client.post(url, sent | {"post": "科长"})
    assert answer.status_code == 409
    assert "先一步" in answer.content.decode()
    moved = client.post(
        reverse("pool_move", args=[pool.zhao.pk]),
        {"version": 1, "home": "民政局", "on": "2026-03-01"},
    )
    assert moved.status_code == 409


def test_the_queue_from_check_to_pool(as_: SignIn, people: Cast, pool: Pool) -> None:
    office, director = as_("liwen"), as_("song")
    sent: dict[str, Any] = {"people": [f"{pool.sun.pk}:1"], "conditions": defaults.CONDITIONS[:2]}
    office.post(reverse("pool_check"), sent)
    assert "还没有确认" in page(office, "pool_entry")
    office.post(reverse("pool_check"), sent | {"conditions": defaults.CONDITIONS})
    pool.sun.refresh_from_db()
    assert pool.sun.state == InspectorState.CHECKED
    both = [f"{one.pk}:{one.version}" for one in (pool.sun, pool.zhou)]
    director.post(reverse("pool_admit"), {"people": both, "paper": ""})
    assert "请写明审定依据" in page(director, "pool_entry")
    director.post(reverse("pool_admit"), {"people": both, "paper": "领导小组第2次会议"})
    assert Inspector.objects.filter(state=InspectorState.ADMITTED).count() == 3
    again = director.post(reverse("pool_admit"), {"people": both, "paper": "会议"})
    assert again.status_code == 409


@pytest.mark.parametrize("people_", [["x"], ["1"], ["1:x"], ["9" * 30 + ":1"], [":"]])
def test_garbage_in_the_queue(as_: SignIn, pool: Pool, people_: list[str]) -> None:
    client = as_("song")
    client.post(reverse("pool_admit"), {"people": people_, "paper": "会议"})
    assert "请至少选择一个人" in page(client, "pool_entry")


def test_whoever_checked_reads_why_he_cannot_admit(as_: SignIn, people: Cast, pool: Pool) -> None:
    Inspector.objects.filter(pk=pool.zhou.pk).update(checked_by=people["song"])
    assert "资格审查人不能审定" in page(as_("song"), "pool_entry")
    assert "资格审查人不能审定" in page(as_("song"), "pool_person", pool.zhou.pk)
    answer = as_("song").post(
        reverse("pool_admit"), {"people": [f"{pool.zhou.pk}:1"], "paper": "会议"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({}, {"赵一禾", "孙二木", "周三川"}),
        ({"state": "admitted"}, {"赵一禾"}),
        ({"q": "民政"}, {"孙二木", "周三川"}),
        ({"specialty": "审计"}, {"赵一禾"}),
        ({"can": "lead"}, {"孙二木"}),
        ({"can": "discipline"}, set()),
        ({"home_kind": "street"}, set()),
        ({"certificates": "expiring"}, {"赵一禾"}),
        ({"certificates": "expired"}, {"孙二木"}),
    ],
)
def test_filters(
    query: dict[str, str], names: set[str], as_: SignIn, people: Cast, pool: Pool
) -> None:
    Inspector.objects.filter(pk=pool.zhao.pk).update(specialties=["财务", "审计"])
    Inspector.objects.filter(pk=pool.sun.pk).update(specialties=["内部审计"], can_lead=True)
    for person, days in ((pool.zhao, 90), (pool.zhou, 91), (pool.sun, -1)):
        Qualification.objects.create(
            inspector=person, name="证", expires_on=TODAY + dt.timedelta(days=days),
            entered_at=pool.account.created_at,
        )  # fmt: skip
    answer = as_("song").get(reverse("pool_list"), query)
    assert {one.name for one in answer.context["page"]} == names


def _exported(answer: Any) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return list(book.worksheets[0].iter_rows(min_row=4, values_only=True))


@pytest.mark.parametrize(("who", "phone"), [("liwen", "13900001111"), ("hejingan", "*******1111")])
def test_the_export_masks_phones_for_those_who_may_not_see_them(
    who: str, phone: str, as_: SignIn, pool: Pool
) -> None:
    answer = as_(who).post(reverse("pool_export"), {"state": "admitted"})
    [row] = _exported(answer)
    assert (row[0], row[3]) == ("赵一禾", phone)
    noted = AuditRow.objects.order_by("-number")[0]
    assert noted.verb == "exchange.table.exported"
    assert noted.details == {"rows": 1, "filters": {"state": "admitted"}}


def test_a_scan_is_kept_and_its_download_noted(as_: SignIn, myself: Client, pool: Pool) -> None:
    client = as_("liwen")
    file = io.BytesIO("注册会计师证书".encode())
    file.name = "证书.txt"
    sent = {"name": "注册会计师", "expires_on": "2027-01-01", "file": file}
    url = reverse("pool_qualification_add", args=[pool.zhao.pk])
    assert client.post(url, sent).status_code == 302
    made = Qualification.objects.get()
    answer: Any = myself.post(reverse("pool_qualification_file", args=[made.pk]))
    assert b"".join(answer.streaming_content).decode() == "注册会计师证书"
    assert AuditRow.objects.order_by("-number")[0].verb == "pool.qualification.downloaded"
    other = qualifying.add_qualification(
        as_actor(client), inspector_id=pool.sun.pk, name="律师", file_name="a.txt",
        stream=io.BytesIO(b"x1"),
    )  # fmt: skip
    url = reverse("pool_qualification_file", args=[other.pk])
    assert myself.post(url).status_code == 404


def as_actor(client: Client) -> Actor:
    from tests.web.signing import actor_of

    return actor_of(client)


def test_training_by_ticking(as_: SignIn, pool: Pool) -> None:
    client = as_("zhaoqing")
    sent = {"title": "保密培训", "held_on": str(TODAY), "hours": "4", "is_secrecy": "on"}
    assert client.post(reverse("pool_training_create"), sent).status_code == 302
    course = Training.objects.get()
    url = reverse("pool_attend", args=[course.pk])
    assert "孙二木" not in client.get(url).content.decode()  # not in the pool yet
    answer = client.post(url, {"people": [pool.zhao.pk], "hours": "5", "passed": "on"})
    assert "不能超过这次培训的 4" in answer.content.decode()
    assert client.post(url, {"people": [pool.zhao.pk], "passed": "on"}).status_code == 302
    assert "赵一禾" in page(client, "pool_training", course.pk)
    assert "赵一禾" not in client.get(url).content.decode()


def test_rules_come_in_versions(as_: SignIn, pool: Pool) -> None:
    client = as_("song")
    sent = {
        "effective_on": str(TODAY), "specialties": "财务\n潜水", "conditions": "会游泳",
        "expiring_days": "30", "note": "",
    }  # fmt: skip
    url = reverse("pool_rules_set")
    assert client.post(url, sent).status_code == 400
    answer = client.post(url, sent | {"note": "换词表", "specialties": "财务、潜水"})
    assert "不能有顿号" in answer.content.decode()
    assert client.post(url, sent | {"note": "换词表"}).status_code == 302
    text = page(client, "pool_rules")
    assert "第 1 版" in text
    assert "潜水" in text
    Inspector.objects.filter(pk=pool.zhao.pk).update(specialties=["审计"])
    kept = client.get(reverse("pool_change", args=[pool.zhao.pk])).content.decode()
    assert 'value="审计"' in kept  # what he has of an older vocabulary stays


def test_other_rooms_add_panels_and_columns(
    as_: SignIn, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(panels, "_makers", [])
    monkeypatch.setattr(panels, "_columns", [])

    @panels.register_panel
    def load(actor: Actor, row: Inspector) -> panels.Panel | None:
        if row.pk != pool.zhao.pk:
            return None
        return panels.Panel("承担任务", "pool/nobody.html", {"x": 1}, note="本届")

    panels.register_column(
        panels.Column("轮次", lambda _actor, rows: {one.pk: "三轮" for one in rows}, is_number=True)
    )
    assert [one.title for one in panels.panels_for(as_actor(as_("liwen")), pool.zhao)]
    assert panels.panels_for(as_actor(as_("liwen")), pool.sun) == []
    assert page(as_("liwen"), "pool_list").count("三轮") == 3
    row = _exported(as_("liwen").post(reverse("pool_export"), {"state": "admitted"}))[0]
    assert row[-1] == "三轮"


PAGES = [
    "/pool/", "/pool/entry/", "/pool/certificates/", "/pool/trainings/",
    "/pool/trainings/{training}/", "/pool/{person}/", "/pool/imports/",
]  # fmt: skip


@pytest.mark.parametrize("address", PAGES)
def test_ten_times_the_rows_ask_no_more(
    address: str, as_: SignIn, story: Story, people: Cast, pool: Pool
) -> None:
    client = as_("song")
    course = Training.objects.create(
        title="培训", held_on=TODAY, hours=8, entered_at=pool.account.created_at
    )
    _grow(pool.zhao, course, story, 1)
    url = address.format(person=pool.zhao.pk, training=course.pk)
    client.get(url)
    before = _queries(client, url)
    for n in range(20):
        for state in InspectorState:
            made = inspector(people, f"某{n}{state}", story.civil, state=state)
            _grow(made, course, story, n)
        _grow(pool.zhao, None, story, n + 100)
    assert _queries(client, url) <= before


def _grow(person: Inspector, course: Training | None, story: Story, n: int) -> None:
    at = person.checked_at or dt.datetime(2026, 3, 1, tzinfo=dt.UTC)
    tie(person, story.civil, detail=f"{n}", post=f"职务{n}", entered_by=person.checked_by)
    expires_on = TODAY + dt.timedelta(days=n)
    Qualification.objects.create(
        inspector=person, name=f"证{n}", expires_on=expires_on, entered_at=at
    )
    if course is not None:
        course.records.create(inspector=person, hours=8, entered_at=at)


def _queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    return len(seen)
