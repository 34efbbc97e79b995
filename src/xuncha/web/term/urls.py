"""Addresses of the term's overview."""

from django.urls import path

from xuncha.cycle.directory.roles import READERS
from xuncha.web import nav
from xuncha.web.term import views

nav.register(nav.Entry("term", "一届一览", "map-2", "term_overview", READERS))

urlpatterns = [
    path("term/", views.overview, name="term_overview"),
    path("organisations/", views.organisations, name="term_organisations"),
]
