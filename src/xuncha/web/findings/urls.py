"""Addresses of findings."""

from django.urls import path

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.web import nav
from xuncha.web.findings import hints, pointing, views

nav.register(nav.Entry("findings", "问题库", "list-search", "findings_list", BUSINESS))

urlpatterns = [
    path("findings/", views.listing, name="findings_list"),
    path("findings/<int:finding_id>/", views.detail, name="findings_detail"),
    path("findings/<int:finding_id>/move/", views.move, name="findings_move"),
    path("findings/<int:finding_id>/points/", pointing.points, name="findings_points"),
    path("findings/<int:finding_id>/unlink/", pointing.unlink, name="findings_unlink"),
    path("findings/<int:finding_id>/place/", pointing.place, name="findings_place"),
    path("inspections/<int:inspection_id>/findings/new/", views.create, name="findings_create"),
    path("inspections/<int:inspection_id>/findings/hints/", hints.hints, name="findings_hints"),
    path("taxonomy/", views.taxonomy, name="findings_taxonomy"),
]
