"""巡中工作: rows and records of this area."""

from __future__ import annotations

from tests.fielded import in_the_field
from tests.fieldworked import asked, published, reported, sent, upload, visited
from tests.people import Cast
from tests.scenarios import Story
from tests.web.matrix import FIELD
from xuncha.cycle.fieldwork.services import briefings, lines

MORE = FIELD
HANGS_ON = {
    "entry_notice_id", "briefing_id", "briefing_file_id", "request_id", "line_id", "line_file_id",
    "fix_id", "fix_file_id", "supervision_id",
}  # fmt: skip

_READ = "302 200 200 200 403 403 403 403 403 403 403 200 200 404"
_LIST = "302 200 200 200 403 403 403 403 403 403 403 200 200 200"
_UNIT = "302 200 200 200 403 200 404 200 403 403 403 200 200 404"
_WORK = "302 200 200 403 403 403 403 403 403 403 403 200 200 404"
_OFFICE = "302 200 200 403 403 403 403 403 403 403 403 403 403 403"
_POST = "302 400 400 403 403 403 403 403 403 403 403 400 400 404"
_MOVE = "302 400 400 403 403 403 403 403 403 403 403 400 400 400"
_MOVE_UNIT = "302 400 400 403 403 400 400 400 403 403 403 400 400 400"
_LATE = "302 409 409 403 403 403 403 403 403 403 403 409 409 404"
_EXPORT = "302 200 200 403 403 403 403 403 403 403 403 200 200 200"

ROWS = {
    "fieldwork_mine": "302 403 403 403 403 200 200 200 403 403 403 403 403 403",
    "fieldwork_rules": _LIST,
    "fieldwork_set_rules": "302 200 403 403 403 403 403 403 403 403 403 403 403 403",
    "fieldwork_notices": _READ,
    "fieldwork_draft_notice": _LATE,
    "fieldwork_notice": _UNIT,
    "fieldwork_change_notice": _LATE,
    "fieldwork_move_notice": _MOVE,
    "fieldwork_correct_notice": _POST,
    "fieldwork_print_notice": _WORK,
    "fieldwork_briefings": "302 200 200 200 200 403 403 403 403 403 403 200 200 200",
    "fieldwork_briefings_of": _READ,
    "fieldwork_ask_briefing": _OFFICE,
    "fieldwork_briefing": "302 200 200 200 200 403 403 403 403 403 403 200 200 404",
    "fieldwork_answer_briefing": "302 409 409 403 409 403 403 403 403 403 403 403 403 403",
    "fieldwork_move_briefing": "302 400 400 403 403 403 403 403 403 403 403 403 403 403",
    "fieldwork_briefing_file": "302 200 200 200 200 403 403 403 403 403 403 200 200 404",
    "fieldwork_requests_of": _READ,
    "fieldwork_draft_request": _WORK,
    "fieldwork_cooperation": _READ,
    "fieldwork_request": _UNIT,
    "fieldwork_change_request": _WORK,
    "fieldwork_move_request": _MOVE,
    "fieldwork_take_lines": _WORK,
    "fieldwork_give_lines": _WORK,
    "fieldwork_print_request": _WORK,
    "fieldwork_lines": "302 200 200 200 403 200 200 200 403 403 403 200 200 200",
    "fieldwork_export_lines": _EXPORT,
    "fieldwork_line": _UNIT,
    "fieldwork_move_line": _MOVE_UNIT,
    "fieldwork_line_file": _UNIT,
    "fieldwork_fixes": "302 200 200 200 403 200 200 200 403 403 403 200 200 200",
    "fieldwork_export_fixes": _EXPORT,
    "fieldwork_fixes_of": _READ,
    "fieldwork_draft_fix": _WORK,
    "fieldwork_fix": _UNIT,
    "fieldwork_change_fix": _WORK,
    "fieldwork_report_fix": "302 403 403 403 403 200 404 200 403 403 403 403 403 403",
    "fieldwork_move_fix": _MOVE_UNIT,
    "fieldwork_print_fix": _WORK,
    "fieldwork_fix_file": _UNIT,
    "fieldwork_supervisions": "302 200 200 200 403 403 403 403 403 403 403 403 403 403",
    "fieldwork_supervisions_of": _READ,
    "fieldwork_draft_supervision": _OFFICE,
    "fieldwork_supervision": _READ,
    "fieldwork_change_supervision": _OFFICE,
    "fieldwork_move_supervision": _MOVE,
    "fieldwork_print_supervision": _WORK,
}


def arguments(story: Story, people: Cast) -> dict[str, int]:
    """One record of every kind of the inspection in the field, as far along as it gets."""
    field = in_the_field(story, people)
    notice = published(field, people)
    briefing = briefings.answer_briefing(
        people.actor("fengli"), briefing_id=asked(field, people).pk, version=1,
        answer="没有情况", uploads=[upload()],
    )  # fmt: skip
    request = sent(field)
    line = lines.hand_in(
        people.actor("zhoulan"), line_id=request.lines.order_by("number")[0].pk, version=1,
        uploads=[upload("台账.txt", "台账一份")],
    )  # fmt: skip
    fix = reported(field, people)
    return {
        "inspection_id": field.inspection.pk, "entry_notice_id": notice.pk,
        "briefing_id": briefing.pk, "briefing_file_id": briefing.files.get().pk,
        "request_id": request.pk, "line_id": line.pk, "line_file_id": line.files.get().pk,
        "fix_id": fix.pk, "fix_file_id": fix.files.get().pk,
        "supervision_id": visited(field, people).pk,
    }  # fmt: skip
