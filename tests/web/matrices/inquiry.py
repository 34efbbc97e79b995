"""谈话、走访、问卷: rows and records of this area."""

from __future__ import annotations

from typing import Any

from tests.fielded import in_the_field
from tests.inquired import half_signed, handed_out, visited, workbook
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD
from xuncha.cycle.inquiry.services import sheets

MORE = FIELD
HANGS_ON = {"talk_id", "visit_id", "visit_file_id", "questionnaire_id", "sheet_import_id"}

_READ = "302 200 200 200 403 403 403 403 403 403 403 200 200 404"
_LIST = "302 200 200 200 403 403 403 403 403 403 403 200 200 200"
_TEAM = "302 403 403 403 403 403 403 403 403 403 403 200 200 404"
_DONE = "302 403 403 403 403 403 403 403 403 403 403 302 302 404"
_MOVE = "302 400 400 403 403 403 403 403 403 403 403 400 400 400"

ROWS = {
    "inquiry_talks": _READ,
    "inquiry_new_talk": _TEAM,
    "inquiry_targets": _DONE,
    "inquiry_talk_rows": _LIST,
    "inquiry_export_talks": _LIST,
    "inquiry_outlines": _LIST,
    "inquiry_set_outline": "302 200 200 403 403 403 403 403 403 403 403 403 403 403",
    "inquiry_talk": _READ,
    "inquiry_change_talk": _TEAM,
    "inquiry_move_talk": _MOVE,
    "inquiry_print_talk": _TEAM,
    "inquiry_visits": _READ,
    "inquiry_new_visit": _TEAM,
    "inquiry_households": _DONE,
    "inquiry_visit_rows": _LIST,
    "inquiry_export_visits": _LIST,
    "inquiry_visit_file": _READ,
    "inquiry_visit": _READ,
    "inquiry_change_visit": _TEAM,
    "inquiry_move_visit": _MOVE,
    "inquiry_rules": _LIST,
    "inquiry_set_rules": "302 200 403 403 403 403 403 403 403 403 403 403 403 403",
    "inquiry_questionnaires": _READ,
    "inquiry_new_questionnaire": _TEAM,
    "inquiry_questionnaire": _READ,
    "inquiry_change_questionnaire": _TEAM,
    "inquiry_move_questionnaire": _MOVE,
    "inquiry_copy_questionnaire": _DONE,
    "inquiry_print_questionnaire": _TEAM,
    "inquiry_export_results": "302 409 409 409 403 403 403 403 403 403 403 409 409 404",
    "inquiry_new_sheet": _TEAM,
    "inquiry_void_sheet": _MOVE,
    "inquiry_bring_sheets": _TEAM,
    "inquiry_sheets": "302 404 404 403 403 403 403 403 403 403 403 200 200 404",
    "inquiry_take_sheets": _MOVE,
    "inquiry_drop_sheets": _MOVE,
    "inquiry_refused_sheets": "302 404 404 403 403 403 403 403 403 403 403 200 200 404",
}


def arguments(story: Story, people: Cast) -> dict[str, Any]:
    """A talk of the inspection in the field, signed by one."""
    field = in_the_field(story, people)
    visit, form = visited(field), handed_out(field)
    brought = sheets.bring_sheets(
        field.actor(field.leader), questionnaire_id=form.pk, name="答卷.xlsx",
        stream=workbook(["第1题", "第2题"], ["满意", 1]),
    )  # fmt: skip
    return {
        "inspection_id": field.inspection.pk, "talk_id": half_signed(field).pk,
        "post_kind": "staff", "visit_id": visit.pk, "visit_file_id": visit.files.get().pk,
        "questionnaire_id": form.pk, "sheet_import_id": brought.pk,
    }  # fmt: skip
