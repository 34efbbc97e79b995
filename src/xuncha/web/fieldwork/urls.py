"""Addresses of the field."""

from django.urls import path

from xuncha.cycle.directory.roles import PARTNER, UNIT
from xuncha.web import nav
from xuncha.web.fieldwork import (
    briefings,
    cards,
    fixes,
    lines,
    notices,
    own,
    requests,
    ruling,
    supervision,
    waiting,
)
from xuncha.web.fieldwork.audience import READING
from xuncha.web.rounds.tabs import Part, Tab, register

__all__ = ["cards", "urlpatterns", "waiting"]

register(Tab("fieldwork_notices", "进驻公告", READING, 10, Part.BEFORE))
register(Tab("fieldwork_briefings_of", "巡前通报", READING, 12, Part.BEFORE))
register(Tab("fieldwork_requests_of", "调阅", READING, 30, Part.FIELD))
register(Tab("fieldwork_fixes_of", "立行立改", READING, 44, Part.FIELD))
register(Tab("fieldwork_supervisions_of", "督导", READING, 48, Part.FIELD))
nav.register(
    nav.Entry("fieldwork", "巡中工作", "list-details", "fieldwork_lines", READING),
    nav.Entry("fieldwork", "配合巡察", "list-details", "fieldwork_mine", UNIT),
    nav.Entry("fieldwork", "巡前通报", "mail", "fieldwork_briefings", frozenset({PARTNER})),
)

_INSPECTION = "inspections/<int:inspection_id>/"
_NOTICE = "entry-notices/<int:entry_notice_id>/"
_BRIEFING = "briefings/<int:briefing_id>/"
_REQUEST = "document-requests/<int:request_id>/"
_LINE = "documents/<int:line_id>/"
_FIX = "immediate-fixes/<int:fix_id>/"
_VISIT = "supervision/<int:supervision_id>/"

urlpatterns = [
    path("field/mine/", own.mine, name="fieldwork_mine"),
    path("field-rules/", ruling.rules, name="fieldwork_rules"),
    path("field-rules/new/", ruling.set_rules, name="fieldwork_set_rules"),
    path(f"{_INSPECTION}entry-notice/", notices.editions, name="fieldwork_notices"),
    path(f"{_INSPECTION}entry-notice/new/", notices.draft, name="fieldwork_draft_notice"),
    path(_NOTICE, notices.one, name="fieldwork_notice"),
    path(f"{_NOTICE}change/", notices.change, name="fieldwork_change_notice"),
    path(f"{_NOTICE}move/", notices.move, name="fieldwork_move_notice"),
    path(f"{_NOTICE}correct/", notices.correct, name="fieldwork_correct_notice"),
    path(f"{_NOTICE}print/", notices.printed, name="fieldwork_print_notice"),
    path("briefings/", briefings.all_of_them, name="fieldwork_briefings"),
    path(f"{_INSPECTION}briefings/", briefings.of_inspection, name="fieldwork_briefings_of"),
    path(f"{_INSPECTION}briefings/new/", briefings.ask, name="fieldwork_ask_briefing"),
    path(_BRIEFING, briefings.one, name="fieldwork_briefing"),
    path(f"{_BRIEFING}answer/", briefings.answer, name="fieldwork_answer_briefing"),
    path(f"{_BRIEFING}move/", briefings.move, name="fieldwork_move_briefing"),
    path("briefing-files/<int:briefing_file_id>/", briefings.download,
         name="fieldwork_briefing_file"),
    path(f"{_INSPECTION}requests/", requests.of_inspection, name="fieldwork_requests_of"),
    path(f"{_INSPECTION}requests/new/", requests.draft, name="fieldwork_draft_request"),
    path(f"{_INSPECTION}cooperation/", requests.cooperation, name="fieldwork_cooperation"),
    path(_REQUEST, requests.one, name="fieldwork_request"),
    path(f"{_REQUEST}change/", requests.change, name="fieldwork_change_request"),
    path(f"{_REQUEST}move/", requests.move, name="fieldwork_move_request"),
    path(f"{_REQUEST}take/", lines.take_many, name="fieldwork_take_lines"),
    path(f"{_REQUEST}give/", lines.give_many, name="fieldwork_give_lines"),
    path(f"{_REQUEST}print/", requests.printed, name="fieldwork_print_request"),
    path("documents/", lines.all_of_them, name="fieldwork_lines"),
    path("documents/export/", lines.export, name="fieldwork_export_lines"),
    path(_LINE, lines.one, name="fieldwork_line"),
    path(f"{_LINE}move/", lines.move, name="fieldwork_move_line"),
    path("document-files/<int:line_file_id>/", lines.download, name="fieldwork_line_file"),
    path("immediate-fixes/", fixes.all_of_them, name="fieldwork_fixes"),
    path("immediate-fixes/export/", fixes.export, name="fieldwork_export_fixes"),
    path(f"{_INSPECTION}immediate-fixes/", fixes.of_inspection, name="fieldwork_fixes_of"),
    path(f"{_INSPECTION}immediate-fixes/new/", fixes.draft, name="fieldwork_draft_fix"),
    path(_FIX, fixes.one, name="fieldwork_fix"),
    path(f"{_FIX}change/", fixes.change, name="fieldwork_change_fix"),
    path(f"{_FIX}report/", fixes.report, name="fieldwork_report_fix"),
    path(f"{_FIX}move/", fixes.move, name="fieldwork_move_fix"),
    path(f"{_FIX}print/", fixes.printed, name="fieldwork_print_fix"),
    path("fix-files/<int:fix_file_id>/", fixes.download, name="fieldwork_fix_file"),
    path("supervision/", supervision.weeks, name="fieldwork_supervisions"),
    path(f"{_INSPECTION}supervision/", supervision.of_inspection,
         name="fieldwork_supervisions_of"),
    path(f"{_INSPECTION}supervision/new/", supervision.draft, name="fieldwork_draft_supervision"),
    path(_VISIT, supervision.one, name="fieldwork_supervision"),
    path(f"{_VISIT}change/", supervision.change, name="fieldwork_change_supervision"),
    path(f"{_VISIT}move/", supervision.move, name="fieldwork_move_supervision"),
    path(f"{_VISIT}print/", supervision.printed, name="fieldwork_print_supervision"),
]  # fmt: skip
