"""What can be done with accounts: one function an act."""

from xuncha.foundation.accounts.services.passwords import change_password, reset_password
from xuncha.foundation.accounts.services.recovering import recover_user
from xuncha.foundation.accounts.services.roles import approve_role, ask_role, end_role
from xuncha.foundation.accounts.services.second_factor import (
    confirm_totp,
    prepare_totp,
    remove_totp,
    verify_totp,
)
from xuncha.foundation.accounts.services.sessions import (
    note_locked,
    note_refused_sign_in,
    note_sign_in,
    note_sign_out,
)
from xuncha.foundation.accounts.services.users import (
    bootstrap_user,
    change_user,
    create_user,
    set_active,
    unlock_user,
)

__all__ = [
    "approve_role",
    "ask_role",
    "bootstrap_user",
    "change_password",
    "change_user",
    "confirm_totp",
    "create_user",
    "end_role",
    "note_locked",
    "note_refused_sign_in",
    "note_sign_in",
    "note_sign_out",
    "prepare_totp",
    "recover_user",
    "remove_totp",
    "reset_password",
    "set_active",
    "unlock_user",
    "verify_totp",
]
