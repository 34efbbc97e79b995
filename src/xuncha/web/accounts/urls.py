"""Addresses of accounts."""

from django.urls import path

from xuncha.foundation.accounts.roles import SECURITY, SYSADMIN
from xuncha.web import nav
from xuncha.web.accounts import entering, managing

nav.register(
    nav.Entry(
        "accounts", "账号岗位", "users", "accounts_user_list", frozenset({SYSADMIN, SECURITY})
    )
)

_USER = "accounts/<int:user_id>/"

urlpatterns = [
    path("sign-in/", entering.sign_in, name="sign_in"),
    path("sign-out/", entering.sign_out, name="sign_out"),
    path("password/", entering.change_password, name="change_password"),
    path("totp/", entering.totp_verify, name="totp_verify"),
    path("totp/enrol/", entering.totp_enrol, name="totp_enrol"),
    path("large-type/", entering.large_type, name="large_type"),
    path("accounts/", managing.users, name="accounts_user_list"),
    path("accounts/new/", managing.create, name="accounts_user_create"),
    path(_USER, managing.user, name="accounts_user_detail"),
    path(f"{_USER}change/", managing.change, name="accounts_user_change"),
    path(f"{_USER}active/", managing.active, name="accounts_user_active"),
    path(f"{_USER}reset/", managing.reset, name="accounts_user_reset"),
    path(f"{_USER}unlock/", managing.unlock, name="accounts_user_unlock"),
    path(f"{_USER}totp/", managing.drop_totp, name="accounts_user_totp"),
    path(f"{_USER}roles/", managing.ask_role, name="accounts_role_ask"),
    path(f"{_USER}seat/", managing.seat, name="accounts_user_seat"),
    path("accounts/roles/<int:grant_id>/approve/", managing.approve, name="accounts_role_approve"),
    path("accounts/roles/<int:grant_id>/end/", managing.end, name="accounts_role_end"),
]
