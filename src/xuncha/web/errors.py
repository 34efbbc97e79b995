"""Errors as pages: one sentence, a number to quote, a way back. Never a trace, never a hint whether
something hidden exists."""

from __future__ import annotations

import errno
import sys
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from xuncha.foundation.audit.services import record_refusal
from xuncha.kernel.actor import Actor
from xuncha.kernel.errors import Absent, Refused, XunchaError
from xuncha.web.dialogs import from_dialog
from xuncha.web.dialogs import sentence as in_dialog

_SERVER = (
    "系统出了问题，这次操作没有完成，已有的内容没有改动。请把页面下方的请求编号告诉系统管理员。"
)

_FULL = "磁盘空间不足，这次操作没有完成，已有的内容没有改动，请联系系统管理员。"


def answer(request: HttpRequest, error: XunchaError) -> HttpResponse:
    """The page for an error of one of the five families."""
    actor = getattr(request, "actor", None)
    if isinstance(actor, Actor) and not error.recorded:
        where = request.resolver_match.view_name if request.resolver_match else ""
        if isinstance(error, Refused):
            record_refusal(actor, what=where, sentence=error.sentence)
        elif isinstance(error, Absent) and error.hidden:
            record_refusal(actor, what=where, sentence=error.sentence, hidden=error.hidden)
    return page(request, error.status, error.sentence)


def page(request: HttpRequest, status: int, sentence: str) -> HttpResponse:
    """An error page; for a swapped part of a page, only its inner part; for a dialog its words."""
    if from_dialog(request):
        return in_dialog(sentence, status)
    inner = bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")
    template = "errors/_error.html" if inner else "errors/error.html"
    context = {"status": status, "sentence": sentence}
    return render(request, template, context, status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 400: too large a form, a suspicious header."""
    return page(request, 400, "提交的内容不完整或者太大，没有处理。")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's own 403."""
    return page(request, 403, "没有权限这样操作。")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """An address that leads nowhere looks like a record that may not be seen."""
    return page(request, 404, Absent().sentence)


def server_error(request: HttpRequest) -> HttpResponse:
    """The last resort: without what stands around a page, which would ask the database again."""
    request.actor = None  # type: ignore[attr-defined]
    if _is_full(sys.exc_info()[1]):
        return page(request, 503, _FULL)
    return page(request, 500, _SERVER)


def _is_full(problem: BaseException | None) -> bool:
    """Whether the disk had no room: as the system says it, or through SQLite."""
    if isinstance(problem, OSError):
        return problem.errno in {errno.ENOSPC, errno.EDQUOT}
    return isinstance(problem, OperationalError) and "disk is full" in str(problem)


def csrf_failure(request: HttpRequest, reason: str = "", **_: Any) -> HttpResponse:
    """A form that is too old or comes from elsewhere."""
    return page(request, 403, "页面打开得太久，或者不是从本系统提交的，请刷新页面后再提交一次。")
