"""What stands around every page: navigation, inbox, the person, the demo note."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from xuncha.foundation.accounts.roles import label_of
from xuncha.foundation.notices.selectors import unread_count
from xuncha.kernel import clock
from xuncha.kernel.actor import Actor
from xuncha.web import nav, outside


def frame(request: HttpRequest) -> dict[str, Any]:
    """Context for ``base.html``; nearly empty before signing in."""
    actor = getattr(request, "actor", None)
    around: dict[str, Any] = {
        "demo": settings.XUNCHA_DEMO,
        "today": clock.today(),
        "large_type": request.COOKIES.get("type") == "large",
        "request_id": getattr(request, "request_id", ""),
        "outside": outside.strip(),
    }
    if not isinstance(actor, Actor) or actor.user_id is None:
        return around
    match = request.resolver_match
    area = match.view_name.split("_")[0] if match else ""
    return around | {
        "actor": actor,
        "role_labels": [label_of(key) for key in sorted(actor.roles)],
        "nav": nav.for_actor(actor, getattr(match.func, "xuncha_area", area) if match else ""),
        "unread": unread_count(actor),
    }
