"""Dates open and shut the doors by themselves; a conflict shuts them at once."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.pooled import tie
from tests.scenarios import Story
from tests.teamed import OPENS, SHUTS, Teamed, announced, approved, planned
from xuncha.cycle.directory.enums import OrganisationKind
from xuncha.cycle.directory.models import Organisation
from xuncha.cycle.directory.services.merging import merge_into_existing
from xuncha.cycle.directory.services.rules import NewUnit
from xuncha.cycle.directory.services.splitting import split_organisation
from xuncha.cycle.planning.models import Inspection
from xuncha.cycle.pool.enums import TieKind, TieSource
from xuncha.cycle.pool.models import Inspector, Tie
from xuncha.cycle.pool.services import keeping, tying
from xuncha.cycle.pool.services.entering import pause_inspector
from xuncha.cycle.teams import examining
from xuncha.cycle.teams.composing import compose
from xuncha.cycle.teams.enums import GroundKind, RecusalState
from xuncha.cycle.teams.examining import examine
from xuncha.cycle.teams.models import Declaration, Recusal
from xuncha.cycle.teams.services import authorising, declaring, recusing
from xuncha.foundation import access
from xuncha.foundation.accounts.models import RoleGrant
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel import clock
from xuncha.kernel.actor import SYSTEM
from xuncha.kernel.errors import Absent

DAY = dt.timedelta(days=1)


def _sees(made: Teamed) -> bool:
    return access.visible(made.actor(made.member), Inspection).filter(pk=made.first.pk).exists()


def _at(day: dt.date, hour: int, minute: int = 0, second: int = 0) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(hour, minute, second), clock.CHINA)


@pytest.mark.parametrize(
    ("moment", "open_"),
    [
        (_at(OPENS - DAY, 23, 59, 59), False),
        (_at(OPENS, 0, 0), True),
        (_at(OPENS, 0, 0).astimezone(dt.UTC), True),
        (_at(SHUTS, 23, 59, 59), True),
        (_at(SHUTS + DAY, 0, 0), False),
        (_at(SHUTS + DAY, 0, 0).astimezone(dt.UTC), False),
    ],
)
def test_the_doors_keep_the_days_of_china(
    working: Teamed, moment: dt.datetime, open_: bool
) -> None:
    RoleGrant.objects.filter(user=working.member).update(from_on=OPENS - 9 * DAY)
    with clock.at(moment):
        assert _sees(working) is open_


def test_a_paper_that_opens_before_the_round_opens_the_seats_too(
    formed: Teamed, people: Cast
) -> None:
    """The team prepares before the round begins."""
    formed.round.start_on = clock.today() + 5 * DAY
    formed.round.save()
    announced(formed.teams[0], people, opens=clock.today())
    seat = formed.seat_of(formed.member)
    assert seat.from_on == clock.today()
    declaring.declare(formed.actor(formed.member), seat_id=seat.pk, has_none=True)
    assert _sees(formed)


def test_nothing_opens_before_the_announcement(formed: Teamed, people: Cast) -> None:
    paper = approved(formed.teams[0], people)
    declaring.note_declaration(
        people.actor("liwen"), seat_id=formed.seat_of(formed.member).pk, has_none=True,
        paper="纸质 7",
    )  # fmt: skip
    assert not _sees(formed)
    authorising.announce_authorisation(
        people.actor("liwen"), authorisation_id=paper.pk, version=paper.version,
        announced_on=clock.today(),
    )  # fmt: skip
    assert _sees(formed)


def test_nothing_opens_before_the_declaration(formed: Teamed, people: Cast) -> None:
    announced(formed.teams[0], people)
    assert not _sees(formed)
    declaring.declare(
        formed.actor(formed.member), seat_id=formed.seat_of(formed.member).pk, has_none=True
    )
    assert _sees(formed)


def test_a_member_sees_his_team_s_inspection_and_no_other(working: Teamed) -> None:
    actor = working.actor(working.member)
    assert list(access.visible(actor, Inspection)) == [working.first]
    assert actor.grants == {working.first.pk}


def test_revoking_shuts_everything_at_once(working: Teamed, people: Cast) -> None:
    paper = working.teams[0].authorisation
    paper.refresh_from_db()
    authorising.revoke_authorisation(
        people.actor("hejingan"), authorisation_id=paper.pk, version=paper.version,
        reason="任务调整",
    )  # fmt: skip
    assert not _sees(working)


def test_pausing_somebody_shuts_his_door(working: Teamed, people: Cast) -> None:
    row = Inspector.objects.get(user=working.member)
    pause_inspector(people.actor("liwen"), inspector_id=row.pk, version=row.version, reason="借调")
    assert not _sees(working)


def _add_tie(working: Teamed, people: Cast, place: Organisation, **more: object) -> Tie:
    row = Inspector.objects.get(user=working.member)
    facts = tying.TieFacts(
        kind=TieKind.KIN, source=TieSource.OFFICE, organisation_id=place.pk, person="顾某",
        relationship="表弟", post="副局长", **more,
    )  # fmt: skip
    return tying.add_tie(people.actor("liwen"), inspector_id=row.pk, facts=facts)


def test_a_hidden_tie_entered_later_shuts_the_door_in_the_same_step(
    working: Teamed, story: Story, people: Cast
) -> None:
    assert _sees(working)
    made = _add_tie(working, people, story.water)
    assert not _sees(working)
    row = Recusal.objects.get()
    assert (row.origin, row.state, row.tie_id) == ("engine", "open", made.pk)
    assert row.inspection == working.first
    assert "三代以内旁系血亲" in row.words
    assert "顾某" not in row.words


def test_the_cut_is_logged_and_told(working: Teamed, story: Story, people: Cast) -> None:
    Notice.objects.all().delete()
    _add_tie(working, people, story.water)
    line = AuditRow.objects.get(verb="teams.recusal.raised")
    assert "表弟" not in str(line.details) + line.object_name + line.reason
    told = set(Notice.objects.filter(kind="teams.recusal.raised").values_list("user", flat=True))
    assert {people["song"].pk, people["zhaoqing"].pk, working.leader.pk, working.member.pk} <= told
    assert people["liwen"].pk not in told  # he did it himself


def test_a_tie_that_is_undone_with_its_transaction_shuts_nothing(
    working: Teamed, story: Story, people: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise RuntimeError("power cut")

    monkeypatch.setattr(examining, "raise_found", fails)
    with pytest.raises(RuntimeError):
        _add_tie(working, people, story.water)
    assert not Tie.objects.exists()
    assert _sees(working)


def test_the_others_of_the_team_keep_their_doors(
    working: Teamed, story: Story, people: Cast
) -> None:
    _add_tie(working, people, story.water)
    leader = working.actor(working.leader)
    assert access.visible(leader, Inspection).filter(pk=working.first.pk).exists()


def test_a_tie_elsewhere_shuts_nothing(working: Teamed, story: Story, people: Cast) -> None:
    _add_tie(working, people, story.civil)
    assert _sees(working)
    assert not Recusal.objects.exists()


def test_a_tie_that_begins_later_shuts_on_its_day(working: Teamed, story: Story) -> None:
    row = Inspector.objects.get(user=working.member)
    tie(row, story.water, TieKind.BUSINESS, from_on=dt.date(2026, 4, 1))
    examine(SYSTEM)
    with clock.at(dt.date(2026, 3, 31)):
        assert _sees(working)
    with clock.at(dt.date(2026, 4, 1)):
        assert not _sees(working)


def test_moving_home_to_the_inspected_unit_shuts_the_door(
    working: Teamed, story: Story, people: Cast
) -> None:
    row = Inspector.objects.get(user=working.member)
    keeping.move_inspector(
        people.actor("liwen"), inspector_id=row.pk, version=row.version,
        home_id=story.water.pk, on=clock.today(), post="副科长",
    )  # fmt: skip
    assert not _sees(working)
    assert Recusal.objects.get().ground == GroundKind.HOME


def test_a_merger_that_brings_the_home_into_the_inspected_unit_shuts_the_door(
    working: Teamed, story: Story, people: Cast
) -> None:
    home = Inspector.objects.get(user=working.member).home
    assert home is not None
    story.water.refresh_from_db()
    merge_into_existing(
        people.actor("liwen"), merging={home.pk: home.version}, organisation_id=story.water.pk,
        version=story.water.version, on=dt.date(2026, 3, 16), document="清编办2026年第5号",
    )  # fmt: skip
    assert not _sees(working)
    assert "前身" in Recusal.objects.get().words


def test_a_recusal_from_a_unit_follows_a_merger(
    working: Teamed, story: Story, people: Cast
) -> None:
    """What the office set against the old unit holds for the one that took it over."""
    old = working.people[10].home
    assert old is not None
    row = Inspector.objects.get(user=working.member)
    recusing.raise_recusal(
        people.actor("liwen"), ground=GroundKind.OTHER, words="另有情形", inspector_id=row.pk,
        organisation_id=old.pk,
    )  # fmt: skip
    assert _sees(working)
    old.refresh_from_db()
    story.water.refresh_from_db()
    merge_into_existing(
        people.actor("liwen"), merging={old.pk: old.version}, organisation_id=story.water.pk,
        version=story.water.version, on=dt.date(2026, 3, 16), document="清编办2026年第5号",
    )  # fmt: skip
    assert not _sees(working)
    actor = working.actor(working.member)
    assert actor.shut_units == {old.pk, story.water.pk}
    [card] = compose([working.teams[0]], working.round)
    assert any(one.words == "另有情形" for found in card.conflicts.values() for one in found)


def test_a_recusal_from_a_unit_follows_a_split(working: Teamed, story: Story, people: Cast) -> None:
    """A leader who keeps away from a unit keeps away from its parts, and finds the old one shut."""
    recusing.raise_recusal(
        people.actor("liwen"), ground=GroundKind.OTHER, words="另有情形",
        user_id=people["hejingan"].pk, organisation_id=story.water.pk,
    )  # fmt: skip
    story.water.refresh_from_db()
    made = split_organisation(
        people.actor("liwen"), organisation_id=story.water.pk, version=story.water.version,
        parts=[NewUnit("W1", "清源区河湖事务中心", OrganisationKind.DEPARTMENT)], ends=False,
        children={}, on=dt.date(2026, 3, 16), document="清编办2026年第6号",
    )  # fmt: skip
    planned(working.round, made[0], "区委第一巡察组")
    leader = access.visible(people.actor("hejingan"), Inspection)
    assert not leader.filter(organisation__in=[story.water, made[0]]).exists()
    assert leader.exists()


def test_withdrawing_the_tie_does_not_open_the_door_by_itself(
    working: Teamed, story: Story, people: Cast
) -> None:
    made = _add_tie(working, people, story.water)
    tying.withdraw_tie(
        people.actor("zhaoqing"), tie_id=made.pk, version=made.version, reason="登记错人"
    )
    assert not _sees(working)


def test_recusing_oneself_is_one_step(working: Teamed) -> None:
    actor = working.actor(working.member)
    recusing.recuse_self(
        actor, ground=GroundKind.BUSINESS, words="曾为该单位做过审计",
        inspection_id=working.first.pk,
    )  # fmt: skip
    assert not _sees(working)
    with pytest.raises(Absent):
        recusing.recuse_self(
            working.actor(working.member), ground=GroundKind.OTHER, words="又来",
            inspection_id=working.first.pk,
        )  # fmt: skip


def test_a_declared_tie_shuts_the_door_that_the_declaration_would_open(
    formed: Teamed, story: Story, people: Cast
) -> None:
    announced(formed.teams[0], people)
    seat = formed.seat_of(formed.member)
    declaring.declare(
        formed.actor(formed.member), seat_id=seat.pk, has_none=False,
        ties=[declaring.declared_tie(story.water.pk, TieKind.DECLARED, detail="老同学在局里")],
    )  # fmt: skip
    assert Declaration.objects.filter(seat=seat).exists()
    assert not _sees(formed)
    assert Recusal.objects.get().ground == GroundKind.DECLARED


def test_leaders_and_office_lose_sight_by_a_recusal_of_their_account(
    working: Teamed, people: Cast
) -> None:
    leader = people.actor("hejingan")
    assert access.visible(leader, Inspection).filter(pk=working.first.pk).exists()
    recusing.recuse_self(
        leader, ground=GroundKind.KIN, words="近亲属在该单位",
        organisation_id=working.first.organisation_id,
    )  # fmt: skip
    after = people.actor("hejingan")
    assert working.first.pk in after.recusals
    shut = Inspection.objects.filter(organisation_id=working.first.organisation_id)
    assert after.recusals == set(shut.values_list("pk", flat=True))
    assert not access.visible(after, Inspection).filter(pk=working.first.pk).exists()


def test_examining_again_raises_nothing_twice(working: Teamed, story: Story, people: Cast) -> None:
    _add_tie(working, people, story.water)
    assert examine(SYSTEM) == 0
    assert Recusal.objects.count() == 1


def test_the_daily_round_finds_what_went_past_the_services(working: Teamed, story: Story) -> None:
    row = Inspector.objects.get(user=working.member)
    tie(row, story.water, TieKind.BUSINESS)
    assert _sees(working)
    assert examine(SYSTEM) == 1
    assert not _sees(working)


def test_a_longer_window_is_followed_and_a_shorter_one_waits(working: Teamed, story: Story) -> None:
    row = Inspector.objects.get(user=working.member)
    made = tie(row, story.water, TieKind.BUSINESS, until_on=dt.date(2024, 1, 1))
    examine(SYSTEM)
    assert Recusal.objects.get().free_on == dt.date(2027, 1, 2)
    Tie.objects.filter(pk=made.pk).update(until_on=dt.date(2020, 1, 1))
    examine(SYSTEM)
    assert Recusal.objects.get().free_on == dt.date(2027, 1, 2)
    Tie.objects.filter(pk=made.pk).update(until_on=dt.date(2025, 1, 1))
    examine(SYSTEM)
    assert Recusal.objects.get().free_on == dt.date(2028, 1, 2)


def test_a_recusal_ends_on_its_first_free_day(working: Teamed, story: Story) -> None:
    row = Inspector.objects.get(user=working.member)
    tie(row, story.water, TieKind.BUSINESS, until_on=dt.date(2023, 4, 1))
    examine(SYSTEM)
    with clock.at(dt.date(2026, 4, 1)):
        assert not _sees(working)
    with clock.at(dt.date(2026, 4, 2)):
        assert _sees(working)
    assert Recusal.objects.get().state == RecusalState.OPEN
