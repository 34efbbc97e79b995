"""监督清单: rows and records of this area."""

from __future__ import annotations

import io

from tests.checkpoints import ROW, book, drafted, facts, library
from tests.people import Cast
from tests.scenarios import Story
from xuncha.cycle.checkpoints.models import InspectionPoint
from xuncha.cycle.checkpoints.services import decisions, importing
from xuncha.cycle.planning.models import Inspection

_READ = "302 200 200 200 403 403 403 403 403 403 403"
_WRITE = "302 200 200 403 403 403 403 403 403 403 403"
_POST = "302 400 400 403 403 403 403 403 403 403 403"

ROWS = {
    "points_checkpoints": _READ,
    "points_export_checkpoints": _READ,
    "points_checkpoint": _READ,
    "points_change_checkpoint": _WRITE,
    "points_remove_checkpoint": "302 302 302 403 403 403 403 403 403 403 403",
    "points_decisions": _READ,
    "points_create_decision": _WRITE,
    "points_export_decisions": _READ,
    "points_decision": _READ,
    "points_change_decision": _WRITE,
    "points_retire_decision": _POST,
    "points_restore_decision": _POST,
    "points_decision_file": _READ,
    "points_sets": _READ,
    "points_create_set": _WRITE,
    "points_set": _READ,
    "points_add_checkpoint": _WRITE,
    "points_issue_set": _POST,
    "points_drop_set": _POST,
    "points_bring": _WRITE,
    "points_compare": _READ,
    "points_import": _WRITE,
    "points_take": _POST,
    "points_drop": _POST,
    "points_refused": "302 404 404 403 403 403 403 403 403 403 403",
    "points_rows": _READ,
    "points_export": _READ,
    "points_point": _READ,
    "points_answer": "302 400 400 403 403 403 403 403 403 403 403",
    "points_move": "302 400 400 403 403 403 403 403 403 403 403",
    "points_link": "302 400 400 403 403 403 403 403 403 403 403",
    "points_inspection": _READ,
    "points_give": _WRITE,
    "points_add": _WRITE,
    "points_assign": "302 400 400 403 403 403 403 403 403 403 403",
    "points_round": _READ,
    "points_give_round": "302 302 302 403 403 403 403 403 403 403 403",
    "findings_points": _WRITE,
    "findings_unlink": _POST,
    "findings_place": _POST,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """The library with a list, a draft with its points, a decision with a file, a workbook."""
    office = people.actor("liwen")
    stage, feedback = story.inspection.state, story.inspection.feedback_on
    made = library(story, people)
    rows = Inspection.objects.filter(pk=story.inspection.pk)
    rows.update(state=stage, feedback_on=feedback)
    draft = drafted(office, "2027年监督清单")
    decision = decisions.create_decision(
        office, facts=facts(title="关于规范采购的通知"), stream=io.BytesIO("要求".encode()),
        name="通知.txt",
    )  # fmt: skip
    brought = importing.bring_points(office, set_id=draft.pk, stream=book([ROW]), name="要点.xlsx")
    point = InspectionPoint.objects.filter(inspection=story.inspection).order_by("number")[0]
    checkpoint = draft.checkpoints.order_by("number")[0]
    return {
        "decision_id": decision.pk, "set_id": draft.pk, "other_id": made.version.pk,
        "checkpoint_id": checkpoint.pk, "point_import_id": brought.pk, "point_id": point.pk,
    }  # fmt: skip
