"""Addresses of teams, authorisation, recusal and appraisal.

One announced team inspects the unit of 周岚; its records are written straight into the tables.
"""

from __future__ import annotations

import datetime as dt

from tests.people import Cast
from tests.pooled import inspector
from tests.scenarios import Story
from tests.teamed import planned
from xuncha.cycle.planning.enums import InspectionKind
from xuncha.cycle.teams.enums import AuthorisationState, SeatRole, SeatWay
from xuncha.cycle.teams.models import (
    Appraisal,
    Assignment,
    Authorisation,
    Recusal,
    RoundAppraisal,
    Seat,
    Team,
    UnitObjection,
)
from xuncha.kernel import clock

ROWS = {
    "teams_list": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_board": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_form": "302 409 409 403 403 403 403 403 403 403 403",
    "teams_add": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_propose": "302 409 409 403 403 403 403 403 403 403 403",
    "teams_draw": "302 409 409 403 403 403 403 403 403 403 403",
    "teams_appraisal": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_open_appraisal": "302 409 409 403 403 403 403 403 403 403 403",
    "teams_team": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_seat": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_clear": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_drop": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_assign": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_paper": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_print": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_submit": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_return": "302 400 400 400 403 403 403 403 403 403 403",
    "teams_approve": "302 400 400 400 403 403 403 403 403 403 403",
    "teams_announce": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_revoke": "302 400 400 400 403 403 403 403 403 403 403",
    "teams_leave": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_role": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_secretary": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_replace": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_conflicts": "302 409 409 403 403 403 403 403 403 403 403",
    "teams_note_declaration": "302 200 200 403 403 403 403 403 403 403 403",
    "teams_appraise": "302 200 200 403 403 403 403 403 403 403 403",
    "teams_rules": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_new_rules": "302 200 403 403 403 403 403 403 403 403 403",
    "teams_new_weights": "302 200 403 403 403 403 403 403 403 403 403",
    "teams_recusals": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_raise": "302 200 200 403 403 403 403 403 403 403 403",
    "teams_objections": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_verify_objection": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_decide_objection": "302 400 400 400 403 403 403 403 403 403 403",
    "teams_recusal": "302 200 200 200 403 403 403 403 403 403 403",
    "teams_confirm": "302 400 400 400 403 403 403 403 403 403 403",
    "teams_dismiss": "302 400 400 400 403 403 403 403 403 403 403",
    "teams_ask_waiver": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_waive": "302 400 400 400 403 403 403 403 403 403 403",
    "teams_refuse_waiver": "302 400 400 400 403 403 403 403 403 403 403",
    "teams_raise_again": "302 400 400 403 403 403 403 403 403 403 403",
    "teams_waiver_file": "302 409 409 409 403 403 403 403 403 403 403",
    "myteams_page": "302 403 403 403 403 403 403 403 403 403 403",
    "myteams_recuse": "302 200 200 200 200 403 403 403 403 403 403",
    "myteams_declare": "302 403 403 403 403 403 403 403 403 403 403",
    "myteams_seen": "302 403 403 403 403 403 403 403 403 403 403",
    "visiting_page": "302 403 403 403 403 200 200 200 403 403 403",
    "visiting_object": "302 403 403 403 403 400 404 400 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A record of each kind."""
    now = clock.now()
    inspection = planned(story.round, story.water, "区委第一巡察组", InspectionKind.REVISIT)
    team = Team.objects.create(round=story.round, number=1, name="区委第一巡察组", made_at=now)
    paper = Authorisation.objects.create(
        team=team, paper="清巡办2026年第1号", opens_on=dt.date(2026, 3, 2),
        shuts_on=dt.date(2026, 4, 24), state=AuthorisationState.ANNOUNCED,
        announced_on=dt.date(2026, 3, 2), approved_at=now, approved_by=people["song"],
        drafted_by=people["liwen"], submitted_by=people["liwen"],
    )  # fmt: skip
    Assignment.objects.create(team=team, inspection=inspection)
    person = inspector(people, "陆一", story.civil, can_lead=True)
    seat = Seat.objects.create(
        team=team, round=story.round, inspector=person, role=SeatRole.LEADER,
        from_on=dt.date(2026, 3, 2), way=SeatWay.HAND, reason="熟悉业务", seated_at=now,
    )  # fmt: skip
    recusal = Recusal.objects.create(
        inspector=person, inspection=inspection, organisation=story.water, ground="business",
        words="曾做审计", origin="office", key="k", raised_at=now,
    )  # fmt: skip
    objection = UnitObjection.objects.create(
        seat=seat, inspection=inspection, organisation=story.water, reason="曾有纠纷",
        asked_by=people["zhoulan"], asked_at=now,
    )  # fmt: skip
    opened = RoundAppraisal.objects.create(
        round=story.round, rules_version=0, weights={"findings": 100}, people=1,
        excellent_most=0, opened_at=now,
    )  # fmt: skip
    appraisal = Appraisal.objects.create(
        appraised=opened, seat=seat, points={}, total=80, grade="good", words="认真",
        written_at=now,
    )  # fmt: skip
    return {
        "team_id": team.pk, "authorisation_id": paper.pk, "seat_id": seat.pk,
        "recusal_id": recusal.pk, "objection_id": objection.pk, "appraisal_id": appraisal.pk,
    }  # fmt: skip
