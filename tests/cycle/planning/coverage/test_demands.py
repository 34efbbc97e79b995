"""What each organisation needs: reckoned, changed, left out, put off; the model by versions."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.cycle.planning.coverage.district import District, unit
from tests.people import Cast
from xuncha.cycle.planning.coverage import defaults, demands
from xuncha.cycle.planning.coverage.selectors import owed_on
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.cycle.planning.models import Demand, RiskModel
from xuncha.foundation.audit.models import AuditRow
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused

TODAY = dt.date(2026, 3, 18)


@pytest.fixture(name="need")
def _need(made: District, clerk: Actor) -> Demand:
    demands.prepare_demands(clerk, term_id=made.term.pk)
    return Demand.objects.get(organisation=made.units["A05"])


def change(actor: Actor, need: Demand, version: int = 1, **changes: Any) -> Demand:
    return demands.change_demand(actor, demand_id=need.pk, version=version, changes=changes)


def test_prepared_once_with_the_defaults_of_the_kind(
    made: District, clerk: Actor, need: Demand
) -> None:
    assert (need.effort, need.kind, need.with_parent) == (20, InspectionKind.REGULAR, False)
    assert demands.prepare_demands(clerk, term_id=made.term.pk) == 0
    unit(made, "A09", "清源区新局")
    assert demands.prepare_demands(clerk, term_id=made.term.pk) == 1


def test_never_inspected_counts_in_full_and_says_so(need: Demand, made: District) -> None:
    """15 of 100 points: 距上次巡察年数 is all that the system knows of the education bureau."""
    assert need.risk == 15
    assert "距上次巡察年数 没有记录：15 / 15 分" in need.risk_parts
    assert "资金和项目规模 没有填报：0 / 25 分" in need.risk_parts
    water = Demand.objects.get(organisation=made.units["A01"])
    assert 0 < water.risk < 15


def test_changing_reckons_anew_and_keeps_what_was_before(clerk: Actor, need: Demand) -> None:
    done = change(clerk, need, effort=25, skills=["财务"], typed={"money": 4.0, "petitions": 5.0})
    assert (done.risk, done.version, done.effort) == (48, 2, 25)
    told = AuditRow.objects.get(verb="planning.demand.changed").details
    assert told["before"]["effort"] == "20"
    assert told["after"]["effort"] == "25"
    assert "due" not in told["after"], "only what changed"
    again = change(clerk, need, 2, typed={"petitions": None})
    assert again.risk == 40
    assert again.typed == {"money": 4.0}


def test_a_settled_risk_goes_before_the_reckoned_one(clerk: Actor, need: Demand) -> None:
    done = change(clerk, need, set_risk=78, set_reason="信访集中")
    assert done.weight == 78
    assert Demand.objects.get(counted_risk=78) == need
    assert demands.rescore_demands(clerk, term_id=need.term_id) == 0
    back = change(clerk, need, 2, set_risk=None, set_reason="信访集中")
    assert (back.weight, back.set_reason) == (15, "")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"effort": 0}, "effort"),
        ({"effort": 1001}, "effort"),
        ({"kind": InspectionKind.REVISIT}, "kind"),
        ({"kind": "nonsense"}, "kind"),
        ({"not_before": dt.date(2027, 1, 1), "due": dt.date(2027, 1, 1)}, "due"),
        ({"set_risk": 101, "set_reason": "高"}, "set_risk"),
        ({"set_risk": 50, "set_reason": "  "}, "set_reason"),
        ({"with_parent": True}, "with_parent"),
        ({"excluded_reason": "垂直管理", "deferred_reason": "新设"}, "deferred_reason"),
        ({"deferred_reason": "没有时间"}, "deferred_reason"),
    ],
)
def test_what_cannot_be(clerk: Actor, need: Demand, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Invalid) as told:
        change(clerk, need, **changes)
    assert told.value.field == field
    need.refresh_from_db()
    assert need.version == 1


def test_left_out_with_its_day_and_taken_back(made: District, clerk: Actor, need: Demand) -> None:
    out = change(clerk, need, excluded_reason="垂直管理")
    assert out.excluded_on == TODAY
    names = [one.organisation.code for one in owed_on(clerk, made.term, TODAY)]
    assert "A05" not in names
    before = [one.organisation.code for one in owed_on(clerk, made.term, dt.date(2026, 3, 17))]
    assert "A05" in before, "the day before it was still owed"
    back = change(clerk, need, 2, excluded_reason="")
    assert back.excluded_on is None


def test_only_a_new_one_is_put_off(made: District, clerk: Actor) -> None:
    unit(made, "A09", "清源区新局", established_on=dt.date(2025, 9, 1))
    demands.prepare_demands(clerk, term_id=made.term.pk)
    new = Demand.objects.get(organisation=made.units["A09"])
    assert change(clerk, new, deferred_reason="设立不满一年").deferred_on == TODAY


def test_two_at_once_and_who_may_not(
    clerk: Actor, leader: Actor, people: Cast, need: Demand
) -> None:
    change(clerk, need, effort=30)
    with pytest.raises(Conflict):
        change(clerk, need, effort=40)
    with pytest.raises(Refused):
        change(leader, need, 2, effort=40)
    with pytest.raises(Absent):
        change(people.actor("zhoulan"), need, 2, effort=40)
    with pytest.raises(Refused):
        demands.rescore_demands(leader, term_id=need.term_id)


def model(**change: Any) -> list[dict[str, Any]]:
    return [one | change if one["code"] == "years" else one for one in defaults.INDICATORS]


def test_the_model_goes_by_versions_and_scores_follow_when_asked(
    made: District, people: Cast, need: Demand
) -> None:
    song = people.actor("song")
    row = demands.set_risk_model(
        song, effective_on=TODAY, note="提高年限权重", indicators=model(weight=100)
    )
    need.refresh_from_db()
    assert (row.number, need.risk, need.risk_model) == (1, 15, 0)
    assert demands.rescore_demands(song, term_id=made.term.pk) > 0
    need.refresh_from_db()
    assert (need.risk, need.risk_model) == (54, 1)


def test_a_model_of_tomorrow_is_not_in_force(people: Cast) -> None:
    song, tomorrow = people.actor("song"), TODAY + dt.timedelta(1)
    demands.set_risk_model(song, effective_on=tomorrow, note="明天起", indicators=model())
    assert demands.model_in_force(TODAY)[0] == 0
    assert demands.model_in_force(tomorrow)[0] == 1
    with pytest.raises(Invalid, match="不能早于上一版"):
        demands.set_risk_model(song, effective_on=TODAY, note="今天", indicators=model())
    with pytest.raises(Invalid, match="为什么调整"):
        demands.set_risk_model(song, effective_on=tomorrow, note=" ", indicators=model())
    assert RiskModel.objects.count() == 1


def test_only_the_director_sets_the_model(clerk: Actor, leader: Actor) -> None:
    for actor in (clerk, leader):
        with pytest.raises(Refused):
            demands.set_risk_model(actor, effective_on=TODAY, note="改", indicators=model())
