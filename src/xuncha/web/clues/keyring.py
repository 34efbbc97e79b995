"""Where an unlocked key lives: half in the browser, half on the site, and in clear in neither.

Unlocking makes a random key. It goes to the browser as a cookie that no script reads, that goes to
the store's own addresses only and dies with its minutes; the person's private key goes into his
session, sealed with it and bound to the person and the minute of its end. A stolen database or
backup lacks the cookie (backups hold no sessions at all), a stolen cookie lacks the session. In
clear the private key is in the memory of one request.
"""

from __future__ import annotations

import base64
import binascii

from django.conf import settings
from django.http import HttpResponse

from xuncha.cycle.clues.rules import rules_on
from xuncha.cycle.clues.sealing import OpenKey
from xuncha.foundation.seals import boxes
from xuncha.kernel import clock
from xuncha.kernel.errors import Unavailable
from xuncha.web.http import Request

COOKIE, KEPT, PATH = "clue_key", "clue_store", "/clues/"


def keep(request: Request, answer: HttpResponse, key: OpenKey) -> None:
    """Keep an unlocked key for the minutes that the rules allow."""
    seconds = rules_on(clock.today()).settings.unlock_minutes * 60
    until = int(clock.now().timestamp()) + seconds
    secret = boxes.new_key()
    private = base64.b64encode(key.private).decode("ascii")
    request.session[KEPT] = {
        "until": until, "holder": key.holder_id,
        "sealed": boxes.seal(private, secret, _bound(key.user_id, key.holder_id, until)),
    }  # fmt: skip
    answer.set_cookie(
        COOKIE, base64.urlsafe_b64encode(secret).decode("ascii"), max_age=seconds, path=PATH,
        httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def opened(request: Request) -> OpenKey | None:
    """The person's key, if the store is unlocked in this very browser and its time is not over."""
    kept, cookie = request.session.get(KEPT), request.COOKIES.get(COOKIE, "")
    user_id = request.actor.user_id
    if not kept or not cookie or user_id is None or minutes_left(request) == 0:
        return None
    try:
        secret = base64.urlsafe_b64decode(cookie)
        place = _bound(user_id, kept["holder"], kept["until"])
        private = base64.b64decode(boxes.unseal(kept["sealed"], secret, place))
    except (binascii.Error, ValueError, Unavailable):
        return None
    return OpenKey(user_id, kept["holder"], private)


def minutes_left(request: Request) -> int:
    """For how many minutes more, begun ones counted; 0 when locked."""
    kept = request.session.get(KEPT)
    left = kept["until"] - clock.now().timestamp() if kept else 0
    return max(0, int(left + 59) // 60)


def forget(request: Request, answer: HttpResponse) -> None:
    """Lock the store."""
    request.session.pop(KEPT, None)
    answer.delete_cookie(COOKIE, path=PATH, samesite="Strict")


def _bound(user_id: int, holder_id: int, until: int) -> str:
    return f"session {user_id} {holder_id} {until}"
