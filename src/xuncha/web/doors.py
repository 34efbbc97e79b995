"""Whether a page is for a reader at all, so that no link leads him to a refusal."""

from __future__ import annotations

from django.urls import Resolver404, resolve

from xuncha.kernel.actor import Actor
from xuncha.web.outside import leads_out


def may_open(actor: Actor | None, url: str) -> bool:
    """Whether the page at an address of ours is for a reader's roles; what he may see on it is
    another matter."""
    try:
        view = resolve(url.partition("?")[0].partition("#")[0]).func
    except Resolver404:
        return True
    if leads_out(url):
        return False
    audience: frozenset[str] = getattr(view, "xuncha_audience", frozenset({"*"}))
    return actor is None or "*" in audience or actor.has(*audience)
