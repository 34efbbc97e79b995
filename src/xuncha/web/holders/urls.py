"""Addresses of one's own key and of the escrow."""

from django.urls import path

from xuncha.web.holders import escrow, keys, waiting

__all__ = ["urlpatterns", "waiting"]

_SHARE = "keys/escrow/shares/<int:share_id>/"

urlpatterns = [
    path("keys/", keys.own, name="holders_own"),
    path("keys/change/", keys.change, name="holders_passphrase"),
    path("keys/unlock/", keys.unlock, name="holders_unlock"),
    path("keys/lock/", keys.lock, name="holders_lock"),
    path("keys/escrow/", escrow.escrow, name="holders_escrow"),
    path("keys/escrow/new/", escrow.convene, name="holders_convene"),
    path("keys/escrow/move/", escrow.move, name="holders_move"),
    path("keys/escrow/recover/", escrow.recover, name="holders_recover"),
    path("keys/escrow/<int:escrow_id>/drop/", escrow.drop, name="holders_drop"),
    path(_SHARE, escrow.share, name="holders_share"),
    path(f"{_SHARE}confirm/", escrow.confirm, name="holders_confirm"),
]
