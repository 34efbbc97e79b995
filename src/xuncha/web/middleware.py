"""From a bare request to one with a number, a living session and an actor; and back from errors."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.foundation.accounts.actors import build_actor
from xuncha.foundation.accounts.models import User
from xuncha.foundation.accounts.selectors import has_totp
from xuncha.foundation.accounts.services import note_sign_out
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import XunchaError
from xuncha.web import errors

Next = Callable[[HttpRequest], HttpResponseBase]

NOBODY = Actor(user_id=None, name="未登录")
_SEEN_EVERY = 60
_IDLE = "较长时间没有操作"


class RequestIdMiddleware:
    """Each request gets a number that stands in the log, in the audit and on the error page."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.request_id = uuid.uuid4().hex[:12]  # type: ignore[attr-defined]
        answer = self.get_response(request)
        answer["X-Request-Id"] = request.request_id  # type: ignore[attr-defined]
        return answer


class ErrorsMiddleware:
    """The five families become pages; a refusal is noted in the log."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseBase | None:
        if isinstance(exception, XunchaError):
            return errors.answer(request, exception)
        return None


class SessionMiddleware:
    """Ends idle sessions, and holds a person at the door until password and TOTP are in order."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if isinstance(request.user, User):
            if self._idle(request):
                self._send_out(request, request.user)
                return _go(request, "sign_in")
            if (door := self._door(request)) and request.path != reverse(door):
                return _go(request, door)
        return self.get_response(request)

    def _send_out(self, request: HttpRequest, user: User) -> None:
        note_sign_out(actor_of(request, user), user=user, reason=_IDLE)
        logout(request)
        messages.info(request, f"{_IDLE}，已自动退出，请重新登录。")

    def _idle(self, request: HttpRequest) -> bool:
        seen = request.session.get("seen_at")
        now = time.time()
        if seen is not None and now - seen > settings.XUNCHA_SESSION_IDLE_MINUTES * 60:
            return True
        if seen is None or now - seen > _SEEN_EVERY:
            request.session["seen_at"] = now
        return False

    def _door(self, request: HttpRequest) -> str:
        """Name of the page that has to be passed first, or ""."""
        user = request.user
        assert isinstance(user, User)
        if request.path in {reverse("sign_out"), reverse("large_type")}:
            return ""
        if user.requires_totp and not user.is_verified():  # type: ignore[attr-defined]
            return "totp_verify" if has_totp(user) else "totp_enrol"
        return "change_password" if user.must_change_password else ""


class ActorMiddleware:
    """The signed-in person as a frozen actor."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.actor = self._actor(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def _actor(self, request: HttpRequest) -> Actor:
        return actor_of(request, request.user) if isinstance(request.user, User) else NOBODY


def actor_of(request: HttpRequest, user: User) -> Actor:
    """The user as an actor, with the request's number and address for the log."""
    return build_actor(
        user,
        request_id=request.request_id,  # type: ignore[attr-defined]
        address=request.META.get("REMOTE_ADDR", ""),
    )


def _go(request: HttpRequest, name: str) -> HttpResponseBase:
    """Send to a page; a part of a page that asks makes the whole page go there."""
    if not request.headers.get("HX-Request"):
        return redirect(name)
    answer = HttpResponse(status=204)
    answer["HX-Redirect"] = reverse(name)
    return answer
