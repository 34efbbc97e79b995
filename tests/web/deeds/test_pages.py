"""Deeds as people meet them: from the yard to the public summary."""

from __future__ import annotations

from collections.abc import Callable

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.deeded import TOLD, called
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.deeds.models import Deed, DeedCall

SignIn = Callable[[str], Client]


def test_from_the_yard_to_the_summary(story: Story, people: Cast, as_: SignIn) -> None:
    office, other, unit = as_("liwen"), as_("zhaoqing"), as_("zhoulan")
    start = office.post("/deeds/new/", {"inspection": story.inspection.pk})
    form = {
        "village_id": story.water.pk, "kind": "lamp", "title": "装路灯", "heard": "yard",
        "heard_on": "2026-03-18", "heard_text": TOLD.heard_text,
    }  # fmt: skip
    assert office.post(start["Location"], form | {"title": ""}).status_code == 400
    assert office.post(start["Location"], form).status_code == 302
    row = Deed.objects.get()
    url = f"/deeds/{row.pk}/"

    def send(client: Client, page: str, **data: object) -> int:
        row.refresh_from_db()
        return client.post(f"{url}{page}/", {"version": row.version, **data}).status_code

    assert unit.get(url).status_code == 404
    page = office.get(url).content.decode()
    assert "由另一个人核实" in page
    assert "等另一位同志到现场核实" in page
    assert "老人夜里" in page
    assert "装路灯" in other.get("/").content.decode()
    assert send(other, "verify", owner_id=story.water.pk, text="属实") == 302
    page = unit.get(url).content.decode()
    assert "属实" in page
    assert "写明做到什么程度、什么时候做到" in page
    for words in ("老人夜里", "李闻", "院坝夜话"):
        assert words not in page
    assert "本单位要办的民生实事" in unit.get("/").content.decode()
    assert send(unit, "claim", promise="二十盏", due_on="2027-03-01") == 400
    assert send(unit, "claim", promise="二十盏", due_on="2026-04-20") == 302
    assert send(unit, "move", action="start") == 302
    finish = {"text": "好了", "people_served": 700, "money_yuan": "105000"}
    assert send(unit, "finish", **finish) == 400
    for when in ("before", "after"):
        file = SimpleUploadedFile(f"{when}.txt", when.encode())
        assert send(unit, "photos", when=when, uploads=file) == 302
        page = unit.get(url).content.decode()
        assert ("还缺办理后的照片" in page) is (when == "before")
    assert send(unit, "finish", **finish) == 302
    assert "等抽取住户回访" in unit.get(url).content.decode()
    assert send(office, "draw", households=100) == 302
    picks = DeedCall.objects.get().picks
    page = office.get(url).content.decode()
    assert "、".join(map(str, picks)) in page
    assert "结果一致" in page
    assert "抽中的户号" not in unit.get(url).content.decode()
    said = {"on": "2026-03-18", "satisfied": 9, "unsatisfied": 1, "unreached": 0}
    assert send(office, "call", **said | {"satisfied": 8}) == 400
    assert send(office, "call", **said) == 302
    assert office.get("/deeds/?ledger=handed").context["page"].rows == [row]
    assert office.get("/deeds/?due=late").context["page"].rows == []
    paper = office.post("/deeds/summary/").content.decode()
    for words in ("一组一村一实事", "装路灯", "700", "10.5 万元"):
        assert words in paper
    for words in ("老人", "夜话", "周岚", "赵青"):
        assert words not in paper
    assert office.post("/deeds/export/", {}).status_code == 200
    card = office.get(f"/inspections/{story.inspection.pk}/").content.decode()
    assert "一组一村一实事" in card
    assert office.get("/deeds/villages/").context["people"] == 700


def test_a_deed_that_residents_refuse_is_asked_for_anew(
    story: Story, people: Cast, as_: SignIn
) -> None:
    row = called(story, people, satisfied=7)
    office = as_("liwen")
    assert "等着核实、回访、重办的民生实事" in office.get("/").content.decode()
    url = f"/deeds/{row.pk}/"
    assert "写明哪里没办好，要求重办" in office.get(url).content.decode()
    assert "等巡察办要求重办" in as_("zhoulan").get(url).content.decode()
    data = {"action": "redo", "version": row.version, "reason": "两盏不亮"}
    assert office.post(f"{url}move/", data).status_code == 302
    page = as_("zhoulan").get(url).content.decode()
    assert "还缺重办以后新拍的办理后的照片" in page


def test_the_name_changes_everywhere(story: Story, people: Cast, as_: SignIn) -> None:
    director = as_("song")
    form = {
        "effective_on": "2026-03-18", "note": "按区里叫法", "name": "民声实事", "promise_days": 60,
        "sample_percent": 10, "sample_least": 5, "satisfied_percent": 80,
    }  # fmt: skip
    assert director.post("/deeds/rules/new/", form | {"name": "民"}).status_code == 400
    assert director.post("/deeds/rules/new/", form).status_code == 302
    assert "<h1>民声实事</h1>" in director.get("/deeds/").content.decode()
    assert "民声实事" in director.get("/deeds/rules/").content.decode()
