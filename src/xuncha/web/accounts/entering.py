"""Signing in and out, changing the password, the second factor, large type."""

from __future__ import annotations

import base64
from typing import Any

import segno
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import login as otp_login

from xuncha.foundation.accounts import services
from xuncha.foundation.accounts.devices import SealedDevice
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.selectors import has_totp, waiting_totp
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Conflict, Invalid
from xuncha.web.accounts.forms import CodeForm, PasswordForm, SignInForm
from xuncha.web.http import PUBLIC, Request, write_view
from xuncha.web.middleware import actor_of

_WRONG = "用户名或密码不对。"
_YEAR = 365 * 24 * 3600


@write_view(PUBLIC)
def sign_in(request: Request) -> HttpResponse:
    """The door. Doesn't tell whether a name exists; too many failures shut it for a while."""
    if request.user.is_authenticated:
        return redirect("workbench")
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if isinstance(user, User):
            return _let_in(request, user)
        if not getattr(request, "axes_locked_out", False):
            services.note_refused_sign_in(
                _stranger(request), username=form.cleaned_data["username"]
            )
        form.add_error(None, _WRONG)
    status = 400 if form.errors else 200
    return render(request, "accounts/sign_in.html", {"form": form}, status=status)


def _let_in(request: Request, user: User) -> HttpResponse:
    """Take the session over under a new key: one that was planted before is worth nothing."""
    login(request, user)
    if services.note_sign_in(actor_of(request, user), user=user):
        messages.info(request, "密码使用时间已满，请先修改。")
    return redirect(_next(request))


def _next(request: Request) -> str:
    """Where the person wanted to go, if that is within this site."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts={request.get_host()})
    return wanted if safe else reverse("workbench")


def _stranger(request: Request) -> Actor:
    """Nobody yet, with the request's number and address for the log."""
    return Actor(
        None, "未登录", request_id=request.request_id, address=request.META.get("REMOTE_ADDR", "")
    )


@write_view(form=False)
def sign_out(request: Request) -> HttpResponse:
    """Leave."""
    if isinstance(request.user, User):
        services.note_sign_out(request.actor, user=request.user)
    logout(request)
    return redirect("sign_in")


@write_view()
def change_password(request: Request) -> HttpResponse:
    """One's own password."""
    assert isinstance(request.user, User)
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            user = services.change_password(
                request.actor, user_id=request.user.pk, old=data["old"], new=data["new"]
            )
        except Invalid as problem:
            form.add_error(problem.field or None, problem.sentence)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, "密码已修改，其他地方的登录已全部退出。")
            return redirect("workbench")
    context = {"form": form, "forced": request.user.must_change_password}
    status = 400 if form.errors else 200
    return render(request, "accounts/change_password.html", context, status=status)


@write_view()
def totp_verify(request: Request) -> HttpResponse:
    """The second step of signing in."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            device = services.verify_totp(request.actor, code=form.cleaned_data["code"])
        except Invalid as problem:
            form.add_error("code", problem.sentence)
        else:
            if device is not None:
                _prove(request, device)
                return redirect(_next(request))
            form.add_error("code", "动态口令不对，或者刚刚用过，请等下一组数字。")
    status = 400 if form.errors else 200
    return render(request, "accounts/totp_verify.html", {"form": form}, status=status)


def _prove(request: Request, device: SealedDevice) -> None:
    """The session has two factors now, and a new key with them."""
    otp_login(request, device)
    request.session.cycle_key()


@write_view()
def totp_enrol(request: Request) -> HttpResponse:
    """Put a second factor on one's account. Showing the secret makes it, hence by POST only."""
    assert isinstance(request.user, User)
    if has_totp(request.user) or request.method != "POST":
        return _enrol_page(request, enrolled=has_totp(request.user))
    if "code" not in request.POST:
        return _show_secret(request, services.prepare_totp(request.actor), CodeForm())
    form = CodeForm(request.POST)
    if form.is_valid():
        try:
            _prove(request, services.confirm_totp(request.actor, **form.cleaned_data))
        except Invalid as problem:
            form.add_error("code", problem.sentence)
        else:
            messages.success(request, "动态口令已启用，下次登录要输入六位数字。")
            return redirect("workbench")
    waiting = waiting_totp(request.actor)
    if waiting is None:
        raise Conflict("没有等待启用的动态口令，请重新打开这个页面。")
    return _show_secret(request, waiting, form)


def _show_secret(request: Request, device: SealedDevice, form: CodeForm) -> HttpResponse:
    return _enrol_page(
        request,
        device=device,
        form=form,
        qr=segno.make(device.config_url).svg_data_uri(scale=5),
        secret=base64.b32encode(device.bin_key).decode("ascii").rstrip("="),
    )


def _enrol_page(request: Request, *, enrolled: bool = False, **shown: Any) -> HttpResponse:
    assert isinstance(request.user, User)
    must = request.user.requires_totp
    context = {"enrolled": enrolled, "device": None, "actor_must_enrol": must, **shown}
    form = shown.get("form")
    status = 400 if form is not None and form.errors else 200
    return render(request, "accounts/totp_enrol.html", context, status=status)


@write_view(PUBLIC, form=False)
def large_type(request: Request) -> HttpResponse:
    """Larger letters, or back."""
    large = request.COOKIES.get("type") == "large"
    answer = redirect(_next(request))
    answer.set_cookie(
        "type", "normal" if large else "large", max_age=_YEAR, samesite="Lax", httponly=True
    )
    return answer
