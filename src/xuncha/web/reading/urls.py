"""Addresses for reading papers in."""

from django.urls import path

from xuncha.cycle.intake.policies import READERS_IN
from xuncha.web import nav
from xuncha.web.reading import views

nav.register(nav.Entry("reading", "读入文件", "file-text", "reading_papers", READERS_IN))

urlpatterns = [
    path("reading/", views.papers, name="reading_papers"),
    path("reading/<int:intake_id>/", views.paper, name="reading_paper"),
    path("reading/<int:intake_id>/drop/", views.drop, name="reading_drop"),
    path("reading/<int:intake_id>/file/", views.file, name="reading_file"),
]
