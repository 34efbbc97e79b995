"""Addresses of rounds and inspections."""

from django.urls import path

from xuncha.cycle.directory.roles import READERS
from xuncha.web import nav
from xuncha.web.rounds import views, writing

nav.register(
    nav.Entry("rounds", "轮次", "calendar-event", "rounds_list", READERS),
)

urlpatterns = [
    path("rounds/", views.rounds, name="rounds_list"),
    path("rounds/new/", writing.create_round, name="rounds_create"),
    path("rounds/<int:round_id>/", views.one, name="rounds_detail"),
    path("rounds/<int:round_id>/inspections/new/", writing.create_inspection,
         name="rounds_add_inspection"),
    path("inspections/", views.inspections, name="rounds_inspections"),
    path("inspections/<int:inspection_id>/", views.inspection, name="rounds_inspection"),
    path("inspections/<int:inspection_id>/advance/", writing.advance, name="rounds_advance"),
    path("inspections/<int:inspection_id>/recheck/", writing.recheck, name="rounds_recheck"),
]  # fmt: skip
