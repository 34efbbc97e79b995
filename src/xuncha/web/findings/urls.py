"""Addresses of findings."""

from django.urls import path

from xuncha.cycle.directory.roles import BUSINESS
from xuncha.web import nav
from xuncha.web.findings import cards, hints, pointing, settling, tracing, views, writing

__all__ = ["cards", "urlpatterns"]

nav.register(nav.Entry("findings", "问题库", "list-search", "findings_list", BUSINESS))

urlpatterns = [
    path("findings/", views.listing, name="findings_list"),
    path("findings/<int:finding_id>/", views.detail, name="findings_detail"),
    path("findings/<int:finding_id>/move/", views.move, name="findings_move"),
    path("findings/<int:finding_id>/change/", writing.change, name="findings_change"),
    path("findings/<int:finding_id>/dispose/", settling.dispose, name="findings_dispose"),
    path("findings/<int:finding_id>/merge/", settling.merge, name="findings_merge"),
    path("findings/<int:finding_id>/unmerge/", settling.unmerge, name="findings_unmerge"),
    path("findings/<int:finding_id>/before/", settling.recurrence, name="findings_recurrence"),
    path("findings/<int:finding_id>/trace/", tracing.trace, name="findings_trace"),
    path("findings/<int:finding_id>/points/", pointing.points, name="findings_points"),
    path("findings/<int:finding_id>/unlink/", pointing.unlink, name="findings_unlink"),
    path("findings/<int:finding_id>/place/", pointing.place, name="findings_place"),
    path("inspections/<int:inspection_id>/findings/new/", writing.create, name="findings_create"),
    path("inspections/<int:inspection_id>/findings/hints/", hints.hints, name="findings_hints"),
    path("taxonomy/", views.taxonomy, name="findings_taxonomy"),
]
