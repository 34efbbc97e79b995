"""How a page meets the house: every view says whether it reads or writes, and for whom.

A reading view runs under a guard that stops any statement but SELECT. A writing view reads under
the same guard when it shows its form; when the form comes back it calls one service, and the
service is the transaction.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Refused
from xuncha.web.dialogs import SIGNED_OUT, from_dialog, sentence, told
from xuncha.web.drafts import tell_saved


class Request(HttpRequest):
    """A request behind the middleware: the actor is there."""

    actor: Actor
    request_id: str


View = Callable[..., HttpResponseBase]

SIGNED_IN: frozenset[str] = frozenset({"*"})
"""Audience: whoever is signed in, whatever the role."""

PUBLIC: frozenset[str] = frozenset()
"""Audience: everybody, also before signing in."""

_READS = ("SELECT", "EXPLAIN", "WITH", "DECLARE", "FETCH", "CLOSE")


class WriteInReadViewError(RuntimeError):
    """A reading view tried to write: a defect of the page, found by the first test that opens
    it."""


def _only_reads(
    execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    if not sql.lstrip(" (").upper().startswith(_READS):
        raise WriteInReadViewError(sql[:80])
    return execute(sql, params, many, context)


def read_view(audience: frozenset[str] = SIGNED_IN) -> Callable[[View], View]:
    """A page that only reads: GET and HEAD."""

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "HEAD"])
            if (stop := _enter(request, audience)) is not None:
                return stop
            with connection.execute_wrapper(_only_reads):
                return view(request, *args, **kwargs)

        return _marked(run, audience, "read")

    return decorate


def write_view(
    audience: frozenset[str] = SIGNED_IN, *, form: bool = True
) -> Callable[[View], View]:
    """A page that changes something on POST. ``form``: whether GET shows a form of its own."""
    methods = ["GET", "HEAD", "POST"] if form else ["POST"]

    def decorate(view: View) -> View:
        @wraps(view)
        def run(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(methods)
            if (stop := _enter(request, audience)) is not None:
                return stop
            if request.method == "POST":
                return told(request, tell_saved(request, view(request, *args, **kwargs)))
            with connection.execute_wrapper(_only_reads):
                return view(request, *args, **kwargs)

        return _marked(run, audience, "write")

    return decorate


def _marked(run: View, audience: frozenset[str], kind: str) -> View:
    view = never_cache(run)
    view.xuncha_audience = audience  # type: ignore[attr-defined]
    view.xuncha_kind = kind  # type: ignore[attr-defined]
    return view


def _enter(request: Request, audience: frozenset[str]) -> HttpResponse | None:
    """Let in, send to the sign-in page, or refuse with a sentence."""
    if audience == PUBLIC:
        return None
    if not request.user.is_authenticated:
        if request.headers.get("HX-Request"):
            answer = HttpResponse(status=204)
            answer["HX-Refresh"] = "true"
            return answer
        if from_dialog(request):
            return sentence(SIGNED_OUT, 401)
        return redirect_to_login(request.get_full_path())
    if audience != SIGNED_IN and not request.actor.has(*audience):
        raise Refused("您的岗位不使用这个页面。")
    return None
