"""Addresses of the term: its map, who stands how, terms and their rounds."""

from django.urls import path

from xuncha.cycle.directory.roles import READERS
from xuncha.web import nav
from xuncha.web.term import laying, rows, views

nav.register(nav.Entry("term", "一届一览", "map-2", "term_overview", READERS))

_TERM = "terms/<int:term_id>/"

urlpatterns = [
    path("term/", views.overview, name="term_overview"),
    path("term/rows/", rows.standing, name="term_rows"),
    path("term/export/", rows.export, name="term_export"),
    path("terms/", laying.terms, name="term_list"),
    path("terms/new/", laying.create, name="term_create"),
    path(_TERM, laying.one, name="term_detail"),
    path(f"{_TERM}rounds/lay/", laying.lay, name="term_lay"),
    path("rounds/<int:round_id>/change/", laying.change, name="term_change_round"),
    path("rounds/<int:round_id>/drop/", laying.drop, name="term_drop_round"),
]
