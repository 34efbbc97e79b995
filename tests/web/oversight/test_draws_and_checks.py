"""Draws and checks as people meet them: from the draw to what follows."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from tests.overseen import confirmed, drawn, verified
from tests.people import Cast
from tests.scenarios import FEEDBACK, Story, claimed, signal
from xuncha.cycle.oversight.models import Draw, OversightRules, SpotCheck
from xuncha.cycle.questions.reasons import look_at
from xuncha.foundation.accounts.models import User
from xuncha.kernel import clock

SignIn = Callable[[str], Client]


def cells_of(answer: Any) -> list[str]:
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    return [str(cell.value) for line in book.active.iter_rows() for cell in line]


FORM = {
    "checked_on": "2026-03-18", "place": "青石河段", "looked_at": "清运台账", "found": "partly",
    "found_words": "下游一段没有清", "asked_post_1": "沿河住户", "asked_number_1": "3",
    "asked_knew_1": "differs", "asked_said_1": "下游没有人来过",
}  # fmt: skip


def test_from_the_draw_to_what_follows(story: Story, people: Cast, as_: SignIn) -> None:
    item = verified(story, people)
    claimed(story.items[1], by=people["zhoulan"].pk)
    office, checker = as_("liwen"), as_("zhaoqing")
    url = "/oversight/draws/"
    assert "还没有抽查" in office.get(url).content.decode()
    page = office.get(f"{url}new/?round={story.round.pk}").content.decode()
    assert "2 件，已申报、已核实" in page
    assert "抽取 1 件" in page
    draw = {"round": story.round.pk, "inspection": story.inspection.pk}
    assert office.post(f"{url}new/", draw).status_code == 302
    again = office.post(f"{url}new/", draw)
    assert (again.status_code, Draw.objects.count()) == (400, 1)
    row = Draw.objects.get()
    SpotCheck.objects.update(item=item)
    assert "重抽的结果和记录不一致" in office.get(f"{url}{row.pk}/").content.decode() or (
        row.population[0][0] == item.pk
    )
    give = {"checks": [row.checks.get().pk], "first_id": people["zhaoqing"].pk,
            "second_id": people["fengli"].pk}  # fmt: skip
    refused = office.post(f"{url}{row.pk}/assign/", give)
    assert refused.status_code == 400
    assert f"冯立申报或者核实过{item.organisation}的事项" in refused.content.decode()
    give["second_id"] = people["song"].pk
    assert office.post(f"{url}{row.pk}/assign/", give).status_code == 302
    one = f"/oversight/checks/{row.checks.get().pk}/"
    assert "派给我的实地核查" in checker.get("/").content.decode()
    doubt = signal(item)
    page = checker.get(one).content.decode()
    assert f"{doubt.name}：{doubt.reason}" in page
    assert look_at("R16") in page
    form = checker.get(f"{one}record/").content.decode()
    assert 'data-autosave="check"' in form
    told = FORM | {"version": row.checks.get().version}
    bad = checker.post(f"{one}record/", told | {"asked_knew_1": ""})
    assert "请选他知不知道。" in bad.content.decode()
    told["uploads"] = [SimpleUploadedFile("现场.txt", "照片".encode())]
    assert checker.post(f"{one}record/", told).status_code == 302
    move = {"action": "confirm", "version": row.checks.get().version}
    assert checker.post(f"{one}move/", move).status_code == 403
    assert as_("song").post(f"{one}move/", move).status_code == 302
    page = office.get(one).content.decode()
    for words in ("下游没有人来过", "沿河住户 3 人", "现场.txt", "事项将：重新整改"):
        assert words in page
    move = {"action": "conclude", "version": row.checks.get().version, "reason": "下游须再清"}
    assert office.post(f"{one}move/", move).status_code == 302
    item.refresh_from_db()
    assert item.state == "reopened"
    unit = as_("zhoulan")
    assert unit.get(one).status_code == 403
    assert "下游须再清" in unit.get(f"/rectification/items/{item.pk}/").content.decode()


def test_all_that_one_may_not_look_at_is_told_at_once(
    story: Story, people: Cast, as_: SignIn
) -> None:
    """Two verified by 冯立, one only claimed: the two lose their ticks, the third can be given."""
    OversightRules.objects.create(
        number=1, effective_on=FEEDBACK, values={"sample_percent": 100},
        made_by=User.objects.get(pk=people["song"].pk), made_at=clock.now(),
    )  # fmt: skip
    mine = [verified(story, people, at).pk for at in (0, 1)]
    claimed(story.items[2], by=people["zhoulan"].pk)
    office, row = as_("liwen"), drawn(story, people)
    barred = set(row.checks.filter(item__in=mine).values_list("pk", flat=True))
    free = row.checks.exclude(pk__in=barred).get().pk
    here = f"?inspection={story.inspection.pk}"
    url = f"/oversight/draws/{row.pk}/assign/{here}"
    page = office.get(f"/oversight/draws/{row.pk}/{here}").content.decode()
    assert "还有 3 件没有派人" in page
    assert "抽中的事项" in page
    assert ticks(page) == barred | {free}
    give = {"checks": [*barred, free], "first_id": people["zhaoqing"].pk,
            "second_id": people["fengli"].pk}  # fmt: skip
    refused = office.post(url, give)
    told = refused.content.decode()
    assert (refused.status_code, ticks(told)) == (400, {free})
    assert "同样不能派的还有" in told
    assert "这 2 件的勾已经去掉，其余 1 件可以直接派" in told
    given = office.post(url, give | {"checks": [free]})
    assert given.url == f"/oversight/draws/{row.pk}/{here}#assign"
    left = f"/oversight/draws/{row.pk}/?inspection=pending"
    assert ticks(office.get(left).content.decode()) == barred
    rest = office.post(url, give | {"checks": [*barred], "second_id": people["song"].pk})
    assert rest.url == f"/oversight/draws/{row.pk}/"


def ticks(page: str) -> set[int]:
    """The checks that the page has ticked."""
    found = re.findall(r'name="checks" value="(\d+)" aria-label="[^"]*" checked', page)
    return {int(one) for one in found}


def test_lists_export_what_they_show(story: Story, people: Cast, as_: SignIn) -> None:
    row = confirmed(story, people)
    office = as_("liwen")
    assert row.code in cells_of(office.post("/oversight/checks/export/", {"found": "true"}))
    assert row.code not in cells_of(office.post("/oversight/checks/export/", {"found": "not"}))
    told = cells_of(office.post(f"/oversight/draws/{row.draw_id}/export/"))
    assert f"item:{row.item_id}" in told
    assert any(f"种子 {row.draw.seed}" in one for one in told)
    assert "照着重抽，结果一致" in office.get(f"/oversight/draws/{row.draw_id}/").content.decode()
    page = as_("song").get("/oversight/checks/?mine=yes").content.decode()
    assert row.code in page
    assert row.code not in office.get("/oversight/checks/?mine=yes").content.decode()


def test_a_checker_of_another_house_sees_his_check_and_no_more(
    story: Story, people: Cast, as_: SignIn
) -> None:
    row = confirmed(story, people)
    partner = as_("fengli")
    assert partner.get(f"/oversight/checks/{row.pk}/").status_code == 404
    SpotCheck.objects.filter(pk=row.pk).update(second=User.objects.get(username="fengli"))
    page = partner.get(f"/oversight/checks/{row.pk}/").content.decode()
    assert "河岸已清理" in page
    assert partner.get(f"/oversight/draws/{row.draw_id}/").status_code == 403


def test_rules_go_on_from_their_day(people: Cast, as_: SignIn) -> None:
    director = as_("song")
    begun = director.get("/oversight/rules/new/").context["form"].initial
    told = begun | {"effective_on": "2026-03-18", "note": "人手少", "sample_percent": 10}
    assert director.post("/oversight/rules/new/", told | {"yellow_days": 30}).status_code == 400
    assert director.post("/oversight/rules/new/", told).status_code == 302
    row = OversightRules.objects.get()
    assert (row.number, row.values["sample_percent"], row.values["green_days"]) == (1, 10, 20)
    page = as_("hejingan").get("/oversight/rules/").content.decode()
    assert "人手少" in page
