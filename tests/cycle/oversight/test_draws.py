"""Draws: by risk and by lot, the same for everybody, and never again until somebody likes it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db.models import Q

from tests.overseen import drawn, verified
from tests.people import Cast
from tests.scenarios import Story, claimed, signal
from xuncha.cycle.oversight import selectors
from xuncha.cycle.oversight.models import Draw, SpotCheck
from xuncha.cycle.oversight.population import Candidate, gather, hash_of, pick
from xuncha.cycle.oversight.services import drawing
from xuncha.cycle.oversight.services.checks import outcome_of
from xuncha.cycle.rectification.models import Item, Proof
from xuncha.cycle.rectification.services import steps
from xuncha.engines.checking.sampling import drawn as by_lot
from xuncha.foundation import access
from xuncha.kernel import clock
from xuncha.kernel.errors import Absent, Conflict, Refused


def many(number: int, risky: int = 0) -> list[Candidate]:
    return [Candidate(pk, 1, "claimed", int(pk <= risky), ()) for pk in range(1, number + 1)]


def test_the_risky_ones_come_with_their_reasons_and_the_rest_by_share(
    story: Story, people: Cast
) -> None:
    for at in range(3):
        claimed(story.items[at], by=people["zhoulan"].pk)
    signal(story.items[0])
    proof = Proof.objects.get(item=story.items[1])
    Proof.objects.create(
        item=proof.item, title="第2版", number=2, replaces=proof, added_at=clock.now(),
        withdrawn_at=clock.now(), withdrawn_reason="传错",
    )  # fmt: skip
    Proof.objects.filter(pk=proof.pk).update(superseded_at=clock.now())
    row = drawn(story, people)
    told = list(row.checks.order_by("number").values_list("item_id", "is_risky"))
    assert told == [
        (story.items[0].pk, True), (story.items[1].pk, True), (story.items[2].pk, False)
    ]  # fmt: skip
    why = [one.why for one in row.checks.order_by("number")]
    assert why[0] == ["疑点：空泛无实例（R16，待处理）"]
    assert why[1] == ["没有佐证"]
    assert why[2][0] == "随机抽取（其余事项的20%）"
    assert (row.size, row.picked, row.share_percent, row.rules_version) == (3, 3, 20, 0)


def test_anybody_draws_the_same_again_and_sees_where_somebody_changed_it(
    story: Story, people: Cast
) -> None:
    for at in range(4):
        claimed(story.items[at], by=people["zhoulan"].pk)
    row = drawn(story, people)
    assert selectors.repeated(row).holds
    row.population[0][3] += 1
    assert not selectors.repeated(row).same_population
    row.refresh_from_db()
    other = {one[0] for one in Draw.objects.get().population} - set(
        row.checks.values_list("item_id", flat=True)
    )
    SpotCheck.objects.filter(draw=row, number=1).update(item_id=other.pop())
    assert not selectors.repeated(row).same_items


def test_the_lot_is_the_one_that_the_check_of_ledgers_draws_by() -> None:
    population = many(100)
    picks = pick(population, seed=7, share_percent=20, risky_most=10)
    marks = {one.candidate.mark for one in picks}
    assert marks == by_lot((one.mark for one in population), set(), share=0.2, seed=7)
    assert len(picks) == 20
    again = pick(list(reversed(population)), seed=7, share_percent=20, risky_most=10)
    assert [one.candidate for one in again] == [one.candidate for one in picks]
    assert {one.candidate for one in pick(population, seed=8, share_percent=20, risky_most=9)} != {
        one.candidate for one in picks
    }


def test_of_too_many_risky_ones_the_heaviest_come_first() -> None:
    population = [*many(30, risky=30), Candidate(99, 1, "verified", 32, ("疑点",))]
    picks = pick(population, seed=3, share_percent=10, risky_most=5)
    assert picks[0].candidate.item_id == 99
    assert [one.is_risky for one in picks] == [True] * 5 + [False] * 3


def test_the_same_items_are_drawn_from_once(story: Story, people: Cast) -> None:
    claimed(story.items[0], by=people["zhoulan"].pk)
    with pytest.raises(Conflict, match="没有可抽的事项"):
        drawing.draw(people.actor("liwen"), round_id=story.round.pk, inspection_id=story.other.pk)
    first = drawn(story, people)
    with pytest.raises(Conflict, match="还有 1 件没有办完"):
        drawn(story, people)
    first.checks.update(state="dropped", drop_reason="单位搬迁")
    with pytest.raises(Conflict, match="不能重抽"):
        drawn(story, people)
    claimed(story.items[1], by=people["zhoulan"].pk)
    assert drawn(story, people).code == "抽〔2026〕2号"


def test_of_two_draws_at_once_one_wins(
    story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    claimed(story.items[0], by=people["zhoulan"].pk)
    population = gather(Q(round=story.round), money_from=0)
    drawn(story, people)
    monkeypatch.setattr(drawing, "gather", lambda *_, **__: population)
    with pytest.raises(Conflict, match="刚才有人抽取了同样的事项"):
        drawing.draw(
            people.actor("zhaoqing"), round_id=story.round.pk, inspection_id=story.inspection.pk
        )
    assert Draw.objects.count() == SpotCheck.objects.count() == 1


def test_who_draws_and_who_sees(story: Story, people: Cast) -> None:
    verified(story, people)
    with pytest.raises(Refused):
        drawn(story, people, "hejingan")
    recused = replace(people.actor("liwen"), recusals=frozenset({story.other.pk}))
    with pytest.raises(Refused, match="回避"):
        drawing.draw(recused, round_id=story.round.pk)
    with pytest.raises(Absent):
        drawing.draw(recused, round_id=story.round.pk, inspection_id=story.other.pk)
    drawing.draw(recused, round_id=story.round.pk, inspection_id=story.inspection.pk)
    for who in ("zhoulan", "zhengyan", "wutong", "fengli", "xitong", "baomi", "shenji"):
        assert not access.visible(people.actor(who), Draw).exists()
        assert not access.visible(people.actor(who), SpotCheck).exists()
    shut = replace(people.actor("liwen"), recusals=frozenset({story.inspection.pk}))
    assert not access.visible(shut, Draw).exists()
    assert not access.visible(shut, SpotCheck).exists()


def test_the_hash_tells_scopes_and_facts_apart() -> None:
    population = many(3)
    told = {
        hash_of("round:1", population), hash_of("inspection:1", population),
        hash_of("round:1", many(3, risky=1)), hash_of("round:1", population[:2]),
    }  # fmt: skip
    assert len(told) == 4


def test_what_was_confirmed_without_a_draw_is_drawn_by_a_share_of_its_own(
    story: Story, people: Cast
) -> None:
    """Two confirmed by hand: one of them is drawn, by lot; found true it is done with, found untrue
    it is opened again. What a check has seen is not asked for anew."""
    for at in (0, 1):
        item = claimed(story.items[at], by=people["zhoulan"].pk)
        item = steps.verify_item(people.actor("liwen"), item_id=item.pk, version=item.version)
        steps.sustain_item(
            people.actor("song"), item_id=item.pk, version=item.version, note="回访没有反弹"
        )
    Proof.objects.filter(item=story.items[0]).update(
        withdrawn_at=clock.now(), withdrawn_reason="传错"
    )
    row = drawn(story, people)
    (check,) = row.checks.all()
    assert (row.size, row.picked, row.sustained_percent, check.is_risky) == (2, 1, 10, False)
    assert check.why[0] == "随机抽取（没有抽查过就确认巩固的事项的10%）"
    assert selectors.repeated(row).holds
    row.sustained_percent = 100
    assert not selectors.repeated(row).same_items
    check.found, check.checked_on = "true", clock.today()
    assert outcome_of("true", check.item) == "none"
    assert outcome_of("not", check.item) == "reopened"
    SpotCheck.objects.filter(pk=check.pk).update(
        state="concluded", first=people["zhaoqing"], second=people["fengli"], place="河堤",
        assigned_at=clock.now(), checked_on=clock.today(), looked_at="河段", found="true",
        found_words="干净", recorded_by=people["zhaoqing"], confirmed_by=people["fengli"],
        concluded_by=people["song"], outcome="none", outcome_reason="属实", drawn_by=None,
        concluded_at=clock.now(),
    )  # fmt: skip
    left = gather(Q(round=story.round), money_from=10_000)
    assert {one.item_id for one in left} == {story.items[0].pk, story.items[1].pk} - {check.item_id}
    Item.objects.filter(pk=check.item_id).update(claimed_at=clock.now() + dt.timedelta(hours=1))
    assert len(gather(Q(round=story.round), money_from=10_000)) == 2  # claimed anew since


def test_a_doubt_about_what_was_confirmed_makes_it_risky_and_no_proof_alone_does_not() -> None:
    told = [
        Candidate(1, 1, "sustained", 2, ("没有佐证",)),
        Candidate(2, 1, "sustained", 8, ("疑点",)),
        Candidate(3, 1, "claimed", 2, ("没有佐证",)),
    ]
    picks = pick(told, seed=1, share_percent=20, risky_most=9, sustained_percent=0)
    assert [(one.candidate.item_id, one.is_risky) for one in picks] == [(2, True), (3, True)]
