"""Accounts and roles, for the system administrator and the security officer."""

from __future__ import annotations

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from xuncha.cycle.directory.selectors import seats_of
from xuncha.cycle.directory.services.seating import seat_user
from xuncha.foundation import access
from xuncha.foundation.accounts import roles, services
from xuncha.foundation.accounts.models import RoleGrant, User
from xuncha.foundation.accounts.roles import SECURITY, SYSADMIN
from xuncha.foundation.accounts.selectors import (
    grants_of,
    has_totp,
    list_users,
    minutes_locked,
    waiting_grants,
)
from xuncha.kernel import clock
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.accounts.filters import UserFilter
from xuncha.web.accounts.forms import ChangeForm, ReasonForm, RoleForm, SeatForm, UserForm
from xuncha.web.http import Request, read_view, write_view
from xuncha.web.listing import Sort, page_of

_BOTH = frozenset({SYSADMIN, SECURITY})
_ADMIN = frozenset({SYSADMIN})
_OFFICER = frozenset({SECURITY})
SORTS = (Sort("name", "用户名", "username"), Sort("new", "最近建立", "pk", descending=True))


@read_view(_BOTH)
def users(request: Request) -> HttpResponse:
    """All accounts; above them what waits for approval."""
    chosen = UserFilter(request.GET, queryset=list_users(request.actor), request=request)
    context = {
        "filter": chosen,
        "page": page_of(request, chosen.qs, SORTS),
        "sorts": SORTS,
        "waiting": _with_decisions(request, list(waiting_grants(request.actor)[:20])),
        "labels": {one.key: one.label for one in roles.every()},
        "may_create": bool(access.can(request.actor, "create", User())),
    }
    return render(request, "accounts/users.html", context)


def _with_decisions(request: Request, grants: list[RoleGrant]) -> list[tuple[RoleGrant, str]]:
    return [(one, access.can(request.actor, "approve", one).reason) for one in grants]


@read_view(_BOTH)
def user(request: Request, user_id: int) -> HttpResponse:
    """One account."""
    return _user_page(request, access.get_or_404(request.actor, User, pk=user_id))


def _user_page(
    request: Request, row: User, *, role_form: django_forms.Form | None = None,
    seat_form: django_forms.Form | None = None, password: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    actor = request.actor
    context = {
        "row": row,
        "grants": _with_decisions(request, list(grants_of(actor, row))),
        "labels": {one.key: one.label for one in roles.every()},
        "has_totp": has_totp(row),
        "may_reset": access.can(actor, "reset_password", row),
        "may_disable": access.can(actor, "disable", row),
        "may_unlock": access.can(actor, "unlock", row),
        "may_change": access.can(actor, "change", row),
        "may_remove_totp": access.can(actor, "remove_totp", row),
        "minutes_locked": minutes_locked(row.username),
        "seats": seats_of(actor, row),
        "is_admin": actor.has(SYSADMIN),
        "role_form": role_form or RoleForm(initial={"from_on": clock.today()}),
        "seat_form": seat_form or SeatForm(initial={"from_on": clock.today()}),
        "password": password,
    }
    return render(request, "accounts/user.html", context, status=status)


@write_view(_ADMIN)
def create(request: Request) -> HttpResponse:
    """A new account."""
    form = UserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row, password = services.create_user(request.actor, **form.cleaned_data)
        except Invalid as problem:
            form.add_error(problem.field or None, problem.sentence)
        else:
            return _user_page(request, row, password=password)
    status = 400 if form.errors else 200
    return render(request, "accounts/user_form.html", {"form": form}, status=status)


@write_view(_ADMIN)
def change(request: Request, user_id: int) -> HttpResponse:
    """Mend name and post."""
    row = access.get_or_404(request.actor, User, pk=user_id)
    access.require(request.actor, "change", row)
    fields = ("name", "post", "requires_totp")
    initial = {key: getattr(row, key) for key in fields}
    form = ChangeForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_user(request.actor, user_id=row.pk, **form.cleaned_data)
        except Invalid as problem:
            form.add_error(problem.field or None, problem.sentence)
        else:
            messages.success(request, "账号已修改。")
            return redirect("accounts_user_detail", row.pk)
    status = 400 if form.errors else 200
    return render(request, "accounts/user_change.html", {"form": form, "row": row}, status=status)


@write_view(_BOTH, form=False)
def active(request: Request, user_id: int) -> HttpResponse:
    """Switch an account off, or on again."""
    row = access.get_or_404(request.actor, User, pk=user_id)
    services.set_active(
        request.actor, user_id=row.pk, active=not row.is_active, reason=_reason(request)
    )
    messages.success(request, "账号已停用。" if row.is_active else "账号已启用。")
    return redirect("accounts_user_detail", user_id)


@write_view(_ADMIN, form=False)
def reset(request: Request, user_id: int) -> HttpResponse:
    """A new first password."""
    password = services.reset_password(request.actor, user_id=user_id)
    row = access.get_or_404(request.actor, User, pk=user_id)
    return _user_page(request, row, password=password)


@write_view(_OFFICER, form=False)
def unlock(request: Request, user_id: int) -> HttpResponse:
    """Lift a lock."""
    services.unlock_user(request.actor, user_id=user_id)
    messages.success(request, "登录锁定已解除。")
    return redirect("accounts_user_detail", user_id)


@write_view(_OFFICER, form=False)
def drop_totp(request: Request, user_id: int) -> HttpResponse:
    """Take a second factor off."""
    services.remove_totp(request.actor, user_id=user_id, reason=_reason(request))
    messages.success(request, "动态口令已撤销。")
    return redirect("accounts_user_detail", user_id)


@write_view(_ADMIN, form=False)
def ask_role(request: Request, user_id: int) -> HttpResponse:
    """Ask that somebody gets a role."""
    row = access.get_or_404(request.actor, User, pk=user_id)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            services.ask_role(request.actor, user_id=row.pk, **form.cleaned_data)
        except (Invalid, Conflict) as problem:
            field = getattr(problem, "field", "")
            form.add_error(field or None, problem.sentence)
        else:
            messages.success(request, "已提出申请，等安全保密员批准。")
            return redirect("accounts_user_detail", row.pk)
    return _user_page(request, row, role_form=form, status=400)


@write_view(_ADMIN, form=False)
def seat(request: Request, user_id: int) -> HttpResponse:
    """Say which unit somebody sits in."""
    row = access.get_or_404(request.actor, User, pk=user_id)
    form = SeatForm(request.POST)
    if form.is_valid():
        try:
            seat_user(request.actor, user_id=row.pk, **form.cleaned_data)
        except Invalid as problem:
            form.add_error(problem.field or None, problem.sentence)
        else:
            messages.success(request, "任职单位已登记。")
            return redirect("accounts_user_detail", row.pk)
    return _user_page(request, row, seat_form=form, status=400)


@write_view(_OFFICER, form=False)
def approve(request: Request, grant_id: int) -> HttpResponse:
    """Approve a role."""
    grant = services.approve_role(request.actor, grant_id=grant_id)
    messages.success(request, "岗位已批准，即时生效。")
    return redirect("accounts_user_detail", grant.user_id)


@write_view(_BOTH, form=False)
def end(request: Request, grant_id: int) -> HttpResponse:
    """Take a role back."""
    grant = services.end_role(request.actor, grant_id=grant_id, reason=_reason(request))
    messages.success(request, "岗位已收回。")
    return redirect("accounts_user_detail", grant.user_id)


def _reason(request: Request) -> str:
    form = ReasonForm(request.POST)
    if not form.is_valid():
        raise Invalid("请写明理由。")
    return str(form.cleaned_data["reason"])
