"""Addresses of what units are asked."""

from django.urls import path

from xuncha.cycle.directory.roles import UNIT
from xuncha.web import nav
from xuncha.web.questions import views, waiting

__all__ = ["urlpatterns", "waiting"]

nav.register(nav.Entry("questions", "问询", "help-circle", "questions_list", UNIT))

urlpatterns = [
    path("questions/", views.questions, name="questions_list"),
    path("questions/<int:question_id>/", views.question, name="questions_question"),
    path("questions/files/<int:question_file_id>/", views.download, name="questions_file"),
]
