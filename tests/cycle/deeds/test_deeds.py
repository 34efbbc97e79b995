"""A deed from listening to the residents' word: who may, by when, and what nobody else reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from tests.deeded import DONE, PROMISED, TOLD, called, doing, done, photo, registered, verified
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.deeds import calling, rules, selectors, services
from xuncha.cycle.deeds.enums import Ledger, When
from xuncha.cycle.deeds.models import Deed, DeedCall, DeedPhoto, DeedStep
from xuncha.cycle.deeds.services import Said
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def test_from_listening_to_the_residents_word(story: Story, people: Cast) -> None:
    row = called(story, people)
    assert (row.state, row.code, row.people_served) == ("satisfied", "实-01", 700)
    assert [one.action for one in DeedStep.objects.order_by("pk")] == [
        "register", "verify", "claim", "start", "finish", "draw", "satisfy",
    ]  # fmt: skip
    told = Notice.objects.filter(user=people["zhoulan"]).values_list("text", flat=True)
    assert any("请认领" in words for words in told)
    assert not any("路灯" in words or "老人" in words for words in told)


def test_two_people_and_two_photos(story: Story, people: Cast) -> None:
    row = registered(story, people)
    with pytest.raises(Refused, match="由另一个人核实"):
        services.verify_deed(
            people.actor("liwen"), deed_id=row.pk, version=row.version,
            owner_id=story.water.pk, text="属实",
        )  # fmt: skip
    with pytest.raises(Absent):
        services.claim_deed(
            people.actor("zhoulan"), deed_id=row.pk, version=row.version, promise="办",
            due_on=PROMISED,
        )  # fmt: skip
    row = doing(story, people)
    DeedPhoto.objects.filter(deed=row, when=When.AFTER).delete()
    with pytest.raises(Conflict, match="请先上传办理后的照片"):
        services.finish_deed(
            people.actor("zhoulan"), deed_id=row.pk, version=row.version, done=DONE
        )
    services.add_photos(
        people.actor("liwen"), deed_id=row.pk, when=When.AFTER, uploads=[photo("后")]
    )
    row = services.finish_deed(
        people.actor("liwen"), deed_id=row.pk, version=row.version, done=DONE
    )
    services.draw_households(
        people.actor("liwen"), deed_id=row.pk, version=row.version, households=30
    )
    said = Said(TODAY, 5, 0, 0)
    with pytest.raises(Refused, match="由另一个人回访"):
        services.record_call(people.actor("liwen"), deed_id=row.pk, version=row.version, said=said)
    with pytest.raises(IntegrityError), transaction.atomic():
        Deed.objects.filter(pk=row.pk).update(called_by=row.done_by_id)


def test_a_promise_has_a_longest_day_and_never_moves(story: Story, people: Cast) -> None:
    row, unit = verified(story, people), people.actor("zhoulan")
    for day in (dt.date(2026, 3, 1), dt.date(2027, 1, 1)):
        with pytest.raises(Invalid, match="承诺时限应当在今天到"):
            services.claim_deed(unit, deed_id=row.pk, version=row.version, promise="办", due_on=day)
    row = services.claim_deed(
        unit, deed_id=row.pk, version=row.version, promise="办", due_on=PROMISED
    )
    office = people.actor("liwen")
    late = selectors.list_deeds(office).filter(selectors.late_on(dt.date(2026, 4, 21)))
    assert list(late) == [row]
    assert not selectors.list_deeds(office).filter(selectors.late_on(PROMISED)).exists()


def test_households_are_drawn_by_seed_and_once(story: Story, people: Cast) -> None:
    row, office = done(story, people), people.actor("liwen")
    made = services.draw_households(office, deed_id=row.pk, version=row.version, households=100)
    assert len(made.picks) == 10
    assert calling.holds(made)
    assert not calling.holds(_other(made))
    with pytest.raises(Conflict, match="不能重抽"):
        services.draw_households(office, deed_id=row.pk, version=row.version, households=90)
    assert calling.pick(3, seed=1, share_percent=10, least=5) == [1, 2, 3]
    assert len(calling.pick(20, seed=1, share_percent=10, least=5)) == 5
    with pytest.raises(Invalid, match="加起来应当是 10"):
        services.record_call(office, deed_id=row.pk, version=row.version, said=Said(TODAY, 5, 0, 0))
    with pytest.raises(Invalid, match="一户也没有访到"):
        services.record_call(
            office, deed_id=row.pk, version=row.version, said=Said(TODAY, 0, 0, 10)
        )
    with pytest.raises(Invalid, match="怎么说"):
        services.record_call(office, deed_id=row.pk, version=row.version, said=Said(TODAY, 7, 3, 0))


def _other(made: DeedCall) -> DeedCall:
    return DeedCall(
        households=made.households, seed=made.seed % 900_000 + 7, picks=made.picks,
        share_percent=made.share_percent, least=made.least,
    )  # fmt: skip


def test_who_is_not_satisfied_has_it_done_anew(story: Story, people: Cast) -> None:
    row = called(story, people, satisfied=7)
    assert row.state == "unsatisfied"
    office, unit = people.actor("liwen"), people.actor("zhoulan")
    row = services.redo_deed(office, deed_id=row.pk, version=row.version, reason="两盏不亮")
    with clock.at(dt.date(2026, 4, 2)):
        services.add_photos(unit, deed_id=row.pk, when=When.AFTER, uploads=[photo("办理后")])
        with pytest.raises(Conflict, match="重办以后新拍的办理后的照片"):
            services.finish_deed(unit, deed_id=row.pk, version=row.version, done=DONE)
        services.add_photos(unit, deed_id=row.pk, when=When.AFTER, uploads=[photo("两盏也亮了")])
        row = services.finish_deed(unit, deed_id=row.pk, version=row.version, done=DONE)
        assert row.done_on == TODAY
        services.draw_households(office, deed_id=row.pk, version=row.version, households=50)
        early = Said(dt.date(2026, 4, 1), 4, 1, 0)
        with pytest.raises(Invalid, match="办结（2026-04-02）以后"):
            services.record_call(office, deed_id=row.pk, version=row.version, said=early)
        said = Said(dt.date(2026, 4, 2), 4, 1, 0)
        row = services.record_call(office, deed_id=row.pk, version=row.version, said=said)
    assert (row.state, row.redone) == ("satisfied", 1)
    assert [one.turn for one in selectors.calls_of(office, row)] == [2, 1]


def test_what_was_said_stays_with_those_who_listened(story: Story, people: Cast) -> None:
    row = registered(story, people)
    for who in ("zhoulan", "zhengyan", "wutong", "fengli", "xitong", "baomi", "shenji"):
        assert not selectors.list_deeds(people.actor(who)).exists()
    row = called(story, people)
    unit = people.actor("zhoulan")
    assert list(selectors.list_deeds(unit)) == [row]
    assert selectors.calls_of(unit, row) == []
    assert not selectors.steps_of(unit, row).exists()
    other = people.actor("wutong")
    assert not selectors.photos_of(other, row).exists()
    with pytest.raises(Absent):
        services.note_photo(other, deed_photo_id=row.photos.all()[0].pk)
    shut = replace(people.actor("liwen"), recusals=frozenset({story.inspection.pk}))
    assert not selectors.list_deeds(shut).exists()
    member = replace(
        people.actor("zhaoqing"), roles=frozenset({"inspector"}),
        grants=frozenset({story.other.pk}),
    )  # fmt: skip
    assert not selectors.list_deeds(member).exists()
    inside = replace(member, grants=frozenset({story.inspection.pk}))
    assert selectors.list_deeds(inside).count() == 2


def test_a_team_registers_only_where_it_is_let_in(story: Story, people: Cast) -> None:
    member = replace(
        people.actor("zhaoqing"), roles=frozenset({"inspector"}),
        grants=frozenset({story.inspection.pk}),
    )  # fmt: skip
    made = services.register_deed(
        member, inspection_id=story.inspection.pk, village_id=story.water.pk, told=TOLD
    )
    with pytest.raises(Absent):
        services.register_deed(
            member, inspection_id=story.other.pk, village_id=story.civil.pk, told=TOLD
        )
    with pytest.raises(Invalid, match="不在这次巡察里"):
        services.register_deed(
            member, inspection_id=story.inspection.pk, village_id=story.civil.pk, told=TOLD
        )
    second = services.register_deed(
        member, inspection_id=story.inspection.pk, village_id=story.water.pk, told=TOLD
    )
    assert (made.number, second.number) == (1, 2)
    dropped = services.drop_deed(
        people.actor("liwen"), deed_id=made.pk, version=made.version, reason="不是实事"
    )
    with pytest.raises(Conflict):
        services.verify_deed(
            people.actor("song"), deed_id=made.pk, version=made.version,
            owner_id=story.water.pk, text="属实",
        )  # fmt: skip
    assert dropped.state == "dropped"


def test_villages_are_counted_as_their_rows(story: Story, people: Cast) -> None:
    called(story, people)
    verified(story, people)
    rows = selectors.list_deeds(people.actor("liwen"))
    told = selectors.by_village(rows, TODAY)
    assert [(one.village.code, one.total, one.people) for one in told] == [("A01", 2, 700)]
    assert told[0].money == Decimal("105000")
    for key, _, number in told[0].cells:
        assert number == rows.filter(selectors.in_ledger(key)).count()
    assert sum(number for _, _, number in told[0].cells) == 2
    assert told[0].ledgers[Ledger.HANDED.value] == 1


def test_its_name_is_a_setting(story: Story, people: Cast) -> None:
    assert rules.rules_on(TODAY).settings.name == "一组一村一实事"
    with pytest.raises(Refused):
        rules.set_deed_rules(
            people.actor("liwen"), effective_on=TODAY, note="改名", name="民声实事", values={}
        )
    with pytest.raises(Invalid, match="2 到 20"):
        rules.set_deed_rules(
            people.actor("song"), effective_on=TODAY, note="改名", name="民", values={}
        )
    rules.set_deed_rules(
        people.actor("song"), effective_on=TODAY, note="改名", name="民声实事",
        values={"sample_least": 3},
    )  # fmt: skip
    said = rules.rules_on(TODAY).settings
    assert (said.name, said.numbers.sample_least) == ("民声实事", 3)
