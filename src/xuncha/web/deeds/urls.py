"""Addresses of deeds."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.deeds import cards, deeds, ruling, writing
from xuncha.web.deeds.audience import EVERYBODY

__all__ = ["cards", "urlpatterns"]

nav.register(nav.Entry("deeds", "民生实事", "home", "deeds_list", EVERYBODY))

_DEED = "deeds/<int:deed_id>/"

urlpatterns = [
    path("deeds/", deeds.rows, name="deeds_list"),
    path("deeds/villages/", deeds.villages, name="deeds_villages"),
    path("deeds/export/", deeds.export, name="deeds_export"),
    path("deeds/summary/", deeds.summary, name="deeds_summary"),
    path("deeds/rules/", ruling.rules, name="deeds_rules"),
    path("deeds/rules/new/", ruling.set_rules, name="deeds_set_rules"),
    path("deeds/new/", writing.start, name="deeds_start"),
    path("inspections/<int:inspection_id>/deeds/new/", writing.new, name="deeds_new"),
    path(_DEED, deeds.one, name="deeds_deed"),
    path(f"{_DEED}verify/", writing.verify, name="deeds_verify"),
    path(f"{_DEED}claim/", writing.claim, name="deeds_claim"),
    path(f"{_DEED}finish/", writing.finish, name="deeds_finish"),
    path(f"{_DEED}photos/", writing.photos, name="deeds_photos"),
    path(f"{_DEED}draw/", writing.draw, name="deeds_draw"),
    path(f"{_DEED}call/", writing.call, name="deeds_call"),
    path(f"{_DEED}move/", deeds.move, name="deeds_move"),
    path("deeds/photos/<int:deed_photo_id>/", deeds.opened, name="deeds_photo"),
]
