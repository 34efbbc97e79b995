"""Every address × every kind of person → the answer. A new page without a row fails the test.

Columns, in order: nobody signed in, 巡察办主任, 巡察办工作人员, 领导, 协作单位, 本单位联络员,
别的单位联络员, 本单位负责人, 系统管理员, 安全保密员, 安全审计员. Addresses that take POST only are
asked with an empty form: 302 and 400 both mean that the person was let in.
"""

from __future__ import annotations

import importlib
import pkgutil

from tests.web import matrices

PEOPLE = (
    None, "song", "liwen", "hejingan", "fengli", "zhoulan", "wutong", "zhengyan", "xitong",
    "baomi", "shenji",
)  # fmt: skip

MATRIX: dict[str, str] = {
    "workbench": "302 200 200 200 200 200 200 200 302 302 302",
    "term_overview": "302 200 200 200 403 403 403 403 403 403 403",
    "rounds_list": "302 200 200 200 403 403 403 403 403 403 403",
    "rounds_create": "302 200 200 403 403 403 403 403 403 403 403",
    "rounds_detail": "302 200 200 200 403 403 403 403 403 403 403",
    "rounds_add_inspection": "302 200 200 403 403 403 403 403 403 403 403",
    "rounds_inspections": "302 200 200 200 403 403 403 403 403 403 403",
    "rounds_inspection": "302 200 200 200 200 200 404 200 403 403 403",
    "rounds_advance": "302 400 400 403 403 403 403 403 403 403 403",
    "rounds_recheck": "302 302 302 403 403 403 403 403 403 403 403",
    "findings_list": "302 200 200 200 200 200 200 200 403 403 403",
    "findings_detail": "302 200 200 200 200 200 404 200 403 403 403",
    "findings_taxonomy": "302 200 200 200 200 200 200 200 403 403 403",
    "rectification_list": "302 200 200 200 200 200 200 200 403 403 403",
    "rectification_export": "302 200 200 200 200 200 200 200 403 403 403",
    "rectification_rounds": "302 200 200 200 200 403 403 403 403 403 403",
    "rectification_round": "302 200 200 200 200 403 403 403 403 403 403",
    "rectification_signals": "302 200 200 200 200 403 403 403 403 403 403",
    "rectification_extensions": "302 200 200 200 200 200 200 200 403 403 403",
    "rectification_item": "302 200 200 200 200 200 404 200 403 403 403",
    "rectification_progress": "302 403 403 403 403 400 404 400 403 403 403",
    "rectification_proofs": "302 403 403 403 403 400 404 400 403 403 403",
    "rectification_claim": "302 403 403 403 403 400 404 400 403 403 403",
    "rectification_withdraw_claim": "302 403 403 403 403 400 404 400 403 403 403",
    "rectification_return": "302 400 400 403 400 403 403 403 403 403 403",
    "rectification_verify": "302 400 400 400 400 400 404 400 403 403 403",
    "rectification_check_here": "302 409 409 403 409 403 403 403 403 403 403",
    "rectification_sustain": "302 400 400 403 403 403 403 403 403 403 403",
    "rectification_reopen": "302 400 400 403 403 403 403 403 403 403 403",
    "rectification_ask_extension": "302 403 403 403 403 400 404 400 403 403 403",
    "rectification_proof": "302 200 200 200 200 200 404 200 403 403 403",
    "rectification_withdraw_proof": "302 403 403 403 403 400 400 400 403 403 403",
    "rectification_clear_signal": "302 400 400 403 403 403 403 403 403 403 403",
    "rectification_uphold_signal": "302 400 400 403 403 403 403 403 403 403 403",
    "rectification_extension_rules": "302 200 200 200 200 200 200 200 403 403 403",
    "rectification_new_extension_rules": "302 200 403 403 403 403 403 403 403 403 403",
    "rectification_replace_proof": "302 403 403 403 403 200 404 403 403 403 403",
    "rectification_grant_extension": "302 400 400 400 403 403 403 403 403 403 403",
    "rectification_refuse_extension": "302 400 400 400 403 403 403 403 403 403 403",
    "imports_bring": "302 200 200 403 403 403 403 403 403 403 403",
    "imports_detail": "302 200 200 403 403 403 403 403 403 403 403",
    "imports_columns": "302 200 200 403 403 403 403 403 403 403 403",
    "imports_take": "302 400 400 403 403 403 403 403 403 403 403",
    "imports_drop": "302 400 400 403 403 403 403 403 403 403 403",
    "imports_refused": "302 404 404 403 403 403 403 403 403 403 403",
    "notices_inbox": "302 200 200 200 200 200 200 200 200 200 200",
    "notices_read_all": "302 302 302 302 302 302 302 302 302 302 302",
    "notices_read": "302 404 302 404 404 404 404 404 404 404 404",
    "jobs_list": "302 200 200 200 200 200 200 200 200 200 200",
    "jobs_detail": "302 404 200 404 404 404 404 404 404 404 404",
    "jobs_fragment": "302 404 200 404 404 404 404 404 404 404 404",
    "jobs_cancel": "302 400 400 400 400 400 400 400 400 400 400",
    "audit_list": "302 403 403 403 403 403 403 403 403 403 200",
    "audit_detail": "302 403 403 403 403 403 403 403 403 403 200",
    "audit_verify": "302 403 403 403 403 403 403 403 403 403 200",
    "audit_export": "302 403 403 403 403 403 403 403 403 403 200",
    "sign_in": "200 302 302 302 302 302 302 302 302 302 302",
    "sign_out": "302 302 302 302 302 302 302 302 302 302 302",
    "change_password": "302 200 200 200 200 200 200 200 200 200 200",
    "totp_verify": "302 200 200 200 200 200 200 200 200 200 200",
    "totp_enrol": "302 200 200 200 200 200 200 200 200 200 200",
    "large_type": "302 302 302 302 302 302 302 302 302 302 302",
    "accounts_user_list": "302 403 403 403 403 403 403 403 200 200 403",
    "accounts_user_create": "302 403 403 403 403 403 403 403 200 403 403",
    "accounts_user_detail": "302 403 403 403 403 403 403 403 200 200 403",
    "accounts_user_change": "302 403 403 403 403 403 403 403 200 403 403",
    "accounts_user_active": "302 403 403 403 403 403 403 403 400 400 403",
    "accounts_user_reset": "302 403 403 403 403 403 403 403 200 403 403",
    "accounts_user_unlock": "302 403 403 403 403 403 403 403 403 302 403",
    "accounts_user_totp": "302 403 403 403 403 403 403 403 403 400 403",
    "accounts_role_ask": "302 403 403 403 403 403 403 403 400 403 403",
    "accounts_user_seat": "302 403 403 403 403 403 403 403 400 403 403",
    "accounts_role_approve": "302 403 403 403 403 403 403 403 403 409 403",
    "accounts_role_end": "302 403 403 403 403 403 403 403 400 400 403",
    "calendar_years": "302 200 200 200 200 200 200 200 200 200 200",
    "calendar_load": "302 200 200 403 403 403 403 403 403 403 403",
    "gallery": "302 200 200 200 200 200 200 200 200 200 200",
}

FIELD = ("luyi", "guer", "qinsan")
"""Three more columns of the rooms of the field, after the eleven: the leader and a member of the
authorised team that inspects the unit of 周岚, and a member of another authorised team."""

AREAS = [
    importlib.import_module(f"tests.web.matrices.{one.name}")
    for one in pkgutil.iter_modules(matrices.__path__)
]
"""Rooms with tables of their own: ``ROWS`` like the above, ``arguments(story, people)`` with a
record for each kind of argument that their addresses take, ``MORE`` with the columns after the
eleven, if they have any (``MORE = FIELD``)."""

AREA_OF = {name: area for area in AREAS for name in area.ROWS}

for _area in AREAS:
    MATRIX.update(_area.ROWS)


def people_of(name: str) -> tuple[str | None, ...]:
    """The columns of one address."""
    more: tuple[str, ...] = getattr(AREA_OF.get(name), "MORE", ())
    return (*PEOPLE, *more)
