"""Addresses of the figures."""

from django.urls import path

from xuncha.cycle.directory.roles import READERS
from xuncha.web import nav
from xuncha.web.statistics import frozen, views, waiting

__all__ = ["urlpatterns", "waiting"]

nav.register(nav.Entry("statistics", "统计数", "chart-bar", "statistics_list", READERS))

urlpatterns = [
    path("statistics/", views.listing, name="statistics_list"),
    path("frozen/", frozen.listing, name="statistics_frozen"),
    path("frozen/<int:snapshot_id>/", frozen.snapshot, name="statistics_snapshot"),
    path("frozen/<int:snapshot_id>/export/", frozen.export, name="statistics_export_snapshot"),
    path("frozen/rounds/<int:round_id>/seal/", frozen.seal, name="statistics_seal"),
    path("statistics/<slug:figure>/", views.rows, name="statistics_rows"),
]
