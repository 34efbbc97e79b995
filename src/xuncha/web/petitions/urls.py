"""Addresses of letters, calls and visits."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.petitions import lists, petition, ruling, source, waiting
from xuncha.web.rounds.tabs import Part, Tab, register

__all__ = ["urlpatterns", "waiting"]

register(Tab("petitions_inspection", "信访", lists.AUDIENCE, 45, Part.FIELD))
nav.register(nav.Entry("petitions", "来信来电来访", "mail", "petitions_list", lists.AUDIENCE))

_INSPECTION = "inspections/<int:inspection_id>/petitions/"
_PETITION = "petitions/<int:petition_id>/"

urlpatterns = [
    path("petitions/", lists.petitions, name="petitions_list"),
    path("petitions/export/", lists.export, name="petitions_export"),
    path("petitions/counts/", lists.counts, name="petitions_counts"),
    path("petitions/rules/", ruling.versions, name="petitions_rules"),
    path("petitions/rules/new/", ruling.change, name="petitions_new_rules"),
    path(_INSPECTION, lists.inspection, name="petitions_inspection"),
    path(f"{_INSPECTION}new/", petition.new, name="petitions_new"),
    path(f"{_INSPECTION}custodian/", source.appoint, name="petitions_appoint"),
    path("petitions/keys/<int:inspection_id>/", source.hand_on, name="petitions_hand_on"),
    path(_PETITION, petition.petition, name="petitions_petition"),
    path(f"{_PETITION}act/", petition.act, name="petitions_act"),
    path(f"{_PETITION}assign/", petition.assign, name="petitions_assign"),
    path(f"{_PETITION}source/ask/", source.ask, name="petitions_ask"),
    path(f"{_PETITION}source/open/", source.open_source, name="petitions_open"),
    path(f"{_PETITION}source/destroy/", source.destroy, name="petitions_destroy"),
    path("petitions/requests/<int:request_id>/", source.decide, name="petitions_decide"),
]
