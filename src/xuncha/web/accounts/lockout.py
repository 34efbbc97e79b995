"""What a locked-out person sees."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse

from xuncha.foundation.accounts.selectors import minutes_locked
from xuncha.foundation.accounts.services import note_locked
from xuncha.kernel.actor import Actor
from xuncha.web.errors import page


def locked_out(
    request: HttpRequest, _answer: HttpResponse | None = None, credentials: Any = None,
    *_: Any, **__: Any,
) -> HttpResponse:  # fmt: skip
    """Called by the lock-out library in place of the sign-in page; the same words whether or not
    there is such an account."""
    username = str((credentials or {}).get("username", ""))
    actor = Actor(
        None, "未登录", request_id=getattr(request, "request_id", ""),
        address=request.META.get("REMOTE_ADDR", ""),
    )  # fmt: skip
    note_locked(actor, username=username)
    minutes = max(minutes_locked(username), 1)
    sentence = (
        f"连续多次登录失败，这个用户名暂时锁定，约 {minutes} 分钟后可以再试。"
        "急用请联系安全保密员解锁。"
    )
    return page(request, 429, sentence)
