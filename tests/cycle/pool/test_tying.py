"""Ties: entered once, ended, withdrawn, never gone; a move keeps the former post."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from tests.people import Cast
from tests.pooled import Pool, tie
from tests.scenarios import TODAY, Story
from xuncha.cycle.pool import watching
from xuncha.cycle.pool.enums import Kinship, TieKind, TieSource
from xuncha.cycle.pool.facts import facts_of
from xuncha.cycle.pool.models import Tie
from xuncha.cycle.pool.services import keeping, tying
from xuncha.cycle.pool.services.tying import TieFacts
from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

LAST_YEAR = dt.date(2025, 3, 1)


@pytest.fixture
def heard() -> Iterator[list[frozenset[int]]]:
    told: list[frozenset[int]] = []

    def listen(_actor: Actor, changed: frozenset[int]) -> None:
        told.append(changed)

    watching.watch(listen)
    yield told
    watching._watchers.remove(listen)


def _kin(story: Story, **more: object) -> TieFacts:
    facts: dict[str, object] = {
        "kind": TieKind.KIN, "source": TieSource.ARCHIVE, "organisation_id": story.civil.pk,
        "person": "赵某安", "relationship": "表弟", "post": "科长",
    }  # fmt: skip
    return TieFacts(**(facts | more))  # type: ignore[arg-type]


def test_a_relative_is_classed_by_the_word(
    story: Story, people: Cast, pool: Pool, heard: list[frozenset[int]]
) -> None:
    made = tying.add_tie(people.actor("liwen"), inspector_id=pool.zhao.pk, facts=_kin(story))
    assert made.kinship == Kinship.COLLATERAL
    assert heard == [frozenset({pool.zhao.pk})]
    row = AuditRow.objects.order_by("-number")[0]
    assert "赵某安" not in f"{row.details}{row.object_name}{row.reason}"


def test_the_same_tie_stands_once(story: Story, people: Cast, pool: Pool) -> None:
    office = people.actor("liwen")
    made = tying.add_tie(office, inspector_id=pool.zhao.pk, facts=_kin(story))
    with pytest.raises(Conflict, match="已经登记过"):
        tying.add_tie(office, inspector_id=pool.zhao.pk, facts=_kin(story, person="赵 某安"))
    tying.withdraw_tie(office, tie_id=made.pk, version=1, reason="同名不同人")
    tying.add_tie(office, inspector_id=pool.zhao.pk, facts=_kin(story))
    assert Tie.objects.filter(inspector=pool.zhao).count() == 2


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"person": ""}, "写明亲属姓名"),
        ({"relationship": " "}, "写明亲属姓名"),
        ({"organisation_id": None}, "请选择涉及的单位"),
        ({"organisation_id": 99999}, "单位不存在"),
        ({"kind": TieKind.NATIVE}, "只能选街道、乡镇"),
        ({"from_on": TODAY, "until_on": LAST_YEAR}, "止日不能早于起日"),
        ({"from_on": TODAY + dt.timedelta(days=1)}, "起日不能晚于今天"),
        ({"detail": "长" * 301}, "最多 300 个字"),
    ],
)
def test_what_cannot_be_is_refused(
    change: dict[str, object], sentence: str, story: Story, people: Cast, pool: Pool
) -> None:
    with pytest.raises(Invalid, match=sentence):
        tying.add_tie(people.actor("liwen"), inspector_id=pool.zhao.pk, facts=_kin(story, **change))
    assert not Tie.objects.exists()


def test_a_person_declares_and_takes_nothing_back(story: Story, people: Cast, pool: Pool) -> None:
    me = build_actor(pool.account)
    with pytest.raises(Refused, match="只能是“本人申报”"):
        tying.add_tie(me, inspector_id=pool.zhao.pk, facts=_kin(story))
    made = tying.add_tie(
        me, inspector_id=pool.zhao.pk, facts=_kin(story, source=TieSource.DECLARED)
    )
    with pytest.raises(Refused, match="自己的关系只能申报"):
        tying.withdraw_tie(me, tie_id=made.pk, version=1, reason="记错了")
    with pytest.raises(Absent):
        tying.add_tie(me, inspector_id=pool.sun.pk, facts=_kin(story, source=TieSource.DECLARED))


def test_an_office_clerk_in_the_pool_cannot_clear_his_own_ties(
    story: Story, people: Cast, pool: Pool
) -> None:
    pool.sun.user = people["liwen"]
    pool.sun.save()
    own = tie(pool.sun, story.water)
    with pytest.raises(Refused, match="自己的关系只能申报"):
        tying.end_tie(
            people.actor("liwen"), tie_id=own.pk, version=1, until_on=TODAY, reason="调走"
        )


def test_ending_keeps_the_tie_for_the_look_back(story: Story, people: Cast, pool: Pool) -> None:
    office = people.actor("liwen")
    made = tie(pool.zhao, story.civil, from_on=LAST_YEAR)
    with pytest.raises(Invalid, match="不能早于起日"):
        tying.end_tie(office, tie_id=made.pk, version=1, reason="调走",
                      until_on=LAST_YEAR - dt.timedelta(days=1))  # fmt: skip
    with pytest.raises(Invalid, match="必须写明理由"):
        tying.end_tie(office, tie_id=made.pk, version=1, until_on=TODAY, reason="")
    tying.end_tie(office, tie_id=made.pk, version=1, until_on=TODAY, reason="调走")
    with pytest.raises(Conflict):
        tying.end_tie(office, tie_id=made.pk, version=1, until_on=TODAY, reason="调走")
    kept = [one for one in facts_of([pool.zhao.pk])[pool.zhao.pk] if one.origin == "tie"]
    assert [(one.from_on, one.until_on) for one in kept] == [(LAST_YEAR, TODAY)]


def test_a_withdrawn_tie_is_no_fact_any_more(story: Story, people: Cast, pool: Pool) -> None:
    made = tie(pool.zhao, story.civil)
    tying.withdraw_tie(people.actor("liwen"), tie_id=made.pk, version=1, reason="录错人")
    with pytest.raises(Conflict):
        tying.withdraw_tie(people.actor("liwen"), tie_id=made.pk, version=1, reason="录错人")
    assert [one.origin for one in facts_of([pool.zhao.pk])[pool.zhao.pk]] == ["home", "native"]
    assert Tie.objects.get().withdrawn_reason == "录错人"


def test_a_move_keeps_the_former_post(
    story: Story, people: Cast, pool: Pool, heard: list[frozenset[int]]
) -> None:
    on = dt.date(2026, 2, 1)
    moved = keeping.move_inspector(
        people.actor("liwen"), inspector_id=pool.zhao.pk, version=1, on=on,
        home_id=story.civil.pk, post="副科长",
    )  # fmt: skip
    assert (moved.home, moved.home_since, moved.post) == (story.civil, on, "副科长")
    former = Tie.objects.get()
    assert (former.kind, former.organisation, former.post) == ("post", story.water, "科员")
    assert (former.from_on, former.until_on) == (dt.date(2020, 3, 1), dt.date(2026, 1, 31))
    assert heard == [frozenset({pool.zhao.pk})]
    assert moved.steps.get().reason == "水务局科员 → 民政局副科长（2026-02-01 起）"


@pytest.mark.parametrize(
    ("on", "post", "sentence"),
    [
        (dt.date(2020, 3, 1), "科长", "应当晚于到现单位的日期"),
        (TODAY + dt.timedelta(days=1), "科长", "不能晚于今天"),
        (TODAY, "科员", "都没有变"),
    ],
)
def test_a_move_that_cannot_be(
    on: dt.date, post: str, sentence: str, story: Story, people: Cast, pool: Pool
) -> None:
    with pytest.raises(Invalid, match=sentence):
        keeping.move_inspector(
            people.actor("liwen"), inspector_id=pool.zhao.pk, version=1, on=on,
            home_id=story.water.pk, post=post,
        )  # fmt: skip
    assert not Tie.objects.exists()


def test_what_a_watcher_refuses_undoes_the_change(story: Story, people: Cast, pool: Pool) -> None:
    def refuse(_actor: Actor, _changed: frozenset[int]) -> None:
        raise Conflict("核对没有完成。")

    watching.watch(refuse)
    try:
        with pytest.raises(Conflict):
            tying.add_tie(people.actor("liwen"), inspector_id=pool.zhao.pk, facts=_kin(story))
    finally:
        watching._watchers.remove(refuse)
    assert not Tie.objects.exists()
