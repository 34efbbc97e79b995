"""The door of sealed rooms: for those who have no business there, no address exists."""

from __future__ import annotations

from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse

from xuncha.foundation.holders.selectors import may_hold
from xuncha.kernel.errors import Absent, Conflict, Invalid, Refused
from xuncha.web.http import Request, View, read_view, write_view


def reading(view: View) -> View:
    """A page that reads."""
    return read_view()(_inside(view))


def writing(view: View) -> View:
    """A page with a form of its own."""
    return write_view()(_inside(view))


def posting(view: View) -> View:
    """An act."""
    return write_view(form=False)(_inside(view))


def _inside(view: View) -> View:
    @wraps(view)
    def run(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_hold(request.actor):
            raise Absent
        return view(request, *args, **kwargs)

    return run


def to_unlock(request: Request, back: str) -> HttpResponse:
    """Send to the passphrase, and from there back to the page that needs it."""
    messages.info(request, "请先输入封存口令。")
    return redirect(f"{reverse('holders_unlock')}?{urlencode({'next': back})}")


def say(request: Request, problem: Invalid | Conflict | Refused) -> None:
    """A service's sentence above the page that is shown next."""
    messages.error(request, problem.sentence)
