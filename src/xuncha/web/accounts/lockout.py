"""What a locked-out person sees."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from xuncha.foundation.accounts.services import note_locked
from xuncha.kernel.actor import Actor
from xuncha.web.errors import page

_SENTENCE = "连续多次登录失败，这个账号已锁定 15 分钟。急用请联系安全保密员解锁。"


def locked_out(
    request: HttpRequest, _answer: HttpResponse | None = None, credentials: Any = None,
    *_: Any, **__: Any,
) -> HttpResponse:  # fmt: skip
    """Called by the lock-out library in place of the sign-in page."""
    actor = Actor(None, "未登录", address=request.META.get("REMOTE_ADDR", ""))
    note_locked(actor, username=str((credentials or {}).get("username", "")))
    return page(request, 429, _SENTENCE)
