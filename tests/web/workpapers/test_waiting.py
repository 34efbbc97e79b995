"""What waits for whom: on the workbench, on the inspection's first page, before it is left."""

from __future__ import annotations

from collections.abc import Callable

from django.test import Client

from tests.fielded import Fielded
from tests.papered import drafted, sent, signed, third
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.fieldwork.readiness import lacks
from xuncha.cycle.planning.enums import Stage
from xuncha.cycle.workpapers.services import signing

SignIn = Callable[[str], Client]


def test_cards_todos_and_what_is_missing(
    story: Story, people: Cast, as_: SignIn, field: Fielded
) -> None:
    author = third(field)
    draft = drafted(field, author, title="写了一半的底稿")
    by_leader = drafted(field, field.leader, title="组长写的底稿")
    leader, member = field.actor(field.leader), field.actor(field.member)
    for who in (leader, member):
        by_leader = signing.sign_paper(who, paper_id=by_leader.pk, version=by_leader.version)
    sent(field, signed(field, author, title="送确认的底稿"))
    assert "写了一半的底稿" in as_("hanshi").get("/").content.decode()
    assert "组长写的底稿" in as_("song").get("/").content.decode()
    assert "写了一半的底稿" not in as_("song").get("/").content.decode()
    assert "请逐条答复" in as_("zhoulan").get("/").content.decode()
    first = as_("luyi").get(f"/inspections/{field.inspection.pk}/").content.decode()
    assert f"/inspections/{field.inspection.pk}/papers/" in first
    told = {one.words: one.number for one in lacks(leader, field.inspection, Stage.LEFT)}
    assert told["底稿还在草拟"] == 1
    assert told["底稿签名不全"] == 1
    assert told["事实确认单单位没有答复"] == 1
    assert draft.code == "底-001"
