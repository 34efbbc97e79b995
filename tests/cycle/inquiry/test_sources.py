"""What a working paper may rest on from this room."""

from __future__ import annotations

from tests.fielded import Fielded
from tests.inquired import handed_out, recorded, typed, visited
from xuncha.cycle.inquiry.services import questionnaires, visits
from xuncha.cycle.workpapers.sources import offers


def test_talks_visits_and_closed_questionnaires_are_sources(field: Fielded) -> None:
    leader = field.actor(field.leader)
    recorded(field)
    visited(field)
    gone = visited(field)
    visits.withdraw_visit(leader, visit_id=gone.pk, version=gone.version, reason="重复")
    row = handed_out(field)
    typed(field, row, {1: "1"})
    found = {
        kind.key: [one.number for one in rows] for kind, rows in offers(leader, field.inspection.pk)
    }
    assert (found["talk"], found["visit"]) == (["谈-001"], ["访-001"])
    assert "questionnaire" not in found
    questionnaires.close_questionnaire(leader, questionnaire_id=row.pk, version=row.version)
    found = {
        kind.key: [one.number for one in rows] for kind, rows in offers(leader, field.inspection.pk)
    }
    assert found["questionnaire"] == ["卷-001"]
    assert not offers(field.actor(field.stranger), field.inspection.pk)
