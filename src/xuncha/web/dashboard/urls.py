"""Addresses of the dashboard and the wall screen."""

from django.urls import path

from xuncha.insight.figures.boards import AUDIENCE
from xuncha.web import nav
from xuncha.web.dashboard import views

nav.register(nav.Entry("dashboard", "驾驶舱", "gauge", "dashboard_board", AUDIENCE))

urlpatterns = [
    path("dashboard/", views.board, name="dashboard_board"),
    path("wall/", views.wall, name="dashboard_wall"),
]
