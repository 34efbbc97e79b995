"""整改收口: rows and records of this area."""

from __future__ import annotations

from tests.evaluated import SHEET, WRONG, filled, handed_out, published, recorded, sent
from tests.people import Cast
from tests.scenarios import TODAY, Story
from xuncha.cycle.evaluation.models import Report
from xuncha.cycle.evaluation.services import publicity, reports, surveys
from xuncha.engines.checking.against_report import Difference

HANGS_ON = {
    "report_id", "edition_id", "difference_id", "publicity_id", "objection_id", "life_meeting_id",
    "life_file_id", "survey_id", "survey_sheet_id", "evaluation_id", "score_id",
}  # fmt: skip

_ALL = "302 200 200 200 200 200 200 200 403 403 403"
_OWN = "302 200 200 200 200 200 404 200 403 403 403"
_TOLD = "302 200 200 200 200 404 404 404 403 403 403"
_OFFICE = "302 200 200 403 403 403 403 403 403 403 403"
_POST_OFFICE = "302 400 400 403 403 403 403 403 403 403 403"
_WRITING = "302 400 400 403 403 400 {} 403 403 403 403"

ROWS = {
    "evaluation_board": _ALL,
    "evaluation_export": _OFFICE,
    "evaluation_process": _OWN,
    "evaluation_reports": _OWN,
    "evaluation_send_report": "302 403 403 403 403 200 404 200 403 403 403",
    "evaluation_report": _OWN,
    "evaluation_move_report": _POST_OFFICE,
    "evaluation_report_file": _OWN,
    "evaluation_explain": "302 403 403 403 403 400 404 400 403 403 403",
    "evaluation_publicities": _OWN,
    "evaluation_draft_publicity": _WRITING.format(400),
    "evaluation_publicity": _OWN,
    "evaluation_change_publicity": "302 409 409 403 403 409 404 403 403 403 403",
    "evaluation_move_publicity": "302 400 400 403 403 400 400 400 403 403 403",
    "evaluation_print_publicity": _OWN,
    "evaluation_answer_objection": _WRITING.format(404),
    "evaluation_meeting_room": "302 302 302 302 302 302 404 302 403 403 403",
    "evaluation_prepare_meeting": "302 409 409 403 403 409 404 409 403 403 403",
    "evaluation_meeting": _OWN,
    "evaluation_record_meeting": "302 403 403 403 403 409 404 409 403 403 403",
    "evaluation_move_meeting": "302 400 400 403 400 400 400 400 403 403 403",
    "evaluation_meeting_file": _OWN,
    "evaluation_surveys": _OWN,
    "evaluation_new_survey": _OFFICE,
    "evaluation_survey": _TOLD,
    "evaluation_sheets": _OFFICE,
    "evaluation_void_sheet": _POST_OFFICE,
    "evaluation_move_survey": _POST_OFFICE,
    "evaluation_print_survey": _TOLD,
    "evaluation_room": "302 302 302 302 302 200 404 200 403 403 403",
    "evaluation_open_evaluation": "302 409 409 403 403 403 403 403 403 403 403",
    "evaluation_evaluation": _TOLD,
    "evaluation_fill": "302 409 409 403 403 403 403 403 403 403 403",
    "evaluation_recount": _POST_OFFICE,
    "evaluation_move": "302 400 400 400 403 400 400 400 403 403 403",
    "evaluation_print": _TOLD,
    "evaluation_score": _TOLD,
    "evaluation_rules": _ALL,
    "evaluation_set_rules": "302 200 403 403 403 403 403 403 403 403 403",
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """A public text with an objection, a recorded meeting, an open survey with a sheet, an
    evaluation that the unit does not know of yet, and a report with a difference."""
    told = published(story, people)
    said = publicity.note_objection(
        people.actor("zhoulan"), publicity_id=told.pk, received_on=TODAY, gist="还有垃圾"
    )
    meeting = recorded(story, people)
    survey = handed_out(story, people)
    sheet = surveys.paste_sheets(people.actor("liwen"), survey_id=survey.pk, lines=SHEET)[0]
    made = filled(story, people)
    Report.objects.filter(kind="unit").update(state="sent")
    report = sent(story, people, text=WRONG)
    edition = report.editions.get(number=2)
    reports.note_read(
        people.actor("liwen"), edition_id=edition.pk,
        differences=[Difference(WRONG, 12, 18, "0项")],
    )  # fmt: skip
    score = made.scores.get(code="verified")
    return {
        "report_id": report.pk, "edition_id": edition.pk,
        "difference_id": edition.differences.get().pk, "publicity_id": told.pk,
        "objection_id": said.pk, "life_meeting_id": meeting.pk,
        "life_file_id": meeting.files.get().pk, "survey_id": survey.pk,
        "survey_sheet_id": sheet.pk, "evaluation_id": made.pk, "score_id": score.pk,
    }  # fmt: skip
