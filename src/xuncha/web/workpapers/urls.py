"""Addresses of working papers, fact confirmation and meetings."""

from django.urls import path

from xuncha.cycle.directory.roles import UNIT
from xuncha.web import nav
from xuncha.web.rounds.tabs import Part, Tab, register
from xuncha.web.workpapers import cards, lists, meetings, papers, ruling, sheets, writing
from xuncha.web.workpapers.acting import AUDIENCE

__all__ = ["cards", "urlpatterns"]

register(Tab("workpapers_inspection", "底稿", AUDIENCE, 40, Part.JUDGED))
register(Tab("facts_inspection", "事实确认", AUDIENCE, 42, Part.JUDGED))
register(Tab("meetings_inspection", "会商", AUDIENCE, 44, Part.JUDGED))
nav.register(nav.Entry("facts", "事实确认", "checklist", "facts_list", UNIT))

_INSPECTION = "inspections/<int:inspection_id>/"
_PAPER = "papers/<int:paper_id>/"
_PAPER_FILE = "paper-files/<int:paper_file_id>/"
_SHEET = "fact-sheets/<int:sheet_id>/"
_ENTRY = "fact-entries/<int:entry_id>/"
_MEETING = "meetings/<int:meeting_id>/"

urlpatterns = [
    path(f"{_INSPECTION}papers/", lists.one, name="workpapers_inspection"),
    path(f"{_INSPECTION}papers/new/", writing.create, name="workpapers_create"),
    path("papers/", lists.rows, name="workpapers_list"),
    path("papers/export/", lists.export, name="workpapers_export"),
    path("papers/rules/", ruling.listing, name="workpapers_rules"),
    path("papers/rules/new/", ruling.create, name="workpapers_new_rules"),
    path(_PAPER, papers.paper, name="workpapers_paper"),
    path(f"{_PAPER}change/", writing.change, name="workpapers_change"),
    path(f"{_PAPER}files/", writing.add_file, name="workpapers_add_file"),
    path(f"{_PAPER}sign/", writing.sign, name="workpapers_sign"),
    path(f"{_PAPER}return/", writing.send_back, name="workpapers_return"),
    path(f"{_PAPER}revise/", writing.revise, name="workpapers_revise"),
    path(f"{_PAPER}withdraw/", writing.withdraw, name="workpapers_withdraw"),
    path(f"{_PAPER}hand-over/", writing.hand_over, name="workpapers_hand_over"),
    path(f"{_PAPER}print/", papers.print_out, name="workpapers_print"),
    path(f"{_PAPER_FILE}open/", papers.file, name="workpapers_file"),
    path(f"{_PAPER_FILE}drop/", writing.drop_file, name="workpapers_drop_file"),
    path(f"{_INSPECTION}fact-sheets/", sheets.one_inspection, name="facts_inspection"),
    path(f"{_INSPECTION}fact-sheets/new/", sheets.create, name="facts_create"),
    path("fact-sheets/", sheets.rows, name="facts_list"),
    path(_SHEET, sheets.sheet, name="facts_sheet"),
    path(f"{_SHEET}send/", sheets.send, name="facts_send"),
    path(f"{_SHEET}withdraw/", sheets.withdraw, name="facts_withdraw"),
    path(f"{_SHEET}put-off/", sheets.put_off, name="facts_put_off"),
    path(f"{_SHEET}finish/", sheets.finish, name="facts_finish"),
    path(f"{_SHEET}print/", sheets.print_out, name="facts_print"),
    path(f"{_ENTRY}answer/", sheets.answer, name="facts_answer"),
    path(f"{_ENTRY}settle/", sheets.settle, name="facts_settle"),
    path("fact-files/<int:fact_file_id>/open/", sheets.file, name="facts_file"),
    path(f"{_INSPECTION}meetings/", meetings.one_inspection, name="meetings_inspection"),
    path(f"{_INSPECTION}meetings/new/", meetings.create, name="meetings_create"),
    path(_MEETING, meetings.meeting, name="meetings_meeting"),
    path(f"{_MEETING}change/", meetings.change, name="meetings_change"),
    path(f"{_MEETING}weigh/", meetings.weigh, name="meetings_weigh"),
    path(f"{_MEETING}sign/", meetings.sign, name="meetings_sign"),
    path(f"{_MEETING}print/", meetings.print_out, name="meetings_print"),
    path(f"{_MEETING}move/<slug:action>/", meetings.move, name="meetings_move"),
    path("meetings/weighed/<int:weighed_id>/drop/", meetings.unweigh, name="meetings_unweigh"),
]
