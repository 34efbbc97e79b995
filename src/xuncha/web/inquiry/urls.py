"""Addresses of talks, site visits and questionnaires."""

from django.urls import path

from xuncha.web.fieldwork.audience import READING
from xuncha.web.inquiry import (
    cards,
    exporting,
    outlines,
    questionnaires,
    recording,
    ruling,
    sheets,
    talks,
    visiting,
    visits,
)
from xuncha.web.rounds.tabs import Part, Tab, register

__all__ = ["cards", "urlpatterns"]

register(Tab("inquiry_talks", "谈话", READING, 30, Part.FIELD))
register(Tab("inquiry_visits", "走访", READING, 31, Part.FIELD))
register(Tab("inquiry_questionnaires", "问卷", READING, 32, Part.FIELD))

_INSPECTION = "inspections/<int:inspection_id>/"
_TALK = "talks/<int:talk_id>/"
_VISIT = "visits/<int:visit_id>/"
_FORM = "questionnaires/<int:questionnaire_id>/"
_SHEETS = "sheet-imports/<int:sheet_import_id>/"

urlpatterns = [
    path(f"{_INSPECTION}talks/", talks.of_inspection, name="inquiry_talks"),
    path(f"{_INSPECTION}talks/new/", recording.new, name="inquiry_new_talk"),
    path(f"{_INSPECTION}talks/targets/", recording.targets, name="inquiry_targets"),
    path("talks/", talks.rows, name="inquiry_talk_rows"),
    path("talks/export/", exporting.talks, name="inquiry_export_talks"),
    path("talks/outlines/", outlines.outlines, name="inquiry_outlines"),
    path("talks/outlines/<slug:post_kind>/", outlines.set_one, name="inquiry_set_outline"),
    path(_TALK, talks.one, name="inquiry_talk"),
    path(f"{_TALK}change/", recording.change, name="inquiry_change_talk"),
    path(f"{_TALK}move/", talks.move, name="inquiry_move_talk"),
    path(f"{_TALK}print/", talks.printed, name="inquiry_print_talk"),
    path(f"{_INSPECTION}visits/", visits.of_inspection, name="inquiry_visits"),
    path(f"{_INSPECTION}visits/new/", visiting.new, name="inquiry_new_visit"),
    path(f"{_INSPECTION}visits/households/", visits.households, name="inquiry_households"),
    path("visits/", visits.rows, name="inquiry_visit_rows"),
    path("visits/export/", exporting.visits, name="inquiry_export_visits"),
    path("visits/files/<int:visit_file_id>/", visits.opened, name="inquiry_visit_file"),
    path(_VISIT, visits.one, name="inquiry_visit"),
    path(f"{_VISIT}change/", visiting.change, name="inquiry_change_visit"),
    path(f"{_VISIT}move/", visits.move, name="inquiry_move_visit"),
    path("inquiry-rules/", ruling.rules, name="inquiry_rules"),
    path("inquiry-rules/new/", ruling.set_rules, name="inquiry_set_rules"),
    path(
        f"{_INSPECTION}questionnaires/",
        questionnaires.of_inspection,
        name="inquiry_questionnaires",
    ),
    path(f"{_INSPECTION}questionnaires/new/", questionnaires.new, name="inquiry_new_questionnaire"),
    path(_FORM, questionnaires.one, name="inquiry_questionnaire"),
    path(f"{_FORM}change/", questionnaires.change, name="inquiry_change_questionnaire"),
    path(f"{_FORM}move/", questionnaires.move, name="inquiry_move_questionnaire"),
    path(f"{_FORM}copy/", questionnaires.copy, name="inquiry_copy_questionnaire"),
    path(f"{_FORM}print/", questionnaires.printed, name="inquiry_print_questionnaire"),
    path(f"{_FORM}export/", questionnaires.exported, name="inquiry_export_results"),
    path(f"{_FORM}sheets/new/", sheets.new, name="inquiry_new_sheet"),
    path(f"{_FORM}sheets/void/", sheets.void, name="inquiry_void_sheet"),
    path(f"{_FORM}sheets/import/", sheets.bring, name="inquiry_bring_sheets"),
    path(_SHEETS, sheets.detail, name="inquiry_sheets"),
    path(f"{_SHEETS}take/", sheets.take, name="inquiry_take_sheets"),
    path(f"{_SHEETS}drop/", sheets.drop, name="inquiry_drop_sheets"),
    path(f"{_SHEETS}refused/", sheets.refused, name="inquiry_refused_sheets"),
]
