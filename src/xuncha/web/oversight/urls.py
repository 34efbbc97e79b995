"""Addresses of oversight."""

from django.urls import path

from xuncha.cycle.directory.roles import INSPECTOR, PARTNER
from xuncha.web import nav
from xuncha.web.oversight import alerts, assigning, cards, checks, draws, letters, ruling
from xuncha.web.oversight.common import WITH_UNIT
from xuncha.web.rounds.tabs import Part, Tab, register

__all__ = ["cards", "urlpatterns"]

nav.register(
    nav.Entry("oversight", "抽查督办", "eye", "oversight_board", WITH_UNIT),
    nav.Entry("oversight", "实地核查", "eye", "oversight_checks", frozenset({INSPECTOR, PARTNER})),
)

register(Tab("oversight_inspection", "督办", WITH_UNIT, 70, Part.AFTER))

_INSPECTION = "inspections/<int:inspection_id>/oversight/"
_DRAW = "oversight/draws/<int:draw_id>/"
_LETTER = "oversight/letters/<int:letter_id>/"
_CHECK = "oversight/checks/<int:check_id>/"

urlpatterns = [
    path("oversight/", alerts.board, name="oversight_board"),
    path("oversight/items/", alerts.items, name="oversight_items"),
    path("oversight/items/export/", alerts.export, name="oversight_export_items"),
    path(_INSPECTION, alerts.one, name="oversight_inspection"),
    path(f"{_INSPECTION}charge/", alerts.set_charge, name="oversight_set_charge"),
    path("oversight/draws/", draws.rows, name="oversight_draws"),
    path("oversight/draws/new/", draws.new, name="oversight_new_draw"),
    path(_DRAW, assigning.one, name="oversight_draw"),
    path(f"{_DRAW}assign/", assigning.assign, name="oversight_assign"),
    path(f"{_DRAW}export/", draws.export, name="oversight_export_draw"),
    path("oversight/checks/", checks.rows, name="oversight_checks"),
    path("oversight/checks/export/", checks.export, name="oversight_export_checks"),
    path(_CHECK, checks.one, name="oversight_check"),
    path(f"{_CHECK}record/", checks.record, name="oversight_record_check"),
    path(f"{_CHECK}move/", checks.move, name="oversight_move_check"),
    path("oversight/check-files/<int:check_file_id>/", checks.opened, name="oversight_check_file"),
    path("oversight/letters/", letters.rows, name="oversight_letters"),
    path("oversight/letters/export/", letters.export, name="oversight_export_letters"),
    path("oversight/proposals/", letters.proposed, name="oversight_proposals"),
    path(f"{_INSPECTION}letters/", letters.draft, name="oversight_draft_letter"),
    path(_LETTER, letters.one, name="oversight_letter"),
    path(f"{_LETTER}change/", letters.change, name="oversight_change_letter"),
    path(f"{_LETTER}move/", letters.move, name="oversight_move_letter"),
    path(f"{_LETTER}answer/", letters.answer, name="oversight_answer_letter"),
    path(f"{_LETTER}print/", letters.printed, name="oversight_print_letter"),
    path(
        "oversight/letter-files/<int:letter_file_id>/",
        letters.opened,
        name="oversight_letter_file",
    ),
    path("oversight/rules/", ruling.rules, name="oversight_rules"),
    path("oversight/rules/new/", ruling.set_rules, name="oversight_set_rules"),
]
