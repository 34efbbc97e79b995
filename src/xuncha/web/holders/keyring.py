"""Where an unlocked key lives: half in the browser, half on the site, and in clear in neither.

Unlocking makes a random key. It goes to the browser as cookies that no script reads, that go to
the sealed rooms' own addresses only and die with its minutes; the person's private key goes into
his session, sealed with it and bound to the person and the minute of its end. A stolen database or
backup lacks the cookies (backups hold no sessions at all), a stolen cookie lacks the session. In
clear the private key is in the memory of one request.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

from django.conf import settings
from django.http import HttpResponse

from xuncha.foundation.holders import stores
from xuncha.foundation.holders.selectors import own_holder
from xuncha.foundation.holders.wrapping import OpenKey
from xuncha.foundation.seals import boxes
from xuncha.kernel import clock
from xuncha.kernel.errors import Unavailable
from xuncha.web.http import Request

KEPT = "open_key"
PLACES = {"clue_key": "/clues/", "source_key": "/petitions/", "own_key": "/keys/"}
"""One cookie for each place that needs the key, and for no other."""


def keep(request: Request, answer: HttpResponse, key: OpenKey) -> None:
    """Keep an unlocked key for the minutes that the stores allow."""
    seconds = stores.minutes() * 60
    until = int(clock.now().timestamp()) + seconds
    secret = boxes.new_key()
    private = base64.b64encode(key.private).decode("ascii")
    request.session[KEPT] = {
        "until": until, "holder": key.holder_id,
        "sealed": boxes.seal(private, secret, _bound(key.user_id, key.holder_id, until)),
    }  # fmt: skip
    for name, path in PLACES.items():
        answer.set_cookie(
            name, base64.urlsafe_b64encode(secret).decode("ascii"), max_age=seconds, path=path,
            httponly=True, samesite="Strict", secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip


def opened(request: Request) -> OpenKey | None:
    """The person's key, if it is unlocked in this very browser and its time is not over."""
    kept = request.session.get(KEPT)
    cookie = next((request.COOKIES[one] for one in PLACES if one in request.COOKIES), "")
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


def key_context(request: Request) -> dict[str, Any]:
    """What pages of sealed rooms tell: one's own key, and for how long it is open."""
    return {
        "holder": own_holder(request.actor),
        "minutes": minutes_left(request) if opened(request) else 0,
    }


def forget(request: Request, answer: HttpResponse) -> None:
    """Lock it."""
    request.session.pop(KEPT, None)
    for name, path in PLACES.items():
        answer.delete_cookie(name, path=path, samesite="Strict")


def _bound(user_id: int, holder_id: int, until: int) -> str:
    return f"session {user_id} {holder_id} {until}"
