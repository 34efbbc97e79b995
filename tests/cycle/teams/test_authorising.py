"""The paper's way: wrong person, own paper, broken rules, stale, twice, dates."""

from __future__ import annotations

import datetime as dt

import pytest

from tests.people import Cast
from tests.pooled import tie
from tests.scenarios import TODAY, Story
from tests.teamed import OPENS, SHUTS, Teamed, announced, approved, drafted, submitted
from xuncha.cycle.pool.enums import TieKind
from xuncha.cycle.pool.models import Inspector, SecrecyPledge
from xuncha.cycle.teams.enums import AuthorisationState, SeatRole
from xuncha.cycle.teams.models import Authorisation, Seat, Team
from xuncha.cycle.teams.services import authorising, forming, replacing, seating
from xuncha.foundation.audit.models import AuditRow
from xuncha.foundation.notices.models import Notice
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused


def _approve(people: Cast, who: str, paper: Authorisation) -> Authorisation:
    return authorising.approve_authorisation(
        people.actor(who), authorisation_id=paper.pk, version=paper.version
    )


def test_the_whole_way(formed: Teamed, people: Cast) -> None:
    paper = announced(formed.teams[0], people)
    assert paper.state == AuthorisationState.ANNOUNCED
    verbs = AuditRow.objects.filter(verb__startswith="teams.authorisation").values_list(
        "verb", flat=True
    )
    assert [one.rsplit(".", 1)[1] for one in verbs.order_by("pk")] == [
        "drafted", "submitted", "approved", "announced",
    ]  # fmt: skip
    told = Notice.objects.filter(kind="teams.authorisation.announced").values_list(
        "user", flat=True
    )
    assert set(told) == {formed.leader.pk, formed.member.pk}


def test_nobody_approves_what_he_drafted_or_handed_in(formed: Teamed, people: Cast) -> None:
    team = formed.teams[0]
    paper = authorising.draft_authorisation(
        people.actor("song"), team_id=team.pk, version=team.version, paper="一号",
        opens_on=OPENS, shuts_on=SHUTS,
    )  # fmt: skip
    team.refresh_from_db()
    paper = authorising.submit_authorisation(
        people.actor("liwen"), authorisation_id=paper.pk, version=paper.version,
        team_version=team.version,
    )  # fmt: skip
    with pytest.raises(Refused, match="拟稿人和送审人"):
        _approve(people, "song", paper)
    with pytest.raises(Refused):
        _approve(people, "zhaoqing", paper)
    assert _approve(people, "hejingan", paper).state == AuthorisationState.APPROVED


def test_the_database_too_refuses_one_person(formed: Teamed, people: Cast) -> None:
    from django.db import IntegrityError, transaction

    paper = submitted(formed.teams[0], people)
    with pytest.raises(IntegrityError), transaction.atomic():
        Authorisation.objects.filter(pk=paper.pk).update(approved_by=people["liwen"])


@pytest.mark.parametrize("who", ["zhoulan", "fengli", "xitong", "wutong"])
def test_whoever_has_no_part_in_it_finds_nothing(who: str, formed: Teamed, people: Cast) -> None:
    team = formed.teams[0]
    with pytest.raises(Absent):
        forming.drop_team(people.actor(who), team_id=team.pk, version=team.version)
    with pytest.raises(Absent):
        _approve(people, who, team.authorisation)


def test_a_leader_reads_and_does_not_make(formed: Teamed, people: Cast) -> None:
    team = formed.teams[0]
    with pytest.raises(Refused):
        forming.drop_team(people.actor("hejingan"), team_id=team.pk, version=team.version)


def test_a_member_does_not_approve_his_own_team(formed: Teamed, people: Cast) -> None:
    Inspector.objects.filter(pk=formed.people[4].pk).update(user=people["song"])
    paper = submitted(formed.teams[0], people)
    with pytest.raises(Refused, match="组内成员"):
        _approve(people, "song", paper)


def test_twice_at_once_one_wins(formed: Teamed, people: Cast) -> None:
    paper = submitted(formed.teams[0], people)
    _approve(people, "song", paper)
    with pytest.raises(Conflict):
        _approve(people, "hejingan", paper)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"paper": " "}, "文号"),
        ({"shuts_on": OPENS - dt.timedelta(1)}, "早于启用"),
        ({"opens_on": dt.date(2026, 1, 1), "shuts_on": TODAY - dt.timedelta(1)}, "早于今天"),
        ({"shuts_on": OPENS + dt.timedelta(401)}, "400 天"),
    ],
)
def test_papers_that_make_no_sense(
    change: dict[str, object], sentence: str, formed: Teamed, people: Cast
) -> None:
    team = formed.teams[0]
    facts = {"paper": "一号", "opens_on": OPENS, "shuts_on": SHUTS} | change
    with pytest.raises(Invalid, match=sentence):
        authorising.draft_authorisation(
            people.actor("liwen"), team_id=team.pk, version=team.version, **facts
        )


def test_a_paper_without_days_is_not_handed_in(formed: Teamed, people: Cast) -> None:
    team = formed.teams[0]
    with pytest.raises(Conflict, match="先填写"):
        authorising.submit_authorisation(
            people.actor("liwen"), authorisation_id=team.authorisation.pk, version=1,
            team_version=team.version,
        )  # fmt: skip


def test_a_team_that_somebody_changed_meanwhile_is_not_handed_in(
    formed: Teamed, people: Cast
) -> None:
    team = formed.teams[0]
    paper = drafted(team, people)
    team.refresh_from_db()
    seen = team.version
    seating.change_role(
        people.actor("zhaoqing"), seat_id=formed.seat_of(formed.member).pk, version=seen,
        role=SeatRole.MEMBER,
    )  # fmt: skip
    with pytest.raises(Conflict):
        authorising.submit_authorisation(
            people.actor("liwen"), authorisation_id=paper.pk, version=paper.version,
            team_version=seen,
        )  # fmt: skip


def test_a_conflict_stops_the_paper_at_each_step(
    formed: Teamed, story: Story, people: Cast
) -> None:
    first = formed.teams[0]
    paper = submitted(first, people)
    tie(formed.people[4], story.water, TieKind.BUSINESS)
    with pytest.raises(Conflict, match="回避"):
        _approve(people, "song", paper)
    assert Authorisation.objects.get(pk=paper.pk).state == AuthorisationState.SUBMITTED


def test_a_lapsed_pledge_stops_the_paper(formed: Teamed, people: Cast) -> None:
    SecrecyPledge.objects.filter(inspector=formed.people[4]).update(
        valid_until=dt.date(2026, 1, 31)
    )
    with pytest.raises(Conflict, match="保密承诺"):
        submitted(formed.teams[0], people)


def test_sending_back_wants_a_reason_and_opens_the_team_again(formed: Teamed, people: Cast) -> None:
    team = formed.teams[0]
    paper = submitted(team, people)
    team.refresh_from_db()
    with pytest.raises(Conflict, match="待审批"):
        forming.drop_team(people.actor("liwen"), team_id=team.pk, version=team.version)
    with pytest.raises(Invalid, match="理由"):
        authorising.return_authorisation(
            people.actor("song"), authorisation_id=paper.pk, version=paper.version, reason=" "
        )
    authorising.return_authorisation(
        people.actor("song"), authorisation_id=paper.pk, version=paper.version, reason="补联络员"
    )
    forming.drop_team(people.actor("liwen"), team_id=team.pk, version=team.version)
    assert not Team.objects.filter(pk=team.pk).exists()


@pytest.mark.parametrize(
    ("day", "sentence"), [(TODAY + dt.timedelta(1), "晚于今天"), (TODAY - dt.timedelta(1), "批准")]
)
def test_the_day_of_the_announcement(
    day: dt.date, sentence: str, formed: Teamed, people: Cast
) -> None:
    paper = approved(formed.teams[0], people)
    with pytest.raises(Invalid, match=sentence):
        authorising.announce_authorisation(
            people.actor("liwen"), authorisation_id=paper.pk, version=paper.version,
            announced_on=day,
        )  # fmt: skip


def _replace(working: Teamed, people: Cast, who: str = "liwen", **more: object) -> Seat | None:
    team = Team.objects.get(pk=working.teams[0].pk)
    facts: dict[str, object] = {
        "seat_id": Seat.objects.filter(inspector__user=working.member).latest("pk").pk,
        "version": team.version,
        "inspector_id": working.people[10].pk, "reason": "病假", "paper": "书记批示",
    }  # fmt: skip
    return replacing.replace_member(people.actor(who), **(facts | more))  # type: ignore[arg-type]


def test_a_replaced_member_is_out_at_once_and_the_newcomer_in_once_he_declared(
    working: Teamed, people: Cast
) -> None:
    came = _replace(working, people)
    assert came is not None
    assert came.from_on == TODAY
    assert not working.actor(working.member).grants
    left = Seat.objects.get(inspector__user=working.member)
    assert left.until_on == TODAY
    assert "病假" in left.ended_reason


@pytest.mark.parametrize("field", ["reason", "paper"])
def test_replacing_wants_reason_and_paper(field: str, working: Teamed, people: Cast) -> None:
    with pytest.raises(Invalid):
        _replace(working, people, **{field: " "})
    assert working.actor(working.member).grants


def test_nobody_comes_who_must_keep_away(working: Teamed, story: Story, people: Cast) -> None:
    tie(working.people[10], story.water, TieKind.KIN)
    with pytest.raises(Conflict, match="须回避"):
        _replace(working, people)
    assert working.actor(working.member).grants


def test_replacing_twice_at_once(working: Teamed, people: Cast) -> None:
    seat = working.seat_of(working.member)
    version = Team.objects.get(pk=working.teams[0].pk).version
    _replace(working, people)
    with pytest.raises(Conflict):
        _replace(working, people, seat_id=seat.pk, version=version,
                 inspector_id=working.people[11].pk)  # fmt: skip


def test_a_draft_team_is_changed_directly(formed: Teamed, people: Cast) -> None:
    with pytest.raises(Conflict, match="还没有送审"):
        _replace(formed, people)
