"""Addresses of the figures."""

from django.urls import path

from xuncha.cycle.directory.roles import READERS
from xuncha.web import nav
from xuncha.web.statistics import views

nav.register(nav.Entry("statistics", "统计数", "chart-bar", "statistics_list", READERS))

urlpatterns = [
    path("statistics/", views.listing, name="statistics_list"),
    path("statistics/<slug:figure>/", views.rows, name="statistics_rows"),
]
