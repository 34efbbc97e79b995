"""People with a second post: nobody works for another unit, reviews his own, or hears by it what
is asked about his own."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from types import SimpleNamespace

import pytest
from django.http import QueryDict

from tests.evaluated import drafted
from tests.people import Cast
from tests.questioned import Desk, at_the_desk
from tests.scenarios import TODAY, Story, claimed, signal, told
from xuncha.cycle.directory.models import Membership
from xuncha.cycle.directory.roles import INSPECTOR, PARTNER
from xuncha.cycle.evaluation.models import Publicity, Survey
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.questions.services import asking
from xuncha.cycle.rectification.exports import item_columns
from xuncha.cycle.rectification.models import Item, Signal
from xuncha.cycle.rectification.selectors import list_items
from xuncha.cycle.rectification.services import extending, steps, telling
from xuncha.foundation import access
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Refused
from xuncha.web.rectification.filters import ItemFilter

OTHERS = "这是别的单位的整改事项"


def _also(people: Cast, username: str, role: str) -> Actor:
    RoleGrant.objects.create(
        user=people[username], role=role, from_on=TODAY, approved_at=clock.now()
    )
    return people.actor(username)


def _inspecting(story: Story, people: Cast) -> Actor:
    """A liaison who is seconded to the team that inspects another unit."""
    return replace(_also(people, "wutong", INSPECTOR), grants=frozenset({story.inspection.pk}))


def test_a_liaison_on_a_team_writes_nothing_for_the_unit_that_he_inspects(
    story: Story, people: Cast
) -> None:
    actor, made = _inspecting(story, people), told(story.items[0])
    assert access.visible(actor, Item).filter(pk=made.pk).exists()
    proof = made.proofs.get()
    with pytest.raises(Refused, match=OTHERS):
        telling.add_progress(actor, item_id=made.pk, text="已办结")
    with pytest.raises(Refused, match=OTHERS):
        telling.add_proof(
            actor, item_id=made.pk, stream=io.BytesIO(b"x"), name="a.txt", effective_on=TODAY,
            proves="办结",
        )  # fmt: skip
    with pytest.raises(Refused, match=OTHERS):
        telling.withdraw_proof(actor, proof_id=proof.pk, reason="换")
    with pytest.raises(Refused, match=OTHERS):
        steps.claim_item(actor, item_id=made.pk, version=made.version, done_on=TODAY)
    with pytest.raises(Refused, match=OTHERS):
        extending.ask_extension(actor, item_id=made.pk, to_on=TODAY.replace(month=5), reason="雨季")


def test_a_liaison_who_also_reviews_answers_for_his_own_unit_only(desk: Desk) -> None:
    asked = desk.ask()
    actor = _also(desk.people, "wutong", PARTNER)
    with pytest.raises(Refused, match="问的是别的单位"):
        asking.answer_question(actor, question_id=asked.pk, version=asked.version, words="已清运")


def test_nobody_reviews_the_unit_that_he_speaks_for(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    head = _also(people, "zhengyan", PARTNER)
    for act in (steps.verify_item, steps.return_item):
        words = {"reason": "重报"} if act is steps.return_item else {}
        with pytest.raises(Refused, match="本单位"):
            act(head, item_id=made.pk, version=made.version, **words)
    signal(made)
    signal(story.foreign)
    assert [one.item_id for one in access.visible(head, Signal)] == [story.foreign.pk]


def test_a_partner_keeps_away_from_the_unit_that_he_sits_in(story: Story, people: Cast) -> None:
    made = claimed(story.items[0], by=people["zhoulan"].pk)
    assert access.visible(people.actor("fengli"), Inspection).count() == 2
    Membership.objects.create(user=people["fengli"], organisation=story.water, from_on=TODAY)
    partner = people.actor("fengli")
    assert list(access.visible(partner, Inspection)) == [story.other]
    assert list(list_items(partner)) == [story.foreign]
    with pytest.raises(Absent):
        steps.verify_item(partner, item_id=made.pk, version=made.version)


def test_a_second_post_tells_a_unit_nothing_of_what_is_asked_about_it(
    story: Story, people: Cast
) -> None:
    signal(told(story.items[0]))
    for actor in (_also(people, "zhoulan", INSPECTOR), _also(people, "zhengyan", PARTNER)):
        assert "待处理疑点" not in [one.label for one in item_columns(actor)]
        request = SimpleNamespace(actor=actor, GET=QueryDict("signals=open"))
        chosen = ItemFilter(request.GET, queryset=list_items(actor), request=request)
        assert set(chosen.qs) >= set(story.items)


def test_a_second_post_tells_a_unit_nothing_before_its_day(story: Story, people: Cast) -> None:
    survey = Survey.objects.create(
        inspection=story.inspection, number=1, respondents="masses", handed_out=30,
        questions=["一", "二"], made_at=clock.now(),
    )  # fmt: skip
    draft = drafted(story, people)
    head = _also(people, "zhengyan", PARTNER)
    assert not access.visible(head, Survey).filter(pk=survey.pk).exists()
    assert access.visible(head, Publicity).filter(pk=draft.pk).exists()
    assert access.visible(people.actor("fengli"), Survey).filter(pk=survey.pk).exists()


def test_a_liaison_hears_nothing_before_his_post_begins(story: Story, people: Cast) -> None:
    Membership.objects.create(user=people["wutong"], organisation=story.water, from_on=TODAY)
    known = set(steps.liaisons_of(story.water.pk))
    assert known == {people["zhoulan"].pk, people["wutong"].pk}
    RoleGrant.objects.filter(user=people["wutong"]).update(from_on=TODAY + dt.timedelta(days=1))
    people["zhoulan"].is_active = False
    people["zhoulan"].save()
    assert steps.liaisons_of(story.water.pk) == []


@pytest.fixture
def desk(story: Story, people: Cast) -> Desk:
    return at_the_desk(story, people)
