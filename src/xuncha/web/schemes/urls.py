"""Addresses of rectification schemes."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.rounds.tabs import Part, Tab, register
from xuncha.web.schemes import cards, papers, reviewing, rows, ruling, schemes
from xuncha.web.schemes.audience import EVERYBODY

__all__ = ["cards", "urlpatterns"]

register(Tab("schemes_inspection", "整改方案", EVERYBODY, 60, Part.AFTER))
nav.register(nav.Entry("schemes", "整改方案", "clipboard-check", "schemes_list", EVERYBODY))

_INSPECTION = "inspections/<int:inspection_id>/scheme/"
_SCHEME = "schemes/<int:scheme_id>/"
_ROW = "schemes/rows/<int:row_id>/"
_SEAT = "schemes/seats/<int:seat_id>/"
_IMPORT = "schemes/imports/<int:scheme_import_id>/"

urlpatterns = [
    path(_INSPECTION, schemes.of_inspection, name="schemes_inspection"),
    path(f"{_INSPECTION}begin/", schemes.begin, name="schemes_begin"),
    path("schemes/", schemes.desk, name="schemes_list"),
    path("schemes/export/", schemes.export, name="schemes_export"),
    path("schemes/rules/", ruling.listing, name="schemes_rules"),
    path("schemes/rules/new/", ruling.create, name="schemes_new_rules"),
    path(_SCHEME, schemes.scheme, name="schemes_scheme"),
    path(f"{_SCHEME}act/", schemes.act, name="schemes_act"),
    path(f"{_SCHEME}rows/new/", rows.add, name="schemes_add_row"),
    path(f"{_SCHEME}bring/", rows.bring, name="schemes_bring"),
    path(f"{_SCHEME}review/", reviewing.open_review, name="schemes_open_review"),
    path(f"{_SCHEME}merge/", reviewing.merge, name="schemes_merge"),
    path(f"{_SCHEME}compare/", papers.compare, name="schemes_compare"),
    path(f"{_SCHEME}print/", papers.print_out, name="schemes_print"),
    path(f"{_SCHEME}lists/", papers.lists, name="schemes_lists"),
    path(_ROW, rows.change, name="schemes_row"),
    path(f"{_ROW}drop/", rows.drop, name="schemes_drop_row"),
    path(_SEAT, reviewing.seat, name="schemes_seat"),
    path(f"{_SEAT}reseat/", reviewing.reseat, name="schemes_reseat"),
    path("schemes/changes/<int:change_id>/", schemes.answer_change, name="schemes_answer_change"),
    path(_IMPORT, rows.detail, name="schemes_import"),
    path(f"{_IMPORT}take/", rows.take, name="schemes_take"),
    path(f"{_IMPORT}drop/", rows.leave, name="schemes_leave"),
]
