"""Addresses of the end of rectification."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.evaluation import (
    board,
    cards,
    evaluations,
    meetings,
    publicity,
    reports,
    ruling,
    surveys,
)
from xuncha.web.evaluation.common import EVERYBODY
from xuncha.web.rounds.tabs import Part, Tab, register

__all__ = ["cards", "urlpatterns"]

nav.register(nav.Entry("evaluation", "整改收口", "flag", "evaluation_board", EVERYBODY))

register(Tab("evaluation_process", "办理进程", EVERYBODY, 75, Part.AFTER))

_INSPECTION = "inspections/<int:inspection_id>/"
_REPORT = "evaluation/reports/<int:report_id>/"
_PUBLICITY = "evaluation/publicity/<int:publicity_id>/"
_MEETING = "evaluation/meetings/<int:life_meeting_id>/"
_SURVEY = "evaluation/surveys/<int:survey_id>/"
_EVALUATION = "evaluation/evaluations/<int:evaluation_id>/"

urlpatterns = [
    path("evaluation/", board.board, name="evaluation_board"),
    path("evaluation/export/", board.export, name="evaluation_export"),
    path(f"{_INSPECTION}process/", board.process, name="evaluation_process"),
    path(f"{_INSPECTION}reports/", reports.rows, name="evaluation_reports"),
    path(f"{_INSPECTION}reports/send/", reports.send, name="evaluation_send_report"),
    path(_REPORT, reports.one, name="evaluation_report"),
    path(f"{_REPORT}move/", reports.move, name="evaluation_move_report"),
    path("evaluation/editions/<int:edition_id>/", reports.opened, name="evaluation_report_file"),
    path(
        "evaluation/differences/<int:difference_id>/",
        reports.explain,
        name="evaluation_explain",
    ),
    path(f"{_INSPECTION}publicity/", publicity.rows, name="evaluation_publicities"),
    path(f"{_INSPECTION}publicity/draft/", publicity.draft, name="evaluation_draft_publicity"),
    path(_PUBLICITY, publicity.one, name="evaluation_publicity"),
    path(f"{_PUBLICITY}change/", publicity.change, name="evaluation_change_publicity"),
    path(f"{_PUBLICITY}move/", publicity.move, name="evaluation_move_publicity"),
    path(f"{_PUBLICITY}print/", publicity.printed, name="evaluation_print_publicity"),
    path(
        "evaluation/objections/<int:objection_id>/",
        publicity.answer,
        name="evaluation_answer_objection",
    ),
    path(f"{_INSPECTION}meeting/", meetings.room, name="evaluation_meeting_room"),
    path(f"{_INSPECTION}meeting/prepare/", meetings.prepare, name="evaluation_prepare_meeting"),
    path(_MEETING, meetings.one, name="evaluation_meeting"),
    path(f"{_MEETING}record/", meetings.record, name="evaluation_record_meeting"),
    path(f"{_MEETING}move/", meetings.move, name="evaluation_move_meeting"),
    path(
        "evaluation/meeting-files/<int:life_file_id>/",
        meetings.opened,
        name="evaluation_meeting_file",
    ),
    path(f"{_INSPECTION}surveys/", surveys.rows, name="evaluation_surveys"),
    path(f"{_INSPECTION}surveys/new/", surveys.new, name="evaluation_new_survey"),
    path(_SURVEY, surveys.one, name="evaluation_survey"),
    path(f"{_SURVEY}sheets/", surveys.sheets, name="evaluation_sheets"),
    path(f"{_SURVEY}move/", surveys.move, name="evaluation_move_survey"),
    path(f"{_SURVEY}print/", surveys.printed, name="evaluation_print_survey"),
    path(
        "evaluation/sheets/<int:survey_sheet_id>/void/",
        surveys.void,
        name="evaluation_void_sheet",
    ),
    path(f"{_INSPECTION}evaluation/", evaluations.room, name="evaluation_room"),
    path(f"{_INSPECTION}evaluation/open/", evaluations.begin, name="evaluation_open_evaluation"),
    path(_EVALUATION, evaluations.one, name="evaluation_evaluation"),
    path(f"{_EVALUATION}fill/", evaluations.fill, name="evaluation_fill"),
    path(f"{_EVALUATION}recount/", evaluations.recount, name="evaluation_recount"),
    path(f"{_EVALUATION}move/", evaluations.move, name="evaluation_move"),
    path(f"{_EVALUATION}print/", evaluations.printed, name="evaluation_print"),
    path("evaluation/scores/<int:score_id>/", evaluations.rows, name="evaluation_score"),
    path("evaluation/rules/", ruling.rules, name="evaluation_rules"),
    path("evaluation/rules/new/", ruling.set_rules, name="evaluation_set_rules"),
]
