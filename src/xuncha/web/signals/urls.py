"""Addresses of the desk."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.signals import desk, sheets, visits, waiting

__all__ = ["urlpatterns", "waiting"]

nav.register(nav.Entry("signals", "疑点", "help-circle", "signals_desk", desk.AUDIENCE))

_SIGNAL = "signals/<int:signal_id>/"

urlpatterns = [
    path("signals/", desk.start, name="signals_desk"),
    path("signals/record/", sheets.record, name="signals_record"),
    path("signals/record/new/", sheets.change, name="signals_rules"),
    path("signals/visits/", visits.visits, name="signals_visits"),
    path("signals/visits/export/", visits.export, name="signals_visits_export"),
    path("signals/inspections/<int:inspection_id>/", sheets.picture, name="signals_picture"),
    path(_SIGNAL, desk.one, name="signals_one"),
    path(f"{_SIGNAL}act/", desk.act, name="signals_act"),
    path(f"{_SIGNAL}drop/", desk.drop, name="signals_drop"),
    path(f"{_SIGNAL}proofs/<int:proof_id>/", desk.show_proof, name="signals_proof"),
    path("signals/questions/<int:question_id>/withdraw/", desk.withdraw, name="signals_withdraw"),
]
