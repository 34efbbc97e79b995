"""Addresses of outings."""

from django.urls import path

from xuncha.web import nav
from xuncha.web.outings import cards, clashes, machines

__all__ = ["cards", "urlpatterns"]

nav.register(nav.Entry("outings", "外出数据包", "file-zip", "outings_list", machines.AUDIENCE))

_MACHINE = "outings/<int:machine_id>/"

urlpatterns = [
    path("outings/", machines.rows, name="outings_list"),
    path("outings/export/", machines.export, name="outings_export"),
    path(_MACHINE, machines.one, name="outings_machine"),
    path(f"{_MACHINE}hand-over/", machines.hand_over, name="outings_hand_over"),
    path(f"{_MACHINE}wipe/", machines.wipe, name="outings_wipe"),
    path("outings/clashes/<int:clash_id>/", clashes.clash, name="outings_clash"),
]
